"""The trial's owner knows what stands in her sheet whatever she does: else the oracle would blame the program."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.control import Emulator
from tests.google import machine_oracle
from tests.google.machine_owner import Move
from tests.google.machine_salon import Salon, laid_out
from tests.google.machine_trouble import BETWEEN_RUNS, moves


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(doing=st.lists(moves(BETWEEN_RUNS), max_size=12))
def test_the_owner_knows_her_sheet_after_any_moves(google: Emulator, doing: list[Move]) -> None:
    salon = Salon(google, Path(), laid_out(google))
    try:
        for move in doing:
            salon.marina.does(move)
        assert list(machine_oracle.owners_cells(salon.marina)) == []
    finally:
        salon.closes()
