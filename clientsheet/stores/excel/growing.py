"""What grows with the data: Tables, filters, colour rules, drop-downs, the print area.

Only a range that ends where the data ended grows; charts, pivot tables and formulas elsewhere are left to the owner.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.errors import Refused
from clientsheet.sheet.address import MAX_COLUMNS, Range, a1, parse
from clientsheet.stores.excel import names, tables, xml
from clientsheet.stores.excel.fragments import Formula
from clientsheet.stores.excel.package import Package
from clientsheet.stores.excel.plan import Place, Run, SheetPlan
from clientsheet.stores.excel.tables import Table
from clientsheet.stores.excel.workbook_part import Sheet, WorkbookPart

_EXTENDED: Final = re.compile(r"(<(?:[\w.-]+:)?sqref>)([^<]*)(</)")
_PRINT_AREA: Final = "_xlnm.Print_Area"


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows appended: the data ended at one of ``ends``, now at ``last``. ``columns``: those of the Table, or all."""

    ends: frozenset[int]
    last: int
    columns: range
    first_row: int
    """Of the data, where a Table tells it; else 0."""


class Growth:
    """Refused: rows that would run into a totals row; edits of a Table's headings."""

    def __init__(self, plan: SheetPlan, found: Sequence[Table], title: str) -> None:
        self._plan = plan
        self._old = {table.part: table for table in found}
        self._new = dict(self._old)
        self._title = title
        self.reach: Range | None = None
        self._refuse_headings()
        self._blocks = [self._block(end, count) for end, count in plan.appended]
        for column in plan.new_columns:
            for part, table in self._new.items():
                if _ends_before(table, column.column, column.heading_row):
                    self._new[part] = table.with_column(column.heading)

    def fill_calculated(self) -> None:
        """Gives appended rows of a Table the formulas of its calculated columns, where they bring no value."""
        written = {run.column for run in self._plan.runs if run.place is Place.BELOW}
        for end, count in self._plan.appended:
            rows = range(end + 1, end + count + 1)
            for table in self._new.values():
                if table.first_row <= end + 1 and end + count <= table.last_row:
                    for column, formula in table.calculated.items():
                        if column not in written:
                            cells = [Formula(formula)] * count
                            self._plan.runs.append(Run(column, rows, cells, place=Place.BELOW))
        self._plan.runs.sort(key=lambda run: run.column)

    def rows(self, area: Range) -> Range:
        """A range that ended with the data ends with the new data."""
        for block in self._blocks:
            within = area.last_column >= block.columns.start and area.column < block.columns.stop
            tall = area.row < area.last_row or area.row == block.first_row
            if area.last_row in block.ends and area.last_row < block.last and within and tall:
                area = area._replace(last_row=block.last)
        return area

    def filtered(self, area: Range) -> Range:
        """A filter grows down with the data, and right over new columns."""
        area = self.rows(area)
        for column in self._plan.new_columns:
            if area.last_column == column.column - 1 and area.row == column.heading_row:
                area = area._replace(last_column=column.column)
        return area

    def write(self, package: Package, book: WorkbookPart, sheet: Sheet) -> None:
        """Puts the growth into the tables' parts and the workbook's names."""
        for part, table in self._new.items():
            if table != self._old[part] or (self.reach is not None and self.reach == table.area):
                tables.write(package, self._old[part], table)
        if self._blocks or self._plan.new_columns:
            names.grow(
                book, sheet.index, lambda name, area: self.rows(area) if name == _PRINT_AREA else self.filtered(area)
            )

    def _block(self, end: int, count: int) -> _Block:
        last = end + count
        columns = [run.column for run in self._plan.runs if run.place is Place.BELOW]
        reach = range(min(columns), max(columns) + 1)
        ends, first_row = {end}, 0
        for part, table in self._new.items():
            apart = table.area.last_column < reach.start or table.area.column >= reach.stop
            if apart or not table.first_row - 1 <= end <= table.area.last_row:
                continue
            if last > table.last_row and table.totals_rows:
                cell = a1(table.area.last_row, table.area.column)
                raise Refused("excel.totals", hint="excel.totals.hint", tab=self._title, cell=cell)
            ends.add(table.last_row)
            first_row = table.first_row
            if last > table.last_row:
                table = self._new[part] = table.with_rows(last)
            self.reach = table.area
        within = range(1, MAX_COLUMNS + 1)
        if self.reach is not None:
            within = range(self.reach.column, self.reach.last_column + 1)
        return _Block(frozenset(ends), last, within, first_row)

    def _refuse_headings(self) -> None:
        """The text of a Table's heading is its column's name too: changed in one place, Excel repairs the file."""
        for table in self._old.values():
            rows = range(table.area.row, table.first_row)
            for run in self._plan.runs:
                if table.area.column <= run.column <= table.area.last_column:
                    for row in rows:
                        if row in run.rows:
                            cell = a1(row, run.column)
                            raise Refused(
                                "excel.table_heading", hint="excel.table_heading.hint", tab=self._title, cell=cell
                            )


def _ends_before(table: Table, column: int, heading_row: int) -> bool:
    return (
        table.area.last_column == column - 1
        and table.area.row == heading_row
        and table.heading_rows == 1
        and not table.linked
    )


def grown_tail(tail: str, growth: Growth) -> str:
    """The tail of a sheet with its filter, colour rules and drop-downs grown."""
    for tag in reversed(list(xml.tags(tail, "autoFilter|conditionalFormatting|dataValidation"))):
        name = "sqref" if "sqref" in tag.attributes else "ref"
        grow = growth.filtered if name == "ref" else growth.rows
        old = tag.get(name)
        new = " ".join(_grown(each, grow) for each in old.split())
        if new != " ".join(old.split()):
            tail = xml.replaced(tail, tag, xml.with_attribute(tag.text, name, new))
    return _EXTENDED.sub(lambda m: m[1] + " ".join(_grown(each, growth.rows) for each in m[2].split()) + m[3], tail)


def _grown(area: str, grow: Callable[[Range], Range]) -> str:
    try:
        old = parse(area)
    except ValueError:
        return area
    new = grow(old)
    return area if new == old else str(new)
