"""What a sheet holds beside its values, found in one quick pass over its XML as it streams by.

Formulas, formulas never calculated, error cells, hidden rows, merged cells, protection, and how far the cells reach.
The pass looks for bytes and parses next to nothing: 320 MB of sheet take about a second. That is possible because
nearly every program says of each row and cell where it stands, in one way (``<row ... r="7">``, ``<c r="B7" ...>``);
a sheet written in another is not vouched for, and is read by ``careful`` instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from operator import lt
from typing import Final

from clientsheet.sheet.address import MAX_ROWS, Range, letters, number, parse
from clientsheet.sheet.grid import CellError
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.careful import locked

_ROOT: Final = re.compile(rb"<(?:([\w.-]+):)?worksheet[\s>]")
_DATA: Final = re.compile(rb"<sheetData\s*(/?)>")
_ODD: Final = re.compile(rb'<c(?! r=")[\s/>]|<row(?![^>]* r=")[\s/>]')
_WIDE: Final = re.compile(rb'<c r="[A-Z]{2}')
_FAR: Final = re.compile(rb'<c r="(?:[A-Z]{3}|[E-Z][A-Z])')
_NARROW, _MIDDLING, _UNKNOWN = 26, 104, 16_384
_HIDDEN: Final = re.compile(rb'<row [^>]*?hidden="(?:1|true)"[^>]*>')
_R: Final = re.compile(rb' r="(\d+)"')
_ERROR: Final = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? t="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*<f(?:\s[^>]*?)?(?:/>|>[^<]*</f>)\s*(<v(?:\s[^>]*)?>[^<])?', re.DOTALL
)
_WIDE_COLUMN: Final = re.compile(rb'<c r="([A-Z]{2,})')
_VALUED: Final = rb'<c r="%s\d+"[^>]*(?<!/)>\s*<(?:v>|v |is|f)'
_NUMBERS: Final = re.compile(rb'<row [^>]*?r="(\d+)"')
_LAST_CELL: Final = re.compile(rb'<c r="[A-Z]+(\d+)"')
_LOOKED_AT_CLOSELY: Final = 32
_LONGEST_ROW: Final = 64 << 20
_ROW: Final = b"<row "


@dataclass
class Structure:
    """Row numbers by column number; ``errors`` with the text the cell shows.

    ``last_row`` and ``last_column`` are bounds of what the sheet may hold, cheaply had and generous.
    """

    formulas: dict[int, list[int]] = field(default_factory=dict)
    uncalculated: dict[int, list[int]] = field(default_factory=dict)
    errors: dict[int, dict[int, CellError]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    writable: bool = True
    last_row: int = 0
    last_column: int = _NARROW

    @property
    def area(self) -> int:
        return self.last_row * self.last_column

    def formula_rows(self) -> dict[int, Collection[int]]:
        """By column, as a range where the whole column is filled down."""
        return {column: _compact(rows) for column, rows in self.formulas.items()}


class IrregularError(Exception):
    """The sheet is written in a way that this pass does not vouch for."""


def scan(chunks: Iterable[bytes]) -> Structure:
    """IrregularError: read the sheet carefully instead."""
    found = Structure()
    tail = b""
    for position, (block, rest) in enumerate(_blocks(iter(chunks))):
        _order(block, found.last_row, closely=position < _LOOKED_AT_CLOSELY)
        _look(block, found, first=position == 0)
        tail = rest
    _end(tail, found)
    return found


def is_sparse(chunks: Iterable[bytes], largest: int) -> bool:
    """Whether the rectangle that spans all values is larger than ``largest`` cells and mostly empty: one of them stands
    far away."""
    last_row = last_column = cells = 0
    for block, _ in _blocks(iter(chunks)):
        here = block.count(b"<v>") + block.count(b"<is>") + block.count(b"<v ")
        cells += here
        at = block.rfind(_ROW, 0, block.rfind(b"<v")) if here else -1
        if at >= 0:
            last_row = max(last_row, _row(block[at : block.index(b">", at)]))
        columns = {_NARROW} | {number(wide.decode()) for wide in set(_WIDE_COLUMN.findall(block))}
        for column in sorted(columns, reverse=True):
            if column <= last_column:
                break
            if column == _NARROW or re.search(_VALUED % letters(column).encode(), block):
                last_column = column
    area = last_row * last_column
    return area > largest and cells * 4 < area


def _blocks(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Whole rows at a time; with the last of them, whatever follows the rows."""
    rest, prefix, is_empty = _head(chunks)
    plain = _plain(chunks, prefix)
    if is_empty:
        yield b"", rest + b"".join(plain)
        return
    for chunk in plain:
        rest += chunk
        cut = rest.rfind(_ROW)
        end = rest.find(b"</sheetData", max(cut, 0))
        if end >= 0:
            yield rest[:end], rest[end:] + b"".join(plain)
            return
        if cut > 0:
            yield rest[:cut], b""
            rest = rest[cut:]
        elif len(rest) > _LONGEST_ROW:
            raise IrregularError
    end = rest.find(b"</sheetData")
    if end < 0:
        raise IrregularError
    yield rest[:end], rest[end:]


def _head(chunks: Iterator[bytes]) -> tuple[bytes, bytes, bool]:
    """(what follows the start of the rows, the namespace prefix with its colon, there are no rows)."""
    head = b""
    for chunk in chunks:
        head += chunk
        root = _ROOT.search(head)
        if root is None:
            if len(head) > 1 << 16:
                break
            continue
        prefix = root[1] + b":" if root[1] else b""
        plain = _without(head, prefix)
        data = _DATA.search(plain)
        if data and not (prefix and plain.rfind(b"<") > plain.rfind(b">")):  # a tag cut short may lack its prefix
            return plain[data.end() :], prefix, bool(data[1])
        if len(head) > 1 << 24:
            break
    raise IrregularError


def _plain(chunks: Iterator[bytes], prefix: bytes) -> Iterator[bytes]:
    """The chunks without the namespace prefix on the sheet's own elements."""
    if not prefix:
        yield from chunks
        return
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"<")
        yield _without(rest[:cut], prefix)
        rest = rest[cut:]
    yield _without(rest, prefix)


def _without(part: bytes, prefix: bytes) -> bytes:
    return part.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else part


def _look(block: bytes, found: Structure, first: bool) -> None:
    if _holds(block, b"<!", b"!"):
        raise IrregularError
    has_formulas, has_errors = _holds(block, b"<f", b"f"), _holds(block, b' t="e"', b"e")
    has_hidden = _holds(block, b" hidden=", b"d")
    if (first or has_formulas or has_errors or has_hidden) and _ODD.search(block):
        raise IrregularError
    if has_formulas:
        _formulas(block, found)
    if has_errors:
        for name, row, text in _ERROR.findall(block):
            error = CellError(xml.unescape(text.decode()))
            found.errors.setdefault(number(name.decode()), {})[int(row)] = error
    if has_hidden:
        found.hidden.update(_row(tag) for tag in _HIDDEN.findall(block))
    _reach(block, found)


def _holds(block: bytes, what: bytes, rare: bytes) -> bool:
    """Whether ``what`` occurs. A byte of it that is rare in plain rows is looked for first, twenty times as fast."""
    return rare in block and what in block


def _formulas(block: bytes, found: Structure) -> None:
    for name, row, attributes, value in _FORMULA.findall(block):
        column = number(name.decode())
        found.formulas.setdefault(column, []).append(int(row))
        if not value and b't="str"' not in attributes:
            found.uncalculated.setdefault(column, []).append(int(row))


def _order(block: bytes, above: int, closely: bool) -> None:
    """Calamine loses rows that are out of order. After the first 50 MB a sheet is trusted to go on as it began."""
    if closely:
        rows = list(map(int, _NUMBERS.findall(block)))
        in_order = all(map(lt, [above, *rows], rows))
    else:
        first = block.find(_ROW)
        in_order = first < 0 or above < _row(block[first : block.index(b">", first)])
    if not in_order:
        raise IrregularError


def _reach(block: bytes, found: Structure) -> None:
    at = block.rfind(_ROW)
    if at < 0:
        return
    found.last_row = _row(block[at : block.index(b">", at)])
    cell = _LAST_CELL.match(block, block.rfind(b"<c r=", at))
    if found.last_row > MAX_ROWS or (cell and int(cell[1]) != found.last_row):
        raise IrregularError
    if found.last_column < _UNKNOWN and _WIDE.search(block):
        found.last_column = _UNKNOWN if _FAR.search(block) else _MIDDLING


def _row(tag: bytes) -> int:
    found = _R.search(tag)
    if found is None:
        raise IrregularError
    return int(found[1])


def _end(tail: bytes, found: Structure) -> None:
    text = tail.decode("utf-8", "replace")
    for tag in xml.tags(text, "mergeCell|sheetProtection"):
        if "ref" in tag.attributes:
            with suppress(ValueError):
                found.merged.append(parse(tag.get("ref")))
        else:
            found.writable = not locked(tag.attributes)


def _compact(rows: list[int]) -> Collection[int]:
    ordered = rows[-1] - rows[0] + 1 == len(rows)
    return range(rows[0], rows[-1] + 1) if ordered else set(rows)
