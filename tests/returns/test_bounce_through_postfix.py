"""A letter of ours to an address that nobody has: out through a real Postfix, back into a real mailbox, and the
address is written to no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.config import Business, Config
from clientsheet.jobs import collect as collecting
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, State
from clientsheet.mail.message import Mailbox, Message, encode, token
from clientsheet.mail.outbox import post
from clientsheet.mail.returned import suppressions
from clientsheet.mail.transports import opened
from clientsheet.workspace import Workspace
from tests.mail.salon import MARINA, salon
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

NOW = dt.datetime(2026, 4, 6, 9, 30)
OWNER = "owner@example.test"
GONE, THERE, REFUSED = "marina@bounce.test", "anna@example.test", "reject@example.test"


@pytest.fixture(scope="module")
def boxes() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="module")
def server(boxes: Dovecot) -> Iterator[Postfix]:
    with Postfix(lmtp=boxes.lmtp) as server:
        yield server


@pytest.fixture
def config(boxes: Dovecot, server: Postfix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    local = {"host": "127.0.0.1", "security": "none"}
    imap = {**local, "port": boxes.imap, "username": OWNER, "password": "env:TRIAL_PASSWORD", "collect": True}
    mail = {"transport": "smtp", "from": f"Салон <{OWNER}>", "smtp": {**local, "port": server.port}, "imap": imap}
    return Config.default(tmp_path, language="uk", business=Business(name="Салон", email=OWNER), mail=mail)


def letter(to: str, client: str) -> Letter:
    key = f"birthday/{client}/2026"
    mark = token("book-1", key)
    at = NOW.replace(tzinfo=dt.UTC)
    message = Message(Mailbox(OWNER, "Салон"), Mailbox(to), "Вітаємо", "Вітаємо!", "<p>Вітаємо!</p>", at, mark)
    return Letter(
        key=key,
        mailing="birthday",
        client=client,
        name="Марина",
        channel="email",
        recipient=to,
        phone="",
        subject="Вітаємо",
        text="Вітаємо!",
        because="",
        due=NOW.date(),
        message_id=message.message_id,
        content=encode(message),
        way="smtp",
        draft=False,
    )


def test_it_is_suppressed_and_told_in_the_history_and_those_who_got_theirs_are_not(
    config: Config, server: Postfix, boxes: Dovecot
) -> None:
    letters = [letter(GONE, "1"), letter(THERE, "2"), letter(REFUSED, "3")]
    workspace = Workspace(config, NOW.date(), dt.datetime.now(), "uk")
    with Journal.open(config.state_path) as journal:
        post(journal, letters, lambda way: opened(way, config, journal, "uk"), Clock.running_from(dt.datetime.now()))
    server.settle()
    assert len(boxes.messages(THERE)) == 1

    found = collecting.collect(workspace)

    assert found.trouble is None
    assert found.counts == {"hard": 1, "refused": 1}
    with Journal.open(config.state_path) as journal:
        states = journal.state_of([one.key for one in letters])
        assert list(states.values()) == [State.REJECTED, State.ACCEPTED, State.REJECTED]
        assert {one.address for one in suppressions(journal)} == {GONE, REFUSED}
        shop = salon(config.folder, clients=[{**MARINA, "email": GONE}]).shop()
        rows = collecting.returned(shop, journal)
        assert [(row["client"], row["kind"]) for row in rows.history] == [("1", "не доставлено")]
        assert "5.1.1" in str(rows.history[0]["result"])
        assert {row["address"] for row in rows.unsubscribed} == {GONE, REFUSED}
        collecting.recorded(journal, rows)
        assert collecting.returned(shop, journal).history == ()
        assert suppressions(journal) == []
    assert collecting.collect(workspace).counts == {}


def test_a_mailbox_that_cannot_be_reached_stops_nothing_and_is_told(config: Config) -> None:
    imap = config.mail.imap.model_copy(update={"port": 1})
    away = config.model_copy(update={"mail": config.mail.model_copy(update={"imap": imap})}).lying_in(config.folder)
    found = collecting.collect(Workspace(away, NOW.date(), NOW, "uk"))
    assert found.trouble is not None
    assert (found.code, found.trouble.key) == (3, "collect.link")


def test_a_wrong_password_is_told_in_words(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAL_PASSWORD", "wrong")
    found = collecting.collect(Workspace(config, NOW.date(), NOW, "uk"))
    assert found.trouble is not None
    assert (found.code, found.trouble.key) == (2, "imap.login")
