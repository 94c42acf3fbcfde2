"""What a row refers to: a client, a service, a member of staff. One match is a link; several or none is news."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from clientsheet.book.checks.spot import Spot, cell_of
from clientsheet.book.reading.links import AMBIGUOUS, UNKNOWN
from clientsheet.sheet.kinds import REFERENCE
from clientsheet.sheet.tables import Table

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop

STAFF: Final = (("clients", "manager"), ("visits", "staff"), ("tasks", "responsible"))
GUESSED: Final = 100
"""For so many unknown names a likely one is looked for; more of them are no slips of the pen."""
USUAL: Final = 5
"""A name written so often is how the person is called; a rare one beside it is a slip."""


def client_unknown(book: Book, shop: Shop) -> Iterator[Spot]:
    nearest = _nearest(book["clients"].values("name"))
    for table, index in _linked(book, shop, UNKNOWN):
        yield Spot(table, index, "client", {"like": nearest(str(table.value("client", index)))})


def client_ambiguous(book: Book, shop: Shop) -> Iterator[Spot]:
    clients = book["clients"]
    for table, index in _linked(book, shop, AMBIGUOUS):
        matches = shop.index_of(str(table.value("client", index)))
        cells = [cell_of(clients, "name", match) for match in matches[:5]]
        yield Spot(table, index, "client", {"n": len(matches), "cells": ", ".join(cells)})


def service_unknown(book: Book, shop: Shop) -> Iterator[Spot]:
    services = book["services"]
    if not services.present or not len(services):
        return
    nearest = _nearest(services.values("name"))
    for table in _tables(book):
        for column in table.columns.values():
            if column.declared.refers == "services" and column.declared.kind is REFERENCE:
                strange = {value for value in set(column.values) if shop.service_directory.one(value) == UNKNOWN}
                for index in _where(column.values, strange):
                    like = nearest(column.values[index])
                    yield Spot(table, index, column.declared.name, {"like": like})


def staff_unknown(book: Book, shop: Shop) -> Iterator[Spot]:
    """There is no tab of staff: a name is known by being written often."""
    for tab, name in STAFF:
        table = book[tab]
        if name in table:
            slips = _slips(Counter(table.values(name)))
            for index in _where(table.values(name), slips.keys()):
                yield Spot(table, index, name, {"like": slips[table.values(name)[index]]})


def _linked(book: Book, shop: Shop, verdict: int) -> Iterator[tuple[Table, int]]:
    for table in _tables(book):
        if "client" in table:
            for index in (shop.links(table.tab.name) == verdict).nonzero()[0].tolist():
                yield table, index


def _tables(book: Book) -> Iterable[Table]:
    return (table for table in book.tables.values() if table.present and table.tab.writer != "program")


def _where(values: Sequence[Any], wanted: Iterable[Any]) -> Iterator[int]:
    found = frozenset(wanted)
    if found:
        yield from (index for index, value in enumerate(values) if value in found)


def _slips(written: Counter[Any]) -> dict[Any, str]:
    """Rare spelling -> the usual one it is nearly equal to."""
    usual = [name for name, number in written.items() if name and number >= USUAL]
    found: dict[Any, str] = {}
    for name, number in written.items():
        if name and number < USUAL and len(str(name)) >= 4:
            near = difflib.get_close_matches(str(name), usual[:1000], 1, 0.8)
            if near and written[near[0]] >= 10 * number:
                found[name] = near[0]
    return found


def _nearest(names: Sequence[Any]) -> Callable[[str], str]:
    """A function from a word to the known name most like it, or ''; only names of the same first letters are tried."""

    @cache
    def shelves() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in filter(None, names):
            found.setdefault(str(name)[:2].casefold(), []).append(str(name))
        return found

    asked: dict[str, str] = {}

    def nearest(word: str) -> str:
        if word not in asked:
            if len(asked) == GUESSED:
                return ""
            near = shelves().get(word[:2].casefold(), [])[:300]
            asked[word] = next(iter(difflib.get_close_matches(word, near, 1, 0.8)), "")
        return asked[word]

    return nearest
