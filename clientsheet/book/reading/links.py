"""Whom a cell means: a client by id, else by name, phone or email; a service by code, else by name.

Exactly one match is a link. Resolved once for every distinct text, so a million visits cost as many look-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.reading.keys import same_id
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import PHONES, Reading
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table

Links = NDArray[np.int32]
"""The row of the table meant by each cell, or one of the three below."""

BLANK: Final = -1
AMBIGUOUS: Final = -2
UNKNOWN: Final = -3

_LARGEST_NUMBER: Final = 5_000_000
_DIGITS_OF_A_PHONE: Final = 7
_POWERS_OF_TEN: Final = 10 ** np.arange(1, 16, dtype=np.int64)
_SIXTEEN_DIGITS: Final = 10**15
_Rows = dict[str, list[int]]


class Directory:
    """``exact`` are the ids or codes of the rows; ``others`` gives, when first asked, the rows by their other names;
    ``spellings`` says under which of those names each of many texts is looked up."""

    def __init__(
        self,
        exact: Sequence[str | None],
        others: Callable[[], _Rows],
        spellings: Callable[[Sequence[str]], Iterable[Sequence[str]]],
    ) -> None:
        self._exact = exact
        self._list_others = others
        self._spellings = spellings

    def rows(self, reference: str) -> list[int]:
        """Every row the text may mean; several rows with the id that it names are all given."""
        return self._matches([reference])[0]

    def one(self, reference: str | None) -> int:
        """The only row meant, or BLANK, AMBIGUOUS, UNKNOWN."""
        return _verdict(self.rows(reference)) if reference else BLANK

    def links(self, references: Sequence[str | None], cells: Sequence[Raw] = ()) -> Links:
        """``cells``: the references as they stand in the sheet; numbers are followed soonest as numbers."""
        by_number = self._links_by_number(references, cells)
        if by_number is not None:
            return by_number
        known = self._verdicts(set(references))
        return np.fromiter(map(known.__getitem__, references), np.int32, len(references))

    def _verdicts(self, references: Collection[str | None]) -> Mapping[str | None, int]:
        texts = [text for text in references if text]
        found: dict[str | None, int] = {None: BLANK, "": BLANK}
        return found | dict(zip(texts, map(_verdict, self._matches(texts)), strict=True))

    def _matches(self, texts: Sequence[str]) -> list[list[int]]:
        found = [self._by_id.get(same_id(text), []) for text in texts]
        others = [position for position, rows in enumerate(found) if not rows]
        for position, names in zip(others, self._spellings([texts[other] for other in others]), strict=True):
            found[position] = sorted({row for name in names for row in self._others.get(name, ())})
        return found

    def _links_by_number(self, references: Sequence[str | None], cells: Sequence[Raw]) -> Links | None:
        """The common workbook, quickly: every id and every reference is a plain number. None: it is another."""
        positions = self._by_number
        if positions is None:
            return None
        numbers = whole_numbers(cells)
        if numbers is None:
            numbers = plain_numbers(references)
        if numbers is None:
            return None
        inside = numbers < len(positions)
        found = positions[np.where(inside, numbers, 0)]
        found[~inside] = UNKNOWN
        strange = np.flatnonzero(found == UNKNOWN).tolist()
        known = self._verdicts({references[index] for index in strange})
        for index in strange:
            found[index] = known[references[index]]  # a phone, or a name made of digits
        return found

    @cached_property
    def _by_number(self) -> Links | None:
        numbers = plain_numbers(self._exact)
        if numbers is None or not len(numbers) or numbers.max() >= _LARGEST_NUMBER:
            return None
        positions = np.full(int(numbers.max()) + 1, UNKNOWN, np.int32)
        positions[numbers] = np.arange(len(numbers))
        positions[np.bincount(numbers) > 1] = AMBIGUOUS
        return positions

    @cached_property
    def _by_id(self) -> _Rows:
        return _gathered((same_id(text), row) for row, text in enumerate(self._exact) if text)

    @cached_property
    def _others(self) -> _Rows:
        return self._list_others()


def client_directory(clients: Table, reading: Reading) -> Directory:
    """``reading`` says how a phone without a country code is completed."""

    def others() -> _Rows:
        names = ((fold(name), row) for row, name in enumerate(clients.values("name")) if name)
        phones = ((phone.e164, row) for row, cell in enumerate(clients.values("phone")) for phone in cell or ())
        emails = ((email.lower(), row) for row, cell in enumerate(clients.values("email")) for email in cell or ())
        return _gathered(chain(names, phones, emails))

    def spellings(texts: Sequence[str]) -> Iterable[Sequence[str]]:
        phones: list[Any] = [None] * len(texts)
        numbers = [place for place, text in enumerate(texts) if _may_be_a_phone(text)]
        read, _ = PHONES.read([texts[place] for place in numbers], reading)
        for place, phone in zip(numbers, read, strict=True):
            phones[place] = phone
        for text, found in zip(texts, phones, strict=True):
            yield (text.strip().lower(),) if "@" in text else (fold(text), *(phone.e164 for phone in found or ()))

    return Directory(clients.values("id"), others, spellings)


def service_directory(services: Table) -> Directory:
    def others() -> _Rows:
        return _gathered((fold(name), row) for row, name in enumerate(services.values("name")) if name)

    return Directory(services.values("code"), others, lambda texts: ((fold(text),) for text in texts))


def factorised(values: Sequence[str | None]) -> tuple[Links, list[str]]:
    """Each text as the number of its first appearance (BLANK where there is none), and the texts by number."""
    texts = [text for text in dict.fromkeys(values) if text]
    numbers: dict[str | None, int] = {text: number for number, text in enumerate(texts)}
    numbers |= {None: BLANK, "": BLANK}
    return np.fromiter(map(numbers.__getitem__, values), np.int32, len(values)), texts


def whole_numbers(cells: Sequence[Raw]) -> NDArray[np.int64] | None:
    """The cells as whole numbers of at most fifteen digits, if every one is such a number."""
    if not cells or not set(map(type, cells)) <= {float, int}:
        return None
    exact = np.array(cells, np.float64)
    if not (exact.min() >= 0 and exact.max() < _SIXTEEN_DIGITS):
        return None
    numbers = exact.astype(np.int64)
    return numbers if np.array_equal(exact, numbers) else None


def plain_numbers(texts: Sequence[str | None]) -> NDArray[np.int64] | None:
    """The texts as numbers, if every one is written as Python would write its number ('17', not '017')."""
    try:
        joined = "".join(texts)  # type: ignore[arg-type]
    except TypeError:
        return None
    if not (joined.isascii() and joined.isdecimal()):
        return None
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))  # type: ignore[arg-type]
    if lengths.min() < 1 or lengths.max() > 15:
        return None
    numbers = np.fromiter(map(int, texts), np.int64, len(texts))  # type: ignore[arg-type]
    shortest = 1 + np.searchsorted(_POWERS_OF_TEN, numbers, side="right")
    return numbers if np.array_equal(lengths, shortest) else None


def _may_be_a_phone(text: str) -> bool:
    return "@" not in text and sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PHONE


def _verdict(rows: Sequence[int]) -> int:
    return rows[0] if len(rows) == 1 else AMBIGUOUS if rows else UNKNOWN


def _gathered(named: Iterable[tuple[str, int]]) -> _Rows:
    rows: _Rows = {}
    for name, row in named:
        rows.setdefault(name, []).append(row)
    return rows
