"""Undo puts back what a run wrote, wherever nobody has changed it since."""

from __future__ import annotations

import datetime as dt

import pytest
from demo_salon import Salon

from clientsheet.errors import WrongUse
from clientsheet.jobs import runs, undo

CLIENTS = "Клієнти"
LATER = dt.date(2026, 9, 1)


def test_an_untouched_workbook_comes_back_byte_for_byte(salon: Salon) -> None:
    """What a run made of the workbook is unmade whole while nobody touched it, and the next sync does it again."""
    before = salon.digest
    done = salon.sync(LATER)
    after = salon.digest
    assert after != before
    outcome = undo.run(salon.workspace(LATER))
    assert outcome.whole
    assert outcome.undone.id == done.run
    assert salon.digest == before
    again = salon.sync(LATER)
    assert again.kept == 0
    assert list(again.patch.cells()) == list(done.patch.cells())


def test_a_cell_changed_since_is_left_alone_and_named(salon: Salon) -> None:
    """The owner's later word counts; everything else goes back."""
    segment = salon.where(CLIENTS, "Сегмент", 3)
    before = salon.cell(CLIENTS, segment)
    reason = salon.where(CLIENTS, "Наступний контакт", 5)
    was = salon.cell(CLIENTS, reason)
    done = salon.sync(LATER)
    assert salon.cell(CLIENTS, segment) != before
    salon.types(CLIENTS, segment, "моя сусідка")
    outcome = undo.run(salon.workspace(LATER), done.run)
    assert not outcome.whole
    assert outcome.kept == ((CLIENTS, segment),)
    assert salon.cell(CLIENTS, segment) == "моя сусідка"
    assert salon.cell(CLIENTS, reason) == was
    assert salon.sync(LATER).kept == 1
    assert salon.cell(CLIENTS, segment) == "моя сусідка"


@pytest.mark.parametrize("touched", [False, True], ids=["whole", "by the cell"])
def test_a_client_whose_new_number_is_taken_back_gets_the_same_again(salon: Salon, touched: bool) -> None:
    """Letters left under that number: with another one the client would be written to once more."""
    last = salon.where(CLIENTS, "ID", 9)
    salon.types(CLIENTS, last, None)
    done = salon.sync(LATER)
    number = salon.cell(CLIENTS, last)
    assert number is not None
    salon.workspace(LATER).ledger.unstamp()
    salon.sync(LATER)
    if touched:
        salon.types(CLIENTS, salon.where(CLIENTS, "Примітки", 4), "зателефонувати")
    assert undo.run(salon.workspace(LATER), done.run).whole is not touched
    assert salon.cell(CLIENTS, last) is None
    salon.types(CLIENTS, salon.where(CLIENTS, "ID", 8), None)
    salon.sync(LATER)
    assert salon.cell(CLIENTS, last) == number


def test_runs_lists_what_was_written_and_what_was_undone(salon: Salon) -> None:
    """The latest first; an undone run says so and is not undone twice."""
    done = salon.sync(LATER)
    undo.run(salon.workspace(LATER), done.run)
    latest = runs.run(salon.workspace()).runs[0]
    assert (latest.id, latest.undone) == (done.run, True)
    with pytest.raises(WrongUse):
        undo.run(salon.workspace(LATER), done.run)


def test_an_unknown_run_is_a_clear_word(salon: Salon) -> None:
    """Nothing is undone by guessing."""
    with pytest.raises(WrongUse):
        undo.run(salon.workspace(), "19990101-000000")
