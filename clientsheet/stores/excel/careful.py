"""Reading a sheet cell by cell with a real XML parser: slow, sure, and at home with every oddity.

Namespace prefixes, UTF-16, comments, CDATA, rows and cells that do not say where they stand, one stray cell in the
far corner: whatever the fast way (``structure`` and calamine) does not vouch for is read here. Empty cells cost
nothing, so a sheet as wide as Excel allows is held as easily as a small one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from clientsheet.errors import Refused
from clientsheet.sheet.address import MAX_COLUMNS, MAX_ROWS, Range, number, parse
from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.sheet.serials import Shown, serial
from clientsheet.stores.excel.cells import NUMBER, finite, moment, plain, written_out

MOST_CELLS: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Lookups:
    """What cells refer to: shared strings, how each cell style shows a number, the date system."""

    strings: Sequence[str]
    shown: Sequence[int]
    since_1904: bool


@dataclass
class SparseTab:
    """A ``GridTab`` of which only the cells that hold something are kept: column -> row -> value."""

    title: str
    row_count: int = 0
    column_count: int = 0
    cells: dict[int, dict[int, Raw]] = field(default_factory=dict)
    formula_rows: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    writable: bool = True
    since_1904: bool = False

    def rows(self, first: int, last: int) -> list[list[Raw]]:
        wide = range(1, self.column_count + 1)
        last = min(last, self.row_count)
        return [[self.cells.get(column, {}).get(row) for column in wide] for row in range(max(first, 1), last + 1)]

    def columns(self, numbers: Sequence[int], first_row: int) -> list[list[Raw]]:
        tall = range(first_row, self.row_count + 1)
        nothing: Mapping[int, Raw] = {}
        return [list(map(self.cells.get(column, nothing).get, tall)) for column in numbers]

    def formulas(self, column: int) -> Collection[int]:
        return self.formula_rows.get(column, ())

    def number(self, shown: Shown) -> int | float:
        return serial(shown, self.since_1904)


def read_carefully(title: str, chunks: Iterable[bytes], lookups: Lookups) -> SparseTab:
    """Refused: not well-formed, or so many cells that this way would take minutes."""
    reader = _Reader(SparseTab(title, since_1904=lookups.since_1904), lookups)
    _parse(chunks, reader.start, reader.end, reader.text, title)
    return reader.tab


def read_top(title: str, chunks: Iterable[bytes], lookups: Lookups, rows: int) -> SparseTab:
    """The first ``rows`` rows alone; no more of ``chunks`` is taken than it needs. Refused: not well-formed."""
    reader = _Reader(SparseTab(title, since_1904=lookups.since_1904), lookups, last_row=rows)
    with suppress(_EnoughError):
        _parse(chunks, reader.start, reader.end, reader.text, title)
    return reader.tab


def read_strings(chunks: Iterable[bytes]) -> list[str]:
    """The shared strings, each as one text; how parts of it look, and reading aids for Asian scripts, do not count."""
    strings: list[str] = []
    parts: list[str] = []
    inline = _Text(parts)

    def end(name: str) -> None:
        local = name.rpartition(":")[2]
        inline.end(local)
        if local == "si":
            strings.append(plain("".join(parts)))
            parts.clear()

    _parse(chunks, lambda name, found: inline.start(name.rpartition(":")[2], found), end, inline.text, "sharedStrings")
    return strings


class _EnoughError(Exception):
    """The rows asked for were read."""


class _Text:
    """Gathers the texts (``t``) of a string item. Blanks at either end count only where the text says so."""

    def __init__(self, parts: list[str]) -> None:
        self.parts = parts
        self.run: list[str] | None = None
        self.keep_blanks = self.reading_aid = False

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "rPh":
            self.reading_aid = True
        elif local == "t" and not self.reading_aid:
            self.run = []
            self.keep_blanks = attributes.get("xml:space") == "preserve"

    def end(self, local: str) -> None:
        if local == "rPh":
            self.reading_aid = False
        elif local == "t" and self.run is not None:
            text = "".join(self.run)
            self.parts.append(text if self.keep_blanks else text.strip(" \t\r\n"))
            self.run = None

    def text(self, data: str) -> None:
        if self.run is not None:
            self.run.append(data)


class _Reader:
    """Follows the parser through a sheet. ``row`` and ``column`` are where it stands."""

    def __init__(self, tab: SparseTab, lookups: Lookups, last_row: int = MAX_ROWS) -> None:
        self.tab = tab
        self.lookups = lookups
        self.last_row = last_row
        self.row = self.column = self.kept = 0
        self.attributes: Mapping[str, str] = {}
        self.value: list[str] = []
        self.in_value = self.formula = False
        self.inline: list[str] = []
        self.inline_text = _Text(self.inline)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._cell(attributes)
        elif local == "v":
            self.in_value = True
        elif local == "f":
            self.formula = True
        elif local == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if self.row > self.last_row and self.last_row < MAX_ROWS:
                raise _EnoughError
            if attributes.get("hidden") in ("1", "true"):
                self.tab.hidden_rows.add(self.row)
        elif local in ("t", "rPh"):
            self.inline_text.start(local, attributes)
        elif local == "mergeCell":
            with suppress(ValueError):
                self.tab.merged.append(parse(attributes.get("ref", "")))
        elif local == "sheetProtection":
            self.tab.writable = not locked(attributes)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "v":
            self.in_value = False
        elif local == "c":
            self._keep()
        else:
            self.inline_text.end(local)

    def text(self, data: str) -> None:
        if self.in_value:
            self.value.append(data)
        else:
            self.inline_text.text(data)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.attributes, self.formula = attributes, False
        self.value.clear()
        self.inline.clear()
        reference = attributes.get("r", "").replace("$", "")
        if reference:
            self.column = number(reference.rstrip("0123456789"))
        else:
            self.column += 1

    def _keep(self) -> None:
        if self.formula:
            self.tab.formula_rows.setdefault(self.column, set()).add(self.row)
        value = self._meaning()
        if value is None or value == "":
            return
        self.kept += 1
        if self.kept > MOST_CELLS or self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            raise Refused("file.too_large", hint="file.too_large.hint", tab=self.tab.title)
        self.tab.cells.setdefault(self.column, {})[self.row] = value
        self.tab.row_count = max(self.tab.row_count, self.row)
        self.tab.column_count = max(self.tab.column_count, self.column)

    def _meaning(self) -> Raw:
        kind = self.attributes.get("t", "n")
        if kind == "inlineStr":
            return plain("".join(self.inline))
        text = "".join(self.value)
        if text == "":
            return UNCALCULATED if self.formula and kind != "str" else None
        if kind == "s":
            return self.lookups.strings[int(text)]
        if kind == "str":
            return plain(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return CellError(text)
        return written_out(text) if kind == "d" else self._number(text)

    def _number(self, text: str) -> Raw:
        style = int(self.attributes.get("s", 0))
        shown = self.lookups.shown[style] if style < len(self.lookups.shown) else NUMBER
        serial = float(text)
        return finite(serial) if shown == NUMBER else finite(moment(serial, shown, self.lookups.since_1904))


def locked(attributes: Mapping[str, str]) -> bool:
    """A ``sheetProtection`` that is switched on and asks for a password."""
    return attributes.get("sheet") in ("1", "true") and bool(attributes.keys() & {"password", "hashValue"})


def _parse(chunks: Iterable[bytes], start: Any, end: Any, text: Any, part: str) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, IndexError, KeyError) as wrong:
        raise Refused("file.unreadable", hint="file.unreadable.hint", path=part, reason=str(wrong)) from wrong
