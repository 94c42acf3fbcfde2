"""A blank id gets the next free number; an id that stands is never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from clientsheet.book.book import Book
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit

NAMES_A_CLIENT: Final = ("name", "phone", "email")
"""A row with one of these is a client; a stray remark below the list is not."""


EXCEL_KEEPS: Final = 15
"""Digits of a number."""

SHORTER_THAN_A_PHONE: Final = 8
"""A longer number in a column that names clients is a phone."""


def blank_ids(book: Book) -> ColumnEdit | None:
    """The numbers for clients without an id, in the order of the sheet; None where no row lacks one.

    A number that another tab names was somebody's, and is not given again. A cell that holds a formula, or something
    that could not be read as an id, is left alone; so is a protected tab.
    """
    clients = book["clients"]
    column = clients.columns.get("id")
    if column is None or not clients.writable:
        return None
    named = [clients.columns[name].raw for name in NAMES_A_CLIENT if name in clients.columns]
    rows = [
        row
        for position, (row, cell) in enumerate(zip(clients.rows, column.raw, strict=True))
        if cell is None and row not in column.formulas and any(cells[position] is not None for cells in named)
    ]
    if not rows:
        return None
    others = [table.values("client") for table in book.tables.values() if "client" in table]
    taken = [_largest(column.values, EXCEL_KEEPS), *(_largest(values, SHORTER_THAN_A_PHONE) for values in others)]
    free = 1 + max(taken)
    numbers = list(range(free, free + len(rows)))
    return ColumnEdit(clients.title, column.number, rows, [None] * len(rows), numbers, Look.GENERAL, keep_look=True)


def _largest(values: Iterable[str | None], digits: int) -> int:
    plain = (text for text in set(values) if text is not None and text.isdecimal() and text.isascii())
    return max((int(text) for text in plain if len(text) <= digits), default=0)
