"""Days that cannot be, or hardly: what has happened lies in the future, before Excel's calendar, ends before it starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from clientsheet.book.checks.spot import Spot
from clientsheet.sheet.tables import Table

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop

PAST: Final = (("visits", "date"), ("history", "at"), ("unsubscribed", "date"))
"""Columns that tell what has happened."""
NOT_YET: Final = frozenset({"planned", "cancelled"})
BOOKED_AHEAD: Final = 365
EXCEL_BEGINS: Final = dt.date(1900, 1, 1)


def date_future(book: Book, shop: Shop) -> Iterator[Spot]:
    for tab, name in PAST:
        table = book[tab]
        for index in _after(table.values(name), book.today):
            if table.value("status", index) not in NOT_YET and not _ahead(table, index, book.today):
                yield Spot(table, index, name, {"today": book.today})


def visit_ahead(book: Book, shop: Shop) -> Iterator[Spot]:
    """Many owners book by the date alone: it counts as a booking, and is worth no more than a hint."""
    visits = book["visits"]
    for index in _after(visits.values("date"), book.today):
        if _ahead(visits, index, book.today):
            yield Spot(visits, index, "date", {"today": book.today})


def _ahead(table: Table, index: int, today: dt.date) -> bool:
    """A visit without a status, no further ahead than anybody books."""
    if table.tab.name != "visits" or table.value("status", index) is not None:
        return False
    return bool((table.value("date", index) - today).days <= BOOKED_AHEAD)


def date_ancient(book: Book, shop: Shop) -> Iterator[Spot]:
    for table in book.tables.values():
        for column in table.columns.values():
            if column.declared.kind.name in ("date", "datetime") and not column.declared.filled:
                for index in _before(column.values, EXCEL_BEGINS):
                    yield Spot(table, index, column.declared.name)


def end_before_start(book: Book, shop: Shop) -> Iterator[Spot]:
    contracts = book["contracts"]
    for index, (start, end) in enumerate(zip(contracts.values("start"), contracts.values("end"), strict=True)):
        if start is not None and end is not None and end < start:
            yield Spot(contracts, index, "end", {"start": start})


def _after(days: Sequence[Any], today: dt.date) -> list[int]:
    if not days or _day(max(filter(None, days), default=today)) <= today:
        return []
    return [index for index, day in enumerate(days) if day is not None and _day(day) > today]


def _before(days: Sequence[Any], first: dt.date) -> list[int]:
    if not days or _day(min(filter(None, days), default=first)) >= first:
        return []
    return [index for index, day in enumerate(days) if day is not None and _day(day) < first]


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
