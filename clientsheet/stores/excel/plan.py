"""What one worksheet is to hold after the write, column by column and in the order of rows.

The one shape into which edits, new columns and appended rows are brought before the sheet is streamed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from clientsheet.sheet.address import MAX_COLUMNS, MAX_ROWS, Range
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn


class Place(Enum):
    """What a cell may hold now, and whose style it takes where it has none."""

    EDITED = "edited"
    """Anything but a formula; style of its row or column."""
    EMPTY = "empty"
    """Nothing; style of its row or column."""
    HEADING = "heading"
    """Nothing; style of its left neighbour."""
    BELOW = "below"
    """Nothing; style of the cell in the last row of the data."""


def look_for(value: Raw, look: Look) -> Look:
    """A date is shown as one whatever was asked for: as a bare number nobody could read it."""
    if isinstance(value, dt.date) and look not in (Look.DATE, Look.DATETIME):
        return Look.DATETIME if isinstance(value, dt.datetime) else Look.DATE
    return look


@dataclass(slots=True)
class Run:
    """Cells of one column: ``rows`` ascend. ``at``: how many of them the stream has passed."""

    column: int
    rows: Sequence[int]
    values: Sequence[Raw]
    look: Look = Look.GENERAL
    keep_look: bool = False
    place: Place = Place.EDITED
    at: int = 0
    alike: bool = field(init=False)
    """Every value takes the same look."""

    def __post_init__(self) -> None:
        dated = any(issubclass(kind, dt.date) for kind in set(map(type, self.values)))
        self.alike = not dated or (self.look in (Look.DATE, Look.DATETIME) and not self.keep_look)

    def take(self, last_row: int) -> tuple[int, int]:
        """The next cells up to ``last_row``, as a slice."""
        start = self.at
        self.at = bisect_right(self.rows, last_row, start)
        return start, self.at

    def look_of(self, value: Raw) -> Look:
        return look_for(value, Look.GENERAL if self.keep_look else self.look)

    @property
    def common_look(self) -> Look:
        """The look of every value, where ``alike``."""
        return Look.GENERAL if self.keep_look else self.look


@dataclass(slots=True)
class SheetPlan:
    """``runs`` by column. ``appended``: blocks of new rows below the data, as (last row of the data, how many)."""

    runs: list[Run] = field(default_factory=list)
    new_columns: list[NewColumn] = field(default_factory=list)
    appended: list[tuple[int, int]] = field(default_factory=list)

    @property
    def area(self) -> Range:
        """The smallest rectangle around every cell of the plan. ValueError: there is none."""
        columns = [run.column for run in self.runs]
        first, last = min(run.rows[0] for run in self.runs), max(run.rows[-1] for run in self.runs)
        return Range(first, min(columns), last, max(columns))

    def check(self) -> None:
        """ValueError: a cell outside the sheet, or one that is addressed twice."""
        seen: dict[int, list[Run]] = {}
        for run in self.runs:
            if not (1 <= run.column <= MAX_COLUMNS and run.rows[0] >= 1 and run.rows[-1] <= MAX_ROWS):
                raise ValueError(f"column {run.column}, rows {run.rows[0]} to {run.rows[-1]}: outside the sheet")
            for other in seen.setdefault(run.column, []):
                if not set(run.rows).isdisjoint(other.rows):
                    raise ValueError(f"column {run.column}: a cell is written twice")
            seen[run.column].append(run)


def plan(edits: Iterable[ColumnEdit], new: Iterable[NewColumn], appended: Iterable[AppendedRows]) -> SheetPlan:
    """The plan of one tab."""
    made = SheetPlan(new_columns=sorted(new, key=lambda column: column.column))
    for edit in edits:
        _add(made, edit.column, edit.rows, edit.after, edit.look, keep_look=edit.keep_look)
    for column in made.new_columns:
        _add(made, column.column, [column.heading_row], [column.heading], place=Place.HEADING)
        filled = [offset for offset, value in enumerate(column.values) if value is not None]
        rows = [column.first_row + offset for offset in filled]
        _add(made, column.column, rows, [column.values[offset] for offset in filled], column.look, place=Place.EMPTY)
    for block in appended:
        _append(made, block)
    made.runs.sort(key=lambda run: run.column)
    made.check()
    return made


def _append(made: SheetPlan, block: AppendedRows) -> None:
    columns: dict[int, tuple[list[int], list[Raw]]] = {}
    for row, cells in enumerate(block.rows, block.after_row + 1):
        for column, value in cells.items():
            if value is not None:
                rows, values = columns.setdefault(column, ([], []))
                rows.append(row)
                values.append(value)
    for column, (rows, values) in columns.items():
        _add(made, column, rows, values, block.looks.get(column, Look.GENERAL), place=Place.BELOW)
    if block.rows:
        made.appended.append((block.after_row, len(block.rows)))


def _add(
    made: SheetPlan,
    column: int,
    rows: Sequence[int],
    values: Sequence[Raw],
    look: Look = Look.GENERAL,
    *,
    keep_look: bool = False,
    place: Place = Place.EDITED,
) -> None:
    if len(rows) != len(values):
        raise ValueError(f"column {column}: {len(rows)} rows and {len(values)} values")
    if not len(rows):
        return
    if not isinstance(rows, range):
        rows = list(map(int, rows))
        if any(map(int.__ge__, rows, rows[1:])):
            order = sorted(range(len(rows)), key=rows.__getitem__)
            rows, values = [rows[k] for k in order], [values[k] for k in order]
            if any(map(int.__eq__, rows, rows[1:])):
                raise ValueError(f"column {column}: a cell is written twice")
    made.runs.append(Run(column, rows, values, look, keep_look, place))
