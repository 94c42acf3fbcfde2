"""Gmail through its own API: a draft by drafts.create, a letter by messages.send.

Gmail knows no key that would be taken once, and may give a message another Message-ID. So a letter in doubt is looked
for by both: our Message-ID, and X-Clientsheet-Key in everything that goes to that address. Without the right to read
the mailbox only a draft that still lies there can be found.
"""

from __future__ import annotations

import datetime as dt
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.mail.base import AccountStopped, Answer, LinkLost, Log
from clientsheet.mail.letter import Entry, Letter
from clientsheet.mail.verdict import Verdict, accepted, rejected, stopped, unclear
from clientsheet.mail.web import Reply, Web, encoded, mark

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

_AS_JSON: Final = 3_000_000
"""Longer messages go as they are, by the address for uploads."""

_KEY: Final = "X-Clientsheet-Key"
_MESSAGE_IDS: Final = ("Message-ID", "X-Google-Original-Message-ID")
_BUSY: Final = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "backendError"})
_QUOTA: Final = frozenset({"dailyLimitExceeded", "quotaExceeded"})
_A_DAY: Final = dt.timedelta(days=1)
_A_MINUTE: Final = dt.timedelta(minutes=1)
_AFTER: Final = re.compile(r"[Rr]etry after (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)")

Clock = Callable[[], dt.datetime]


def opened(config: Config, journal: Journal, language: str) -> GmailTransport:
    """ConfigError: no permission file, one that others may read, or the extra ``google`` is not installed."""
    from clientsheet.mail.google_token import session

    gmail = config.mail.gmail
    return GmailTransport(Web(session(config.resolve(gmail.token))), gmail.api)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class GmailTransport:
    web: Web
    api: str
    now: Clock = field(default=_now, repr=False)
    name: str = "gmail"

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        for letter in letters:
            self._hand_over(letter, log)

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        with _permission():
            answers = {letter.key: self._whereabouts(letter) for letter in letters}
        return {key: answer for key, answer in answers.items() if answer is not None}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        self.web.close()

    # -- handing over

    def _hand_over(self, letter: Letter, log: Log) -> None:
        in_doubt = False

        def before() -> None:
            nonlocal in_doubt
            log.in_doubt(letter)
            in_doubt = True

        try:
            with _permission():
                reply = self._posted(letter, before)
        except AccountStopped as stop:
            # refused with 401 and then no new token to be had: nothing was taken
            if in_doubt:
                stopped(stop.key).carry_out(letter, str(stop.facts.get("words", "")), log)
            raise
        meaning(reply, letter.draft, self.now()).carry_out(letter, words(reply), log)

    def _posted(self, letter: Letter, before: Callable[[], None]) -> Reply:
        method = "drafts" if letter.draft else "messages/send"
        if len(letter.content) > _AS_JSON:
            url = f"{self._users('upload/')}/{method}?uploadType=media"
            return self.web.post(url, letter.content, before, kind="message/rfc822")
        message = {"raw": urlsafe_b64encode(letter.content).decode()}
        body = {"message": message} if letter.draft else message
        return self.web.post(f"{self._users()}/{method}", encoded(body), before)

    # -- asking

    def _whereabouts(self, letter: Letter) -> Answer | None:
        drafts = self._listed("drafts", letter)
        messages = self._listed("messages", letter)
        found = {message["id"] for message in (*(draft["message"] for draft in drafts or ()), *(messages or ()))}
        doubtful = False
        for id_ in sorted(found):
            ours = self._is(letter, id_, drafts)
            if ours:
                return Answer.TAKEN
            doubtful |= ours is None
        return None if doubtful or messages is None else Answer.ABSENT

    def _listed(self, kind: str, letter: Letter) -> list[dict[str, Any]] | None:
        """What goes to the letter's address, a day before it fell due or later; None: we may not look."""
        since = (letter.due - _A_DAY).strftime("%Y/%m/%d")
        query = {"q": f"to:{letter.recipient} after:{since}", "includeSpamTrash": "true", "maxResults": 500}
        found: list[dict[str, Any]] = []
        page = ""
        while True:
            reply = self.web.get(f"{self._users()}/{kind}", **query, **({"pageToken": page} if page else {}))
            if reply.status == 403 and not _reasons(reply) & (_BUSY | _QUOTA):
                return None
            _whole(reply)
            found += reply.said.get(kind) or ()
            page = reply.said.get("nextPageToken") or ""
            if not page:
                return found

    def _is(self, letter: Letter, id_: str, drafts: Sequence[Mapping[str, Any]] | None) -> bool | None:
        """None: it bears no key, yet its subject is the letter's: it may be."""
        draft = next((draft["id"] for draft in drafts or () if draft["message"]["id"] == id_), "")
        path = f"drafts/{draft}" if draft else f"messages/{id_}"
        reply = self.web.get(f"{self._users()}/{path}", format="metadata")
        if reply.status == 404:
            return False
        _whole(reply)
        message = reply.said["message"] if draft else reply.said
        listed = (message.get("payload") or {}).get("headers") or ()
        headers = {header["name"].lower(): header["value"] for header in listed}
        key = headers.get(_KEY.lower())
        if key == mark(letter) or letter.message_id in (headers.get(name.lower()) for name in _MESSAGE_IDS):
            return True
        return None if key is None and headers.get("subject", "") == letter.subject else False

    def _users(self, before: str = "") -> str:
        return f"{self.api.rstrip('/')}/{before}gmail/v1/users/me"


def meaning(reply: Reply, draft: bool, now: dt.datetime) -> Verdict:
    """By status and reason. A 5xx may have been carried out."""
    if reply.well and reply.said.get("id"):
        return accepted(str(reply.said["id"]), draft=draft)
    reasons = _reasons(reply)
    if reply.status == 401:
        return stopped("delivery.gmail.login")
    if reply.status in (403, 429):
        if asked := _AFTER.search(reply.text):
            return stopped("delivery.gmail.quota", max(dt.datetime.fromisoformat(asked[1]) - now, _A_MINUTE))
        if reasons & _QUOTA:
            return stopped("delivery.gmail.quota", _A_DAY)
        if reasons & _BUSY or reply.status == 429:
            return stopped("delivery.gmail.busy", dt.timedelta(seconds=reply.wait) if reply.wait else _A_MINUTE)
        return stopped("delivery.gmail.permission")
    if reply.status == 404 or 300 <= reply.status < 400:
        return stopped("delivery.gmail.permission")
    return rejected() if 400 <= reply.status < 500 else unclear()


def words(reply: Reply) -> str:
    """'400 invalidArgument Invalid To header'."""
    if reply.well:
        return ""
    error = _error(reply)
    told = [str(reply.status), *sorted(_reasons(reply)), str(error.get("message") or reply.text)]
    return " ".join(told)


def _error(reply: Reply) -> dict[str, Any]:
    found = reply.said.get("error")
    return found if isinstance(found, dict) else {}


def _reasons(reply: Reply) -> frozenset[str]:
    errors = _error(reply).get("errors") or ()
    return frozenset(str(error.get("reason")) for error in errors if isinstance(error, dict))


def _whole(reply: Reply) -> None:
    """AccountStopped, LinkLost: this is no answer to a question."""
    if reply.status == 401:
        raise AccountStopped("delivery.gmail.login", words=words(reply))
    if not reply.well:
        raise LinkLost(words(reply))


@contextmanager
def _permission() -> Iterator[None]:
    """The library's own errors in our words."""
    from google.auth.exceptions import GoogleAuthError, TransportError

    try:
        yield
    except TransportError as error:
        raise LinkLost(str(error)) from error
    except GoogleAuthError as error:
        raise AccountStopped("delivery.gmail.login", words=str(error.args[0] if error.args else error)) from error
