"""A grid with some cells changed, for reading on before anything is written: one run cures, fills and writes once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from clientsheet.sheet.address import Range
from clientsheet.sheet.grid import Grid, GridTab, Raw
from clientsheet.sheet.patch import ColumnEdit


def overlay(grid: Grid, edits: Iterable[ColumnEdit]) -> Grid:
    """``grid`` as it will be after ``edits``."""
    changes: dict[str, dict[int, dict[int, Raw]]] = {}
    for edit in edits:
        cells = changes.setdefault(edit.tab, {}).setdefault(edit.column, {})
        cells.update(zip(edit.rows, edit.after, strict=True))
    tabs = tuple(_Changed(tab, changes[tab.title]) if tab.title in changes else tab for tab in grid.tabs)
    return replace(grid, tabs=tabs)


@dataclass
class _Changed:
    tab: GridTab
    cells: dict[int, dict[int, Raw]]

    def __post_init__(self) -> None:
        self.title = self.tab.title
        last = max((row for column in self.cells.values() for row in column), default=0)
        self.row_count = max(self.tab.row_count, last)
        self.column_count = max(self.tab.column_count, *self.cells)
        self.hidden_rows: Collection[int] = self.tab.hidden_rows
        self.merged: Sequence[Range] = self.tab.merged
        self.writable = self.tab.writable

    def rows(self, first: int, last: int) -> list[list[Raw]]:
        last = min(last, self.row_count)
        found = [list(row) for row in self.tab.rows(first, last)]
        found += [[None] * self.column_count for _ in range(last - first + 1 - len(found))]
        for column, cells in self.cells.items():
            for row, value in cells.items():
                if first <= row < first + len(found):
                    line = found[row - first]
                    line.extend([None] * (column - len(line)))
                    line[column - 1] = value
        return found

    def columns(self, numbers: Sequence[int], first_row: int) -> list[list[Raw]]:
        found = self.tab.columns(numbers, first_row)
        height = self.row_count - first_row + 1
        for position, column in enumerate(numbers):
            if column in self.cells:
                values = list(found[position])
                values.extend([None] * (height - len(values)))
                for row, value in self.cells[column].items():
                    if row >= first_row:
                        values[row - first_row] = value
                found[position] = values
        return found

    def formulas(self, column: int) -> Collection[int]:
        return self.tab.formulas(column)
