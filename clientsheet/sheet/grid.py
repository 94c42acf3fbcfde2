"""What a store reads: tabs of raw cells, column by column, with what is known about each cell beside its value.

A *raw* value is what the file holds, not what it means: text, a number, a yes/no, a date where the cell is
formatted as one, ``CellError`` for ``#REF!`` and its kin, ``UNCALCULATED`` for a formula that no program has
calculated yet, ``None`` for an empty cell. Empty text is ``None``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple, Protocol

from clientsheet.sheet.address import Range
from clientsheet.sheet.serials import Shown


class CellError(str):
    """'#REF!', '#DIV/0!' and their kin, as the cell shows them."""

    __slots__ = ()


class Uncalculated(Enum):
    """The one value of a formula cell without a cached result."""

    UNCALCULATED = "uncalculated"


UNCALCULATED: Final = Uncalculated.UNCALCULATED

Raw = None | bool | int | float | str | dt.date | dt.datetime | dt.time | dt.timedelta | CellError | Uncalculated


class Anchor(NamedTuple):
    """Where the heading cell of one of our columns stands (``tab`` is the title in the workbook)."""

    tab: str
    row: int
    column: int


class GridTab(Protocol):
    """One tab as it lies in the workbook. Large: ask for columns once, keep what you understood, drop the tab."""

    @property
    def title(self) -> str: ...

    @property
    def row_count(self) -> int:
        """The last row that holds a value (0: an empty tab); formatted but empty rows below it do not count."""

    @property
    def column_count(self) -> int: ...

    @property
    def hidden_rows(self) -> Collection[int]: ...

    @property
    def merged(self) -> Sequence[Range]: ...

    @property
    def writable(self) -> bool:
        """False for what is not a worksheet, or is protected with a password."""

    def rows(self, first: int, last: int) -> list[list[Raw]]:
        """The rows ``first``..``last`` (both included, from 1) as far as there are any, each from column 1 on; empty
        cells at the end of a row may be missing."""

    def columns(self, numbers: Sequence[int], first_row: int) -> list[list[Raw]]:
        """Whole columns from ``first_row`` to ``row_count``, in the order asked for."""

    def formulas(self, column: int) -> Collection[int]:
        """The rows of that column whose cell holds a formula."""

    def number(self, shown: Shown) -> int | float:
        """The number of a cell that reads so because of its format."""


@dataclass(frozen=True)
class Grid:
    """A workbook as read. ``anchors`` are the columns that are recorded as ours, by name (``clients.total``)."""

    tabs: tuple[GridTab, ...]
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    read_only: str = ""
    """Empty, or why this kind of file can only be read (``xls``, ``ods``, ``csv``)."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Facts of ours kept in the workbook itself (``workbook_id``), as hidden names with a text constant."""
    notes: Mapping[tuple[str, int, int], str] | None = None
    """Remarks of ours that hang on cells, by (tab, row, column); None: this kind of workbook has none of ours."""
    noted: Collection[tuple[str, int, int]] = ()
    """Cells on which a remark of the owner's hangs: none of ours goes there."""

    def tab(self, title: str) -> GridTab | None:
        return next((tab for tab in self.tabs if tab.title == title), None)
