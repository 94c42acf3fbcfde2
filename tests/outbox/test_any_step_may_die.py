"""Whatever breaks or dies, at whichever step: no letter is taken twice, and none is forgotten."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import Hands, Killed, OtherEnd, Scripted, Step, letter, opening

from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from clientsheet.mail.outbox import post

LETTERS = [letter(number) for number in range(6)]
DAY = dt.timedelta(days=1)


class Run:
    """One start of the program. ``dies_at``: the commit at which it is killed; ``too_late``: right after it."""

    def __init__(self, steps: list[Step], dies_at: int | None, too_late: bool) -> None:
        self.steps, self.dies_at, self.too_late = steps, dies_at, too_late

    @property
    def deadly(self) -> bool:
        return self.dies_at is not None or any(step.name.startswith("KILL") for step in self.steps)

    def __repr__(self) -> str:
        return f"Run({[step.name for step in self.steps]}, {self.dies_at}, {self.too_late})"


RUNS = st.lists(
    st.builds(
        Run,
        st.lists(st.sampled_from(Step), max_size=8),
        st.none() | st.integers(0, 12),
        st.booleans(),
    ),
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(RUNS, st.sampled_from([0, 300]), st.booleans())
def test_each_letter_is_taken_once_and_all_are_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, runs: list[Run], grace: int, knows_all: bool
) -> None:
    """Runs that are cut and killed anywhere; then days without a fault. Where the other end can say what it has not,
    every letter that it did not refuse is taken; where it only knows what it has, the rest is shown as unknown."""
    state, hands, end = tmp_path_factory.mktemp("s"), Hands(), OtherEnd(knows_all=knows_all)
    for run in runs:
        _one(state, hands, end, run, grace)
        hands.at += dt.timedelta(minutes=3)
    for _ in range(8):
        _one(state, hands, end, Run([], None, False), grace)
        hands.at += DAY
    states = _states(state)
    assert all(count == 1 for count in end.took.values())
    assert {key for key, now in states.items() if now == State.ACCEPTED} <= set(end.took)
    assert set(end.took) <= {key for key, now in states.items() if now in (State.ACCEPTED, State.UNKNOWN)}
    assert set(states) == {one.key for one in LETTERS}
    missing = {now for key, now in states.items() if key not in end.took}
    assert missing <= ({State.REJECTED} if knows_all else {State.REJECTED, State.UNKNOWN})
    assert all(contents == {_frozen(key)} for key, contents in end.content.items())


@settings(max_examples=40, deadline=None)
@given(RUNS)
def test_where_nobody_can_say_nothing_is_tried_again(tmp_path_factory: pytest.TempPathFactory, runs: list[Run]) -> None:
    state, hands, end = tmp_path_factory.mktemp("s"), Hands(), OtherEnd(says=False)
    for run in [*runs, *[Run([], None, False)] * 8]:
        _one(state, hands, end, run, 0)
        hands.at += DAY
    assert all(count == 1 for count in end.took.values())
    states = _states(state)
    assert set(states.values()) <= {State.ACCEPTED, State.REJECTED, State.UNKNOWN}
    assert {key for key, now in states.items() if now == State.ACCEPTED} <= set(end.took)


def test_a_letter_still_on_its_way_when_its_run_died_is_not_sent_again(tmp_path: Path) -> None:
    """The system goes on sending for a process that is gone: *absent* is believed only after the grace."""
    hands, end = Hands(), OtherEnd()
    _one(tmp_path, hands, end, Run([Step.KILL_UNSEEN], None, False), 900)
    hands.at += dt.timedelta(minutes=1)
    _one(tmp_path, hands, end, Run([], None, False), 900)
    (late,) = [key for key, state in _states(tmp_path).items() if state == State.IN_DOUBT]
    end.take(next(one for one in LETTERS if one.key == late))
    hands.at += dt.timedelta(hours=1)
    _one(tmp_path, hands, end, Run([], None, False), 900)
    assert set(_states(tmp_path).values()) == {State.ACCEPTED}
    assert set(end.took.values()) == {1}


def test_a_letter_of_which_nobody_can_say_anything_is_unknown_after_four_graces(tmp_path: Path) -> None:
    """A mailbox that cannot answer now may be able to in the next run."""
    hands, end = Hands(), OtherEnd(says=False)
    _one(tmp_path, hands, end, Run([Step.KILL_UNSEEN], None, False), 900)
    for state in (State.IN_DOUBT, State.UNKNOWN):
        hands.at += dt.timedelta(minutes=31)
        _one(tmp_path, hands, end, Run([], None, False), 900)
        assert state in _states(tmp_path).values()


def test_an_unknown_letter_that_turns_up_later_is_known_again(tmp_path: Path) -> None:
    """The folder of sent letters was not to be read; a week later it is, because another letter is asked for."""
    hands, end = Hands(), OtherEnd(says=False)
    _one(tmp_path, hands, end, Run([Step.KILL_TAKEN], None, False), 0)
    _one(tmp_path, hands, end, Run([], None, False), 0)
    assert State.UNKNOWN in _states(tmp_path).values()
    end.says = True
    with _journal(tmp_path, hands, end, Run([Step.CUT_TAKEN], None, False), 0) as (journal, transport):
        post(journal, [letter(99)], opening(transport), hands.clock)
    assert set(_states(tmp_path).values()) == {State.ACCEPTED}


def _one(state: Path, hands: Hands, end: OtherEnd, run: Run, grace: int) -> None:
    with (
        suppress(Killed, *([sqlite3.ProgrammingError] if run.deadly else [])),
        _journal(state, hands, end, run, grace) as (journal, transport),
    ):
        post(journal, LETTERS, opening(transport), hands.clock)


@contextmanager
def _journal(state: Path, hands: Hands, end: OtherEnd, run: Run, grace: int) -> Iterator[tuple[Journal, Scripted]]:
    commits = 0

    class Connection(sqlite3.Connection):
        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            nonlocal commits
            if statement != "commit" or commits != run.dies_at:
                commits += statement == "commit"
                return super().execute(statement, *values)
            if run.too_late:
                super().execute(statement)
            self.close()
            raise Killed

    connect = sqlite3.connect
    with patch.object(sqlite3, "connect", lambda *a, **k: connect(*a, factory=Connection, **k)):
        journal = Journal.open(state)
    transport = Scripted(end, iter(run.steps), grace=dt.timedelta(seconds=grace), kill=journal.close)
    with journal:
        yield journal, transport


def _states(state: Path) -> dict[str, State]:
    with Journal.peek(state) as journal:
        return {entry.letter.key: entry.state for entry in journal.entries()}


def _frozen(key: str) -> bytes:
    return next(one.content for one in LETTERS if one.key == key)
