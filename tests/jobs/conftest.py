"""The demo salon, synced once and copied for each test; a mail server, and runs that wait for nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_salon import Salon

from clientsheet.jobs import demo
from tests.servers.smtp_double import SmtpDouble


@pytest.fixture(scope="session")
def _synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, "uk")
    return folder


@pytest.fixture
def salon(_synced: Path, tmp_path: Path) -> Salon:
    shutil.copytree(_synced, tmp_path / "salon", symlinks=True)
    return Salon(tmp_path / "salon")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run waits for a full minute, or for an answer to become certain."""
    monkeypatch.setattr("clientsheet.jobs.mail.delivering.PATIENCE", dt.timedelta())
    monkeypatch.setattr("clientsheet.jobs.mail.delivering.SENDING_PATIENCE", dt.timedelta())


@pytest.fixture
def server() -> Iterator[SmtpDouble]:
    with SmtpDouble() as double:
        yield double
