"""Cells: writing, repeating, appending, copying, cutting, sorting, validating."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests.emulator.cells import BLANK, Cell, Held, patched
from tests.emulator.masks import Mask, mask
from tests.emulator.ranges import Area
from tests.emulator.refusals import NotEmulated, Refusal
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet
from tests.emulator.writing import must_be_open


def update(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    """Cells of the range that the rows do not reach are cleared of the fields."""
    rows, tree = fields.get("rows") or [], _mask(fields)
    if "range" in fields:
        sheet, place = book.at(fields["range"])
        sheet.must_hold(place)
    else:
        start = fields.get("start") or {}
        sheet, top, left = book.sheet(start.get("sheetId")), start.get("rowIndex") or 0, start.get("columnIndex") or 0
        width = max((len(one.get("values") or []) for one in rows), default=0)
        place = Area(top, left, top + len(rows), left + width)
        sheet.must_hold(place)
    must_be_open(sheet, place)
    _fill(sheet, place, rows, tree, clearing="range" in fields)
    return {}


def append(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    """Behind the last row with anything in it; rows are added where the sheet ends."""
    if fields.get("tableId"):
        raise NotEmulated("appending to a table")
    sheet, rows = book.sheet(fields.get("sheetId")), fields.get("rows") or []
    top = len(sheet.rows)
    while top and not any(_there(one) for one in sheet.rows[top - 1].cells):
        top -= 1
    if top + len(rows) > len(sheet.rows):
        sheet.append("ROWS", top + len(rows) - len(sheet.rows))
    width = max((len(one.get("values") or []) for one in rows), default=0)
    place = Area(top, 0, top + len(rows), width)
    sheet.must_hold(place)
    must_be_open(sheet, place)
    _fill(sheet, place, rows, _mask(fields), clearing=False)
    return {}


def repeat(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, place = book.at(fields["range"])
    must_be_open(sheet, place)
    tree, given = _mask(fields), fields.get("cell") or {}
    looks: dict[int, Any] = {}

    def looking(cell: Cell) -> Cell:
        if id(cell.look) not in looks:
            looks[id(cell.look)] = patched(cell, given, tree).look
        return Cell(cell.value, cell.formula, cell.note, looks[id(cell.look)], cell.rule, cell.spilled)

    only_looks = tree.keys() == {"userEnteredFormat"}
    sheet.change(place, looking if only_looks else lambda cell: patched(cell, given, tree))
    return {}


def validate(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, place = book.at(fields["range"])
    must_be_open(sheet, place)
    sheet.change(place, lambda cell: replace(cell, rule=fields.get("rule")))
    return {}


def sort(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, place = book.at(fields["range"])
    must_be_open(sheet, place)
    keys = [
        (one.get("dimensionIndex") or 0, one.get("sortOrder") == "DESCENDING") for one in fields.get("sortSpecs", [])
    ]
    sheet.sort(place, keys)
    return {}


def copy_paste(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    """A destination of several times the source's size is filled by repeating it."""
    if fields.get("pasteOrientation", "NORMAL") != "NORMAL":
        raise NotEmulated("pasting turned around")
    source, at = book.at(fields["source"])
    sheet, to = book.at(fields["destination"])
    down, across = max(to.height // at.height, 1), max(to.width // at.width, 1)
    cells = [
        [source.cell(row, column) for column in range(at.left, at.right or 0)] for row in range(at.top, at.bottom or 0)
    ]
    place = Area(to.top, to.left, to.top + down * at.height, to.left + across * at.width)
    _paste(sheet, place, cells, fields.get("pasteType", "PASTE_NORMAL"))
    return {}


def cut_paste(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    source, at = book.at(fields["source"])
    to = fields.get("destination") or {}
    sheet, top, left = book.sheet(to.get("sheetId")), to.get("rowIndex") or 0, to.get("columnIndex") or 0
    must_be_open(source, at)
    cells = [
        [source.cell(row, column) for column in range(at.left, at.right or 0)] for row in range(at.top, at.bottom or 0)
    ]
    kind = fields.get("pasteType", "PASTE_NORMAL")
    if kind not in ("PASTE_NORMAL", "PASTE_NO_BORDERS"):
        raise NotEmulated(f"cutting with {kind}")
    source.change(at, lambda _: BLANK)
    _paste(sheet, Area(top, left, top + at.height, left + at.width), cells, kind)
    return {}


def _paste(sheet: Sheet, place: Area, cells: list[list[Cell | None]], kind: str) -> None:
    sheet.must_hold(place)
    must_be_open(sheet, place)
    for row in range(place.top, place.bottom or 0):
        for column in range(place.left, place.right or 0):
            line = cells[(row - place.top) % len(cells)]
            new = line[(column - place.left) % len(line)] or BLANK
            sheet.put(row, column, _pasted(sheet.cell(row, column) or BLANK, new, kind))


def _pasted(old: Cell, new: Cell, kind: str) -> Cell:
    if kind in ("PASTE_NORMAL", "PASTE_NO_BORDERS", "PASTE_FORMULA") and re.search(r"[A-Za-z]\d", new.formula):
        raise NotEmulated("pasting a formula that refers to cells")
    if kind == "PASTE_NORMAL":
        return new
    if kind == "PASTE_VALUES":
        return replace(old, value=new.value, formula="")
    if kind == "PASTE_FORMULA":
        return replace(old, value=new.value, formula=new.formula)
    if kind == "PASTE_FORMAT":
        return replace(old, look=new.look)
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, rule=new.rule)
    if kind == "PASTE_NO_BORDERS":
        look = {name: one for name, one in (new.look or {}).items() if name != "borders"}
        return replace(new, look=look or None)
    raise NotEmulated(f"pasting with {kind}")


def _fill(sheet: Sheet, place: Area, rows: list[dict[str, Any]], tree: Mask, *, clearing: bool) -> None:
    if len(rows) > place.height or any(len(one.get("values") or []) > place.width for one in rows):
        raise Refusal("Attempting to write more cells than the range has.")
    patched(BLANK, {}, tree)  # a mask that cannot be followed is refused wherever it points
    for number in range(place.height):
        given = (rows[number].get("values") or []) if number < len(rows) else []
        for step in range(place.width if clearing else len(given)):
            row, column = place.top + number, place.left + step
            told = given[step] if step < len(given) else {}
            if told or sheet.held(row, column) is not None:
                sheet.put(row, column, patched(sheet.cell(row, column) or BLANK, told, tree))


def _mask(fields: dict[str, Any]) -> Mask:
    if not fields.get("fields"):
        raise Refusal("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    return mask(fields["fields"])


def _there(held: Held) -> bool:
    return held is not None and (not isinstance(held, Cell) or held.holds or bool(held.note))
