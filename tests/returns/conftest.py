"""A mailbox of its own for each test on a real Dovecot, and a journal with letters that have left."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clientsheet.config import Config
from clientsheet.mail.collecting import Collector
from clientsheet.mail.imap_client import ImapAccount
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, State
from tests.returns.reports import MARK
from tests.servers.dovecot import PASSWORD, Dovecot

NOW = dt.datetime(2026, 4, 7, 12, tzinfo=ZoneInfo("Europe/Kyiv"))
YESTERDAY = dt.datetime(2026, 4, 6, 9)

_numbers = itertools.count()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


class Box:
    """The shop's mailbox and its journal. ``user``: the account."""

    def __init__(self, server: Dovecot, folder: Path) -> None:
        self.server, self.user = server, f"salon{next(_numbers)}@example.test"
        account = {"host": "127.0.0.1", "port": server.imap, "security": "none", "username": self.user}
        imap = {**account, "password": "env:TRIAL_PASSWORD", "collect": True}
        self.config = Config.default(folder, mail={"from": "Салон <salon@example.com>", "imap": imap})
        self.journal = Journal.open(folder / ".clientsheet")

    def wrote(
        self,
        mark: str = MARK,
        to: str = "olena@example.com",
        state: State = State.ACCEPTED,
        subject: str = "Вітаємо",
        *,
        told: bool = True,
    ) -> str:
        """A letter that is in that state; ``told``: its row stands in the history tab. Gives its key."""
        key = f"привітання/{to}/{mark[:4]}"
        letter = Letter(
            key=key,
            mailing="привітання",
            client="7",
            name="Олена",
            channel="email",
            recipient=to,
            phone="",
            subject=subject,
            text="",
            because="",
            due=YESTERDAY.date(),
            message_id=f"<cs1.{mark}@example.com>",
            way="smtp",
            draft=state is State.DRAFTED,
        )
        self.journal.plan([letter], YESTERDAY)
        self.journal.database.execute("update letters set state = ?, recorded = ? where key = ?", (state, told, key))
        return key

    def gets(self, *messages: bytes) -> None:
        for message in messages:
            self.server.deliver(self.user, message)

    def has_sent(self, *messages: bytes) -> None:
        for message in messages:
            self.server.append(self.user, "Sent", message, "\\Seen")

    def collect(self, told: Collection[str] = (), now: dt.datetime = NOW) -> dict[str, int]:
        with ImapAccount.opened(self.config) as account:
            found = Counter(
                map(str, Collector(account, self.journal, now, self.user, told, {"salon@example.com"}).collect())
            )
        return dict(found)

    def state(self, key: str) -> State:
        return self.journal.state_of([key])[key]


@pytest.fixture
def box(dovecot: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    made = Box(dovecot, tmp_path)
    yield made
    made.journal.close()
