"""A tab whose cells are already held in memory, column by column: what small and foreign files are read into."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from clientsheet.sheet.address import Range
from clientsheet.sheet.grid import GridTab, Raw
from clientsheet.sheet.serials import Shown, serial


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
    since_1904: bool = False

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

    def number(self, shown: Shown) -> int | float:
        return serial(shown, self.since_1904)

    @classmethod
    def trimmed(cls, title: str, columns: list[list[Raw]], **known: Any) -> HeldTab:
        """``columns`` of whatever lengths are made equal, in place; empty rows and columns at the end go. ``known``:
        the other fields."""
        height = max(map(_last, columns), default=0)
        for column in columns:
            del column[height:]
            column.extend([None] * (height - len(column)))
        while columns and _last(columns[-1]) == 0:
            columns.pop()
        return cls(title, columns, height, **known)


class LazyTab:
    """A ``GridTab`` that is read when somebody asks for more than its title. ``top``: gives the first rows of a large
    tab without reading it (None: it cannot), and how many those are."""

    def __init__(
        self,
        title: str,
        load: Callable[[], GridTab],
        top: Callable[[], GridTab | None] | None = None,
        top_rows: int = 0,
    ) -> None:
        self.title = title
        self._top, self._top_rows = top, top_rows
        self._seen: GridTab | None = None
        self._load: Callable[[], GridTab] | None = load
        self._loaded: GridTab | None = None

    @property
    def _tab(self) -> GridTab:
        if self._loaded is None:
            assert self._load is not None
            self._loaded = self._load()
            self._load = None
        return self._loaded

    @property
    def row_count(self) -> int:
        return self._tab.row_count

    @property
    def column_count(self) -> int:
        return self._tab.column_count

    @property
    def hidden_rows(self) -> Collection[int]:
        return self._tab.hidden_rows

    @property
    def merged(self) -> Sequence[Range]:
        return self._tab.merged

    @property
    def writable(self) -> bool:
        return self._tab.writable

    def rows(self, first: int, last: int) -> list[list[Raw]]:
        if self._loaded is None and self._top is not None and last <= self._top_rows:
            self._seen, self._top = self._seen or self._top(), None
        if self._loaded is None and self._seen is not None and last <= self._top_rows:
            return self._seen.rows(first, last)
        return self._tab.rows(first, last)

    def columns(self, numbers: Sequence[int], first_row: int) -> list[list[Raw]]:
        return self._tab.columns(numbers, first_row)

    def formulas(self, column: int) -> Collection[int]:
        return self._tab.formulas(column)

    def number(self, shown: Shown) -> int | float:
        return self._tab.number(shown)


def hold(title: str, rows: Iterable[Sequence[Raw]]) -> HeldTab:
    """A tab from its rows, of whatever lengths; empty text becomes None."""
    cleaned = ([None if value == "" else value for value in row] for row in rows)
    return HeldTab.trimmed(title, [list(column) for column in zip_longest(*cleaned)])


def _last(column: Sequence[Raw]) -> int:
    """The row of the last value of a column; 0 where it has none."""
    if column.count(None) == len(column):
        return 0
    return next(row for row in range(len(column), 0, -1) if column[row - 1] is not None)
