"""One sheet: its cells by rows, its lines (rows and columns) with what hangs on them, and moving lines about.

Developer metadata hangs on a line object and so goes where the line goes, and with it when it is deleted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.emulator import ranges
from tests.emulator.cells import BLANK, Cell, Wrong
from tests.emulator.ranges import Area, Grid
from tests.emulator.refusals import NotEmulated, Refusal

MOST_CELLS = 10_000_000
FOLLOWING = ("merges", "protected")
"""What has a ``range`` that follows the lines."""


@dataclass(slots=True)
class Line:
    """A row or a column. ``cells``: of a row; short where the rest is empty. ``marks``: developer metadata."""

    cells: list[Cell | None] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def copy(self) -> Line:
        marks = [dict(one) for one in self.marks] if self.marks else []
        return Line(self.cells.copy(), marks, dict(self.facts) if self.facts else {})


class Sheet:
    """``properties``: SheetProperties without the index and the size, which are counted. ``merges``,
    ``protected``: objects with a ``range``; ``filter``: the BasicFilter or None; ``rules``: conditional formats."""

    def __init__(self, number: int, title: str, rows: int = 1000, columns: int = 26) -> None:
        self.number, self.title = number, title
        self.rows = [Line() for _ in range(rows)]
        self.columns = [Line() for _ in range(columns)]
        self.properties: dict[str, Any] = {"sheetType": "GRID"}
        self.grid: dict[str, Any] = {}
        self.merges: list[dict[str, Any]] = []
        self.protected: list[dict[str, Any]] = []
        self.rules: list[dict[str, Any]] = []
        self.groups: dict[str, list[dict[str, Any]]] = {"ROWS": [], "COLUMNS": []}
        self.filter: dict[str, Any] | None = None
        self.marks: list[dict[str, Any]] = []

    def copy(self) -> Sheet:
        """A sheet that shares no more with this one than cells, which never change."""
        other = Sheet.__new__(Sheet)
        lines = {"rows", "columns"}
        other.__dict__ = {name: copy.deepcopy(one) for name, one in self.__dict__.items() if name not in lines}
        other.rows = [line.copy() for line in self.rows]
        other.columns = [line.copy() for line in self.columns]
        return other

    # -- cells

    @property
    def whole(self) -> Area:
        return Area(0, 0, len(self.rows), len(self.columns))

    def cell(self, row: int, column: int) -> Cell | None:
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else None

    def put(self, row: int, column: int, cell: Cell | None) -> None:
        cells = self.rows[row].cells
        if column >= len(cells):
            if cell is None or cell.empty:
                return
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = None if cell is None or cell.empty else cell

    def change(self, place: Area, how: Callable[[Cell], Cell]) -> None:
        for row in range(place.top, place.bottom or 0):
            for column in range(place.left, place.right or 0):
                self.put(row, column, how(self.cell(row, column) or BLANK))

    def places(self, place: Area) -> Iterator[tuple[int, int, Cell]]:
        """Cells that are there."""
        for row in range(place.top, min(place.bottom or 0, len(self.rows))):
            for column, cell in enumerate(self.rows[row].cells[place.left : place.right], place.left):
                if cell is not None:
                    yield row, column, cell

    def inside(self, place: Area, name: str = "") -> Area:
        """The range within the sheet; a start behind its end is refused."""
        if place.top >= len(self.rows) or place.left >= len(self.columns):
            raise Refusal(self._exceeds(place, name))
        return place.within(len(self.rows), len(self.columns))

    def must_hold(self, place: Area) -> None:
        if (place.bottom or 0) > len(self.rows) or (place.right or 0) > len(self.columns):
            raise Refusal(self._exceeds(place, ""))

    def _exceeds(self, place: Area, name: str) -> str:
        bottom, right = place.bottom or place.top + 1, place.right or place.left + 1
        told = name or ranges.named(self.title, Area(place.top, place.left, bottom, right))
        sizes = f"Max rows: {len(self.rows)}, max columns: {len(self.columns)}"
        return f"Range ({told}) exceeds grid limits. {sizes}"

    # -- lines

    def lines(self, kind: str) -> list[Line]:
        if kind not in ("ROWS", "COLUMNS"):
            raise Refusal("A dimension must be specified.")
        return self.rows if kind == "ROWS" else self.columns

    def _movable(self, kind: str) -> list[Line]:
        if self.groups.get(kind):
            raise NotEmulated("moving lines that are grouped")
        return self.lines(kind)

    def insert(self, kind: str, at: int, count: int) -> None:
        lines = self._movable(kind)
        if at > len(lines):
            words = f"range.startIndex[{at}] is too large. Must be at most {len(lines)}"
            raise Refusal(words)
        lines[at:at] = [Line() for _ in range(count)]
        if len(self.rows) * len(self.columns) > MOST_CELLS:
            limit = f"above the limit of {MOST_CELLS} cells"
            raise Refusal(f"This action would increase the number of cells in the workbook {limit}.")
        if kind == "COLUMNS":
            for row in self.rows:
                if len(row.cells) > at:
                    row.cells[at:at] = [None] * count
        self.follow(lambda grid: ranges.inserted(grid, kind, at, count))

    def append(self, kind: str, count: int) -> None:
        self.lines(kind).extend(Line() for _ in range(count))

    def delete(self, kind: str, at: int, end: int) -> None:
        lines = self._movable(kind)
        if at >= len(lines) or end > len(lines):
            raise Refusal(f"Cannot delete a {kind.lower()[:-1]} that doesn't exist. Tried to delete [{at}, {end})")
        if end - at >= len(lines):
            raise Refusal(f"You can't delete all the {kind.lower()} on the sheet.")
        del lines[at:end]
        if kind == "COLUMNS":
            for row in self.rows:
                del row.cells[at:end]
        self.follow(lambda grid: ranges.deleted(grid, kind, at, end - at))

    def move(self, kind: str, start: int, end: int, to: int) -> None:
        """``to`` is counted before the move."""
        lines = self._movable(kind)
        if start < to < end or end > len(lines) or to > len(lines):
            raise Refusal("The destination of a move must lie outside of what is moved, and on the sheet.")
        order = [one for one in range(to) if not start <= one < end]
        order += range(start, end)
        order += [one for one in range(to, len(lines)) if not start <= one < end]
        lines[:] = [lines[one] for one in order]
        if kind == "COLUMNS":
            for row in self.rows:
                if len(row.cells) > min(start, to):
                    wide = row.cells + [None] * (len(order) - len(row.cells))
                    row.cells = _trimmed([wide[one] for one in order])
        self.follow(lambda grid: ranges.moved(grid, kind, order))

    def resize(self, kind: str, size: int) -> None:
        now = len(self.lines(kind))
        if size < 1:
            raise Refusal(f"The number of {kind.lower()} must be at least 1.")
        if size > now:
            self.append(kind, size - now)
        elif size < now:
            self.delete(kind, size, now)

    def follow(self, how: Callable[[Grid], Grid | None]) -> None:
        for name in FOLLOWING:
            setattr(self, name, _followed(getattr(self, name), how))
        if self.filter:
            self.filter = next(iter(_followed([self.filter], how)), None)
        for rule in self.rules:
            rule["ranges"] = [new for grid in rule["ranges"] if (new := how(grid)) is not None]
        self.rules = [rule for rule in self.rules if rule["ranges"]]

    def sort(self, place: Area, keys: list[tuple[int, bool]], marks_follow: bool = True) -> None:
        """``keys``: absolute columns, each with whether it descends. Blank ones come last either way."""
        rows = list(range(place.top, place.bottom or 0))
        for column, down in reversed(keys):
            full = [row for row in rows if _held(self.cell(row, column))]
            full.sort(key=lambda row: _rank(self.cell(row, column)), reverse=down)
            rows = full + [row for row in rows if not _held(self.cell(row, column))]
        width = range(place.left, place.right or 0)
        cells = [[self.cell(row, column) for column in width] for row in rows]
        marks = [self.rows[row].marks for row in rows]
        for row, line, marked in zip(range(place.top, place.bottom or 0), cells, marks, strict=True):
            for column, cell in zip(width, line, strict=True):
                self.put(row, column, cell)
            if marks_follow:
                self.rows[row].marks = marked


def _followed(things: list[dict[str, Any]], how: Callable[[Grid], Grid | None]) -> list[dict[str, Any]]:
    placed = [(thing, how(thing["range"])) for thing in things]
    return [{**thing, "range": grid} for thing, grid in placed if grid is not None]


def _trimmed(cells: list[Cell | None]) -> list[Cell | None]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _held(cell: Cell | None) -> bool:
    return cell is not None and cell.value is not None


def _rank(cell: Cell | None) -> tuple[int, Any]:
    value = cell.value if cell else None
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, int | float):
        return 0, value
    return (3, value.text) if isinstance(value, Wrong) else (1, str(value).casefold())
