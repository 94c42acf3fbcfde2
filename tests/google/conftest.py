"""A Google Sheet for a trial: the emulator that keeps it, and what lets us in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from clientsheet.stores.google.store import GoogleStore
from tests.emulator.conftest import call, google
from tests.emulator.control import Emulator
from tests.google.bench import bench
from tests.google.line import line

__all__ = ["bench", "call", "google"]

Make = Callable[..., tuple[GoogleStore, str]]
Tabs = Mapping[str, list[list[Any]]]


@pytest.fixture
def sheet(google: Emulator, tmp_path: Path) -> Make:
    """A spreadsheet with these tabs: the store that keeps it, and its id."""

    def make(tabs: Tabs, locale: str = "en_US") -> tuple[GoogleStore, str]:
        book = google.spreadsheet("Salon", tabs, locale)
        return opened(google, book, tmp_path / "state"), book

    return make


def opened(google: Emulator, book: str, state: Path, **more: Any) -> GoogleStore:
    """The store of a spreadsheet that is there, on a clock of its own."""
    return GoogleStore(line(google, book, state, **more), state)
