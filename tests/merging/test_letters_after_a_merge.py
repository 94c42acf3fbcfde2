"""Whoever was written to under the other row was written to: a merge is no reason for a second letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.jobs import dedupe, undo
from clientsheet.mail.chats import chats
from clientsheet.mail.journal import Journal
from tests.jobs.mail_shop import GREETING, OWNER, MailShop
from tests.servers.smtp_double import SmtpDouble

BORN = dt.date(1990, 4, 6)


@pytest.fixture
def server() -> Iterator[SmtpDouble]:
    with SmtpDouble() as double:
        yield double


@pytest.fixture
def shop(server: SmtpDouble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailShop:
    """The other row, the one with an address, has had its letter."""
    monkeypatch.setattr("clientsheet.jobs.mail.delivering.PATIENCE", dt.timedelta())
    monkeypatch.setattr("clientsheet.jobs.mail.delivering.SENDING_PATIENCE", dt.timedelta())
    people = [(1, "Марина Коваль", None, BORN), (2, "Коваль Марина", "m@example.com", BORN)]
    shop = MailShop(tmp_path / "shop", server, {"clients": people, "mailings": [GREETING]})
    shop.send_all()
    assert _letters(shop) == ["m@example.com"]
    return shop


def _letters(shop: MailShop) -> list[str]:
    return [to for to in shop.to if to != OWNER]


@pytest.mark.parametrize("journal", ["kept", "lost", "of another machine"])
def test_no_second_letter_after_a_merge(shop: MailShop, journal: str) -> None:
    """The kept row has the address and the birthday now, and the letter of the day is behind it; so says the journal,
    where it is lost the history tab, and where the rows were merged elsewhere the two together."""
    if journal != "kept":
        shop.sync()
    dedupe.merge(shop.workspace(), "1", "2", agreed=True)
    if journal == "lost":
        shop.loses_the_journal()
    if journal == "of another machine":
        with Journal.open(shop.state) as notes:
            notes.database.execute("delete from notes where name like 'merged.%'")
    shop.send_all()
    shop.sync()
    assert _letters(shop) == ["m@example.com"]
    assert [str(row["Клієнт"]) for row in shop.history()] == ["1"]


def test_after_undo_each_is_written_to_for_themselves(shop: MailShop) -> None:
    """The first of the two turns out to be somebody else: with an address of her own she gets her letter, and nobody
    writes into the other's chat."""
    with Journal.open(shop.state) as journal:
        journal.database.execute("insert into chats values ('2', '777')")
    merged = dedupe.merge(shop.workspace(), "1", "2", agreed=True)
    with Journal.open(shop.state) as journal:
        assert chats(journal) == {"1": "777", "2": "777"}
    undo.run(shop.workspace(), merged.run)
    with Journal.open(shop.state) as journal:
        assert chats(journal) == {"2": "777"}
    shop.types("Клієнти", 2, "E-mail", "first@example.com")
    shop.send_all()
    assert _letters(shop) == ["m@example.com", "first@example.com"]
