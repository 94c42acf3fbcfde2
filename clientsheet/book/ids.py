"""A blank id gets the next free number; an id that stands is never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.tables import Table

NAMES_A_CLIENT: Final = ("name", "phone", "email")
"""A row with one of these is a client; a stray remark below the list is not."""


MOST_DIGITS: Final = 8
"""A longer number in a column of clients is a phone."""


def blank_ids(clients: Table, others: Iterable[Table] = ()) -> ColumnEdit | None:
    """The numbers for rows without an id, in the order of the sheet; None where no row lacks one.

    ``others``: tabs whose rows name clients. A number that is named there was somebody's, and is not given again.

    A cell that holds a formula, or something that could not be read as an id, is left alone.
    """
    column = clients.columns.get("id")
    if column is None:
        return None
    named = [clients.columns[name].raw for name in NAMES_A_CLIENT if name in clients.columns]
    rows = [
        row
        for position, (row, cell) in enumerate(zip(clients.rows, column.raw, strict=True))
        if cell is None and row not in column.formulas and any(cells[position] is not None for cells in named)
    ]
    if not rows:
        return None
    taken = [column.values, *(table.values("client") for table in others)]
    free = 1 + max((int(value) for values in taken for value in set(values) if _is_number(value)), default=0)
    numbers = list(range(free, free + len(rows)))
    return ColumnEdit(clients.title, column.number, rows, [None] * len(rows), numbers, Look.GENERAL, keep_look=True)


def _is_number(value: str | None) -> bool:
    return value is not None and value.isdecimal() and value.isascii() and len(value) <= MOST_DIGITS
