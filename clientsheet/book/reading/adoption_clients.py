"""The clients tab of a workbook that has none: everybody whom its visits and contracts name, once each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from clientsheet.book.book import Book
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import PHONES, Reading, fold
from clientsheet.text import say

SOURCES: Final = ("visits", "contracts", "tasks", "history")
NUMBER: Final = re.compile(r"\d{1,9}")


def clients_from(book: Book) -> list[dict[str, Raw]]:
    """Rows of the clients tab. A client who is named by number keeps that number, so that the owner's rows still
    refer to it; the others are numbered after the largest."""
    named = list(_named(book))
    numbered = sorted({name for name in named if NUMBER.fullmatch(name)}, key=lambda name: (int(name), name))
    others = [name for name in named if not NUMBER.fullmatch(name)]
    largest = max((int(name) for name in numbered), default=0)
    rows: list[dict[str, Raw]] = [
        {"id": _number(name), "name": say(book.language, "starter.client_number", number=name)} for name in numbered
    ]
    phones = _phones(others, book)
    for number, (name, is_phone) in enumerate(zip(others, phones, strict=True), largest + 1):
        column = "phone" if is_phone else "email" if "@" in name else "name"
        rows.append({"id": number, "name": name, column: name})
    return rows


def _named(book: Book) -> Iterator[str]:
    """Every reference once, in the order of its first row; spellings that fold alike are one client."""
    met: set[str] = set()
    for source in SOURCES:
        for name in book[source].values("client"):
            if name is not None and (same := fold(name)) not in met:
                met.add(same)
                yield name


def _number(name: str) -> Raw:
    return name if name.startswith("0") else int(name)


def _phones(names: Sequence[str], book: Book) -> list[bool]:
    """Which of the names are phone numbers."""
    likely = [name if sum(map(str.isdigit, name)) >= 7 and "@" not in name else None for name in names]
    if not any(likely):
        return [False] * len(names)
    config = book.config
    read, _ = PHONES.read(likely, Reading(dt.date.min, config.country, tuple(config.phone_countries)))
    return [bool(phone) for phone in read]
