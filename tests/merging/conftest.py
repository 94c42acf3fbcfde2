"""A stand-in for Google, for merges in a Google Sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.emulator.control import Emulator


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator
