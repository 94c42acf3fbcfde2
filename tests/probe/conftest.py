"""A shop whose mail goes over real servers on this machine."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientsheet.config import Config
from clientsheet.workspace import Workspace
from tests.servers.dovecot import PASSWORD, Dovecot

_numbers = itertools.count()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture
def user() -> str:
    return f"probe{next(_numbers)}@example.test"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dovecot: Dovecot, user: str) -> Callable[..., Workspace]:
    """``shop(transport, imap={…}, …)``: the options of the mail section; the mailbox is the trial's own."""
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    mailbox = {
        "host": "127.0.0.1",
        "port": dovecot.imap,
        "security": "none",
        "username": user,
        "password": "env:TRIAL_PASSWORD",
    }

    def made(transport: str, *, imap: dict[str, Any] | None = None, **mail: Any) -> Workspace:
        usual = {"from_": "Салон «Марина» <salon@example.test>", "owner": user, "transport": transport}
        options = {**usual, **mail, "imap": {**mailbox, **(imap or {})}}
        config = Config.default(tmp_path, mail=options, language="en")
        return Workspace(config, dt.date(2026, 4, 5), dt.datetime(2026, 4, 5, 12), "en")

    return made
