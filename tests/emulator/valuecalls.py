"""spreadsheets.values.*: reading and writing plain values, by range and by data filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tests.emulator import metadata, ranges
from tests.emulator.cells import rendered, written
from tests.emulator.ranges import Area
from tests.emulator.refusals import Refusal
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet
from tests.emulator.writing import must_be_open


@dataclass(frozen=True)
class Asked:
    """How values are to be shown."""

    option: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    dimension: str = "ROWS"


@dataclass(frozen=True)
class Wrote:
    sheet: Sheet
    asked: Area
    """The whole range that was named, an anchor grown to what was written."""
    place: Area
    rows: frozenset[int]
    columns: frozenset[int]
    cells: int

    def counts(self) -> dict[str, Any]:
        told: dict[str, Any] = {"updatedRange": ranges.named(self.sheet.title, self.place)}
        sizes = {"updatedRows": len(self.rows), "updatedColumns": len(self.columns), "updatedCells": self.cells}
        return told | {name: one for name, one in sizes.items() if one}


def read(book: Spreadsheet, sheet: Sheet, place: Area, asked: Asked) -> dict[str, Any]:
    """A ValueRange: trailing empty cells and lines are left out."""
    width, option, dates, locale = place.width, asked.option, asked.dates, book.locale
    lines = [
        [
            one if type(one) is str else rendered(one, option, dates, locale)
            for one in row.cells[place.left : place.right]
        ]
        for row in sheet.rows[place.top : place.bottom]
    ]
    if asked.dimension == "COLUMNS":
        lines = [[line[number] if number < len(line) else "" for line in lines] for number in range(width)]
    for line in lines:
        while line and line[-1] == "":
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    told: dict[str, Any] = {"range": ranges.named(sheet.title, place), "majorDimension": asked.dimension}
    if lines:
        told["values"] = lines
    return told


def write(book: Spreadsheet, sheet: Sheet, place: Area, given: dict[str, Any], option: str) -> Wrote:
    lines = given.get("values") or []
    by_columns = given.get("majorDimension") == "COLUMNS"
    length, longest = len(lines), max(map(len, lines), default=0)
    height, width = (longest, length) if by_columns else (length, longest)
    if place.anchor:
        place = Area(place.top, place.left, place.top + max(height, 1), place.left + max(width, 1))
        sheet.must_hold(place)
    if height > place.height or width > place.width:
        kind, last = ("row", place.top + height) if height > place.height else ("column", place.left + width)
        at = last if kind == "row" else ranges.column_letters(last - 1)
        named = ranges.named(sheet.title, place)
        raise Refusal(f"Requested writing within range [{named}], but tried writing to {kind} [{at}]")
    reach = Area(place.top, place.left, place.top + max(height, 1), place.left + max(width, 1))
    must_be_open(sheet, reach)
    rows, columns, count = set(), set(), 0
    for major, line in enumerate(lines):
        for minor, one in enumerate(line):
            if one is not None:
                row, column = (minor, major) if by_columns else (major, minor)
                row, column = row + place.top, column + place.left
                sheet.hold(row, column, written(sheet.held(row, column), one, option, book.locale))
                rows.add(row)
                columns.add(column)
                count += 1
    return Wrote(sheet, place, reach, frozenset(rows), frozenset(columns), count)


def clear(sheet: Sheet, place: Area) -> str:
    must_be_open(sheet, place)
    for row, column, cell in list(sheet.places(place)):
        sheet.put(row, column, replace(cell, value=None, formula=""))
    return ranges.named(sheet.title, place)


def totals(wrote: list[Wrote]) -> dict[str, int]:
    sizes = {
        "totalUpdatedRows": len({(id(one.sheet), row) for one in wrote for row in one.rows}),
        "totalUpdatedColumns": len({(id(one.sheet), column) for one in wrote for column in one.columns}),
        "totalUpdatedCells": sum(one.cells for one in wrote),
        "totalUpdatedSheets": len({id(one.sheet) for one in wrote if one.cells}),
    }
    return {name: one for name, one in sizes.items() if one}


def append(
    book: Spreadsheet, sheet: Sheet, place: Area, given: dict[str, Any], option: str, insert: bool
) -> tuple[Area | None, Wrote]:
    """After the last block of cells that meets the range; at the range's start where there is none."""
    table = max(
        (one for one in blocks(sheet) if one.meets(place)), key=lambda one: (one.bottom, one.right), default=None
    )
    top, left = ((table.bottom or 0), table.left) if table else (place.top, place.left)
    lines = given.get("values") or []
    height = max(map(len, lines), default=0) if given.get("majorDimension") == "COLUMNS" else len(lines)
    if insert:
        sheet.insert("ROWS", top, height)
    elif top + height > len(sheet.rows):
        sheet.append("ROWS", top + height - len(sheet.rows))
    return table, write(book, sheet, Area(top, left, top + 1, left + 1, True), given, option)


def blocks(sheet: Sheet) -> Iterable[Area]:
    """Cells that touch, each block as the rectangle around it."""
    left = {(row, column) for row, column, cell in sheet.places(sheet.whole) if cell.holds}
    while left:
        edge = [left.pop()]
        top, bottom, first, last = edge[0][0], edge[0][0], edge[0][1], edge[0][1]
        while edge:
            row, column = edge.pop()
            top, bottom, first, last = min(top, row), max(bottom, row), min(first, column), max(last, column)
            around = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= around
            edge.extend(around)
        yield Area(top, first, bottom + 1, last + 1)


def filtered(book: Spreadsheet, chosen: dict[str, Any]) -> list[tuple[Sheet, Area]]:
    """The ranges that a DataFilter names; none where it matches nothing."""
    if "a1Range" in chosen:
        return [book.named(chosen["a1Range"])]
    if "gridRange" in chosen:
        return [book.at(chosen["gridRange"])]
    return [_area(book, one) for one, _ in metadata.found(book, [chosen])]


def _area(book: Spreadsheet, mark: metadata.Found) -> tuple[Sheet, Area]:
    if mark.sheet is None:
        raise Refusal("Metadata of the spreadsheet names no range of it.")
    span = mark.place.get("dimensionRange")
    if span is None:
        return mark.sheet, mark.sheet.whole
    start, end = span["startIndex"], span["endIndex"]
    place = Area(start, 0, end, None) if span["dimension"] == "ROWS" else Area(0, start, None, end)
    return mark.sheet, mark.sheet.inside(place)
