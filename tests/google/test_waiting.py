"""Who sits at a terminal is told that Google keeps us waiting: once, and only when it does."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from clientsheet.stores.google.line.waiting import Waiting, told_on_the_terminal
from clientsheet.text import say
from tests.emulator.control import Emulator
from tests.google.line import line


def test_a_long_wait_is_told_once(google: Emulator, tmp_path: Path) -> None:
    told: list[int] = []
    heard = threading.Event()

    def tell() -> None:
        told.append(1)
        heard.set()

    calls = line(google, google.spreadsheet("Salon"), tmp_path, waiting=Waiting(tell, after=0.01))
    google.plan("/v4/", times=3, before=lambda: heard.wait(5))
    for _ in range(3):
        calls.get("spreadsheetId")
    assert told == [1]


def test_of_a_short_one_nothing_is_said(google: Emulator, tmp_path: Path) -> None:
    told: list[int] = []
    calls = line(google, google.spreadsheet("Salon"), tmp_path, waiting=Waiting(lambda: told.append(1), after=60))
    calls.get("spreadsheetId")
    assert told == []
    assert not any(isinstance(one, threading.Timer) and not one.finished.is_set() for one in threading.enumerate())


@pytest.mark.parametrize("terminal", [True, False])
def test_only_a_person_is_told(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    told_on_the_terminal("uk", 300)()
    assert capsys.readouterr().err == (say("uk", "google.waiting", minutes=5) + "\n" if terminal else "")
