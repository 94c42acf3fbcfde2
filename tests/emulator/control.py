"""The emulator as a trial holds it: a server on 127.0.0.1, its files, its owner, its log, and what is to go wrong.

with Emulator() as google:
    book = google.spreadsheet("Salon", {"Clients": [["id", "name"], ["C-1", "Anna"]]})
    google.plan(match="PUT .*/values/", does=Wire.SWALLOWED_RST)
    google.plan(match="batchUpdate", before=lambda: google.owner(book).sort("Clients", 1))
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote

from tests.emulator import drive_api
from tests.emulator.auth import Door
from tests.emulator.faults import CARRIES_OUT, Plan, Wire
from tests.emulator.files import Answer, File, Files, Request
from tests.emulator.front import Front, Traffic
from tests.emulator.gmail_api import Mailbox
from tests.emulator.owner import Owner
from tests.emulator.quota import Quota
from tests.emulator.refusals import NotEmulated, NotInDocument, Refusal
from tests.emulator.schemas import Document, documents
from tests.emulator.sheets_api import READS, Habits, SheetsApi, masked_answer


@dataclass(frozen=True)
class Exchange:
    """``kind``: Read, Write, or nothing for what Sheets does not count. ``answer``: what was to be answered;
    ``fault``: how the line broke."""

    request: Request
    answer: Answer
    kind: str
    fault: Wire | None

    @property
    def line(self) -> str:
        return f"{self.request.method} {unquote(self.request.path)}"


class Emulator:
    """``log``: every request with its answer, in order. ``mailbox``: of Gmail. ``quota``: None, no limits.
    ``habits``: what is unknown of Google. ``schemas``: Google's own documents; without that material nothing is checked
    against them.
    ``nonsense``: requests that the documents do not know or that nothing here can answer; a trial that meant them
    clears it. At the end there must be none, and no answer that the documents do not know."""

    def __init__(self, token: str = "emulator", quota: Quota | None = None, port: int = 0) -> None:
        self.log: list[Exchange] = []
        self.quota = quota
        self.files = Files()
        self.door = Door(token)
        self.nonsense: list[str] = []
        self.schemas: Mapping[str, Document] = documents()
        self.mailbox = Mailbox()
        self._sheets = SheetsApi(self.files)
        self._plans: list[Plan] = []
        self._lock = threading.RLock()
        self._front = Front(self._carried_out, port)

    def __enter__(self) -> Self:
        self._front.start()
        return self

    def __exit__(self, wrong: type[BaseException] | None, *_: object) -> None:
        self._front.stop()
        if wrong is None:
            assert not self.nonsense, self.nonsense
            assert not (mistakes := self.mistakes()), mistakes

    # -- for the trial

    @property
    def url(self) -> str:
        return self._front.url

    @property
    def traffic(self) -> Traffic:
        """Of whole answers; what broken lines carried is not counted."""
        return self._front.traffic

    @property
    def habits(self) -> Habits:
        return self._sheets.habits

    def spreadsheet(
        self,
        title: str,
        tabs: Mapping[str, list[list[Any]]] | None = None,
        locale: str = "en_US",
        zone: str = "Etc/GMT",
    ) -> str:
        """The id of a new file with these sheets and values, text as text."""
        with self._lock:
            file = self.files.add(title)
            file.book.properties |= {"locale": locale, "timeZone": zone}
            self.owner(file.book.id).lay_out(tabs or {})
            return file.book.id

    def file(self, id_: str) -> File:
        return self.files.get(id_)

    def owner(self, id_: str) -> Owner:
        """Somebody at the sheet in a browser."""
        return Owner(self.files, id_, self._lock)

    def plan(
        self,
        match: str = "",
        *,
        nth: int = 1,
        times: int | None = 1,
        does: Answer | Refusal | Wire | None = None,
        before: Callable[[], object] | None = None,
        after: Callable[[], object] | None = None,
        seconds: float = 5.0,
    ) -> Plan:
        """See ``faults.Plan``. Of several plans that meet a request the first with something to do counts."""
        answer = Answer(does.code, does.body) if isinstance(does, Refusal) else does
        plan = Plan(match, nth, times, answer, before, after, seconds)
        with self._lock:
            self._plans.append(plan)
        return plan

    def calm(self) -> None:
        """Nothing is to go wrong from now on."""
        with self._lock:
            self._plans.clear()

    def count(self, kind: str) -> int:
        """How many requests of the log were a Read or a Write."""
        return sum(one.kind == kind for one in self.log)

    def mistakes(self) -> list[str]:
        """What in the log's answers Google's documents do not know; empty also where there are no documents."""
        return [wrong for one in self.log for wrong in self._mistakes(one)]

    # -- a request

    def _carried_out(self, request: Request) -> tuple[Answer, Wire | None, float]:
        with self._lock:
            line = f"{request.method} {unquote(request.path)}"
            met = [plan for plan in self._plans if plan.meets(line)]
            for plan in met:
                if plan.before:
                    plan.before()
            doing = next((plan for plan in met if plan.does is not None), None)
            answer, fault = self._done(request, doing.does if doing else None)
            for plan in met:
                if plan.after:
                    plan.after()
            self.log.append(Exchange(request, answer, _kind(request), fault))
            return answer, fault, doing.seconds if doing else 0.0

    def _done(self, request: Request, does: Answer | Wire | None) -> tuple[Answer, Wire | None]:
        if isinstance(does, Answer):
            return does, None
        if does is not None and does not in CARRIES_OUT:
            return Answer(), does
        return self._answer(request, stale=does is Wire.STALE), None if does is Wire.STALE else does

    def _answer(self, request: Request, stale: bool) -> Answer:
        try:
            if request.path == "/token":
                return self.door.token(request)
            self.door.let_in(request)
            if self.quota and (kind := _kind(request)):
                self.quota.take(kind)
            self._check(request)
            if _service(request) == "gmail":
                return self.mailbox.answer(request)
            if _service(request) != "v4":
                return drive_api.answer(self.files, request)
            return Answer(200, masked_answer(self._sheets.answer(request, stale), request))
        except Refusal as refusal:
            if isinstance(refusal, NotEmulated | NotInDocument):
                self.nonsense.append(f"{request.method} {unquote(request.path)}: {refusal.message}")
            challenge = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'}
            return Answer(refusal.code, refusal.body, challenge if refusal.code == 401 else {})

    def _check(self, request: Request) -> None:
        """Drive is seen to bear names of parameters that its document does not know."""
        document = self.schemas.get(_service(request))
        if document and _service(request) != "drive":
            method = document.method(request.method, request.path)
            if method is None:
                raise NotEmulated(f"{request.method} {request.path}")
            uploaded = request.path.startswith("/upload/")
            document.check_request(method, request.query, None if uploaded else request.json)

    def _mistakes(self, one: Exchange) -> list[str]:
        document = self.schemas.get(_service(one.request))
        if not document or one.answer.status != 200 or not isinstance(one.answer.said, dict):
            return []
        method = document.method(one.request.method, one.request.path)
        if method is None:
            return [f"no such method: {one.line}"]
        return list(document.mistakes(method, one.answer.said))


def _service(request: Request) -> str:
    """By which document it is checked."""
    path = request.path.removeprefix("/upload") if request.path.startswith("/upload/gmail/") else request.path
    return path.split("/")[1]


def _kind(request: Request) -> str:
    if not request.path.startswith("/v4/"):
        return ""
    return "Read" if request.method == "GET" or request.path.endswith(READS) else "Write"
