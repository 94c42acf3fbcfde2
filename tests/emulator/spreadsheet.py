"""A spreadsheet: its sheets and named ranges, what a text or a GridRange names in it, and what it shows of itself."""

from __future__ import annotations

import copy
import random
from typing import Any

import numpy as np

from tests.emulator import metadata, ranges
from tests.emulator.celldata import teller
from tests.emulator.masks import Mask, Masked, asks
from tests.emulator.ranges import Area, Grid
from tests.emulator.refusals import Refusal
from tests.emulator.sheet import Line, Sheet

ROBOT = "robot@example.iam.gserviceaccount.com"
"""The account that every caller of the emulator is."""


def _colour(red: int = 0, green: int = 0, blue: int = 0) -> dict[str, Any]:
    return {"rgbColor": colour({"red": red / 255, "green": green / 255, "blue": blue / 255})}


def colour(given: dict[str, float]) -> dict[str, float]:
    """As it comes back: in 255 steps and single precision, without the zeros."""
    steps = {name: int(float(one) * 255 + 1e-6) for name, one in given.items() if one}
    return {name: _single(step / 255) for name, step in steps.items() if step}


def _single(number: float) -> float:
    told = float(str(np.float32(number)))
    return int(told) if told.is_integer() else told


THEME = {
    "TEXT": _colour(),
    "BACKGROUND": _colour(255, 255, 255),
    "ACCENT1": _colour(66, 133, 244),
    "ACCENT2": _colour(234, 67, 53),
    "ACCENT3": _colour(251, 188, 4),
    "ACCENT4": _colour(52, 168, 83),
    "ACCENT5": _colour(255, 109, 1),
    "ACCENT6": _colour(70, 189, 198),
    "LINK": _colour(17, 85, 204),
}
DEFAULT_FORMAT = {
    "backgroundColor": {"red": 1, "green": 1, "blue": 1},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
}


class Spreadsheet:
    def __init__(
        self, id_: str, title: str, first: str = "Sheet1", zone: str = "Etc/GMT", locale: str = "en_US"
    ) -> None:
        self.id = id_
        self.properties: dict[str, Any] = {
            "title": title,
            "locale": locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": zone,
            "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": {
                "primaryFontFamily": "Arial",
                "themeColors": [{"colorType": name, "color": one} for name, one in THEME.items()],
            },
        }
        self.sheets = [Sheet(0, first)]
        self.names: list[dict[str, Any]] = []
        self.marks: tuple[dict[str, Any], ...] = ()

    def copy(self) -> Spreadsheet:
        """Another one that may be changed: what hangs on a spreadsheet is put anew, never changed in its place."""
        other = Spreadsheet.__new__(Spreadsheet)
        other.__dict__ = {name: copy.copy(one) for name, one in self.__dict__.items()}
        other.sheets = [sheet.copy() for sheet in self.sheets]
        return other

    @property
    def locale(self) -> str:
        return str(self.properties["locale"])

    def new_number(self) -> int:
        return random.randrange(100_000_000, 2_147_483_647)

    # -- finding

    def sheet(self, number: int | None) -> Sheet:
        found = next((one for one in self.sheets if one.number == (number or 0)), None)
        if found is None:
            raise _no_grid(number)
        return found

    def titled(self, title: str) -> Sheet | None:
        return next((one for one in self.sheets if one.title.casefold() == title.casefold()), None)

    def at(self, grid: Grid) -> tuple[Sheet, Area]:
        sheet = self.sheet(grid.get("sheetId"))
        if not sheet.is_grid:
            raise _no_grid(sheet.number)
        return sheet, sheet.inside(ranges.of_grid(grid))

    def named(self, text: str) -> tuple[Sheet, Area]:
        """What a range in A1 notation names: a bare name is a named range before it is a sheet."""
        title, rest = ranges.split(text)
        if title is not None:
            return self._on(self.titled(title), rest, text)
        named = next((one for one in self.names if one["name"].casefold() == text.casefold()), None)
        if named:
            return self.at(named["range"])
        if (sheet := self.titled(text)) and sheet.is_grid:
            return sheet, sheet.whole
        return self._on(self.sheets[0], text, text)

    def _on(self, sheet: Sheet | None, rest: str, text: str) -> tuple[Sheet, Area]:
        place = ranges.area(rest) if rest else Area()
        if sheet is None or place is None or not sheet.is_grid:
            raise Refusal(f"Unable to parse range: {text}")
        return sheet, sheet.inside(place, text)

    def follow_names(self, sheet: Sheet, how: Any) -> None:
        """Named ranges follow the lines of their sheet."""
        kept = []
        for one in self.names:
            grid = how(one["range"]) if (one["range"].get("sheetId") or 0) == sheet.number else one["range"]
            if grid is not None:
                kept.append({**one, "range": grid})
        self.names = kept

    # -- showing

    def shown(self, tree: Mask, with_cells: bool, asked: list[tuple[Sheet, Area]] | None = None) -> dict[str, Any]:
        """``asked``: the only ranges that are wanted; None: all."""
        areas: dict[int, list[Area]] = {one.number: [one.whole] for one in self.sheets} if asked is None else {}
        for sheet, place in asked or ():
            areas.setdefault(sheet.number, []).append(place)
        told: dict[str, Any] = {"spreadsheetId": self.id, "properties": self.properties}
        told["sheets"] = [
            self._sheet(index, sheet, tree.get("sheets", {}), areas[sheet.number] if with_cells else [])
            for index, sheet in enumerate(self.sheets)
            if sheet.number in areas
        ]
        if self.names:
            told["namedRanges"] = [{**one, "range": ranges.shown(one["range"])} for one in self.names]
        if self.marks:
            told["developerMetadata"] = [metadata.told(one, {"spreadsheet": True}) for one in self.marks]
        told["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{self.id}/edit"
        return told

    def sheet_properties(self, sheet: Sheet) -> dict[str, Any]:
        first = {"sheetId": sheet.number, "title": sheet.title, "index": self.sheets.index(sheet)}
        if not sheet.is_grid:
            return {**first, **sheet.properties}
        size = {"rowCount": len(sheet.rows), "columnCount": len(sheet.columns)}
        return {**first, **sheet.properties, "gridProperties": {**size, **sheet.grid}}

    def _sheet(self, index: int, sheet: Sheet, tree: Mask, areas: list[Area]) -> dict[str, Any]:
        told: dict[str, Any] = {"properties": self.sheet_properties(sheet)}
        if areas and sheet.is_grid and asks(tree, "data"):
            told["data"] = [self._data(sheet, one, tree.get("data", {})) for one in areas]
        if sheet.merges:
            told["merges"] = [ranges.shown(one["range"]) for one in sheet.merges]
        if sheet.filter:
            told["basicFilter"] = {**sheet.filter, "range": ranges.shown(sheet.filter["range"])}
        if sheet.protected:
            told["protectedRanges"] = [self._guard(one) for one in sheet.protected]
        if sheet.rules:
            told["conditionalFormats"] = [
                {**one, "ranges": [ranges.shown(grid) for grid in one["ranges"]]} for one in sheet.rules
            ]
        for kind, name in (("ROWS", "rowGroups"), ("COLUMNS", "columnGroups")):
            if sheet.groups[kind]:
                told[name] = [{**one, "range": ranges.shown(one["range"])} for one in sheet.groups[kind]]
        if sheet.marks:
            told["developerMetadata"] = [metadata.told(one, {"sheetId": sheet.number}) for one in sheet.marks]
        return told

    def _guard(self, one: dict[str, Any]) -> dict[str, Any]:
        told = {**one, "range": ranges.shown(one["range"])}
        if one.get("unprotectedRanges"):
            told["unprotectedRanges"] = [ranges.shown(grid) for grid in one["unprotectedRanges"]]
        if one.get("warningOnly"):
            told.pop("editors", None)
        return told

    def _data(self, sheet: Sheet, place: Area, tree: Mask) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if place.top:
            told["startRow"] = place.top
        if place.left:
            told["startColumn"] = place.left
        if asks(tree, "rowData"):
            below = tree.get("rowData", {}).get("values", {})
            rows = self._rows(sheet, place, below, asks(tree, "rowData", "values"))
            if rows:
                told["rowData"] = rows
        for kind, name, start, end in (
            ("ROWS", "rowMetadata", place.top, place.bottom),
            ("COLUMNS", "columnMetadata", place.left, place.right),
        ):
            if asks(tree, name):
                told[name] = [
                    self._line(sheet, kind, number, line)
                    for number, line in enumerate(sheet.lines(kind)[start:end], start)
                ]
        return told

    def _rows(self, sheet: Sheet, place: Area, tree: Mask, with_values: bool) -> Masked:
        told, tell = Masked(), teller(tree, DEFAULT_FORMAT, self.locale)
        for row in sheet.rows[place.top : place.bottom]:
            found = row.cells[place.left : place.right]
            while found and found[-1] is None:
                found.pop()
            told.append({"values": [tell(one) for one in found]} if found and with_values else {})
        while told and not told[-1]:
            told.pop()
        return told

    def _line(self, sheet: Sheet, kind: str, number: int, line: Line) -> dict[str, Any]:
        told: dict[str, Any] = {"pixelSize": 21 if kind == "ROWS" else 100, **line.facts}
        if line.marks:
            where = metadata.on_line(sheet.number, kind, number)
            told["developerMetadata"] = [metadata.told(one, where) for one in line.marks]
        return told


def _no_grid(number: int | None) -> Refusal:
    return Refusal(f"No grid with id: {number or 0}")
