"""Somebody moves rows and columns about while we write: every value ends beside its own client, nothing is covered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clientsheet.errors import WorkbookChanged
from clientsheet.stores.google.store import GoogleStore
from clientsheet.stores.google.writing.healing import moved_formula
from tests.emulator.control import Emulator
from tests.google.conftest import Make
from tests.google.small_salon import (
    HEADINGS,
    MEANT,
    MOMENTS,
    MOVES,
    PEOPLE,
    TAB,
    opened_salon,
    owners_cells,
    patch,
    told,
)


@pytest.fixture
def salon(sheet: Make) -> tuple[GoogleStore, str]:
    return opened_salon(sheet)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("move", MOVES)
def test_whatever_the_owner_moves_every_value_ends_beside_its_own_client(
    google: Emulator, sheet: Make, salon: tuple[GoogleStore, str], move: str, moment: str
) -> None:
    store, book = salon
    _, alone = sheet({TAB: [list(HEADINGS), *map(list, PEOPLE)]})
    owner, undisturbed = google.owner(book), google.owner(alone)
    seen = store.fingerprint()
    store.read()
    google.plan(MOMENTS[moment], before=lambda: MOVES[move](owner))
    MOVES[move](undisturbed)
    try:
        store.apply(patch(True), seen)
    except WorkbookChanged:
        assert told(owner) == told(undisturbed)
    else:
        for mark, rows in told(owner).items():
            assert mark == "" or MEANT[mark] in rows, mark
            assert all(row in (MEANT[mark], *told(undisturbed)[mark]) for row in rows)
    assert owners_cells(owner) == owners_cells(undisturbed)
    assert not (store._state / "google-intent.json.gz").exists()


def test_without_a_disturbance_a_write_is_three_reads_and_two_writes(
    google: Emulator, salon: tuple[GoogleStore, str]
) -> None:
    store, book = salon
    google.log.clear()
    seen = store.fingerprint()
    store.read()
    store.apply(patch(True), seen)
    assert (google.count("Read"), google.count("Write")) == (3, 2)
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}


def test_columns_without_tags_get_them_with_one_more_request(google: Emulator, sheet: Make) -> None:
    store, book = sheet({TAB: [list(HEADINGS), *map(list, PEOPLE)]})
    google.log.clear()
    seen = store.fingerprint()
    store.read()
    store.apply(patch(False), seen)
    assert (google.count("Read"), google.count("Write")) == (2, 3)
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}
    assert store.locked_by() is None


@pytest.mark.parametrize("move", ["inserts a row on top", "deletes a row", "moves a row"])
def test_a_formula_that_our_value_came_to_stand_on_is_back(
    google: Emulator, salon: tuple[GoogleStore, str], move: str
) -> None:
    """The owner keeps a formula of her own in our column; rows move right before the cells come."""
    store, book = salon
    owner = google.owner(book)
    owner.formula(TAB, 4, 3, "=20+21", 41)
    edits = [edit for edit in patch(True).edits if edit.column == 4]
    rows = [row for row in edits[0].rows if row != 5]
    totals = replace(
        edits[0],
        rows=rows,
        before=[edits[0].before[row - 2] for row in rows],
        after=[edits[0].after[row - 2] for row in rows],
    )
    google.plan("batchUpdateByDataFilter", before=lambda: MOVES[move](owner))
    store.apply(replace(patch(True), edits=(totals,)), store.fingerprint())
    lines = owner.values(TAB)
    at = next(row for row, line in enumerate(lines) if line[4:] == ["d"])
    assert owner.cell(TAB, at, 3).formula == "=20+21"
    right = {mark: total for mark, (_, total) in MEANT.items()}
    assert all(line[3] == right[line[4]] for line in lines[1:] if line and line[4] != "d")


def test_a_formula_that_is_put_back_means_its_new_row() -> None:
    assert moved_formula("=B5*$C$1+SUM(D5:D6)", 4, 8) == "=B9*$C$1+SUM(D9:D10)"
