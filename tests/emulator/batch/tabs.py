"""Sheets and the file itself: adding, deleting, renaming, moving, resizing."""

from __future__ import annotations

from typing import Any

from tests.emulator.masks import mask, merged
from tests.emulator.refusals import NotEmulated, Refusal
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet, colour

_OWN = ("sheetId", "title", "index", "sheetType", "gridProperties", "tabColor", "tabColorStyle")


def add(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    given = fields.get("properties") or {}
    if given.get("sheetType", "GRID") != "GRID":
        raise NotEmulated("a sheet that is no grid")
    number = given.get("sheetId", book.new_number())
    if any(one.number == number for one in book.sheets):
        raise Refusal(f"A sheet with the ID {number} already exists. Please use a different ID.")
    title = given.get("title") or _free_title(book)
    _must_be_free(book, title, None)
    grid = dict(given.get("gridProperties") or {})
    sheet = Sheet(number, title, grid.pop("rowCount", 1000), grid.pop("columnCount", 26))
    sheet.grid = {name: one for name, one in grid.items() if one}
    sheet.properties |= {name: one for name, one in given.items() if name not in _OWN and one}
    _paint(sheet, given)
    book.sheets.insert(given.get("index", len(book.sheets)), sheet)
    return {"addSheet": {"properties": book.sheet_properties(sheet)}}


def delete(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet = book.sheet(fields.get("sheetId"))
    if len(book.sheets) == 1:
        raise Refusal("You can't remove all the sheets in a document.")
    book.sheets.remove(sheet)
    book.names = [one for one in book.names if (one["range"].get("sheetId") or 0) != sheet.number]
    return {}


def update(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    given, tree = fields.get("properties") or {}, mask(fields.get("fields") or "")
    sheet = book.sheet(given.get("sheetId"))
    if not tree:
        raise NotEmulated("updateSheetProperties of every field")
    for name, below in tree.items():
        if name == "title":
            _must_be_free(book, given.get("title", ""), sheet)
            sheet.title = given["title"]
        elif name == "index":
            _move(book, sheet, given.get("index", 0))
        elif name == "gridProperties":
            _reshape(sheet, given.get("gridProperties") or {}, below)
        elif name in ("tabColor", "tabColorStyle"):
            _paint(sheet, {name: given.get(name) or {}})
        else:
            new = merged(sheet.properties, given, {name: below})
            sheet.properties = {key: one for key, one in new.items() if one is not False}
    if all(one.properties.get("hidden") for one in book.sheets):
        raise Refusal("You can't hide all the sheets in a document.")
    return {}


def update_file(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    book.properties = merged(book.properties, fields.get("properties") or {}, mask(fields.get("fields") or ""))
    return {}


def _move(book: Spreadsheet, sheet: Sheet, index: int) -> None:
    """The index is counted before the move."""
    old = book.sheets.index(sheet)
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > old else index, sheet)


def _reshape(sheet: Sheet, given: dict[str, Any], tree: dict[str, Any]) -> None:
    for name in tree or given:
        if name in ("rowCount", "columnCount"):
            sheet.resize("ROWS" if name == "rowCount" else "COLUMNS", given.get(name, 0))
        elif given.get(name):
            sheet.grid[name] = given[name]
        else:
            sheet.grid.pop(name, None)


def _paint(sheet: Sheet, given: dict[str, Any]) -> None:
    if "tabColor" not in given and "tabColorStyle" not in given:
        return
    rgb = given.get("tabColor") if "tabColor" in given else given["tabColorStyle"].get("rgbColor")
    sheet.properties.pop("tabColor", None)
    sheet.properties.pop("tabColorStyle", None)
    if rgb:
        sheet.properties |= {"tabColor": colour(rgb), "tabColorStyle": {"rgbColor": colour(rgb)}}


def _free_title(book: Spreadsheet) -> str:
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _must_be_free(book: Spreadsheet, title: str, sheet: Sheet | None) -> None:
    if not title:
        raise Refusal("Sheet name cannot be empty.")
    if book.titled(title) not in (None, sheet):
        raise Refusal(f'A sheet with the name "{title}" already exists. Please enter another name.')
