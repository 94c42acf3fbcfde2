"""Whom a text means: an id, else a name, a phone or an email, else a part of a name.

The same answers as ``links.client_directory`` gives, without making the directory of all clients: for one text it is
quicker to look through the cells than to understand each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from clientsheet.book.reading.keys import client_keys, doubled, same_id
from clientsheet.book.reading.links import whole_numbers
from clientsheet.book.reading.understand import Outline, read_cells
from clientsheet.book.tabs.clients import CLIENTS
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import PHONES, REFERENCE
from clientsheet.sheet.kinds.fold import fold

_DIGITS_OF_A_PHONE: Final = 7


@dataclass(frozen=True, slots=True)
class Match:
    """A client that may have been meant. ``row``: along the clients table; ``key``: how the client is known ('': by
    nothing of their own); ``cell``: where the name stands."""

    row: int
    key: str
    name: str
    cell: str


class Meant:
    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self.cells = outline.cells("clients")
        self._read: dict[str, Sequence[Any]] = {}

    def matches(self, text: str) -> list[Match]:
        """Everybody who may be meant, in the order of the sheet."""
        rows = self.rows(text) if text.strip() else []
        if not rows and fold(text):
            part = fold(text)
            rows = [row for row, name in enumerate(self._names) if part in name]
        return [self._match(row) for row in rows]

    def rows(self, text: str) -> list[int]:
        """As ``Directory.rows``."""
        wanted = same_id(text)
        exact = [row for row, known in enumerate(self._values("id")) if known and same_id(known) == wanted]
        if exact:
            return exact
        if "@" in text:
            return self._by_email(text.strip().lower())
        name = fold(text)
        named = {row for row, known in enumerate(self._names) if known == name} if name else set()
        return sorted(named.union(*map(self._by_phone, self._numbers(text))))

    def theirs(self, row: int, references: Sequence[Raw]) -> list[int]:
        """The places of the references that mean this client and nobody else."""
        could = self._spellings(row)
        places = could.numbered(references)
        distinct = list(dict.fromkeys(references[place] for place in places))
        texts, _ = REFERENCE.read(distinct, self._outline.reading)
        meaning = {
            cell
            for cell, text in zip(distinct, texts, strict=True)
            if text and could.may_be(text) and self.rows(text) == [row]
        }
        return [place for place in places if references[place] in meaning]

    def _match(self, row: int) -> Match:
        seen = self._outline.seen("clients")
        assert seen is not None
        number = seen.columns["name"].number if "name" in seen.columns else 1
        cell = f"{seen.title}!{a1(self.cells.rows[row], number)}"
        return Match(row, self.key(row), self._value("name", row) or "", cell)

    def key(self, row: int) -> str:
        """How the client is known in the whole book; '': by nothing of their own."""
        if "id" not in self.cells.raw:
            return self._keys_without_ids[row]
        own = self._values("id")[row] or ""
        return "" if own and same_id(own) in self._doubled else own

    @cached_property
    def _doubled(self) -> set[str]:
        return doubled(self._values("id"))

    @cached_property
    def _keys_without_ids(self) -> Sequence[str]:
        return client_keys(self._outline.table(CLIENTS, self.cells))

    @cached_property
    def _names(self) -> list[str]:
        """Folded, '' for none."""
        return [fold(name) if name else "" for name in self._values("name")]

    def _by_email(self, email: str) -> list[int]:
        return [
            row for row, cell in enumerate(self._values("email")) if any(one.lower() == email for one in cell or ())
        ]

    def _numbers(self, text: str) -> list[str]:
        """The numbers a text may name, in E.164."""
        if sum(map(str.isdigit, text)) < _DIGITS_OF_A_PHONE:
            return []
        read, _ = PHONES.read([text], self._outline.reading)
        return [phone.e164 for phone in read[0] or ()]

    def _by_phone(self, e164: str) -> list[int]:
        """Only cells that could hold the number are read: its last digits stand in them, or letters do."""
        raw = self.cells.raw.get("phone", [])
        near = [row for row, cell in enumerate(raw) if cell is not None and _could_hold(cell, e164[-7:])]
        read, _ = read_cells(CLIENTS.column("phone"), [raw[row] for row in near], self._outline.reading)
        return [row for row, cell in zip(near, read, strict=True) if any(phone.e164 == e164 for phone in cell or ())]

    def _values(self, name: str) -> Sequence[Any]:
        if name not in self._read:
            raw = self.cells.raw.get(name)
            self._read[name] = (
                [None] * len(self.cells.rows)
                if raw is None
                else read_cells(CLIENTS.column(name), raw, self._outline.reading)[0]
            )
        return self._read[name]

    def _value(self, name: str, row: int) -> Any:
        """Of one row, without reading the others."""
        if name in self._read:
            return self._read[name][row]
        raw = self.cells.raw.get(name)
        return read_cells(CLIENTS.column(name), [raw[row]], self._outline.reading)[0][0] if raw else None

    def _spellings(self, row: int) -> _Spellings:
        number, name = self._value("id", row), self._value("name", row)
        return _Spellings(
            {same_id(number)} if number else set(),
            fold(name) if name else "",
            {email.lower() for email in self._value("email", row) or ()},
            {phone.e164[-7:] for phone in self._value("phone", row) or ()},
        )


@dataclass(frozen=True, slots=True)
class _Spellings:
    """How a client may be written; ``ends``: the last digits of their numbers."""

    ids: Collection[str]
    name: str
    emails: Collection[str]
    ends: Collection[str]

    def numbered(self, references: Sequence[Raw]) -> Sequence[int]:
        """The places of those that may be, where all are written as numbers; else every place."""
        numbers = whole_numbers(references)
        if numbers is None:
            return range(len(references))
        own = [int(text) for text in (*self.ids, self.name) if text.isdecimal() and len(text) < _DIGITS_OF_A_PHONE]
        near = np.isin(numbers, own) | (numbers >= 10 ** (_DIGITS_OF_A_PHONE - 1))
        places: list[int] = np.flatnonzero(near).tolist()
        return places

    def may_be(self, text: str) -> bool:
        """Quick, and rather too often than too seldom."""
        if same_id(text) in self.ids:
            return True
        if "@" in text:
            return text.strip().lower() in self.emails
        return (bool(self.name) and fold(text) == self.name) or any(_could_hold(text, end) for end in self.ends)


def _could_hold(cell: Raw, digits: str) -> bool:
    text = str(int(cell)) if isinstance(cell, float) else str(cell)
    if text.isdecimal():
        return digits in text
    return digits in "".join(filter(str.isdigit, text)) or any(map(str.isalpha, text))
