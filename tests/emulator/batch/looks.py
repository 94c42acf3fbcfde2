"""How a sheet is arranged: merged cells, the filter, conditional formats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.emulator import ranges
from tests.emulator.ranges import Area
from tests.emulator.refusals import Refusal
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet


def merge(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    """Only the first cell of each merged range keeps its value."""
    sheet, place = book.at(fields["range"])
    _take_apart(sheet, place)
    for one in _parts(place, fields.get("mergeType", "MERGE_ALL")):
        if one.height * one.width > 1:
            first = sheet.cell(one.top, one.left)
            sheet.change(one, lambda cell: replace(cell, value=None, formula=""))
            sheet.put(one.top, one.left, first)
            sheet.merges.append({"range": ranges.grid_of(sheet.number, one)})
    return {}


def unmerge(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    _take_apart(*book.at(fields["range"]))
    return {}


def _parts(place: Area, kind: str) -> list[Area]:
    bottom, right = place.bottom or 0, place.right or 0
    if kind == "MERGE_COLUMNS":
        return [Area(place.top, one, bottom, one + 1) for one in range(place.left, right)]
    if kind == "MERGE_ROWS":
        return [Area(one, place.left, one + 1, right) for one in range(place.top, bottom)]
    return [place]


def _take_apart(sheet: Sheet, place: Area) -> None:
    met = [one for one in sheet.merges if ranges.of_grid(one["range"]).meets(place)]
    if any(not place.covers(ranges.of_grid(one["range"])) for one in met):
        raise Refusal("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [one for one in sheet.merges if one not in met]


def set_filter(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    given = fields.get("filter") or {}
    sheet, place = book.at(given.get("range") or {})
    sheet.filter = {**given, "range": ranges.grid_of(sheet.number, place)}
    return {}


def clear_filter(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet = book.sheet(fields.get("sheetId"))
    sheet.filter = None
    for number, row in enumerate(sheet.rows):
        if "hiddenByFilter" in row.facts:
            line = sheet.own("ROWS", number)
            line.facts = {name: one for name, one in line.facts.items() if name != "hiddenByFilter"}
    return {}


def add_rule(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet, rule = _ruled(book, fields)
    sheet.rules.insert(fields.get("index") or 0, rule)
    return {}


def update_rule(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    index = fields.get("index") or 0
    if "rule" in fields:
        sheet, rule = _ruled(book, fields)
        old = _rule(sheet, index)
        sheet.rules[index] = rule
        told = {"oldRule": _shown(old), "newRule": _shown(rule), "newIndex": index}
    else:
        sheet, to = book.sheet(fields.get("sheetId")), fields.get("newIndex") or 0
        rule = _rule(sheet, index)
        sheet.rules.remove(rule)
        sheet.rules.insert(to, rule)
        told = {"newRule": _shown(rule), "oldIndex": index, "newIndex": to}
    return {"updateConditionalFormatRule": {name: one for name, one in told.items() if one != 0}}


def delete_rule(book: Spreadsheet, fields: dict[str, Any]) -> dict[str, Any]:
    sheet = book.sheet(fields.get("sheetId"))
    rule = _rule(sheet, fields.get("index") or 0)
    sheet.rules.remove(rule)
    return {"deleteConditionalFormatRule": {"rule": _shown(rule)}}


def _ruled(book: Spreadsheet, fields: dict[str, Any]) -> tuple[Sheet, dict[str, Any]]:
    rule = fields.get("rule") or {}
    placed = [book.at(one) for one in rule.get("ranges", [])]
    if not placed or len({one.number for one, _ in placed}) > 1:
        raise Refusal("A conditional format needs ranges, all of one sheet.")
    sheet = placed[0][0]
    return sheet, {**rule, "ranges": [ranges.grid_of(sheet.number, place) for _, place in placed]}


def _rule(sheet: Sheet, index: int) -> dict[str, Any]:
    if index >= len(sheet.rules):
        raise Refusal(f"No conditional format on sheet: {sheet.number} at index: {index}")
    return sheet.rules[index]


def _shown(rule: dict[str, Any]) -> dict[str, Any]:
    return {**rule, "ranges": [ranges.shown(one) for one in rule["ranges"]]}
