"""Rows and columns: inserting, deleting, moving, appending, hiding, grouping."""

from __future__ import annotations

from typing import Any

from tests.emulator import ranges
from tests.emulator.masks import mask, merged
from tests.emulator.ranges import Area
from tests.emulator.refusals import NotEmulated, Refusal
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet
from tests.emulator.writing import must_be_open, must_take_lines


def insert(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, kind, start, end = _span(book, fields["range"])
    must_take_lines(sheet, kind, start)
    put_in(book, sheet, kind, start, end - start)
    return {}


def put_in(book: Spreadsheet, sheet: Sheet, kind: str, at: int, count: int) -> None:
    sheet.insert(kind, at, count)
    book.follow_names(sheet, lambda grid: ranges.inserted(grid, kind, at, count))


def delete(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, kind, start, end = _span(book, fields["range"])
    height, width = len(sheet.rows), len(sheet.columns)
    must_be_open(sheet, Area(start, 0, end, width) if kind == "ROWS" else Area(0, start, height, end))
    take_out(book, sheet, kind, start, end)
    return {}


def take_out(book: Spreadsheet, sheet: Sheet, kind: str, start: int, end: int) -> None:
    sheet.delete(kind, start, end)
    book.follow_names(sheet, lambda grid: ranges.deleted(grid, kind, start, end - start))


def move(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, kind, start, end = _span(book, fields["source"])
    if any((one["range"].get("sheetId") or 0) == sheet.number for one in book.names):
        raise NotEmulated("moving lines of a sheet with named ranges")
    sheet.move(kind, start, end, fields.get("destinationIndex") or 0)
    return {}


def append(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    book.sheet(fields.get("sheetId")).append(fields.get("dimension", ""), fields.get("length") or 0)
    return {}


def update(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, kind, start, end = _span(book, fields["range"])
    tree = mask(fields.get("fields") or "")
    for number in range(start, end):
        line = sheet.own(kind, number)
        new = merged(dict(line.facts), fields.get("properties") or {}, tree)
        line.facts = {name: one for name, one in new.items() if one}
    return {}


def fit(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    """Widths in pixels are nobody's business here."""
    _span(book, fields["dimensions"])
    return {}


def group(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, kind, start, end = _span(book, fields["range"])
    groups = sheet.groups[kind]
    if any(_meet(one["range"], start, end) for one in groups):
        raise NotEmulated("groups of lines that meet")
    grid = {"sheetId": sheet.number, "dimension": kind, "startIndex": start, "endIndex": end}
    sheet.groups[kind] = [*groups, {"range": grid, "depth": 1}]
    sheet.grid["rowGroupControlAfter" if kind == "ROWS" else "columnGroupControlAfter"] = True
    return {"addDimensionGroup": _told(sheet, kind)}


def ungroup(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, kind, start, end = _span(book, fields["range"])
    kept = [one for one in sheet.groups[kind] if (one["range"]["startIndex"], one["range"]["endIndex"]) != (start, end)]
    if len(kept) == len(sheet.groups[kind]):
        raise NotEmulated("ungrouping a part of a group")
    sheet.groups[kind] = kept
    return {"deleteDimensionGroup": _told(sheet, kind)}


def _told(sheet: Sheet, kind: str) -> dict[str, Any]:
    groups = [{**one, "range": ranges.shown(one["range"])} for one in sheet.groups[kind]]
    return {"dimensionGroups": groups} if groups else {}


def _meet(span: dict[str, Any], start: int, end: int) -> bool:
    return bool(span["startIndex"] < end and start < span["endIndex"])


def _span(book: Spreadsheet, span: dict[str, Any]) -> tuple[Sheet, str, int, int]:
    sheet, kind = book.sheet(span.get("sheetId")), span.get("dimension", "")
    start, end = span.get("startIndex") or 0, span.get("endIndex")
    end = len(sheet.lines(kind)) if end is None else end
    if end <= start:
        raise Refusal("range.endIndex must be greater than range.startIndex")
    return sheet, kind, start, end
