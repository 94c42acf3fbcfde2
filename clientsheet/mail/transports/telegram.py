"""Messages from the shop's bot (core.telegram.org/bots/api) to clients who have pressed Start.

Telegram knows no key that would be taken once, and never shows a bot its own messages: what is in doubt after a broken
line stays unknown. A number cannot be written to; a client's chat is known once they have come by their link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from clientsheet.mail.base import Answer, Log
from clientsheet.mail.chats import chats
from clientsheet.mail.letter import Entry, Letter, Receipt, State
from clientsheet.mail.verdict import Verdict, accepted, rejected, stopped, unclear
from clientsheet.mail.web import Reply, Web, encoded
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

_LONGEST: Final = 4096
_A_MINUTE: Final = 60


def opened(config: Config, journal: Journal, language: str) -> TelegramTransport:
    """ConfigError: no token where config.yaml says it is."""
    return TelegramTransport(*bot(config), chats(journal), language)


def bot(config: Config) -> tuple[Web, str]:
    """The line to the shop's bot, and the address its methods stand below. ConfigError."""
    from clientsheet.config.secrets import reveal

    telegram = config.mail.channels.telegram
    token = reveal(telegram.token, config)
    return Web.bearing("", secret=token), f"{telegram.api.rstrip('/')}/bot{token}"


@dataclass(frozen=True)
class TelegramTransport:
    """``api``: the address of the bot's methods. ``chats``: client -> chat. ``language``: of our own remarks."""

    web: Web
    api: str
    chats: Mapping[str, str]
    language: str
    name: str = "telegram"
    grace: ClassVar[dt.timedelta] = dt.timedelta()
    """Nothing can be asked, so nothing is gained by waiting."""

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        for letter in letters:
            if letter.client not in self.chats:
                log.settled(Receipt(letter.key, State.REJECTED, reply=say(self.language, "delivery.telegram.no-chat")))
                continue
            body = encoded(self._message(letter))
            reply = self.web.post(f"{self.api}/sendMessage", body, partial(log.in_doubt, letter))
            meaning(reply).carry_out(letter, words(reply), log)

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        return {}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        self.web.close()

    def _message(self, letter: Letter) -> dict[str, object]:
        text = letter.text if len(letter.text) <= _LONGEST else letter.text[: _LONGEST - 1] + "…"
        return {"chat_id": self.chats[letter.client], "text": text, "link_preview_options": {"is_disabled": True}}


def meaning(reply: Reply) -> Verdict:
    """By ``ok`` and ``error_code``; what is none of Telegram's own answers leaves the letter in doubt."""
    if reply.well and reply.said.get("ok") is True:
        return accepted(str(_inside(reply, "result").get("message_id") or ""))
    code = reply.said.get("error_code")
    if code in (401, 404):
        return stopped("delivery.telegram.login")
    if code == 429:
        asked = _inside(reply, "parameters").get("retry_after")
        seconds = asked if isinstance(asked, int) else reply.wait or _A_MINUTE
        return stopped("delivery.telegram.busy", dt.timedelta(seconds=seconds))
    if isinstance(code, int) and 400 <= code < 500:
        return rejected()
    return unclear()


def words(reply: Reply) -> str:
    """'403 Forbidden: bot was blocked by the user'."""
    if reply.said.get("ok") is True:
        return "ok"
    return f"{reply.said.get('error_code', reply.status)} {reply.said.get('description', reply.text)}".strip()


def _inside(reply: Reply, name: str) -> dict[str, Any]:
    found = reply.said.get(name)
    return found if isinstance(found, dict) else {}
