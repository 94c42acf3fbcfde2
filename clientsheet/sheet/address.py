"""Addresses of cells: rows and columns count from 1, as owners count; ``A1`` is (row 1, column 1)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384


class Range(NamedTuple):
    """A rectangle of cells, both corners included."""

    row: int
    column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        return self.row <= row <= self.last_row and self.column <= column <= self.last_column

    def __str__(self) -> str:
        first, last = a1(self.row, self.column), a1(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"


@cache
def letters(column: int) -> str:
    """1 -> 'A', 27 -> 'AA'."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(name: str) -> int:
    """'A' -> 1, 'AA' -> 27; letters of either case."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column


def a1(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


_RANGE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


def parse(text: str) -> Range:
    """'B2', '$B$2', 'B2:C9' -> Range. ValueError: anything else, or an address outside Excel's sheet."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    column, row = number(match[1]), int(match[2])
    last_column, last_row = (number(match[3]), int(match[4])) if match[3] else (column, row)
    found = Range(min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column))
    if found.row < 1 or found.last_row > MAX_ROWS or found.last_column > MAX_COLUMNS:
        raise ValueError(text)
    return found
