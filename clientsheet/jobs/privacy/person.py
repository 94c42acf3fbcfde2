"""A person as the workbook knows them: every cell that is about them, and what they are recognised by elsewhere.

*Theirs* is what names nobody else: a full name, a number, an address. A phone that a household shares is also the
others', and a first name is many people's; by these nothing is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.book.wording import whole
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Grid, GridTab, Raw
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table

_APART: Final = r"[\s().\-–—−‑\u00a0]{0,3}"
_SIGNIFICANT: Final = 9
"""Digits of a number without the country's code and the trunk's zero."""

_A_SENTENCE: Final = 6
"""A shorter text is a word that many cells hold."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``heading``: as the owner wrote it; ``value``: as the cell shows it."""

    tab: str
    cell: str
    heading: str
    value: str


@dataclass(frozen=True)
class Person:
    """``row``: along the clients table, None where the workbook has them no longer. ``clients``: keys they are known
    by. ``keys``: by tab (its name and its title), of the rows that are about them. ``records``: the rows that are about
    them, cell by cell; ``mentions``: cells elsewhere that speak of them, but for tabs that every sync writes anew.
    ``names``, ``phones`` (E.164) and ``emails`` are theirs alone, ``shared`` those that somebody else has too.
    ``texts``: what else the owner wrote of them."""

    row: int | None = None
    name: str = ""
    clients: frozenset[str] = frozenset()
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    records: tuple[tuple[Cell, ...], ...] = ()
    mentions: tuple[Cell, ...] = ()
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = [r"\W+".join(map(re.escape, re.findall(r"\w+", name))) for name in self.names]
        ways = [rf"(?<!\w){name}(?!\w)" for name in names if name]
        ways += [rf"(?<!\w){re.escape(email)}(?!\w)" for email in self.emails]
        ways += [_dialled(phone) for phone in self.phones]
        return re.compile("|".join(ways), re.IGNORECASE) if ways else None

    def is_named_in(self, text: str) -> bool:
        """Whether it holds their name, number or address, in any spelling."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def may_be_in(self, text: str) -> bool:
        """The same, where there is something to know them by; else whether their bare name stands there."""
        return self.is_named_in(text) if self._pattern else bool(self.name) and self.name in text

    def is_told_by(self, text: str) -> bool:
        """The same; or it is something that the owner wrote of them, as it is."""
        return self.is_named_in(text) or " ".join(text.split()) in self.texts


def by_what_is_typed(text: str) -> Person:
    """Somebody whom the workbook has no longer: what is typed is all that is known."""
    digits = "".join(filter(str.isdigit, text))
    if "@" in text:
        return Person(name=text, emails=frozenset({text.strip().lower()}))
    if len(digits) >= _SIGNIFICANT and not any(map(str.isalpha, text)):
        return Person(name=text, phones=frozenset({f"+{digits}"}))
    names = frozenset({text}) if len(text.split()) > 1 else frozenset()
    return Person(name=text, clients=frozenset({text}), names=names)


def person(shop: Shop, grid: Grid, row: int) -> Person:
    """``row``: along the clients table."""
    return _Gathering(shop, grid, row).person()


class _Gathering:
    def __init__(self, shop: Shop, grid: Grid, row: int) -> None:
        self._shop, self._grid, self._row = shop, grid, row
        self._clients = shop.book["clients"]

    def person(self) -> Person:
        phones, emails, shared = self._addresses()
        bare = Person(names=self._names(), phones=phones, emails=emails)
        lines = list(self._lines(bare))
        records = tuple(tuple(self._cells(table, row)) for table, row in lines)
        own = {(cell.tab, cell.cell) for record in records for cell in record}
        texts = {" ".join(cell.value.split()) for record in records for cell in record}
        return Person(
            row=self._row,
            name=self._clients.value("name", self._row) or "",
            clients=frozenset(filter(None, {self._shop.keys[self._row]})),
            keys=self._keys(lines),
            records=records,
            mentions=tuple(self._mentions(bare, own)),
            names=bare.names,
            phones=phones,
            emails=emails,
            shared=shared,
            texts=frozenset(text for text in texts if len(text) >= _A_SENTENCE),
        )

    # -- what they are recognised by

    def _names(self) -> frozenset[str]:
        """Full names, in the order written and the other way round; and those of nobody else."""
        name = self._clients.value("name", self._row) or ""
        namesakes = sum(other is not None and fold(other) == fold(name) for other in self._clients.values("name"))
        words = name.split()
        if len(words) < 2 or namesakes > 1:
            return frozenset()
        pairs = {name, " ".join(reversed(words)), *(f"{words[a]} {words[b]}" for a, b in ((0, 1), (1, 0)))}
        return frozenset(pairs)

    def _addresses(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Phones and emails that are theirs alone, and those that they share."""
        phones, emails = {}, {}
        for row in range(len(self._clients)):
            phones[row] = {phone.e164 for phone in self._clients.value("phone", row) or ()}
            emails[row] = {email.lower() for email in self._clients.value("email", row) or ()}
        mine_, at_ = phones.pop(self._row), emails.pop(self._row)
        others = set().union(*phones.values(), *emails.values()) if phones else set()
        people = self._shop.book["phones"]
        links = self._shop.links("phones")
        for line, cell in enumerate(people.values("phone")):
            (mine_ if links[line] == self._row else others).update(phone.e164 for phone in cell or ())
        shared = (mine_ | at_) & others
        return frozenset(mine_ - others), frozenset(at_ - others), frozenset(shared)

    # -- where they stand

    def _lines(self, bare: Person) -> Iterator[tuple[Table, int]]:
        """(table, row of the sheet) of every record about them."""
        yield self._clients, self._clients.rows[self._row]
        for table in self._shop.book.tables.values():
            if not table.present:
                continue
            if "client" in table and table.tab.column("client").refers == "clients":
                lines = (self._shop.links(table.tab.name) == self._row).nonzero()[0].tolist()
                yield from ((table, table.rows[line]) for line in lines)
            elif table.tab.name == "unsubscribed":
                addresses = enumerate(table.values("address"))
                yield from ((table, table.rows[line]) for line, at in addresses if at and bare.is_named_in(at))

    def _cells(self, table: Table, row: int) -> Iterator[Cell]:
        tab = self._grid.tab(table.title)
        if tab is None:
            return
        headings = {column.number: column.heading for column in table.columns.values()} | dict(table.unknown)
        for number, value in enumerate(_line(tab, row), 1):
            if value is not None:
                heading = headings.get(number, "")
                yield Cell(table.title, a1(row, number), heading, whole(value, self._shop.book.language))

    def _mentions(self, bare: Person, own: set[tuple[str, str]]) -> Iterator[Cell]:
        ours = {table.title for table in self._shop.book.tables.values() if table.tab.writer == "program"}
        for tab in (tab for tab in self._grid.tabs if tab.title not in ours):
            for number in range(1, tab.column_count + 1):
                (column,) = tab.columns([number], 1)
                speaking = {cell for cell in set(column) if isinstance(cell, str) and bare.is_named_in(cell)}
                for row, cell in enumerate(column, 1) if speaking else ():
                    if cell in speaking and (tab.title, a1(row, number)) not in own:
                        heading = str(column[0] or "")
                        yield Cell(tab.title, a1(row, number), heading, whole(cell, self._shop.book.language))

    def _keys(self, lines: Sequence[tuple[Table, int]]) -> dict[str, frozenset[str]]:
        """Of the rows of tabs that have columns of ours."""
        found: dict[str, frozenset[str]] = {}
        known = self._shop.row_keys()
        for table in {table.title: table for table, _ in lines}.values():
            if table.title in known:
                rows = {row for other, row in lines if other.title == table.title}
                keys = frozenset(key for row, key in zip(*known[table.title], strict=True) if row in rows and key)
                found[table.title] = found[table.tab.name] = keys
        return found


def _line(tab: GridTab, row: int) -> Iterable[Raw]:
    lines = tab.rows(row, row)
    return lines[0] if lines else ()


def _dialled(phone: str) -> str:
    """A pattern of the number as people write it, with or without the country."""
    digits = "".join(filter(str.isdigit, phone))[-_SIGNIFICANT:]
    return rf"{_APART.join(digits)}(?!\d)"
