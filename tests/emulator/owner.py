"""The owner at the sheet in a browser: sorts, inserts, deletes, moves, cuts, renames, filters and types, at any moment.

Rows and columns are counted from 0, as the API counts them. What a browser does to developer metadata of *rows* when
it sorts is unknown (facts §8.6): ``sort`` leaves them where they are unless told otherwise.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from tests.emulator.batch import dimensions, looks, tabs
from tests.emulator.cells import BLANK, ERRORS, Cell, Wrong, rendered, written
from tests.emulator.files import Files
from tests.emulator.ranges import Area, grid_of
from tests.emulator.sheet import Sheet
from tests.emulator.spreadsheet import Spreadsheet


class Owner:
    def __init__(self, files: Files, id_: str, lock: threading.RLock) -> None:
        self._files, self._id, self._lock = files, id_, lock

    # -- cells

    def values(self, tab: str) -> list[list[Any]]:
        """What stands there, unformatted, without trailing blanks."""
        with self._lock:
            sheet = _tab(self._files.get(self._id).book, tab)
            locale = self._files.get(self._id).book.locale
            lines = [
                [rendered(one, "UNFORMATTED_VALUE", "SERIAL_NUMBER", locale) for one in row.cells] for row in sheet.rows
            ]
        for line in lines:
            while line and line[-1] == "":
                line.pop()
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def cell(self, tab: str, row: int, column: int) -> Cell:
        return _tab(self._files.get(self._id).book, tab).cell(row, column) or BLANK

    def types(self, tab: str, row: int, column: int, text: str) -> None:
        """As if typed: the sheet makes of it what its locale says."""
        self._write(tab, row, column, text, "USER_ENTERED")

    def puts(self, tab: str, row: int, column: int, value: Any) -> None:
        """The value as it is; None clears."""
        self._write(tab, row, column, "" if value is None else value, "RAW")

    def formula(self, tab: str, row: int, column: int, text: str, shows: Any) -> None:
        """``shows``: the value, or one of the errors of ``cells.ERRORS``, "Loading..." among them."""
        value = Wrong(shows, "An error.") if isinstance(shows, str) and shows in ERRORS else shows
        self._change_cell(tab, row, column, lambda cell: replace(cell, value=value, formula=text))

    def spills(self, tab: str, row: int, column: int, text: str, shows: list[list[Any]]) -> None:
        """A formula that fills a block of cells from there: the others have a value that nobody entered."""
        with self._at(tab) as (_, sheet):
            for down, line in enumerate(shows):
                for right, value in enumerate(line):
                    cell = Cell(value, spilled=True) if down or right else Cell(value, text)
                    sheet.put(row + down, column + right, cell)

    def notes(self, tab: str, row: int, column: int, text: str) -> None:
        self._change_cell(tab, row, column, lambda cell: replace(cell, note=text))

    # -- rows and columns

    def sort(self, tab: str, column: int, down: bool = False, first: int = 1, marks_follow: bool = False) -> None:
        with self._at(tab) as (_, sheet):
            sheet.sort(Area(first, 0, *_size(sheet)), [(column, down)], marks_follow)

    def insert(self, tab: str, kind: str, at: int, count: int = 1) -> None:
        """``kind``: ROWS or COLUMNS."""
        with self._at(tab) as (book, sheet):
            dimensions.put_in(book, sheet, kind, at, count)

    def delete(self, tab: str, kind: str, at: int, count: int = 1) -> None:
        with self._at(tab) as (book, sheet):
            dimensions.take_out(book, sheet, kind, at, at + count)

    def move(self, tab: str, kind: str, at: int, to: int, count: int = 1) -> None:
        """``to``: counted before the move."""
        with self._at(tab) as (book, sheet):
            dimensions.move(book, {"source": _span(sheet, kind, at, count), "destinationIndex": to})

    def duplicates_row(self, tab: str, row: int) -> None:
        """A copy right below; it brings no developer metadata."""
        with self._at(tab) as (book, sheet):
            dimensions.put_in(book, sheet, "ROWS", row + 1, 1)
            sheet.own("ROWS", row + 1).cells = sheet.rows[row].cells.copy()

    def cuts(self, tab: str, kind: str, at: int, to: int) -> None:
        """Cuts the cells of one line and pastes them over another; developer metadata stays on the emptied line."""
        with self._at(tab) as (_, sheet):
            if kind == "ROWS":
                sheet.own("ROWS", to).cells = sheet.rows[at].cells
                sheet.own("ROWS", at).cells = []
                return
            for number in range(len(sheet.rows)):
                moved = sheet.held(number, at)
                sheet.hold(number, at, None)
                sheet.hold(number, to, moved)

    def hides(self, tab: str, kind: str, at: int, count: int = 1) -> None:
        with self._at(tab) as (book, sheet):
            hidden = {"properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
            dimensions.update(book, {"range": _span(sheet, kind, at, count), **hidden})

    def filters(self, tab: str, column: int, hides: set[Any]) -> None:
        """A filter over the whole sheet that hides the rows with these values in a column."""
        with self._at(tab) as (book, sheet):
            looks.set_filter(book, {"filter": {"range": grid_of(sheet.number, sheet.whole)}})
            for number in range(1, len(sheet.rows)):
                cell = sheet.cell(number, column)
                if cell is not None and cell.value in hides:
                    row = sheet.own("ROWS", number)
                    row.facts = {**row.facts, "hiddenByFilter": True}

    def unfilters(self, tab: str) -> None:
        with self._at(tab) as (book, sheet):
            looks.clear_filter(book, {"sheetId": sheet.number})

    # -- sheets

    def adds_tab(self, title: str) -> None:
        with self._change() as book:
            tabs.add(book, {"properties": {"title": title}})

    def adds_chart_tab(self, title: str) -> None:
        """A sheet that is all chart and has no cells."""
        with self._change() as book:
            tabs.add(book, {"properties": {"title": title}})
            book.sheets[-1].properties["sheetType"] = "OBJECT"

    def renames_tab(self, tab: str, title: str) -> None:
        with self._at(tab) as (_, sheet):
            sheet.title = title

    def deletes_tab(self, tab: str) -> None:
        with self._at(tab) as (book, sheet):
            tabs.delete(book, {"sheetId": sheet.number})

    def protects(self, tab: str, place: Area, warning_only: bool = False, but: Sequence[Area] = ()) -> None:
        """Nobody but the owner may change these cells, ``but`` those."""
        with self._at(tab) as (book, sheet):
            guard = {"protectedRangeId": book.new_number(), "range": grid_of(sheet.number, place)}
            if but:
                guard["unprotectedRanges"] = [grid_of(sheet.number, one) for one in but]
            if warning_only:
                guard["warningOnly"] = True
            sheet.protected.append({**guard, "requestingUserCanEdit": warning_only})

    def lay_out(self, told: Mapping[str, list[list[Any]]]) -> None:
        """The first tab takes the place of the one that is there."""
        with self._change() as book:
            for number, (title, lines) in enumerate(told.items()):
                if number:
                    tabs.add(book, {"properties": {"title": title}})
                sheet = book.sheets[number]
                sheet.title = title
                width = max(map(len, lines), default=0)
                sheet.append("ROWS", max(0, len(lines) - len(sheet.rows)))
                sheet.append("COLUMNS", max(0, width - len(sheet.columns)))
                for row, line in enumerate(lines):
                    sheet.own("ROWS", row).cells = [None if one in (None, "") else one for one in line]

    # --

    def _write(self, tab: str, row: int, column: int, given: object, option: str) -> None:
        with self._at(tab) as (book, sheet):
            sheet.hold(row, column, written(sheet.held(row, column), given, option, book.locale))

    def _change_cell(self, tab: str, row: int, column: int, how: Callable[[Cell], Cell]) -> None:
        with self._at(tab) as (_, sheet):
            sheet.put(row, column, how(sheet.cell(row, column) or BLANK))

    @contextmanager
    def _at(self, tab: str) -> Iterator[tuple[Spreadsheet, Sheet]]:
        with self._change() as book:
            yield book, _tab(book, tab)

    @contextmanager
    def _change(self) -> Iterator[Spreadsheet]:
        with self._lock:
            file = self._files.get(self._id)
            book = file.book.copy()
            yield book
            self._files.changed(file, book)


def _tab(book: Spreadsheet, title: str) -> Sheet:
    sheet = book.titled(title)
    assert sheet is not None, f"there is no tab {title}"
    return sheet


def _size(sheet: Sheet) -> tuple[int, int]:
    return len(sheet.rows), len(sheet.columns)


def _span(sheet: Sheet, kind: str, at: int, count: int) -> dict[str, Any]:
    return {"sheetId": sheet.number, "dimension": kind, "startIndex": at, "endIndex": at + count}
