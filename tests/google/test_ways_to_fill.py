"""The cells on their way in: in several bodies where one would be too large, round a refused filter, two machines."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.errors import WorkbookChanged, WorkbookLocked
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.google.seen import Json
from clientsheet.stores.google.store import GoogleStore
from clientsheet.stores.google.writing import run
from clientsheet.stores.google.writing.filling import parts, sparse
from clientsheet.stores.google.writing.writing import Writing
from tests.emulator.control import Emulator
from tests.emulator.refusals import Refusal
from tests.google.conftest import Make, opened
from tests.google.line import line
from tests.google.small_salon import MEANT, MOVES, TAB, opened_salon, patch, told

WIDE = "x" * 200
LINES = [["ID", "Опис"], *([number, ""] for number in range(1, 12_001))]


@given(st.lists(st.dictionaries(st.integers(0, 9000), st.text(max_size=5), min_size=1), min_size=1, max_size=4))
def test_parts_hold_every_cell_once_and_nothing_else(columns: list[dict[int, str]]) -> None:
    wanted = list(enumerate(map(sparse, columns)))
    found: list[dict[int, Json]] = [{} for _ in columns]
    for part in parts(wanted, most=30_000):
        for handle, cells in part:
            given_here = {row: cell for row, cell in enumerate(cells) if cell is not None}
            assert not found[handle].keys() & given_here.keys()
            found[handle] |= given_here
    assert found == columns


def test_a_body_stays_below_the_advised_size() -> None:
    cells: Sequence[Json] = [WIDE] * 50_000
    bodies = list(parts([(1, cells), (2, ["y"] * 50_000)]))
    assert len(bodies) > 1
    assert all(sum(len(str(cell)) for _, column in body for cell in column) < 2_200_000 for body in bodies)


@pytest.fixture
def long_sheet(sheet: Make) -> tuple[GoogleStore, str]:
    store, book = sheet({TAB: LINES})
    store.apply(Patch(anchors={"clients.about": Anchor(TAB, 1, 2)}), store.fingerprint())
    return store, book


def described() -> Patch:
    rows = range(2, 12_002)
    edit = ColumnEdit(TAB, 2, rows, [None] * len(rows), [f"{WIDE}{row - 1}" for row in rows])
    return Patch(edits=(edit,), witnesses={TAB: (1,)})


def test_a_large_column_goes_in_several_bodies_under_a_lease(
    google: Emulator, long_sheet: tuple[GoogleStore, str], tmp_path: Path
) -> None:
    """A run on another computer sees that somebody is at work, and waits."""
    store, book = long_sheet
    other = opened(google, book, tmp_path / "elsewhere")
    holders: list[str | None] = []
    meanwhile = threading.Thread(target=lambda: holders.append(other.locked_by()))
    google.plan("batchUpdateByDataFilter", after=meanwhile.start)
    seen = store.fingerprint()
    google.log.clear()
    store.apply(described(), seen)
    meanwhile.join()
    fills = [one for one in google.log if "DataFilter" in one.line]
    assert len(fills) == 2
    assert all(len(one.request.body) < 2_100_000 for one in fills)
    assert holders[0]
    assert opened(google, book, tmp_path / "elsewhere").locked_by() is None
    assert [line_[1] for line_ in google.owner(book).values(TAB)[1:]] == described().edits[0].after


def test_rows_that_are_sorted_between_two_bodies_find_their_values(
    google: Emulator, long_sheet: tuple[GoogleStore, str]
) -> None:
    store, book = long_sheet
    google.plan("batchUpdateByDataFilter", nth=2, before=lambda: google.owner(book).sort(TAB, 0, down=True))
    store.apply(described(), store.fingerprint())
    lines = google.owner(book).values(TAB)[1:]
    assert [number for number, _ in lines] == list(range(12_000, 0, -1))
    assert all(about == f"{WIDE}{number}" for number, about in lines)


REFUSED = Refusal("This method is not to be had today.")


def test_where_tags_are_refused_the_cells_go_by_their_addresses(google: Emulator, sheet: Make) -> None:
    store, book = opened_salon(sheet)
    google.plan("batchUpdateByDataFilter", times=None, does=REFUSED)
    store.apply(patch(True), store.fingerprint())
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}


@pytest.mark.parametrize("move", ["sorts by name", "inserts a row on top", "deletes a row", "moves a row"])
def test_rows_that_move_are_followed_by_address_too(google: Emulator, sheet: Make, move: str) -> None:
    store, book = opened_salon(sheet)
    google.plan("batchUpdateByDataFilter", times=None, does=REFUSED)
    google.plan("values:batchUpdate$", before=lambda: MOVES[move](google.owner(book)))
    store.apply(patch(True), store.fingerprint())
    found = told(google.owner(book))
    assert all(rows == [MEANT[mark]] for mark, rows in found.items() if mark)


def test_a_column_that_goes_right_before_it_is_written_to_stops_the_write(google: Emulator, sheet: Make) -> None:
    """Whether Google refuses a filter that matches nothing, or leaves it out."""
    for habit in ("refused", "left out"):
        google.habits.no_match = habit
        store, book = opened_salon(sheet)
        owner = google.owner(book)
        seen = store.fingerprint()
        google.plan("batchUpdateByDataFilter", before=lambda owner=owner: owner.delete(TAB, "COLUMNS", 3))  # type: ignore[misc]
        with pytest.raises(WorkbookChanged):
            store.apply(patch(True), seen)
        google.calm()
        store.recover()
        assert [line_[1] for line_ in owner.values(TAB)] == [
            "ПІБ",
            "Марина",
            "Олена",
            "Ігор",
            "Анна",
            "Юрій",
            "Борис",
        ]


def test_two_machines_that_begin_at_once_do_not_both_write(google: Emulator, sheet: Make, tmp_path: Path) -> None:
    """The one whose lease came later steps back."""
    _, book = opened_salon(sheet)
    calls = line(google, book, tmp_path / "one")
    first, second = (opened(google, book, tmp_path / name) for name in ("one", "two"))
    seen = [store.fingerprint() for store in (first, second)]
    look = first._seen
    assert look is not None
    mark = run.Run.begun(book, tmp_path / "one")
    writing = Writing(calls, tmp_path / "one", look, patch(True), mark, most=10)
    writing._take_hold()
    with pytest.raises((WorkbookChanged, WorkbookLocked)):
        second.apply(patch(True), seen[1])
    assert opened(google, book, tmp_path / "two").locked_by() == mark.who
