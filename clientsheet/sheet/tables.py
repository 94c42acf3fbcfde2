"""A tab that is understood: which column stands where, and what each cell of it means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientsheet.sheet.address import Range
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import Remark
from clientsheet.sheet.schema import Column, Tab


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One recognised column of a table.

    ``number``: where it stands (from 1). ``heading``: as the owner wrote it. ``raw`` and ``values`` run along the
    table's ``rows``; ``values`` hold what the kind promises (``date``, ``float``, ``str`` ...) or None.
    ``formulas``: the row numbers whose cell is a formula. ``ours``: recorded in the workbook as the program's.
    """

    declared: Column
    number: int
    heading: str
    raw: Sequence[Raw]
    values: Sequence[Any]
    remarks: Sequence[Remark] = ()
    formulas: Collection[int] = ()
    ours: bool = False


@dataclass(frozen=True)
class Table:
    """``rows[k]`` is the sheet row of the k-th record: a range where no row is blank, else a list.

    ``unknown``: headings nobody declared, by column number; they are the owner's. ``last_row``: the last row of the
    tab that holds any value; ``heading_row`` 0: the tab is missing (an empty table stands for it).
    """

    tab: Tab
    title: str
    heading_row: int
    rows: Sequence[int]
    columns: Mapping[str, TableColumn]
    last_row: int = 0
    last_column: int = 0
    unknown: Mapping[int, str] = field(default_factory=dict)
    hidden_rows: Collection[int] = ()
    merged: Sequence[Range] = ()
    writable: bool = True

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    @property
    def present(self) -> bool:
        return self.heading_row > 0

    def values(self, name: str) -> Sequence[Any]:
        """The values of a column along the rows; all None where the owner has no such column."""
        column = self.columns.get(name)
        return column.values if column is not None else [None] * len(self.rows)

    def value(self, name: str, index: int) -> Any:
        column = self.columns.get(name)
        return column.values[index] if column is not None else None
