"""Number formats are set by place. Whatever the owner moves right before, each of her cells keeps its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.base import HalfWritten
from clientsheet.stores.google.store import GoogleStore
from tests.emulator.control import Emulator
from tests.emulator.faults import Wire
from tests.emulator.owner import Owner
from tests.google.conftest import Make

TAB = "Клієнти"
HEADINGS = ["ID", "ПІБ", "Борг", "Народження", "Останній візит", "Записано", "Позначка"]
PEOPLE: list[list[Any]] = [
    [n, f"Клієнтка {name}", 100 * n, 30_000 + n, "", 45_000 + n, name] for n, name in enumerate("абвгґдежзи", 1)
]
HERS = {"Борг": ("NUMBER", '#,##0"₴"'), "Народження": ("DATE", "d mmm")}
WRITTEN = ("DATE", "dd.mm.yyyy")
LAST = (":batchUpdate$", 2)
"""The request that sets formats; the first of its kind takes hold of columns."""

MOVES: dict[str, Callable[[Owner], object]] = {
    "nothing": lambda owner: None,
    "moves the ids": lambda owner: owner.move(TAB, "COLUMNS", 0, 5),
    "moves the debts": lambda owner: owner.move(TAB, "COLUMNS", 2, 5),
    "moves our column": lambda owner: owner.move(TAB, "COLUMNS", 4, 0),
    "inserts a column": lambda owner: owner.insert(TAB, "COLUMNS", 1),
    "deletes a column": lambda owner: owner.delete(TAB, "COLUMNS", 2),
    "sorts": lambda owner: owner.sort(TAB, 2, down=True),
    "inserts rows": lambda owner: owner.insert(TAB, "ROWS", 3, 2),
    "inserts rows on top": lambda owner: owner.insert(TAB, "ROWS", 0, 2),
    "moves a row": lambda owner: owner.move(TAB, "ROWS", 2, 9),
    "deletes a row": lambda owner: owner.delete(TAB, "ROWS", 3),
}


@pytest.fixture
def salon(sheet: Make) -> tuple[GoogleStore, str]:
    """A column of ours among hers; nothing is in it."""
    store, book = sheet({TAB: [HEADINGS, *PEOPLE]})
    anchors = {"clients.last_visit": Anchor(TAB, 1, 5)}
    store.apply(Patch(anchors=anchors, witnesses={TAB: (1, 2)}), store.fingerprint())
    for heading, (kind, pattern) in HERS.items():
        number = HEADINGS.index(heading)
        where = {"sheetId": 0, "startRowIndex": 1, "startColumnIndex": number, "endColumnIndex": number + 1}
        cell = {"userEnteredFormat": {"numberFormat": {"type": kind, "pattern": pattern}}}
        format_ = {"repeatCell": {"range": where, "cell": cell, "fields": "userEnteredFormat.numberFormat"}}
        store._api.change([format_], fields="replies", proof=lambda: False)
    return store, book


def days() -> Patch:
    """A day in every second row of our column, and of a column of hers that shows plain numbers."""
    rows, hers = range(2, 12, 2), [3, 4]
    visits = ColumnEdit(TAB, 5, rows, [None] * 5, [dt.date(2026, 3, row) for row in rows], Look.DATE)
    before = [PEOPLE[row - 2][5] for row in hers]
    cured = [dt.date(2026, 1, row) for row in hers]
    return Patch(
        edits=(visits, ColumnEdit(TAB, 6, hers, before, cured, Look.GENERAL, keep_look=True)), witnesses={TAB: (1, 2)}
    )


def formats(owner: Owner) -> dict[tuple[str, str], tuple[str, str] | None]:
    """Of every cell that holds a value, by the owner's mark and the heading."""
    lines = owner.values(TAB)
    head = next(number for number, line in enumerate(lines) if "Позначка" in line)
    headings = lines[head]
    found = {}
    for row, line in enumerate(lines[head + 1 :], head + 1):
        for column, value in enumerate(line):
            if value != "" and headings[column]:
                form = owner.cell(TAB, row, column).number_format
                found[line[headings.index("Позначка")], headings[column]] = tuple(form.values()) or None
    return found


def meant(there: dict[Any, Any], cured: Sequence[int] = (3, 4)) -> dict[Any, Any]:
    """Of the same cells, as they are to be. ``cured``: the rows in which she agreed to a date."""
    marks = {PEOPLE[row - 2][6] for row in cured}
    wanted = {**HERS, "Останній візит": WRITTEN}
    return {
        (mark, heading): WRITTEN if heading == "Записано" and mark in marks else wanted.get(heading)
        for mark, heading in there
    }


@pytest.mark.parametrize("moment", [LAST, ("batchUpdateByDataFilter", 1)])
@pytest.mark.parametrize("move", MOVES)
def test_every_cell_of_hers_keeps_its_format(
    google: Emulator, salon: tuple[GoogleStore, str], move: str, moment: tuple[str, int]
) -> None:
    store, book = salon
    owner = google.owner(book)
    expecting = store.fingerprint()
    store.read()
    google.plan(moment[0], nth=moment[1], before=lambda: MOVES[move](owner))
    store.apply(days(), expecting)
    found = formats(owner)
    assert len(found) > 50
    assert found == meant(found)


@pytest.mark.parametrize("move", MOVES)
def test_a_run_that_dies_leaves_it_to_the_next(google: Emulator, salon: tuple[GoogleStore, str], move: str) -> None:
    store, book = salon
    owner = google.owner(book)
    expecting = store.fingerprint()
    store.read()
    google.plan(LAST[0], nth=LAST[1], before=lambda: MOVES[move](owner), does=Wire.SWALLOWED_RST)
    google.plan(LAST[0], nth=LAST[1], after=lambda: google.plan(times=None, does=Wire.LOST_RST))
    with pytest.raises(HalfWritten):
        store.apply(days(), expecting)
    google.calm()
    store.recover()
    found = formats(owner)
    assert found == meant(found)
