"""A shop that sends by SMTP, its letters, and a log that remembers the steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from clientsheet.config.models import Config
from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, Receipt, State
from clientsheet.mail.transports.smtp import SmtpTransport, opened

SENDER = "salon@example.test"
PATIENCE = 1.0
"""Seconds for the reply to a dot, where a server of a trial never answers."""


def message_id(number: int) -> str:
    mark = "".join(chr(ord("a") + int(digit)) for digit in f"{number:026d}")
    return f"<cs1.{mark}@example.test>"


def letter(number: int, recipient: str = "", body: bytes = b"Hello\r\n") -> Letter:
    """The number makes it this letter and no other."""
    to = recipient or f"client{number}@example.test"
    head = f"From: {SENDER}\r\nMessage-ID: {message_id(number)}\r\nSubject: Visit\r\n\r\n"
    return Letter(
        key=f"visit/c{number}/2026-04-05",
        mailing="visit",
        client=f"c{number}",
        name="Марина",
        channel="email",
        recipient=to,
        phone="",
        subject="Visit",
        text="Hello",
        because="",
        due=dt.date(2026, 4, 5),
        message_id=message_id(number),
        content=head.encode() + body,
        way="smtp",
        draft=False,
    )


class Steps:
    """The log of a transport: ``told``, in order, as (key, state)."""

    def __init__(self) -> None:
        self.told: list[tuple[str, State]] = []
        self.receipts: dict[str, Receipt] = {}

    def in_doubt(self, letter: Letter) -> None:
        self.told.append((letter.client, State.IN_DOUBT))

    def settled(self, receipt: Receipt) -> None:
        self.told.append((receipt.key.split("/")[1], receipt.state))
        self.receipts[receipt.key.split("/")[1]] = receipt

    def flush(self) -> None:
        pass

    @property
    def states(self) -> dict[str, State]:
        """The last of each letter that is not untouched."""
        return dict(self.told)


class Shop:
    """``smtp``: further options of mail.smtp; ``mail``: of mail."""

    def __init__(self, folder: Path, port: int, *, smtp: dict[str, Any] | None = None, **mail: Any) -> None:
        account = {"host": "127.0.0.1", "port": port, "security": "none", **(smtp or {})}
        options = {"transport": "smtp", "from": f"Салон «Марина» <{SENDER}>", "smtp": account, **mail}
        self.config = Config.default(folder, mail=options)
        self.journal = Journal.open(self.config.state_path)
        self.steps = Steps()
        self.stopped: Exception | None = None

    def transport(self) -> SmtpTransport:
        return opened(self.config, self.journal, "uk", patience=PATIENCE)

    def send(self, letters: Iterable[Letter]) -> Steps:
        """Once over; what ended it early is in ``stopped``."""
        self.stopped = None
        with closing(self.transport()) as transport:
            try:
                transport.hand_over(iter(letters), self.steps)
            except (LinkLost, AccountStopped) as error:
                self.stopped = error
        return self.steps
