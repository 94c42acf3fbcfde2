"""A blank id gets the next free number; an id that stands is never changed.

A number that a client was given before it could be written down is given to the same client again: letters may have
left with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from clientsheet.book.book import Book
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.tables import Table

NAMES_A_CLIENT: Final = ("name", "phone", "email")
"""A row with one of these is a client; a stray remark below the list is not."""


EXCEL_KEEPS: Final = 15
"""Digits of a number."""

SHORTER_THAN_A_PHONE: Final = 8
"""A longer number in a column that names clients is a phone."""

LAST_NUMBER: Final = "last_number"
"""Mark of the workbook: the largest number anybody was given, where no row shows it any more."""

Given = Mapping[str, Sequence[int]]
"""A digest of what tells who a client is -> the numbers given to such rows."""

NOBODY: Final[Given] = MappingProxyType({})


def blank_ids(book: Book, given: Given = NOBODY) -> ColumnEdit | None:
    """The numbers for clients without an id, in the order of the sheet; None where no row lacks one.

    ``given``: what runs before gave that may not have come to be written. A number that another tab names was
    somebody's, and is not given again. A cell that holds a formula, or something that could not be read as an id, is
    left alone; so is a protected tab.
    """
    clients = book["clients"]
    column = clients.columns.get("id")
    if column is None or not clients.writable:
        return None
    named = [clients.columns[name].raw for name in NAMES_A_CLIENT if name in clients.columns]
    blank = [
        position
        for position, (row, cell) in enumerate(zip(clients.rows, column.raw, strict=True))
        if cell is None and row not in column.formulas and any(cells[position] is not None for cells in named)
    ]
    if not blank:
        return None
    others = [table.values("client") for table in book.tables.values() if "client" in table]
    taken = [last_number(book), *(_largest(values, SHORTER_THAN_A_PHONE) for values in others)]
    free = 1 + max((*taken, *(number for numbers in given.values() for number in numbers)))
    numbers = list(_again(clients, blank, given, free) if given else range(free, free + len(blank)))
    rows = [clients.rows[position] for position in blank]
    return ColumnEdit(clients.title, column.number, rows, [None] * len(rows), numbers, Look.GENERAL, keep_look=True)


def last_number(book: Book) -> int:
    """The largest number that is a client's, or was; 0: there is none."""
    marked = (book.marks or {}).get(LAST_NUMBER, "")
    return max(_largest(book["clients"].values("id"), EXCEL_KEEPS), int(marked) if marked.isdecimal() else 0)


def given_by(book: Book, ids: ColumnEdit) -> dict[str, list[int]]:
    """Whom these numbers are given to."""
    clients = book["clients"]
    place = {row: position for position, row in enumerate(clients.rows)}
    found: dict[str, list[int]] = {}
    for row, number in zip(ids.rows, ids.after, strict=True):
        if isinstance(number, int):
            found.setdefault(_who(clients, place[row]), []).append(number)
    return found


def _again(clients: Table, blank: Sequence[int], given: Given, free: int) -> Iterator[int]:
    """Its old number for whoever had one that nobody has now; else the next ones from ``free`` on."""
    standing = set(clients.values("id"))
    old = {who: [number for number in numbers if str(number) not in standing] for who, numbers in given.items()}
    for position in blank:
        had = old.get(_who(clients, position))
        if had:
            yield had.pop(0)
        else:
            yield free
            free += 1


def _who(clients: Table, position: int) -> str:
    told = (clients.columns[name].raw[position] for name in NAMES_A_CLIENT if name in clients)
    return hashlib.blake2b("|".join(map(str, told)).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _largest(values: Iterable[str | None], digits: int) -> int:
    plain = (text for text in set(values) if text is not None and text.isdecimal() and text.isascii())
    return max((int(text) for text in plain if len(text) <= digits), default=0)
