"""How a tab is built: merged cells among the data, protection, a heading of ours over the owner's values, copies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientsheet.book.checks.spot import Spot

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop


def cells_merged(book: Book, shop: Shop) -> Iterator[Spot]:
    """A merged title above the headings is normal and silent."""
    for table in book.tables.values():
        if table.present and len(table) and table.tab.writer != "program":
            for area in table.merged:
                below, beside = area.row > table.rows[-1], area.column > table.last_column
                if area.last_row > table.heading_row and not below and not beside:
                    yield Spot(table, -1, "", {"area": str(area)}, (area.row, area.column))


def tab_protected(book: Book, shop: Shop) -> Iterator[Spot]:
    for table in book.tables.values():
        if table.present and not table.writable:
            yield Spot(table, -1)


def column_unclaimed(book: Book, shop: Shop) -> Iterator[Spot]:
    for table in book.tables.values():
        if table.present and table.tab.writer != "program":
            for column in table.columns.values():
                if column.declared.filled and not column.ours and column.raw.count(None) < len(column.raw):
                    yield Spot(table, -1, column.declared.name)
