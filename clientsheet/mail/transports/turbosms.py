"""SMS and Viber through TurboSMS (turbosms.ua/en/api.html), which takes one ``sequence_id`` once.

It answers every request with HTTP 200 and a ``response_code`` of its own, in the answer and again for each number. A
request it has had before gets 507 and the former result, so a letter in doubt may be posted again; for how long it
remembers is written nowhere, so we count on an hour. Viber goes with an SMS behind it for those who have no Viber.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from clientsheet.mail.base import Answer, Log
from clientsheet.mail.letter import Entry, Letter
from clientsheet.mail.verdict import Verdict, accepted, later, rejected, stopped, unclear
from clientsheet.mail.web import Reply, Web, encoded, mark

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

_REMEMBERED: Final = dt.timedelta(hours=1)

_LOGIN: Final = frozenset({103, 105, 106, 107, 301})
_BALANCE: Final = frozenset({203})
_SENDER: Final = frozenset({200, 302, 400, 401, 415, 421})
_TWICE: Final = 507
_THE_SAME_WORDS: Final = 427
"""The same text went to the same number within 90 seconds: it is on its way."""
_NOT_NOW: Final = frozenset({503, 504, 505, 506})
_LOST_ANSWER: Final = frozenset({500, 501})
"""Carried out, perhaps, but the result could not be put into words."""


def opened(config: Config, journal: Journal, language: str) -> TurboSmsTransport:
    """ConfigError: no token where config.yaml says it is."""
    from clientsheet.config.secrets import reveal

    sms = config.mail.channels.sms

    def age(letter: Letter) -> dt.timedelta | None:
        row = journal.database.execute("select dot_at from letters where key = ?", (letter.key,)).fetchone()
        return dt.timedelta(seconds=time.time() - row[0]) if row and row[0] else None

    return TurboSmsTransport(Web.bearing(reveal(sms.token, config)), sms.api, sms.sender, age)


@dataclass(frozen=True)
class TurboSmsTransport:
    """``age``: how long a letter has been in doubt; None: nobody knows."""

    web: Web
    api: str
    sender: str
    age: Callable[[Letter], dt.timedelta | None]
    name: str = "turbosms"
    grace: ClassVar[dt.timedelta] = dt.timedelta()
    """Posting again is what asks; the provider takes the key once."""

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        url = f"{self.api.rstrip('/')}/message/send.json"
        for letter in letters:
            body = encoded(self._message(letter))
            reply = self.web.post(url, body, partial(log.in_doubt, letter))
            meaning(reply).carry_out(letter, words(reply), log)

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        """The provider refuses a second message by the letter's key, so posting it again is safe for a while."""
        return {letter.key: Answer.ABSENT for letter in letters if self._fresh(letter)}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        self.web.close()

    def _message(self, letter: Letter) -> dict[str, object]:
        words = {"sender": self.sender, "text": letter.text}
        kinds = ("viber", "sms") if letter.channel == "viber" else ("sms",)
        number = letter.recipient.lstrip("+")
        return {"recipients": [number], "sequence_id": mark(letter), **dict.fromkeys(kinds, words)}

    def _fresh(self, letter: Letter) -> bool:
        age = self.age(letter)
        return age is not None and dt.timedelta() <= age < _REMEMBERED


def meaning(reply: Reply) -> Verdict:
    """Sorted by the codes of the provider's own page; a code that is not there, by its hundred."""
    if not reply.well or "response_code" not in reply.said:
        return _of_no_answer(reply)
    code, result = _code(reply.said)
    if code in _LOGIN:
        return stopped("delivery.turbosms.login")
    if code in _BALANCE:
        return stopped("delivery.turbosms.balance")
    if code in _SENDER:
        return stopped("delivery.turbosms.sender")
    if code == _THE_SAME_WORDS:
        return accepted()
    if code in (0, 800, 801, 802, 803):
        return accepted(str(result.get("message_id") or ""))
    if code in _NOT_NOW:
        return later()
    if code in _LOST_ANSWER or code == _TWICE or not 100 <= code < 500:
        return unclear()
    return stopped("delivery.turbosms.login") if code < 200 else rejected()


def words(reply: Reply) -> str:
    """'404 NOT_ALLOWED_NUMBER_STOPLIST'; what came instead, where it is none of theirs."""
    if "response_code" not in reply.said:
        return f"{reply.status} {reply.text}".strip()
    result = _result(reply.said)
    told = result if "response_code" in result else reply.said
    return f"{told.get('response_code')} {told.get('response_status') or ''}".strip()


def _code(said: Mapping[str, Any]) -> tuple[int, Mapping[str, Any]]:
    """The number's own code where there is one, else that of the whole; and the number's result."""
    result = _result(said)
    code = result.get("response_code", said["response_code"])
    return (code if isinstance(code, int) else -1), result


def _result(said: Mapping[str, Any]) -> Mapping[str, Any]:
    results = said.get("response_result")
    first = results[0] if isinstance(results, list) and results else None
    return first if isinstance(first, dict) else {}


def _of_no_answer(reply: Reply) -> Verdict:
    if reply.status in (401, 403):
        return stopped("delivery.turbosms.login")
    if reply.status == 429:
        return stopped("delivery.turbosms.busy", dt.timedelta(seconds=reply.wait or 60))
    return unclear()
