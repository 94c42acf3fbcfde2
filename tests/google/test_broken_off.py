"""A write that breaks off at any request, whatever the owner did meanwhile, is put right by the next run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientsheet.errors import TryLater, WorkbookChanged
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.base import HalfWritten
from clientsheet.stores.google.line.calls import Calls
from clientsheet.stores.google.store import GoogleStore
from tests.emulator.control import Emulator
from tests.emulator.faults import Wire
from tests.google.conftest import Make, opened
from tests.google.line import line
from tests.google.small_salon import (
    HEADINGS,
    MEANT,
    MOVES,
    PEOPLE,
    TAB,
    opened_salon,
    owners_cells,
    patch,
    told,
)


class Killed(BaseException):
    """The process is gone."""


class Mortal:
    """Google as a run meets it that is killed right before, or right after, its nth request."""

    def __init__(self, calls: Calls, nth: int, after: bool) -> None:
        self.spreadsheet = calls.spreadsheet
        self._calls, self._left, self._after = calls, nth, after

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Killed
            told = getattr(self._calls, name)(*given, **more)
            if self._left == 0:
                raise Killed
            return told

        return call


MOMENTS = [(nth, after) for nth in range(1, 6) for after in (False, True)]
"""Two looks, the last look, the cells, the rest."""


@pytest.mark.parametrize(("nth", "after"), MOMENTS[6:])
@pytest.mark.parametrize("move", ["sorts by name", "inserts rows in the middle", "deletes a row", "moves the ids"])
def test_no_cell_of_the_owners_is_lost_by_a_write_that_was_killed(
    google: Emulator, sheet: Make, tmp_path: Path, move: str, nth: int, after: bool
) -> None:
    """And no value of ours is left beside somebody else's name."""
    _, book = opened_salon(sheet)
    _, alone = sheet({TAB: [list(HEADINGS), *map(list, PEOPLE)]})
    owner, undisturbed = google.owner(book), google.owner(alone)
    moving = google.plan("batchUpdateByDataFilter", before=lambda: MOVES[move](owner))
    killed(google, book, tmp_path, nth, after)
    google.calm()
    if moving.seen:
        MOVES[move](undisturbed)
    next_run(google, book, tmp_path)
    assert owners_cells(owner) == owners_cells(undisturbed)
    before = told(undisturbed)
    for mark, rows in told(owner).items():
        allowed = [*before[mark], MEANT.get(mark, ("", ""))]
        ids, totals = zip(*allowed, strict=True)
        assert all(id_ in ids and total in totals for id_, total in rows)


@pytest.mark.parametrize(("nth", "after"), MOMENTS)
def test_a_killed_write_leaves_a_sheet_that_the_next_one_can_finish(
    google: Emulator, sheet: Make, tmp_path: Path, nth: int, after: bool
) -> None:
    _, book = opened_salon(sheet)
    killed(google, book, tmp_path, nth, after)
    store = next_run(google, book, tmp_path)
    if told(google.owner(book)) == {mark: [(id_, total)] for id_, _, _, total, mark in PEOPLE}:
        store.apply(patch(True), store.fingerprint())
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}


def killed(google: Emulator, book: str, folder: Path, nth: int, after: bool) -> None:
    api = Mortal(line(google, book, folder / "state"), nth, after)
    mortal = GoogleStore(api, folder / "state")
    with pytest.raises(Killed):
        mortal.apply(patch(True), mortal.fingerprint())


def next_run(google: Emulator, book: str, folder: Path) -> GoogleStore:
    store = opened(google, book, folder / "state")
    store.recover()
    assert not (folder / "state" / "google-intent.json.gz").exists()
    return store


def test_a_write_that_google_refuses_half_way_says_so_and_is_finished_by_the_next(
    google: Emulator, sheet: Make, tmp_path: Path
) -> None:
    store, book = opened_salon(sheet)
    google.plan(":batchUpdate$", times=None, does=Wire.LOST_RST)
    with pytest.raises(HalfWritten):
        store.apply(patch(True), store.fingerprint())
    google.calm()
    next_one = opened(google, book, tmp_path / "state")
    next_one.recover()
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}


def test_a_write_that_never_begins_leaves_nothing_behind(google: Emulator, sheet: Make, tmp_path: Path) -> None:
    store, book = opened_salon(sheet)
    before = google.owner(book).values(TAB)
    seen = store.fingerprint()
    google.plan("GET", times=None, does=Wire.LOST_RST)
    with pytest.raises(TryLater) as caught:
        store.apply(patch(True), seen)
    assert not isinstance(caught.value, WorkbookChanged)
    assert google.owner(book).values(TAB) == before
    assert not (tmp_path / "state" / "google-intent.json.gz").exists()


@pytest.mark.parametrize("wire", [Wire.SWALLOWED_RST, Wire.SWALLOWED_FIN, Wire.CUT_LENGTH, Wire.TRUNCATED, Wire.EMPTY])
@pytest.mark.parametrize("match", ["batchUpdateByDataFilter", ":batchUpdate$"])
def test_an_answer_that_is_lost_is_neither_missed_nor_asked_for_twice(
    google: Emulator, sheet: Make, match: str, wire: Wire
) -> None:
    store, book = opened_salon(sheet)
    seen = store.fingerprint()
    google.log.clear()
    google.plan(match, does=wire)
    store.apply(patch(True), seen)
    assert told(google.owner(book)) == {mark: [pair] for mark, pair in MEANT.items()}
    assert sum(one.line.endswith(":batchUpdate") for one in google.log) == 1


def test_after_another_machine_has_written_its_cells_are_left_alone(
    google: Emulator, sheet: Make, tmp_path: Path
) -> None:
    """It may have given the number that we were about to give to somebody else."""
    _, book = opened_salon(sheet)
    killed(google, book, tmp_path, 4, after=False)
    owner = google.owner(book)
    other = opened(google, book, tmp_path / "elsewhere")
    theirs = ColumnEdit(TAB, 1, [4, 6], [None, None], [8, 7], Look.INTEGER, keep_look=True)
    other.apply(Patch(edits=(theirs,), marks={"filled": "2"}, witnesses={TAB: (1, 2, 3)}), other.fingerprint())
    next_run(google, book, tmp_path)
    assert [line_[0] for line_ in owner.values(TAB)] == ["ID", 1, 2, 8, 4, 7, 6]
