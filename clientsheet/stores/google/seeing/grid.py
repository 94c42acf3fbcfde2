"""What was seen of a Google Sheet as a Grid: nothing is copied or turned into dates before somebody asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from clientsheet.sheet.address import Range
from clientsheet.sheet.grid import Grid, Raw
from clientsheet.sheet.serials import Shown
from clientsheet.stores.google import cells
from clientsheet.stores.google.seeing.anchored import anchors
from clientsheet.stores.google.seeing.spills import spilled_rows
from clientsheet.stores.google.seen import MARK, Json, Seen, SeenTab
from clientsheet.stores.google.shaping import notes


def grid_of(seen: Seen) -> Grid:
    """Whether the file as a whole may be written Google does not tell: a first write is refused if not."""
    told = [(tab.title, *place, note) for tab in seen.tabs for place, note in tab.notes.items()]
    ours = {(title, row, column): text for title, row, column, note in told if (text := notes.ours(note)) is not None}
    return Grid(
        tabs=tuple(SheetTab(tab) for tab in seen.tabs),
        anchors=anchors(seen),
        marks={tag.key.removeprefix(MARK): tag.value for tag in seen.tags if tag.key.startswith(MARK)},
        notes=ours,
        noted=frozenset((title, row, column) for title, row, column, note in told if notes.ours(note) is None),
    )


class SheetTab:
    """A ``GridTab`` over what was seen."""

    def __init__(self, seen: SeenTab) -> None:
        self._seen = seen

    @property
    def title(self) -> str:
        return self._seen.title

    @property
    def row_count(self) -> int:
        return len(self._seen.values)

    @cached_property
    def column_count(self) -> int:
        return max(map(len, self._seen.values), default=0)

    @property
    def hidden_rows(self) -> Collection[int]:
        return self._seen.hidden_rows

    @property
    def merged(self) -> Sequence[Range]:
        return self._seen.merged

    @property
    def writable(self) -> bool:
        whole = Range(1, 1, self._seen.height, self._seen.width)
        return self._seen.is_grid and whole not in self._seen.protected

    def rows(self, first: int, last: int) -> list[list[Raw]]:
        first = max(first, 1)
        return [
            [self._raw(row, column, value) for column, value in enumerate(line, 1)]
            for row, line in enumerate(self._seen.values[first - 1 : max(last, 0)], first)
        ]

    def columns(self, numbers: Sequence[int], first_row: int) -> list[list[Raw]]:
        return [
            cells.column_to_raw(
                self._seen.column(number)[first_row - 1 :],
                first_row,
                self._seen.times.get(number, {}),
                self._errors(number),
            )
            for number in numbers
        ]

    def formulas(self, column: int) -> Collection[int]:
        own, spilled = self._seen.formulas.get(column, {}), self._spilled.get(column, ())
        return {*own, *spilled} if spilled else own.keys()

    def number(self, shown: Shown) -> int | float:
        return cells.number(shown)

    def _raw(self, row: int, column: int, value: Json) -> Raw:
        return cells.to_raw(value, self._seen.times.get(column, {}).get(row, ""), self._errors(column).get(row, ""))

    def _errors(self, column: int) -> Mapping[int, str]:
        return self._seen.errors.get(column, {})

    @cached_property
    def _spilled(self) -> Mapping[int, Sequence[int]]:
        return spilled_rows(self._seen)
