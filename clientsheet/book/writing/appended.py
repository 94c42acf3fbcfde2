"""The book with rows below a tab that are about to be written there: what happened in a run counts in that run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clientsheet.book.book import Book
from clientsheet.book.reading.understand import read_cells, reading_of
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import Reading
from clientsheet.sheet.tables import Table, TableColumn


def appended(book: Book, tab: str, rows: Sequence[Mapping[str, Raw]]) -> Book:
    """``rows``: values by column name; a name that the owner's tab has no column for is dropped, as when written. A
    tab that is missing has all its columns, as the one that is to be made."""
    if not rows:
        return book
    table = book[tab]
    columns = table.columns if table.present else _fresh(table)
    below = max(table.last_row, table.heading_row, 0 if table.present else 1)
    reading = reading_of(book)
    grown = replace(
        table,
        heading_row=table.heading_row or 1,
        rows=[*table.rows, *range(below + 1, below + 1 + len(rows))],
        columns={name: _longer(column, [row.get(name) for row in rows], reading) for name, column in columns.items()},
        last_row=below + len(rows),
    )
    return replace(book, tables={**book.tables, tab: grown})


def _fresh(table: Table) -> Mapping[str, TableColumn]:
    return {
        declared.name: TableColumn(declared, number, declared.name, (), ())
        for number, declared in enumerate(table.tab.columns, start=1)
    }


def _longer(column: TableColumn, cells: Sequence[Raw], reading: Reading) -> TableColumn:
    values, remarks = read_cells(column.declared, cells, reading)
    shifted = [replace(remark, index=remark.index + len(column.raw)) for remark in remarks]
    return replace(
        column,
        raw=[*column.raw, *cells],
        values=[*column.values, *values],
        remarks=[*column.remarks, *shifted],
    )
