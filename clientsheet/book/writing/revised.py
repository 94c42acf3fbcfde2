"""The book as it will be once what was decided is written, without reading the workbook again: one run cures, gives
ids, claims columns, fills, and writes once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clientsheet.book.book import Book
from clientsheet.book.reading.understand import read_cells, reading_of
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.tables import Table, TableColumn


def revised(book: Book, edits: Iterable[ColumnEdit]) -> Book:
    """``edits`` of cells that belong to records of recognised columns; the columns concerned are read anew."""
    tables = dict(book.tables)
    for edit in edits:
        table = next(table for table in tables.values() if table.present and table.title == edit.tab)
        column = next(column for column in table.columns.values() if column.number == edit.column)
        tables[table.tab.name] = _with(table, _reread(book, table, column, edit))
    return replace(book, tables=tables)


def claimed(book: Book) -> tuple[Book, Mapping[str, Anchor]]:
    """Filled columns that stand there with our heading and nothing in them are ours from now on. (With the owner's own
    values in it such a column is taken over only by ``adopt``, after a yes.)"""
    tables = dict(book.tables)
    anchors = {}
    for name, table in book.tables.items():
        for column in table.columns.values():
            if column.declared.filled and not column.ours and table.writable and _is_empty(column):
                anchors[f"{name}.{column.declared.name}"] = Anchor(table.title, table.heading_row, column.number)
                tables[name] = _with(tables[name], replace(column, ours=True))
    return replace(book, tables=tables), anchors


def _reread(book: Book, table: Table, column: TableColumn, edit: ColumnEdit) -> TableColumn:
    place = {row: index for index, row in enumerate(table.rows)} if not isinstance(table.rows, range) else None
    raw = list(column.raw)
    for row, value in zip(edit.rows, edit.after, strict=True):
        raw[table.rows.index(row) if place is None else place[row]] = value
    values, remarks = read_cells(column.declared, raw, reading_of(book))
    return replace(column, raw=raw, values=values, remarks=remarks)


def _with(table: Table, column: TableColumn) -> Table:
    return replace(table, columns={**table.columns, column.declared.name: column})


def _is_empty(column: TableColumn) -> bool:
    return not column.formulas and not any(cell is not None for cell in column.raw)
