"""One sheet: its cells by rows, its lines (rows and columns) with what hangs on them, and moving lines about.

Developer metadata hangs on a line object and so goes where the line goes, and with it when it is deleted. A copy of a
sheet shares its lines until one of the two changes a line: it is asked for with ``own`` then.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.emulator import ranges
from tests.emulator.cells import BLANK, Cell, Held, Wrong, packed, unpacked
from tests.emulator.ranges import Area, Grid
from tests.emulator.refusals import NotEmulated, Refusal

MOST_CELLS = 10_000_000
FOLLOWING = ("merges", "protected")
"""What has a ``range`` that follows the lines."""


@dataclass(slots=True)
class Line:
    """A row or a column. ``cells``: of a row; short where the rest is empty. ``marks``: developer metadata. ``of``: the
    only state of a sheet that may change this line."""

    cells: list[Held] = field(default_factory=list)
    marks: tuple[dict[str, Any], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    of: object = None


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
        self.marks: tuple[dict[str, Any], ...] = ()
        self._state = object()

    def copy(self) -> Sheet:
        """Another one that may be changed: what hangs on a sheet is put anew, never changed in its place."""
        other = Sheet.__new__(Sheet)
        other.__dict__ = {name: copy.copy(one) for name, one in self.__dict__.items()}
        self._state, other._state = object(), object()
        return other

    def own(self, kind: str, number: int) -> Line:
        """A line to be changed."""
        lines = self.lines(kind)
        line = lines[number]
        if line.of is not self._state:
            line = lines[number] = Line(line.cells.copy(), line.marks, line.facts, self._state)
        return line

    # -- cells

    @property
    def is_grid(self) -> bool:
        return bool(self.properties["sheetType"] == "GRID")

    @property
    def whole(self) -> Area:
        return Area(0, 0, len(self.rows), len(self.columns))

    def held(self, row: int, column: int) -> Held:
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else None

    def cell(self, row: int, column: int) -> Cell | None:
        return unpacked(self.held(row, column))

    def put(self, row: int, column: int, cell: Cell | None) -> None:
        self.hold(row, column, packed(cell))

    def hold(self, row: int, column: int, held: Held) -> None:
        """``held``: as ``packed`` gives it."""
        if held is None and column >= len(self.rows[row].cells):
            return
        cells = self.own("ROWS", row).cells
        if column >= len(cells):
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = held

    def change(self, place: Area, how: Callable[[Cell], Cell]) -> None:
        for row in range(place.top, place.bottom or 0):
            for column in range(place.left, place.right or 0):
                self.put(row, column, how(self.cell(row, column) or BLANK))

    def places(self, place: Area) -> Iterator[tuple[int, int, Cell]]:
        """Cells that are there."""
        for row in range(place.top, min(place.bottom or 0, len(self.rows))):
            for column, held in enumerate(self.rows[row].cells[place.left : place.right], place.left):
                if (cell := unpacked(held)) is not None:
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
            for cells in self._cells_from(at):
                cells[at:at] = [None] * count
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
            for cells in self._cells_from(at):
                del cells[at:end]
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
            for cells in self._cells_from(min(start, to)):
                wide = cells + [None] * (len(order) - len(cells))
                cells[:] = _trimmed([wide[one] for one in order])
        self.follow(lambda grid: ranges.moved(grid, kind, order))

    def _cells_from(self, column: int) -> Iterator[list[Held]]:
        """The cells of each row that reaches there, to be changed."""
        for number, row in enumerate(self.rows):
            if len(row.cells) > column:
                yield self.own("ROWS", number).cells

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
        placed = [(rule, [new for grid in rule["ranges"] if (new := how(grid)) is not None]) for rule in self.rules]
        self.rules = [{**rule, "ranges": grids} for rule, grids in placed if grids]

    def sort(self, place: Area, keys: list[tuple[int, bool]], marks_follow: bool = True) -> None:
        """``keys``: absolute columns, each with whether it descends. Blank ones come last either way."""
        rows = list(range(place.top, place.bottom or 0))
        for column, down in reversed(keys):
            ranked = [(_rank(self.cell(row, column)), row) for row in rows]
            full = [(rank, row) for rank, row in ranked if rank is not None]
            full.sort(key=lambda one: one[0], reverse=down)
            rows = [row for _, row in full] + [row for rank, row in ranked if rank is None]
        old = [(self.rows[row].cells, self.rows[row].marks) for row in rows]
        for row, (cells, marks) in zip(range(place.top, place.bottom or 0), old, strict=True):
            new = self.own("ROWS", row)
            new.cells = _spliced(new.cells, cells, place)
            if marks_follow:
                new.marks = marks


def _spliced(cells: list[Held], others: list[Held], place: Area) -> list[Held]:
    """``cells`` with those of ``others`` in the columns of the range."""
    if not place.left and (place.right or 0) >= max(len(cells), len(others)):
        return others.copy()
    wide = max(len(cells), place.right or 0)
    cells, others = (one + [None] * (wide - len(one)) for one in (cells, others))
    return _trimmed(cells[: place.left] + others[place.left : place.right] + cells[place.right :])


def _followed(things: list[dict[str, Any]], how: Callable[[Grid], Grid | None]) -> list[dict[str, Any]]:
    placed = [(thing, how(thing["range"])) for thing in things]
    return [{**thing, "range": grid} for thing, grid in placed if grid is not None]


def _trimmed(cells: list[Held]) -> list[Held]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _rank(cell: Cell | None) -> tuple[int, Any] | None:
    """None: there is no value."""
    value = cell.value if cell else None
    if value is None:
        return None
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, int | float):
        return 0, value
    return (3, value.text) if isinstance(value, Wrong) else (1, str(value).casefold())
