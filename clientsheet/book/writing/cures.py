"""The cures the owner agreed to, as edits of the owner's own cells.

What is written is never taken from the problems tab: there the owner only points. The cure is the one that reading the
workbook proposes now, for a cell that still holds the value the owner saw. Rows may have been sorted in the meantime:
a cell is known by its column, its client and its value; its address decides only between equals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from clientsheet.book.rules import client_key, spoken_code
from clientsheet.book.wording import shown
from clientsheet.book.writing.problems_page import KEPT, MORE, Answered, answered
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.tables import Table, TableColumn

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop


@dataclass(frozen=True)
class Cures:
    """``edits`` put the agreed values in place. ``dropped`` are the rows whose cell is not there any more, or holds
    something else by now, or may not be written; they are said, not done."""

    edits: tuple[ColumnEdit, ...]
    dropped: tuple[Answered, ...]


def agreed(book: Book, shop: Shop) -> Cures:
    """What the owner said yes to in the problems tab. Nothing is looked at where nobody said yes."""
    wanted = [row for row in answered(book) if row.yes and row.code not in (KEPT, MORE)]
    if not wanted:
        return Cures((), ())
    curable = _Curable(book, shop, frozenset(row.where for row in wanted))
    found: dict[tuple[str, str], dict[int, Raw]] = {}
    dropped = []
    for row in wanted:
        cell = curable.find(row)
        if cell is None:
            dropped.append(row)
        else:
            tab, column, index, cure = cell
            found.setdefault((tab, column), {})[index] = cure
    edits = (edit for (tab, column), cures in found.items() for edit in _edits(book[tab], column, cures))
    return Cures(tuple(edits), tuple(dropped))


@dataclass
class _Curable:
    """Every cell with a certain cure, by what a row of the problems tab is about. ``named``: the addresses of all that
    were agreed to."""

    book: Book
    shop: Shop
    named: frozenset[str]

    def find(self, row: Answered) -> tuple[str, str, int, Raw] | None:
        """(tab, column, index, cure) of the one cell the row is about; None: no cell, or several alike elsewhere, or
        one that another row names."""
        tab, _, column = row.column.partition(".")
        cells = self._cells.get(row.subject, {})
        moved = [place for place in cells if len(cells) == 1 and place not in self.named]
        place = row.where if row.where in cells else next(iter(moved), None)
        return (tab, column, *cells[place]) if place is not None else None

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str, str, str], Mapping[str, tuple[int, Raw]]]:
        found: dict[tuple[str, str, str, str], dict[str, tuple[int, Raw]]] = {}
        for table in self.book.tables.values():
            if table.present and table.writable:
                for name, column in table.columns.items():
                    if not column.declared.filled:
                        for subject, index, cure in self._of(table, name, column):
                            place = f"{table.title}!{a1(table.rows[index], column.number)}"
                            found.setdefault(subject, {})[place] = (index, cure)
        return found

    def _of(self, table: Table, name: str, column: TableColumn) -> Iterator[tuple[tuple[str, str, str, str], int, Raw]]:
        for remark in column.remarks:
            row = table.rows[remark.index]
            if remark.cure is not None and row not in column.formulas and not _hidden(table, row, column.number):
                value = shown(column.raw[remark.index], self.book.language)
                code = spoken_code(table, column, remark.code)
                client = client_key(self.shop, table, remark.index)
                yield (code, f"{table.tab.name}.{name}", client, value), remark.index, remark.cure


def _hidden(table: Table, row: int, column: int) -> bool:
    """Whether a merged cell lies over it: what it holds is seen by nobody, and cannot be written."""
    return any(area.holds(row, column) and area[:2] != (row, column) for area in table.merged)


def _edits(table: Table, name: str, cures: Mapping[int, Raw]) -> Iterable[ColumnEdit]:
    """A cured date needs the look of a date, or the owner would see a number; any other cell keeps its own."""
    column = table.columns[name]
    for is_date in (False, True):
        chosen = sorted(index for index, cure in cures.items() if isinstance(cure, dt.date) is is_date)
        if chosen:
            yield ColumnEdit(
                table.title,
                column.number,
                [table.rows[index] for index in chosen],
                [column.raw[index] for index in chosen],
                [cures[index] for index in chosen],
                Look.DATE if is_date else Look.GENERAL,
                keep_look=not is_date,
            )
