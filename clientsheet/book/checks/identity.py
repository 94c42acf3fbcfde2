"""Who is who: numbers, names and other values that a row must have, or must have alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from clientsheet.book.checks.spot import Spot, cell_of
from clientsheet.book.reading.ids import NAMES_A_CLIENT
from clientsheet.book.reading.keys import doubled, same_id
from clientsheet.sheet.schema import Column
from clientsheet.sheet.tables import Table

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop


def id_doubled(book: Book, shop: Shop) -> Iterator[Spot]:
    return _doubled(book["clients"], "id")


def id_missing(book: Book, shop: Shop) -> Iterator[Spot]:
    """Rows that the next sync gives a number; a cell that could not be read is another rule's."""
    clients = book["clients"]
    if "id" in clients:
        for index in _blanks(clients.columns["id"].raw):
            if _named(clients, index, NAMES_A_CLIENT):
                yield Spot(clients, index, "id")


def key_missing(book: Book, shop: Shop) -> Iterator[Spot]:
    """Without a column of numbers a client is known by phone, email or a name of their own."""
    clients = book["clients"]
    if "id" not in clients and "" in (keys := shop.keys):
        for index, key in enumerate(keys):
            if key == "":
                yield Spot(clients, index, "name")


def name_missing(book: Book, shop: Shop) -> Iterator[Spot]:
    """A row with neither number nor address is a remark of the owner's, not a client."""
    clients = book["clients"]
    if "name" in clients:
        for index in _blanks(clients.columns["name"].raw):
            if _named(clients, index, ("id", "phone", "email")):
                yield Spot(clients, index, "name")


def value_missing(book: Book, shop: Shop) -> Iterator[Spot]:
    for table, column in _declared(book):
        if column.required and column.refers != "clients" and (table.tab.name, column.name) != ("clients", "name"):
            for index in _blanks(table.columns[column.name].raw):
                yield Spot(table, index, column.name)


def client_missing(book: Book, shop: Shop) -> Iterator[Spot]:
    """A visit of somebody who walked in is nothing wrong, but belongs to nobody."""
    for table, column in _declared(book):
        if column.required and column.refers == "clients":
            for index in _blanks(table.columns[column.name].raw):
                yield Spot(table, index, column.name)


def value_doubled(book: Book, shop: Shop) -> Iterator[Spot]:
    for table, column in _declared(book):
        if column.unique and (table.tab.name, column.name) != ("clients", "id"):
            yield from _doubled(table, column.name)


def _named(clients: Table, index: int, columns: Iterable[str]) -> bool:
    return any(name in clients and clients.columns[name].raw[index] is not None for name in columns)


def _declared(book: Book) -> Iterator[tuple[Table, Column]]:
    for table in book.tables.values():
        if table.present and table.tab.writer != "program":
            for column in table.columns.values():
                if not column.declared.filled:
                    yield table, column.declared


def _blanks(cells: Sequence[Any]) -> Iterable[int]:
    if None not in cells:
        return ()
    return (index for index, cell in enumerate(cells) if cell is None)


def _doubled(table: Table, name: str) -> Iterator[Spot]:
    """Each row whose value another row has too, compared as ids are."""
    values = table.values(name)
    shared = doubled(values)
    groups: dict[str, list[int]] = {value: [] for value in shared}
    for index, value in enumerate(values if shared else ()):
        if value and same_id(value) in shared:
            groups[same_id(value)].append(index)
    for group in groups.values():
        for index in group:
            other = group[1] if index == group[0] else group[0]
            yield Spot(table, index, name, {"other": cell_of(table, name, other), "n": len(group)})
