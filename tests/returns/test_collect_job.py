"""What a run of ``mail collect`` reads, and what it says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.config import Config
from clientsheet.errors import TryLater
from clientsheet.jobs.collect import Collected, collect, wanted
from clientsheet.mail.chats import chats, start_mark
from clientsheet.mail.journal import Journal
from clientsheet.mail.returned import Kind
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace
from tests.mail.salon import MARINA, salon
from tests.servers.telegram import TOKEN, TelegramDouble


@pytest.fixture
def bot() -> Iterator[TelegramDouble]:
    with TelegramDouble() as double:
        yield double


def workspace(folder: Path, mail: dict[str, object]) -> Workspace:
    shop = salon(folder, clients=[MARINA])
    made = shop.workspace()
    config = Config.default(folder, language="uk", mail=mail)
    at = Workspace(config, made.today, dt.datetime(2026, 4, 6, 9, 30), "uk")
    at.__dict__["store"] = made.store
    return at


def test_a_client_who_pressed_start_is_known_after_collecting(
    tmp_path: Path, bot: TelegramDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIAL_TOKEN", TOKEN)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    at = workspace(tmp_path, {"channels": {"telegram": {"token": "env:TRIAL_TOKEN", "api": bot.url}}})
    bot.says(42, f"/start {start_mark('', '1')}")
    assert wanted(at.config)
    found = collect(at)
    assert (found.counts, found.trouble) == ({"chat": 1}, None)
    with Journal.open(at.config.state_path) as journal:
        assert chats(journal) == {"1": "42"}
    assert collect(at).counts == {}


def test_without_a_mailbox_there_is_nothing_to_collect_and_it_is_said(tmp_path: Path) -> None:
    at = workspace(tmp_path, {})
    assert not wanted(at.config)
    found = collect(at)
    assert found.trouble is not None
    assert (found.code, found.trouble.key) == (2, "imap.no-host")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_may_come_has_its_sentence(language: str) -> None:
    every = Collected({**dict.fromkeys(map(str, Kind), 2), "chat": 2})
    assert len(every.lines(language)) == len(Kind) + 1
    assert len(set(every.lines(language))) == len(Kind) + 1
    assert len(Collected().lines(language)) == 1
    assert every.as_json()["collected"] == every.counts


def test_trouble_decides_the_exit_code_and_is_not_called_nothing() -> None:
    assert Collected().code == 0
    troubled = Collected(trouble=TryLater("collect.link"))
    assert troubled.code == 3
    assert troubled.lines("uk") == []
