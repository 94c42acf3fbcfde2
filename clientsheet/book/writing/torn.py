"""Whether what is known about cells suits their values, or may belong to others.

A workbook on a network is read in two requests, and columns may be moved between them. Then a number shows as a date
where none belongs, a date as a number, or a column that is recorded as ours bears somebody else's heading. An owner may
do all that too: it is a reason to look again, not to complain.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from clientsheet.book.book import Book
from clientsheet.sheet.kinds import BIRTHDAY, DATE, DATETIME, TIME
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.serials import TIMES
from clientsheet.sheet.tables import TableColumn

_DATED: Final = (DATE, DATETIME, BIRTHDAY, TIME)


def may_be_torn(book: Book) -> bool:
    return any(map(_is_odd, (column for table in book.tables.values() for column in table.columns.values())))


def _is_odd(column: TableColumn) -> bool:
    if column.declared.filled:  # what stands in it is only compared
        return column.ours and not _is_named(column)
    types = set(map(type, column.raw))
    if column.declared.kind in _DATED:
        return not types.isdisjoint({int, float})
    return not types.isdisjoint(TIMES) or dt.datetime in types


def _is_named(column: TableColumn) -> bool:
    """By a heading of ours, not by one that its owner gave it."""
    return fold(column.heading) in map(fold, column.declared.headings.every())
