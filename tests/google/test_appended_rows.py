"""Rows below a tab stand under their headings, once, whatever the owner does to its columns and rows meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, Patch
from clientsheet.stores.base import HalfWritten
from clientsheet.stores.google.store import GoogleStore
from tests.emulator.control import Emulator
from tests.emulator.faults import Wire
from tests.emulator.owner import Owner
from tests.google.conftest import Make

TAB = "Історія"
LINES = [
    ["Коли", "Клієнт", "Про що", "Лист"],
    [46001, "Марина", "День народження", "<1@salon>"],
    [46002, "Олена", "Повторний візит", "<2@salon>"],
    [46003, "Марина", "Повторний візит", "<3@salon>"],
]
NEW = [{1: 46010, 2: "Олена", 3: "День народження", 4: "<4@salon>"}, {1: 46010, 2: "Ігор", 4: "<5@salon>"}]
PATCH = Patch(appended=(AppendedRows(TAB, 4, NEW, {1: Look.DATETIME}),), marks={"filled": "1"})
MOVES: dict[str, Callable[[Owner], object]] = {
    "inserts a column in front": lambda owner: owner.insert(TAB, "COLUMNS", 0),
    "inserts a column in the middle": lambda owner: owner.insert(TAB, "COLUMNS", 2),
    "moves a column": lambda owner: owner.move(TAB, "COLUMNS", 3, 0),
    "sorts": lambda owner: owner.sort(TAB, 1),
    "adds a row": lambda owner: owner.puts(TAB, 4, 1, "Анна"),
    "deletes a row": lambda owner: owner.delete(TAB, "ROWS", 2),
    "filters": lambda owner: owner.filters(TAB, 1, {"Марина"}),
    "renames the tab": lambda owner: owner.renames_tab(TAB, "Листи"),
}


def told(owner: Owner) -> list[tuple[Any, ...]]:
    """Rows in the order of the headings, sorted."""
    tab = owner._files.get(owner._id).book.sheets[0].title
    top, *lines = owner.values(tab)
    order = [top.index(heading) for heading in LINES[0]]
    return sorted((tuple([*line, *[""] * 9][number] for number in order) for line in lines), key=str)


@pytest.mark.parametrize("wire", [None, Wire.SWALLOWED_RST])
@pytest.mark.parametrize("moment", ["GET", ":batchUpdate$"])
@pytest.mark.parametrize("move", MOVES)
def test_added_rows_stand_under_their_headings_and_only_once(
    google: Emulator, sheet: Make, move: str, moment: str, wire: Wire | None
) -> None:
    """Also where the answer to the write is lost."""
    store, book = sheet({TAB: LINES})
    _, alone = sheet({TAB: LINES})
    owner, undisturbed = google.owner(book), google.owner(alone)
    seen = store.fingerprint()
    store.read()
    google.plan(moment, before=lambda: MOVES[move](owner))
    if wire:
        google.plan(":batchUpdate$", does=wire)
    MOVES[move](undisturbed)
    store = written(store, seen)
    added = [tuple(row.get(number, "") for number in range(1, 5)) for row in NEW]
    assert told(owner) == sorted([*told(undisturbed), *added], key=str)


@pytest.mark.parametrize("move", ["inserts a column in front", "inserts a column in the middle", "moves a column"])
def test_rows_of_a_run_that_died_come_under_their_headings_in_the_next(
    google: Emulator, sheet: Make, move: str
) -> None:
    """It was killed before it could see that their columns had moved; the owner has sorted them since."""
    store, book = sheet({TAB: LINES})
    _, alone = sheet({TAB: LINES})
    owner, undisturbed = google.owner(book), google.owner(alone)
    seen = store.fingerprint()
    google.plan(":batchUpdate$", before=lambda: MOVES[move](owner))
    google.plan(":batchUpdate$", after=lambda: google.plan(times=None, does=Wire.LOST_RST))
    google.plan(":batchUpdate$", does=Wire.SWALLOWED_RST)
    with pytest.raises(HalfWritten):
        store.apply(PATCH, seen)
    google.calm()
    MOVES[move](undisturbed)
    owner.sort(owner._files.get(owner._id).book.sheets[0].title, 0)
    store.recover()
    added = [tuple(row.get(number, "") for number in range(1, 5)) for row in NEW]
    assert told(owner) == sorted([*told(undisturbed), *added], key=str)


def written(store: GoogleStore, seen: str) -> GoogleStore:
    try:
        store.apply(PATCH, seen)
    except WorkbookChanged:  # as a job does: it reads again
        tab = store.read().tabs[0]
        columns = {heading: number for number, heading in enumerate(tab.rows(1, 1)[0], 1)}
        rows = [{columns[LINES[0][number - 1]]: value for number, value in row.items()} for row in NEW]
        block = AppendedRows(tab.title, tab.row_count, rows)
        store.apply(Patch(appended=(block,), marks={"filled": "1"}), store.fingerprint())
    return store
