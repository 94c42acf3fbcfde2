"""Where a check points. A spot becomes a finding when its rule gives it a code and a severity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.tables import Table

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop

Check = Callable[["Book", "Shop"], Iterable["Spot"]]


@dataclass(frozen=True, slots=True)
class Spot:
    """The cell of ``column`` in the ``index``-th record of ``table``.

    ``index`` -1: the heading of ``column``, or the tab as a whole where that is empty too. ``corner``: a cell
    (row, column) that belongs to no record. A column the owner does not have stands for the first one they do.
    """

    table: Table
    index: int
    column: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    corner: tuple[int, int] = (0, 0)

    @property
    def place(self) -> tuple[int, int]:
        """(row, column) in the sheet; (0, 0) for the tab as a whole."""
        if self.corner != (0, 0):
            return self.corner
        here = self._standing
        if here is None or (self.index < 0 and not self.column):
            return (0, 0)
        row = self.table.heading_row if self.index < 0 else self.table.rows[self.index]
        return (row, self.table.columns[here].number)

    @property
    def heading(self) -> str:
        here = self._standing
        if here is None or (self.index < 0 and not self.column) or self.corner != (0, 0):
            return ""
        return self.table.columns[here].heading

    @property
    def value(self) -> Raw:
        if self.index < 0 or self.corner != (0, 0) or self.column not in self.table:
            return None
        return self.table.columns[self.column].raw[self.index]

    @property
    def _standing(self) -> str | None:
        if self.column in self.table:
            return self.column
        return "name" if "name" in self.table else next(iter(self.table.columns), None)


def cell_of(table: Table, column: str, index: int) -> str:
    """The address of a record's cell, for naming one row in a remark on another."""
    row, number = Spot(table, index, column).place
    return a1(row, number)
