"""A stretch of whole rows as it stands in the sheet, cut into its rows; and one row, cut into its cells.

The sheet's bytes are handled as Latin-1 text, one character a byte, so that nothing is encoded twice; all that is
written is ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from clientsheet.sheet.address import number

_PLAIN_ROW: Final = re.compile(r'<row r="(\d+)"')
_ATTRIBUTES: Final = r"""(?:\s(?:[^>"']|"[^"]*"|'[^']*')*|/)?"""
ADDRESS: Final = re.compile(r"""\sr\s*=\s*["'](?:([A-Z]+)(\d+))["']""")
_ROW_NUMBER: Final = re.compile(r"""\sr\s*=\s*["'](\d+)["']""")
_STYLE: Final = re.compile(r"""\ss\s*=\s*["'](\d+)["']""")
_SPANS: Final = re.compile(r"""(\sspans\s*=\s*["'])(\d+):(\d+)(?=["'])""")
_CUSTOM_FORMAT: Final = re.compile(r"""\scustomFormat\s*=\s*["'](?:1|true)["']""")
_HIDDEN: Final = re.compile(r"""\shidden\s*=\s*["'](?:1|true)["']""")


class DisorderError(ValueError):
    """Rows or cells that do not ascend, or that have no end: what stands there is not known for sure."""


class Rows(NamedTuple):
    """``glue.join(pieces)`` is the text again; ``pieces[i]`` holds row ``numbers[i]`` and what stands before it, and
    one more piece what stands behind the last row. With a glue, pieces lack their end tag."""

    numbers: list[int]
    pieces: list[str]
    glue: str


def split_rows(text: str, prefix: str, last: int) -> Rows:
    """``last``: the number of the row before. DisorderError: the numbers do not ascend."""
    rows = _plain_rows(text) if not prefix else None
    if rows is None:
        rows = _odd_rows(text, prefix, last)
    numbers = rows.numbers
    if numbers and (numbers[0] <= last or not all(map(int.__lt__, numbers, numbers[1:]))):
        raise DisorderError("rows")
    return rows


def _plain_rows(text: str) -> Rows | None:
    """Rows as nearly every program writes them: numbered first of all, and none of them self-closed."""
    pieces = text.split("</row>")
    numbers = list(map(int, _PLAIN_ROW.findall(text)))
    if len(numbers) != len(pieces) - 1 or "<row" in pieces[-1]:
        return None
    if text.count("<row") != len(numbers):
        return None
    return Rows(numbers, pieces, "</row>")


def _odd_rows(text: str, prefix: str, last: int) -> Rows:
    numbers, pieces = [], []
    at = 0
    for match in _row_tag(prefix).finditer(text):
        named = _ROW_NUMBER.search(match[1])
        last = int(named[1]) if named else last + 1
        end = match.end()
        if not match[0].endswith("/>"):
            closed = _end_tag(prefix, "row").search(text, end)
            if closed is None:
                raise DisorderError("rows")
            end = closed.end()
        numbers.append(last)
        pieces.append(text[at:end])
        at = end
    return Rows(numbers, [*pieces, text[at:]], "")


@dataclass(slots=True)
class Cell:
    """A cell as it stands. ``text``: the whole element; ``style`` -1: it names none."""

    column: int
    style: int
    text: str


@dataclass(slots=True)
class Row:
    """``before``: what stands before the row; ``gaps[k]``: what stands before cell k, and one more behind the last."""

    before: str
    tag: str
    cells: list[Cell]
    gaps: list[str]

    @property
    def style(self) -> int | None:
        """The style the row gives to cells that have none, if it does."""
        if not _CUSTOM_FORMAT.search(self.tag):
            return None
        named = _STYLE.search(self.tag)
        return int(named[1]) if named else 0

    def show(self) -> None:
        self.tag = _HIDDEN.sub("", self.tag)

    def put(self, index: int, cell: Cell, *, instead: bool) -> None:
        if instead:
            self.cells[index] = cell
        else:
            self.cells.insert(index, cell)
            self.gaps.insert(index + 1, "")
            if index == len(self.cells) - 1:
                self.gaps[index], self.gaps[index + 1] = "", self.gaps[index]

    def text(self, end: str) -> str:
        tag = self.tag
        if self.cells:
            tag = widened(tag, self.cells[0].column, self.cells[-1].column)
        inner = "".join(part for gap, cell in zip(self.gaps, self.cells, strict=False) for part in (gap, cell.text))
        return f"{self.before}{tag}{inner}{self.gaps[-1]}{end}"


def parse_row(piece: str, prefix: str) -> Row:
    """A piece of ``split_rows``, with or without its end tag. DisorderError: its cells do not ascend."""
    match = _row_tag(prefix).search(piece)
    if match is None:
        raise DisorderError("rows")
    tag = match[0]
    if tag.endswith("/>"):
        return Row(piece[: match.start()], tag[:-2].rstrip() + ">", [], [""])
    row = Row(piece[: match.start()], tag, [], [])
    at = match.end()
    column = 0
    for cell, start, end in _cells(piece, at, prefix, column):
        if cell.column <= column:
            raise DisorderError("cells")
        column = cell.column
        row.cells.append(cell)
        row.gaps.append(piece[at:start])
        at = end
    closed = _end_tag(prefix, "row").search(piece, at)
    row.gaps.append(piece[at : closed.start() if closed else len(piece)])
    return row


def _cells(piece: str, at: int, prefix: str, column: int) -> Iterator[tuple[Cell, int, int]]:
    find = _cell_tag(prefix).search
    while match := find(piece, at):
        named = ADDRESS.search(match[1])
        column = number(named[1]) if named else column + 1
        cell = cell_at(piece, match.start(), column, prefix)
        at = match.start() + len(cell.text)
        yield cell, match.start(), at


def cell_at(piece: str, start: int, column: int, prefix: str = "") -> Cell:
    """The cell whose start tag begins at ``start`` (its attributes are numbers and words: none holds ``>``).
    DisorderError: it has no end."""
    inner = end = piece.find(">", start) + 1
    if piece[end - 2] != "/":
        end_tag = f"</{prefix}c>"
        end = piece.find(end_tag, end) + len(end_tag)
        if end <= inner:
            closed = _end_tag(prefix, "c").search(piece, inner)
            if closed is None:
                raise DisorderError("cells")
            end = closed.end()
    style = _STYLE.search(piece, start, inner)
    return Cell(column, int(style[1]) if style else -1, piece[start:end])


def widened(tag: str, first: int, last: int) -> str:
    """A row's start tag whose ``spans``, if it has them, reach from ``first`` to ``last``."""
    return _SPANS.sub(lambda m: f"{m[1]}{min(int(m[2]), first)}:{max(int(m[3]), last)}", tag, count=1)


@cache
def _row_tag(prefix: str) -> re.Pattern[str]:
    return re.compile(f"<{re.escape(prefix)}row({_ATTRIBUTES})>")


@cache
def _cell_tag(prefix: str) -> re.Pattern[str]:
    return re.compile(f"<{re.escape(prefix)}c({_ATTRIBUTES})>")


@cache
def _end_tag(prefix: str, local: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(prefix)}{local}\s*>")
