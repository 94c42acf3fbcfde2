"""A world, a journal and a log for each trial of a way out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from clientsheet.mail.base import Transport
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, Receipt
from clientsheet.mail.web import mark
from tests.transports.worlds import WORLDS, World


class Listening:
    """Stands where the journal's log does. ``early``: letters that the other end had before we were told."""

    def __init__(self, world: World, journal: Journal) -> None:
        self._world, self._journal = world, journal
        self.doubtful: list[str] = []
        self.receipts: list[Receipt] = []
        self.early: list[str] = []

    def in_doubt(self, letter: Letter) -> None:
        if self._world.copies()[mark(letter)]:
            self.early.append(letter.key)
        self.doubtful.append(letter.key)
        self._journal.database.execute("update letters set dot_at = ? where key = ?", (time.time(), letter.key))

    def settled(self, receipt: Receipt) -> None:
        self.receipts.append(receipt)

    def flush(self) -> None:
        pass

    @property
    def open_doubts(self) -> list[str]:
        settled = {receipt.key for receipt in self.receipts}
        return [key for key in self.doubtful if key not in settled]


@pytest.fixture(params=WORLDS, ids=lambda world: world.__name__)
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = request.param(tmp_path, monkeypatch)
    with made.open():
        yield made


@pytest.fixture
def journal(world: World, tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / ".clientsheet") as journal:
        world.known(journal)
        yield journal


@pytest.fixture
def log(world: World, journal: Journal) -> Listening:
    return Listening(world, journal)


@pytest.fixture
def letters(world: World, journal: Journal) -> list[Letter]:
    made = [world.letter(number) for number in (1, 2, 3)]
    journal.plan(made, dt.datetime(2026, 4, 5, 10, 0))
    return made


@pytest.fixture
def way(world: World, journal: Journal) -> Iterator[Callable[[], Transport]]:
    """``way()`` opens the transport as the shelf does."""
    opened: list[Transport] = []

    def made() -> Transport:
        module = import_module(f"clientsheet.mail.transports.{world.name}")
        opened.append(module.opened(world.config(), journal, "uk"))
        return opened[-1]

    yield made
    for transport in opened:
        transport.close()
