"""No window of a minute, an hour or a day ever holds more letters than it may, across runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import Hands, OtherEnd, Scripted, Step, letter, opening

from clientsheet.mail.base import Log
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter
from clientsheet.mail.limits import DAY, HOUR, MINUTE, Allowance, Window, forget_old, note_dot
from clientsheet.mail.outbox import post

WINDOWS = (Window("minute", MINUTE, 3), Window("hour", HOUR, 5), Window("day", DAY, 9))


class Noting(OtherEnd):
    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self.hands = hands
        self.at: list[float] = []

    def take(self, letter: Letter) -> None:
        super().take(letter)
        self.at.append(self.hands.clock.unix())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from([0, 1, 59, 61, 3000, 3700, 80000, 90000]), st.booleans()),
        max_size=8,
    )
)
def test_no_window_holds_more_than_it_may(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[int, int, bool]]
) -> None:
    """Each run brings letters, waits a minute or not at all, and the program is started anew a while later."""
    state, hands, number = tmp_path_factory.mktemp("s"), Hands(), 0
    end = Noting(hands)
    for count, later, patient in runs:
        letters = [letter(number + n) for n in range(count)]
        number += count
        with Journal.open(state) as journal:
            patience = dt.timedelta(minutes=2 if patient else 0)
            transport = Scripted(end, iter([Step.CUT_TAKEN] if patient else []))
            limits = {"smtp": WINDOWS}
            posted = post(journal, letters, opening(transport), hands.clock, limits=limits, patience=patience)
        assert not posted.waiting or [stop.fault for stop in posted.stopped] == [False]
        hands.at += dt.timedelta(seconds=later)
    for window in WINDOWS:
        for first, last in zip(end.at, end.at[window.most :], strict=False):
            assert last - first >= window.seconds


def test_a_full_minute_is_waited_out_and_a_full_hour_is_left_to_the_next_run(tmp_path: Path) -> None:
    hands, end = Hands(), OtherEnd()
    with Journal.open(tmp_path) as journal:
        posted = post(
            journal,
            [letter(n) for n in range(8)],
            opening(Scripted(end, iter(()))),
            hands.clock,
            limits={"smtp": WINDOWS},
            patience=dt.timedelta(minutes=2),
        )
    assert (len(end.took), hands.slept) == (5, 60)
    (stop,) = posted.stopped
    assert stop.words("en").startswith("No more than 5 letters an hour may be sent")


def test_letters_taken_ahead_count_before_they_leave(tmp_path: Path) -> None:
    """A way out may ask for the next letter before the last one's dot."""

    class Greedy(Scripted):
        def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
            super().hand_over(iter(list(letters)), log)

    hands, end = Hands(), OtherEnd()
    with Journal.open(tmp_path) as journal:
        letters = [letter(n) for n in range(8)]
        post(journal, letters, opening(Greedy(end, iter(()))), hands.clock, limits={"smtp": WINDOWS})
    assert len(end.took) == 3


def test_a_clock_that_was_far_ahead_does_not_shut_the_account(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        for second in range(9):
            note_dot(journal.database, "smtp", 9e9 + second)
        assert Allowance(journal.database, "smtp", WINDOWS).wait(1e9) == (0.0, None)


def test_what_is_older_than_a_day_is_forgotten_and_the_rest_counts_on(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        for second in (0, 1, DAY, DAY + 1, DAY + 2):
            note_dot(journal.database, "smtp", second)
        forget_old(journal.database, DAY + 2)
        assert journal.database.execute("select count(*) from dots").fetchone() == (3,)
        allowance = Allowance(journal.database, "smtp", WINDOWS)
        assert allowance.wait(DAY + 2) == (58.0, WINDOWS[0])
        note_dot(journal.database, "smtp", DAY + 2.5)
        note_dot(journal.database, "smtp", DAY + 3)
        assert allowance.wait(DAY + 3) == (HOUR - 3, WINDOWS[1])


def test_one_account_does_not_use_up_the_other(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        for second in range(9):
            note_dot(journal.database, "smtp", second)
        assert Allowance(journal.database, "gmail", WINDOWS).wait(9) == (0.0, None)
