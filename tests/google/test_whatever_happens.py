"""Whatever the owner does while the program is at her sheet, and however the line breaks: after the next undisturbed
sync every filled cell stands beside its own client, no cell of the owner's was ever changed, no history row is doubled
or lost, and no letter is doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.emulator.auth import write_permission
from tests.emulator.control import Emulator
from tests.google.machine_owner import Move
from tests.google.machine_salon import Beginning, Salon, beginnings
from tests.google.machine_trouble import (
    BETWEEN_RUNS,
    FILLING,
    Deed,
    Trouble,
    deeds,
    moves,
    newcomers,
    rows_askew,
    troubles,
)

HOURS = st.sampled_from([0, 24, 24, 30])
"""A day later there are letters to send; at night there are not."""


class Days(RuleBasedStateMachine):
    """``salon``'s sheet is the owner's; each ``run`` is a ``clientsheet sync``."""

    google: Emulator
    key: Path
    begun: list[Beginning]

    @initialize(which=st.integers(0, 1), no_match=st.sampled_from(["refused", "left out"]), taken=st.booleans())
    def opens(self, which: int, no_match: str, taken: bool) -> None:
        """What nobody knows of Google may be either way."""
        self.google.habits.no_match, self.google.habits.taken_is_refused = no_match, taken
        self.salon = Salon(self.google, self.key, self.begun[which])

    @rule(doing=st.lists(moves(BETWEEN_RUNS), min_size=1, max_size=3))
    def the_owner_works(self, doing: list[Move]) -> None:
        for move in doing:
            self.salon.marina.does(move)

    @rule(hours=HOURS, doing=st.lists(deeds(), min_size=1, max_size=4))
    def the_owner_works_while_it_runs(self, hours: int, doing: list[Trouble]) -> None:
        self.salon.at += dt.timedelta(hours=hours)
        self.salon.runs(doing)

    @rule(coming=newcomers(), askew=rows_askew(), befalling=st.lists(troubles(), max_size=2))
    def rows_move_right_before_numbers_are_given(
        self, coming: list[Move], askew: Deed, befalling: list[Trouble]
    ) -> None:
        for move in coming:
            self.salon.marina.does(move)
        self.salon.runs([askew, *befalling])

    @rule(hours=HOURS, befalling=st.lists(troubles(), min_size=1, max_size=4))
    def a_run_is_disturbed(self, hours: int, befalling: list[Trouble]) -> None:
        self.salon.at += dt.timedelta(hours=hours)
        self.salon.runs(befalling)

    @rule(mends=st.booleans())
    def a_run_goes_well(self, mends: bool) -> None:
        if mends:
            self.salon.marina.mends_copies()
        self.salon.at += dt.timedelta(minutes=15)
        assert self.salon.runs() is not None
        assert not (wrong := self.salon.wrong()), "\n".join(wrong)

    def teardown(self) -> None:
        if hasattr(self, "salon"):
            try:
                self.a_run_goes_well(mends=True)
                self.salon.runs()
                assert self.salon.google.count("Write") == 0, "a second run found something to write"
            finally:
                self.salon.closes()


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[type[Days]]:
    with Emulator() as google:
        key = write_permission(google.url, tmp_path_factory.mktemp("key") / "permission.json")
        names: dict[str, Any] = {"google": google, "key": key, "begun": beginnings(google, key)}
        yield type("Days", (Days,), names)


def test_a_row_that_comes_while_others_are_put_right_gets_nothing_of_theirs(days: type[Days]) -> None:
    """She copies a client, sorts twice while numbers are given, and adds another client between two looks."""
    story = days()
    story.opens(which=0, no_match="refused", taken=False)
    newcomer = Move("adds_row")
    copies = Deed(Move("duplicates_row", a=11), 1, False, FILLING)
    story.rows_move_right_before_numbers_are_given(coming=[newcomer, newcomer], askew=copies, befalling=[])
    late: list[Trouble] = [Deed(Move("sorts", a=3), 5, False), Deed(Move("adds_row", b=11), 7, True)]
    sorts = Deed(Move("sorts"), 1, False, FILLING)
    story.rows_move_right_before_numbers_are_given(coming=[newcomer], askew=sorts, befalling=late)
    story.teardown()


def test_what_she_typed_into_a_row_that_she_copied_then_is_hers_once_the_copy_is_gone(days: type[Days]) -> None:
    story = days()
    story.opens(which=1, no_match="refused", taken=False)
    story.the_owner_works(doing=[Move("types_over"), Move("duplicates_row")])
    story.a_run_goes_well(mends=False)
    story.teardown()


def test_a_day_shows_as_one_though_rows_move_between_two_looks_and_before_the_cells(days: type[Days]) -> None:
    """She adds clients and moves rows in the middle of a look and right before the write, two runs on end."""
    story = days()
    story.opens(which=1, no_match="refused", taken=True)
    for where, to in ((0, 0), (3, 1)):
        moves = Move("sorts") if not where else Move("moves_row", "clients", 2)
        torn = Deed(Move("sorts", a=12) if not where else Move("moves_row", "clients", 12, 7), 2, False)
        newcomer, askew = Move("adds_row", "clients", where, to), Deed(moves, 1, False, FILLING)
        story.rows_move_right_before_numbers_are_given(coming=[newcomer], askew=askew, befalling=[torn])
        if not where:
            story.the_owner_works(doing=[Move("sorts", a=1, b=1), Move("edits_cell", "mailings", 1, 6)])
    story.teardown()


def _lived(days: type[Days], examples: int, **how: Any) -> None:
    often = settings(max_examples=examples, stateful_step_count=8, deadline=None, **how)
    run_state_machine_as_test(days, settings=settings(often, suppress_health_check=list(HealthCheck)))


def test_whatever_happens_values_stand_beside_their_own_client(days: type[Days]) -> None:
    _lived(days, 30)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(1, 9))
def test_whatever_happens_two_thousand_times(days: type[Days], part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In eight parts: one that fails shows at once, and is no example to the others."""
    monkeypatch.setattr(Salon, "checks_answers", False)
    _lived(seed(part)(days), 250, database=None)
