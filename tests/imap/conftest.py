"""A mailbox of its own for each test, on a real Dovecot, and a journal's ear for what a transport notes."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientsheet.config import Config
from clientsheet.mail.letter import Letter, Receipt
from tests.servers.authority import Authority
from tests.servers.dovecot import PASSWORD, Dovecot

_numbers = itertools.count()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def user() -> str:
    return f"owner{next(_numbers)}@example.test"


@pytest.fixture
def imap_config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, user: str) -> Callable[..., Config]:
    """``imap_config(port=…, **options of mail.imap)``; ``mail`` takes what else stands in that section."""
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)

    def made(*, mail: dict[str, Any] | None = None, **options: Any) -> Config:
        account = {"host": "127.0.0.1", "security": "none", "username": user, "password": "env:TRIAL_PASSWORD"}
        return Config.default(tmp_path, mail={"transport": "imap", **(mail or {}), "imap": {**account, **options}})

    return made


class Journaled:
    """Stands where the journal's log does, and keeps single notes as the journal would."""

    def __init__(self, *, fails: bool = False) -> None:
        self.doubtful: list[str] = []
        self.receipts: list[Receipt] = []
        self.notes: dict[str, str] = {}
        self._fails = fails

    def in_doubt(self, letter: Letter) -> None:
        if self._fails:
            raise KeyboardInterrupt
        self.doubtful.append(letter.key)

    def settled(self, receipt: Receipt) -> None:
        self.receipts.append(receipt)

    def flush(self) -> None:
        pass

    def note(self, name: str) -> str:
        return self.notes.get(name, "")

    def set_note(self, name: str, value: str) -> None:
        self.notes[name] = value


@pytest.fixture
def journaled() -> type[Journaled]:
    return Journaled


@pytest.fixture
def letter() -> Callable[..., Letter]:
    def made(number: int = 1, content: bytes | None = None) -> Letter:
        token = "".join("abcdefghijklmnopqrstuvwxyz234567"[number // 32**k % 32] for k in range(26))
        mark = f"<cs1.{token}@example.test>"
        head = f"Message-ID: {mark}\r\nX-Clientsheet-Key: {token}\r\nSubject: letter {number}\r\n\r\n"
        return Letter(
            key=f"visit/K{number}/2026",
            mailing="visit",
            client=f"K{number}",
            name="Anna",
            channel="email",
            recipient="anna@example.test",
            phone="",
            subject=f"letter {number}",
            text="hello",
            because="",
            due=dt.date(2026, 4, 5),
            message_id=mark,
            content=content if content is not None else head.encode() + b"hello\r\n",
            way="imap",
        )

    return made
