"""Excel Tables (the ones with a name and stripes): what is known of them, and their part with a larger area."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clientsheet.errors import Refused
from clientsheet.sheet.address import Range, parse
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.package import Package


@dataclass(frozen=True, slots=True)
class Table:
    """``heading_rows`` and ``totals_rows``: how many of each its area holds. ``calculated``: the formulas of its
    calculated columns by column number. ``linked``: its cells come from a query or a map, not from people."""

    part: str
    area: Range
    heading_rows: int
    totals_rows: int
    linked: bool
    names: tuple[str, ...]
    calculated: dict[int, str]

    @property
    def first_row(self) -> int:
        """Of its data."""
        return self.area.row + self.heading_rows

    @property
    def last_row(self) -> int:
        """Of its data."""
        return self.area.last_row - self.totals_rows

    def with_column(self, name: str) -> Table:
        """Grown by one column on the right. Refused: it has a column of that name."""
        if name.casefold() in {known.casefold() for known in self.names}:
            raise Refused("excel.heading_taken", hint="excel.heading_taken.hint", heading=name)
        area = self.area._replace(last_column=self.area.last_column + 1)
        return replace(self, area=area, names=(*self.names, name))

    def with_rows(self, last_row: int) -> Table:
        return replace(self, area=self.area._replace(last_row=last_row + self.totals_rows))


def tables_on(package: Package, sheet: str) -> list[Table]:
    """The tables of the worksheet whose part is ``sheet``."""
    parts = [part for part in package.related(sheet, "table") if part in package]
    return [_table(part, package.text(part)) for part in parts]


def _table(part: str, text: str) -> Table:
    tag = xml.first(text, "table")
    named = tag.attributes if tag is not None else {}
    try:
        area = parse(named.get("ref", ""))
    except ValueError as wrong:
        raise Refused("excel.odd_table", hint="excel.damaged.hint", part=part) from wrong
    columns = list(xml.tags(text, "tableColumn"))
    formulas = {area.column + k: _formula(text, column) for k, column in enumerate(columns)}
    return Table(
        part,
        area,
        heading_rows=int(named.get("headerRowCount", "1")),
        totals_rows=int(named.get("totalsRowCount", "0")),
        linked=named.get("tableType", "worksheet") != "worksheet",
        names=tuple(column.get("name") for column in columns),
        calculated={column: formula for column, formula in formulas.items() if formula},
    )


def _formula(text: str, column: xml.Tag) -> str:
    if column.empty:
        return ""
    inner = text[column.end : xml.content_end(text, column, "tableColumn")]
    tag = xml.first(inner, "calculatedColumnFormula")
    if tag is None or tag.empty or tag.get("array") in ("1", "true"):
        return ""
    return xml.unescape(inner[tag.end : xml.content_end(inner, tag, "calculatedColumnFormula")])


def write(package: Package, old: Table, new: Table) -> None:
    """Puts the new area and the new columns into the table's part."""
    text = package.text(new.part)
    table = xml.first(text, "table")
    assert table is not None
    start = xml.with_attribute(table.text, "ref", str(new.area))
    if new.area.last_row > new.area.row:
        start = xml.without_attribute(start, "insertRow")
    text = xml.replaced(text, table, start)
    filtered = xml.first(text, "autoFilter")
    if filtered is not None:
        reach = parse(filtered.get("ref"))._replace(last_row=new.last_row, last_column=new.area.last_column)
        text = xml.replaced(text, filtered, xml.with_attribute(filtered.text, "ref", str(reach)))
    if len(new.names) > len(old.names):
        text = _with_columns(text, new.names[len(old.names) :])
    package.put(new.part, text)


def _with_columns(text: str, names: tuple[str, ...]) -> str:
    parent = xml.first(text, "tableColumns")
    assert parent is not None
    known = [int(tag.get("id", "0") or 0) for tag in xml.tags(text, "tableColumn")]
    end = xml.content_end(text, parent, "tableColumns")
    fresh = "".join(
        f'<{parent.prefix}tableColumn id="{number}" name="{xml.escape(name).replace(chr(10), "_x000a_")}"/>'
        for number, name in enumerate(names, max(known, default=0) + 1)
    )
    text = text[:end] + fresh + text[end:]
    return xml.replaced(text, parent, xml.with_attribute(parent.text, "count", str(len(known) + len(names))))
