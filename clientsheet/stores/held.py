"""A tab whose cells are already held in memory, column by column: what small and foreign files are read into."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from clientsheet.sheet.address import Range
from clientsheet.sheet.grid import Raw


@dataclass(frozen=True)
class HeldTab:
    """A ``GridTab``. ``held[k]`` is column k + 1 from row 1 to ``row_count``; ``formula_rows`` by column number."""

    title: str
    held: Sequence[Sequence[Raw]]
    row_count: int
    hidden_rows: Collection[int] = ()
    merged: Sequence[Range] = ()
    writable: bool = True
    formula_rows: Mapping[int, Collection[int]] = field(default_factory=dict)

    @property
    def column_count(self) -> int:
        return len(self.held)

    def rows(self, first: int, last: int) -> list[list[Raw]]:
        first, last = max(first, 1), min(last, self.row_count)
        return [[column[row - 1] for column in self.held] for row in range(first, last + 1)]

    def columns(self, numbers: Sequence[int], first_row: int) -> list[list[Raw]]:
        length = max(self.row_count - first_row + 1, 0)
        return [
            list(self.held[number - 1][first_row - 1 :]) if number <= len(self.held) else [None] * length
            for number in numbers
        ]

    def formulas(self, column: int) -> Collection[int]:
        return self.formula_rows.get(column, ())


def hold(title: str, rows: Iterable[Sequence[Raw]]) -> HeldTab:
    """A tab from its rows, of whatever lengths; empty text becomes None, empty rows and columns at the end go."""
    cleaned = ([None if value == "" else value for value in row] for row in rows)
    columns = [list(column) for column in zip_longest(*cleaned)]
    while columns and all(value is None for value in columns[-1]):
        columns.pop()
    height = max((_last(column) for column in columns), default=0)
    for column in columns:
        del column[height:]
    return HeldTab(title, columns, height)


def _last(column: Sequence[Raw]) -> int:
    """The row of the last value of a column; 0 where it has none."""
    return next((row for row in range(len(column), 0, -1) if column[row - 1] is not None), 0)
