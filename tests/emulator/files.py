"""The files of the emulated account, and what a request and an answer are."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson

from tests.emulator.refusals import Refusal, not_found
from tests.emulator.spreadsheet import Spreadsheet

SHEET = "application/vnd.google-apps.spreadsheet"


@dataclass(frozen=True)
class Request:
    """``path``: as it was sent, percent signs and all. ``query``: decoded."""

    method: str
    path: str
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Request:
        place = urlsplit(target)
        return cls(method, place.path, parse_qsl(place.query, keep_blank_values=True), headers, body)

    def asked(self, name: str, default: str = "") -> str:
        return next((value for key, value in self.query if key == name), default)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.query if key == name]

    @cached_property
    def json(self) -> Any:
        if not self.body:
            return None
        try:
            return json.loads(self.body)
        except ValueError:
            raise Refusal("Invalid JSON payload received. Unexpected end of string.") from None


@dataclass(frozen=True)
class Answer:
    """``said``: JSON, bytes as they are, or None for no body."""

    status: int = 200
    said: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, pretty: bool) -> bytes:
        if self.said is None:
            return b""
        if isinstance(self.said, bytes):
            return self.said
        try:
            return orjson.dumps(self.said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE if pretty else None)
        except TypeError:  # a whole number beyond 64 bits, half of a pair of surrogates
            return json.dumps(self.said).encode()


@dataclass
class File:
    """``before``: the spreadsheet before the last change. ``trouble``: what every Sheets call meets. ``viewer``: the
    caller may look, and may write nothing."""

    book: Spreadsheet
    created: datetime
    modified: datetime
    before: Spreadsheet | None = None
    trouble: Refusal | None = None
    viewer: bool = False
    version: int = 1


class Files:
    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.by_id: dict[str, File] = {}
        self._now = now

    def add(self, title: str, book: Spreadsheet | None = None) -> File:
        id_ = "1" + secrets.token_urlsafe(32).replace("-", "x")[:43]
        if book is None:
            book = Spreadsheet(id_, title)
        book.id = id_
        book.properties["title"] = title
        now = self._now()
        self.by_id[id_] = File(book, now, now)
        return self.by_id[id_]

    def get(self, id_: str) -> File:
        if id_ not in self.by_id:
            raise not_found()
        return self.by_id[id_]

    def changed(self, file: File, book: Spreadsheet) -> None:
        """``book``, a changed copy, is now what the file holds."""
        file.before, file.book = file.book, book
        file.modified = self._now()
        file.version += 1


def moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03d}Z"
