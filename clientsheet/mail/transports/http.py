"""One JSON a letter, posted to any service of the owner's: a provider's gateway, a script, an automation.

    POST url      Idempotency-Key: KEY      Authorization: Bearer TOKEN
    {"key", "channel", "to", "name", "client", "mailing", "subject", "text"}

Any 2xx means taken; ``id`` of the answer, if there is one, is kept. Where ``idempotent: true`` says that the service
takes one key once, a letter is never in doubt: it is simply posted again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from clientsheet.mail.base import Answer, Log
from clientsheet.mail.letter import Entry, Letter
from clientsheet.mail.verdict import Verdict, accepted, later, rejected, stopped, unclear
from clientsheet.mail.web import Reply, Web, encoded, mark

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

_NOT_NOW: Final = frozenset({408, 425})
_UNDER_WAY: Final = 409
"""The same key is being worked on right now."""


def opened(config: Config, journal: Journal, language: str) -> HttpTransport:
    """ConfigError: no token where config.yaml says it is."""
    from clientsheet.config.secrets import reveal

    http = config.mail.channels.http
    return HttpTransport(Web.bearing(reveal(http.token, config)), http.url, http.idempotent)


@dataclass(frozen=True)
class HttpTransport:
    """``idempotent``: the service takes one key once, however often it is posted."""

    web: Web
    url: str
    idempotent: bool = False
    name: str = "http"
    grace: ClassVar[dt.timedelta] = dt.timedelta()
    """Nothing can be asked, so nothing is gained by waiting."""

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        for letter in letters:
            before = None if self.idempotent else partial(log.in_doubt, letter)
            key = {"Idempotency-Key": mark(letter)}
            reply = self.web.post(self.url, encoded(message(letter)), before, headers=key)
            meaning(reply, self.idempotent).carry_out(letter, f"{reply.status} {reply.text}".strip(), log)

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        return {letter.key: Answer.ABSENT for letter in letters} if self.idempotent else {}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        self.web.close()


def message(letter: Letter) -> dict[str, object]:
    return {
        "key": mark(letter),
        "channel": letter.channel,
        "to": letter.recipient,
        "name": letter.name,
        "client": letter.client,
        "mailing": letter.mailing,
        "subject": letter.subject,
        "text": letter.text,
    }


def meaning(reply: Reply, idempotent: bool = False) -> Verdict:
    """By the status alone. What a service that takes one key once could not do now it is simply asked again."""
    if reply.well:
        return accepted(str(reply.said.get("id") or ""))
    if reply.status in (401, 403):
        return stopped("delivery.http.login")
    if reply.status == 402:
        return stopped("delivery.http.balance")
    if reply.status in (404, 405) or 300 <= reply.status < 400:
        return stopped("delivery.http.address")
    if reply.status == 429:
        return stopped("delivery.http.busy", dt.timedelta(seconds=reply.wait or 60))
    if reply.status in _NOT_NOW:
        return later(dt.timedelta(seconds=reply.wait) if reply.wait else None)
    if reply.status == _UNDER_WAY or reply.status >= 500:
        return later() if idempotent else unclear()
    return rejected()
