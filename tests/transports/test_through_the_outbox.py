"""Through the real outbox and journal, whatever breaks: nothing arrives twice, and nothing is lost without a word."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from clientsheet.mail.outbox import post
from clientsheet.mail.web import mark
from tests.servers.web import Fault
from tests.transports.worlds import WORLDS, OfTheWeb

RUNS = 8
"""More than the longest row of faults can spoil."""

FINAL = {State.ACCEPTED, State.DRAFTED, State.UNKNOWN}


def clock(run: int) -> Clock:
    """Nobody waits in a trial: from run to run a day goes by, so that what was put off is due again."""
    return Clock(lambda: dt.datetime(2026, 4, 6 + run, 10, 0), time.time, lambda seconds: None)


@pytest.mark.parametrize(
    "kind", [kind for kind in WORLDS if issubclass(kind, OfTheWeb)], ids=lambda kind: kind.__name__
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(st.sampled_from([None, *Fault]), max_size=12))
def test_no_letter_arrives_twice_and_none_is_lost(kind, monkeypatch, faults):
    with tempfile.TemporaryDirectory() as folder:
        world = kind(Path(folder), monkeypatch)
        with world.open(), Journal.open(Path(folder) / "state") as journal:
            world.known(journal)
            journal.set_note(f"grace.{world.name}", "0")
            letters = [world.letter(number) for number in range(1, 5)]
            world.script(*faults)

            def open_way(name):
                return import_module(f"clientsheet.mail.transports.{name}").opened(world.config(), journal, "uk")

            for run in range(RUNS):
                post(journal, letters, open_way, clock(run))
            copies, states = world.copies(), journal.state_of(letter.key for letter in letters)
    for letter in letters:
        state, arrived = states[letter.key], copies[mark(letter)]
        assert state in FINAL
        assert arrived <= 1
        assert arrived == 1 or state == State.UNKNOWN
        assert state != State.UNKNOWN or not world.tells
