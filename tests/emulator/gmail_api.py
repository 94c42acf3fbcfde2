"""Gmail v1, as far as a client that writes drafts and sends letters needs it (facts §7)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from tests.emulator.files import Answer, Request
from tests.emulator.refusals import GmailRefusal, NotEmulated

OWNER = "salon@gmail.com"
"""Whose mailbox it is."""
HANDS_OVER = r"POST /(upload/)?gmail/v1/users/me/(drafts|messages/send|drafts/send)$"
"""What a plan matches to meet requests that hand a letter over."""

_PLACE = re.compile(r"/(?P<upload>upload/)?gmail/v1/users/[^/]+/(?P<rest>.*)")
_QUERY = re.compile(r"to:(\S+) after:([\d/]+)")


@dataclass
class Kept:
    raw: bytes
    labels: list[str]

    @property
    def parsed(self) -> EmailMessage:
        message = BytesParser(policy=default).parsebytes(self.raw)
        assert isinstance(message, EmailMessage)
        return message


class Mailbox:
    """``messages``: by id; ``drafts``: id of a draft -> id of its message. ``may_read``: the permission covers the
    mailbox, not only drafts and sending. ``rewrites``: a message gets another Message-ID; ``strips``: it loses the
    headers that are the client's own (both unknown, facts §7)."""

    def __init__(self) -> None:
        self.messages: dict[str, Kept] = {}
        self.drafts: dict[str, str] = {}
        self.may_read, self.rewrites, self.strips = True, False, False
        self._number = 0

    def labelled(self, label: str) -> list[Kept]:
        return [kept for kept in self.messages.values() if label in kept.labels]

    def answer(self, request: Request) -> Answer:
        found = _PLACE.fullmatch(request.path)
        if found:
            for verb, shape, call in _CALLS:
                if verb == request.method and (part := re.fullmatch(shape, found["rest"])):
                    return Answer(204) if (said := call(self, request, *part.groups())) is None else Answer(200, said)
        raise NotEmulated(f"{request.method} {request.path}")

    # -- drafts

    def _create(self, request: Request) -> dict[str, Any]:
        id_ = self._keep(_content(request, "message"), ["DRAFT"])
        draft = f"r-{self._next()}"
        self.drafts[draft] = id_
        return {"id": draft, "message": self._short(id_, labels=True)}

    def _replace(self, request: Request, draft: str) -> dict[str, Any]:
        """The message of a draft gives way to another one."""
        del self.messages[self._draft(draft)]
        self.drafts[draft] = self._keep(_content(request, "message"), ["DRAFT"])
        return {"id": draft, "message": self._short(self.drafts[draft], labels=True)}

    def _look(self, request: Request, draft: str) -> dict[str, Any]:
        return {"id": draft, "message": self._message(self._draft(draft), request)}

    def _throw_away(self, _: Request, draft: str) -> None:
        del self.messages[self._draft(draft)], self.drafts[draft]

    def _send_draft(self, request: Request) -> dict[str, Any]:
        draft = (request.json or {}).get("id", "")
        raw = self.messages.pop(self._draft(draft)).raw
        del self.drafts[draft]
        return self._sent(raw)

    def _list_drafts(self, request: Request) -> dict[str, Any]:
        found = [(draft, id_) for draft, id_ in self.drafts.items() if self._asked(id_, request)]
        page, more = _paged(found, request)
        told = [{"id": draft, "message": self._short(id_)} for draft, id_ in page]
        return {**({"drafts": told} if told else {}), **more}

    # -- messages

    def _send(self, request: Request) -> dict[str, Any]:
        return self._sent(_content(request))

    def _sent(self, raw: bytes) -> dict[str, Any]:
        to = str(BytesParser(policy=default).parsebytes(raw)["To"] or "")
        if "@" not in to:
            raise GmailRefusal("Recipient address required", 400, "invalidArgument")
        if "refused@" in to:
            raise GmailRefusal("Invalid To header", 400, "invalidArgument")
        return self._short(self._keep(raw, ["SENT"]), labels=True)

    def _list(self, request: Request) -> dict[str, Any]:
        self._must_be_open()
        page, more = _paged([id_ for id_ in self.messages if self._asked(id_, request)], request)
        told = [self._short(id_) for id_ in page]
        return {**({"messages": told} if told else {}), **more}

    def _get(self, request: Request, id_: str) -> dict[str, Any]:
        self._must_be_open()
        return self._message(id_, request)

    def _profile(self, _: Request) -> dict[str, Any]:
        count = len(self.messages)
        return {"emailAddress": OWNER, "messagesTotal": count, "threadsTotal": count, "historyId": str(self._number)}

    # --

    def _must_be_open(self) -> None:
        if not self.may_read:
            raise GmailRefusal("Insufficient Permission", 403, "insufficientPermissions")

    def _draft(self, draft: str) -> str:
        if draft not in self.drafts:
            raise GmailRefusal("Requested entity was not found.", 404, "notFound")
        return self.drafts[draft]

    def _keep(self, raw: bytes, labels: list[str]) -> str:
        if self.rewrites:
            raw = re.sub(rb"(?im)^message-id:.*\r\n", b"Message-ID: <CAF-other@mail.gmail.com>\r\n", raw, count=1)
        if self.strips:
            raw = re.sub(rb"(?im)^x-clientsheet-key:.*\r\n", b"", raw, count=1)
        id_ = f"18c{self._next():013x}"
        self.messages[id_] = Kept(raw, labels)
        return id_

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _asked(self, id_: str, request: Request) -> bool:
        kept = self.messages.get(id_)
        if kept is None or ("TRASH" in kept.labels and request.asked("includeSpamTrash") != "true"):
            return False
        if not request.asked("q"):
            return True
        found = _QUERY.fullmatch(request.asked("q"))
        if not found:
            raise NotEmulated(f"searching mail with {request.asked('q')!r}")
        date.fromisoformat(found[2].replace("/", "-"))
        return found[1].lower() in str(kept.parsed["To"]).lower()

    def _short(self, id_: str, *, labels: bool = False) -> dict[str, Any]:
        told: dict[str, Any] = {"id": id_, "threadId": id_}
        return told | ({"labelIds": self.messages[id_].labels.copy()} if labels else {})

    def _message(self, id_: str, request: Request) -> dict[str, Any]:
        if id_ not in self.messages:
            raise GmailRefusal("Requested entity was not found.", 404, "notFound")
        told, kept = self._short(id_, labels=True), self.messages[id_]
        form = request.asked("format", "full").lower()
        if form == "raw":
            return told | {"raw": base64.urlsafe_b64encode(kept.raw).decode()}
        if form == "minimal":
            return told
        if form != "metadata":
            raise NotEmulated(f"a message in the format {form!r}")
        only = {one.lower() for one in request.all("metadataHeaders")}
        headers = [{"name": name, "value": str(value)} for name, value in kept.parsed.items()]
        return told | {"payload": {"headers": [one for one in headers if not only or one["name"].lower() in only]}}


_Said = dict[str, Any] | None
_CALLS: list[tuple[str, str, Callable[..., _Said]]] = [
    ("POST", "drafts", Mailbox._create),
    ("GET", "drafts", Mailbox._list_drafts),
    ("POST", "drafts/send", Mailbox._send_draft),
    ("PUT", "drafts/([^/]+)", Mailbox._replace),
    ("GET", "drafts/([^/]+)", Mailbox._look),
    ("DELETE", "drafts/([^/]+)", Mailbox._throw_away),
    ("POST", "messages/send", Mailbox._send),
    ("GET", "messages", Mailbox._list),
    ("GET", "messages/([^/]+)", Mailbox._get),
    ("GET", "profile", Mailbox._profile),
]


def _content(request: Request, *inside: str) -> bytes:
    """The message of a request, whichever way it came."""
    if request.path.startswith("/upload/"):
        return request.body
    told: dict[str, Any] = request.json or {}
    for name in inside:
        told = told.get(name) or {}
    return base64.urlsafe_b64decode(told.get("raw") or "")


def _paged(found: Iterable[Any], request: Request) -> tuple[list[Any], dict[str, Any]]:
    everything = list(found)
    start, count = int(request.asked("pageToken") or 0), int(request.asked("maxResults") or 100)
    end = start + count
    more = {"nextPageToken": str(end)} if end < len(everything) else {}
    return everything[start:end], {**more, "resultSizeEstimate": len(everything)}
