"""Ranges of a sheet: A1 and R1C1 texts, GridRange objects, and how they follow inserted, deleted and moved lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.emulator.refusals import Refusal

_A1 = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?(:\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?)?")
_R1C1 = re.compile(r"[Rr]([1-9]\d*)[Cc]([1-9]\d*)(:[Rr]([1-9]\d*)[Cc]([1-9]\d*))?")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Grid = dict[str, Any]
"""A GridRange as JSON."""


@dataclass(frozen=True)
class Area:
    """Rows ``top`` <= r < ``bottom`` and columns ``left`` <= c < ``right``; None: to the end of the sheet.
    ``anchor``: it was given as one cell, so what is written may reach further."""

    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None
    anchor: bool = False

    def within(self, rows: int, columns: int) -> Area:
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Area(self.top, self.left, bottom, right, self.anchor)

    @property
    def height(self) -> int:
        return (self.bottom or 0) - self.top

    @property
    def width(self) -> int:
        return (self.right or 0) - self.left

    def meets(self, other: Area) -> bool:
        """Both within their sheet."""
        assert self.bottom is not None
        assert self.right is not None
        assert other.bottom is not None
        assert other.right is not None
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def covers(self, other: Area) -> bool:
        assert self.bottom is not None
        assert self.right is not None
        assert other.bottom is not None
        assert other.right is not None
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right


def area(text: str) -> Area | None:
    """The cells that a text names; None if it names none."""
    if found := _R1C1.fullmatch(text):
        row, column = int(found[1]), int(found[2])
        return _spanned(row, column, int(found[4] or row), int(found[5] or column), found[3] is None)
    found = _A1.fullmatch(text)
    if not found or not text:
        return None
    left, top = column_number(found[1]), int(found[2] or 0)
    if found[3] is None:
        return _spanned(top, left, top, left, True) if left and top else None
    right, bottom = column_number(found[4]), int(found[5] or 0)
    if not (left or top) or not (right or bottom):
        return None
    return _spanned(top, left, bottom, right, False)


def _spanned(top: int, left: int, bottom: int, right: int, anchor: bool) -> Area:
    if top and bottom:
        top, bottom = min(top, bottom), max(top, bottom)
    if left and right:
        left, right = min(left, right), max(left, right)
    return Area(max(top - 1, 0), max(left - 1, 0), bottom or None, right or None, anchor)


def column_number(letters: str | None) -> int:
    """A is 1; 0 for none."""
    number = 0
    for letter in (letters or "").upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(index: int) -> str:
    """0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split(text: str) -> tuple[str | None, str]:
    """The title of a sheet, unquoted, or None, and the rest. The last ! separates."""
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        return text[1:-1].replace("''", "'"), ""
    title, mark, rest = text.rpartition("!")
    if not mark:
        return None, text
    if title.startswith("'") and title.endswith("'") and len(title) > 1:
        title = title[1:-1].replace("''", "'")
    return title, rest


def named(title: str, place: Area) -> str:
    """As Google echoes a range that lies within its sheet."""
    assert place.bottom is not None
    assert place.right is not None
    plain = _PLAIN.fullmatch(title) and area(title) is None
    head = title if plain else "'" + title.replace("'", "''") + "'"
    first = f"{column_letters(place.left)}{place.top + 1}"
    last = f"{column_letters(place.right - 1)}{place.bottom}"
    return f"{head}!{first}" if first == last else f"{head}!{first}:{last}"


def of_grid(grid: Grid) -> Area:
    top, left = grid.get("startRowIndex") or 0, grid.get("startColumnIndex") or 0
    bottom, right = grid.get("endRowIndex"), grid.get("endColumnIndex")
    if (bottom is not None and bottom <= top) or (right is not None and right <= left):
        raise Refusal("The range is empty or upside down: its end must lie behind its start.")
    return Area(top, left, bottom, right)


def grid_of(sheet: int, place: Area) -> Grid:
    return {
        "sheetId": sheet,
        "startRowIndex": place.top,
        "endRowIndex": place.bottom,
        "startColumnIndex": place.left,
        "endColumnIndex": place.right,
    }


def shown(grid: Grid) -> Grid:
    """A sheet with the number 0 is not said."""
    return {name: one for name, one in grid.items() if one is not None and not (name == "sheetId" and one == 0)}


# -- following the lines


def inserted(grid: Grid, kind: str, at: int, count: int) -> Grid:
    first, last = _ends(kind)
    start, end = grid.get(first), grid.get(last)
    told = {}
    if start is not None and start >= at:
        told[first] = start + count
    if end is not None and end > at:
        told[last] = end + count
    return {**grid, **told}


def deleted(grid: Grid, kind: str, at: int, count: int) -> Grid | None:
    """None: nothing of it is left."""
    first, last = _ends(kind)
    start, end = grid.get(first), grid.get(last)
    told = {name: _after(one, at, count) for name, one in ((first, start), (last, end)) if one is not None}
    if end is not None and told[last] <= told.get(first, 0):
        return None
    return {**grid, **told}


def moved(grid: Grid, kind: str, order: list[int]) -> Grid:
    """``order``: which old line stands at each new place. What would be torn apart stays where it was."""
    first, last = _ends(kind)
    start, end = grid.get(first), grid.get(last)
    if start is None or end is None:
        return grid
    places = [new for new, old in enumerate(order) if start <= old < end]
    if not places or places[-1] - places[0] + 1 != len(places):
        return grid
    return {**grid, first: places[0], last: places[-1] + 1}


def _ends(kind: str) -> tuple[str, str]:
    one = "Row" if kind == "ROWS" else "Column"
    return f"start{one}Index", f"end{one}Index"


def _after(index: int, at: int, count: int) -> int:
    return index if index <= at else max(at, index - count)
