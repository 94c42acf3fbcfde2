"""A Google Sheet as two requests saw it: plain values, and what is known about cells beside them.

Rows and columns count from 1, as owners count; Google's own requests count from 0 and leave the end out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import Final

from clientsheet.sheet.address import Range

Json = None | bool | int | float | str
"""A value as values.* gives it: UNFORMATTED_VALUE, dates as SERIAL_NUMBER; '' is an empty cell."""

COLUMN: Final = "clientsheet.column"
"""Key of the developer metadata on a column that is recorded as ours; its value is the anchor's name and
the row of its heading when it was put there (``clients.total 3``)."""

HANDLE: Final = "clientsheet.handle"
"""The same on any other column that we may have to write to (ids, a cured cell): only a grip, no ownership."""

MARK: Final = "clientsheet.mark."
"""Begins the key of metadata of the whole spreadsheet: a fact of ours (``clientsheet.mark.workbook_id``)."""

RUN: Final = "clientsheet.run"
"""The last write of ours and who is at work: one piece of metadata of the whole spreadsheet, see ``run.py``."""


Format = Mapping[str, str]
"""A number format: type and pattern; nothing in it where a cell has none."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One piece of developer metadata. ``id`` is Google's; several may share a key."""

    id: int
    key: str
    value: str


@dataclass(frozen=True)
class SeenTab:
    """``height`` and ``width``: of the whole grid, empty part and all. ``values``: rows without trailing blanks.

    By column number, then row: ``formulas`` (their text), ``errors`` (Google's type: N_A, REF, LOADING ...), ``times``
    (the type of its number format: DATE, TIME, DATE_TIME; of cells with a number). ``notes`` by (row, column), the
    owner's and ours. ``protected``: ranges that we may not write to; ``tags`` by column number. ``formats`` row by row,
    by column number, also of empty cells.
    """

    sheet_id: int
    title: str
    height: int
    width: int
    values: Sequence[Sequence[Json]]
    is_grid: bool = True
    formulas: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    errors: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    times: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    protected: tuple[Range, ...] = ()
    tags: Mapping[int, Sequence[Tag]] = field(default_factory=dict)
    formats: Sequence[Mapping[int, Format]] = ()

    def value(self, row: int, column: int) -> Json:
        line = self.values[row - 1] if row <= len(self.values) else ()
        return line[column - 1] if column <= len(line) else ""

    def format(self, row: int, column: int) -> Format:
        return self.formats[row - 1].get(column, {}) if row <= len(self.formats) else {}

    @cached_property
    def formatted(self) -> frozenset[int]:
        """The columns in which some cell has a number format."""
        different = {id(one): one for one in self.formats}  # most rows share theirs
        return frozenset(column for one in different.values() for column in one)

    @cached_property
    def columns(self) -> Sequence[Sequence[Json]]:
        """The values by columns, the first at 0; all as long as the tab, blanks and all."""
        return list(zip_longest(*self.values, fillvalue=""))

    def column(self, number: int) -> Sequence[Json]:
        return self.columns[number - 1] if number <= len(self.columns) else ("",) * len(self.values)

    def tag(self, column: int) -> Tag | None:
        """What a write to that column is addressed by: its anchor, else a grip."""
        tags = sorted(self.tags.get(column, ()), key=lambda tag: (tag.key != COLUMN, tag.id))
        return next((tag for tag in tags if tag.key in (COLUMN, HANDLE)), None)


@dataclass(frozen=True)
class Seen:
    """``fingerprint``: of everything below; it changes whenever a value, a heading, a tab or a tag does."""

    spreadsheet: str
    title: str
    locale: str
    timezone: str
    tabs: tuple[SeenTab, ...]
    tags: tuple[Tag, ...]
    fingerprint: str

    def tab(self, title: str) -> SeenTab | None:
        return next((tab for tab in self.tabs if tab.title == title), None)
