"""A table in a text file: bytes in, rows of texts out, whoever wrote it in whatever way.

Excel of an Eastern European Windows writes cp1251 and parts the cells with ``;``, a web service UTF-8 with a BOM and
``,``, old programs of the DOS age cp866. Cells may hold line breaks inside quotes; rows may be of any lengths.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Final

SIGNS: Final = ";\t,|"
"""What may part the cells of a row."""

_NAMED: Final = re.compile(r"sep=(.)\r?\n")
_LOOKED_AT: Final = 20
_SAMPLE: Final = 1 << 16
_LARGEST_CELL: Final = 1 << 24
_HIGH: Final = (0, 4)
"""The upper bytes of Latin and Cyrillic letters in UTF-16; no other text has them."""
_COMMON: Final = "оеаинтсвіОЕАИНТСВІ"
"""Letters that Ukrainian and Russian texts are full of; a text read by a wrong code page is not."""


def decoded(raw: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes are that, else the code page of Ukrainian and Russian Windows, or of DOS where
    that makes words of them. Without the zero bytes that no text has."""
    return _decoded(raw).replace("\0", "")


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    top = raw[:_SAMPLE]
    for page, high in (("utf-16-le", top[1::2]), ("utf-16-be", top[::2])):
        if high and 10 * sum(map(high.count, _HIGH)) > 9 * len(high):
            return raw.decode(page, "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(max(("cp1251", "cp866"), key=lambda page: _words_like(top, page)), "replace")


def _words_like(raw: bytes, page: str) -> int:
    text = raw.decode(page, "replace")
    return sum(map(text.count, _COMMON))


def delimiter(text: str) -> str:
    """The sign that parts the same number of cells in most of the first rows; Excel names it in a line ``sep=;``."""
    named = _NAMED.match(text)
    if named:
        return named[1]
    return max(SIGNS, key=lambda sign: _evenness(text[:_SAMPLE], sign))


def table(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line on which it ends, cells) of every row. csv.Error: no table at all."""
    sign = delimiter(text)
    named = _NAMED.match(text)
    before = 1 if named else 0
    body = text[named.end() :] if named else text
    whole = _is_whole(body, sign)
    lines = io.StringIO(body, newline="") if whole else iter(_lines(body))
    reader = csv.reader(lines, delimiter=sign, quoting=csv.QUOTE_MINIMAL if whole else csv.QUOTE_NONE)
    for row in reader:
        yield reader.line_num + before, row if whole else [_unquoted(cell) for cell in row]


def _evenness(text: str, sign: str) -> tuple[int, int]:
    """(rows that have the commonest number of cells, that number); none where the sign does not occur."""
    csv.field_size_limit(_LARGEST_CELL)
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _LOOKED_AT)
    try:
        widths = [len(row) for row in rows if len(row) > 1]
    except csv.Error:
        return 0, 0
    commonest = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return widths.count(commonest), commonest


def _is_whole(text: str, sign: str) -> bool:
    """Whether every quote that opens is closed; one that is not would swallow the rest of the file."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as wrong:
        return "unexpected end" not in str(wrong) and _ends_outside(text, sign)
    return True


def _ends_outside(text: str, sign: str) -> bool:
    """The same asked of a text with other faults: the last cell is not half of the file."""
    last = deque(csv.reader(io.StringIO(text, newline=""), delimiter=sign), maxlen=1)
    return not (last and last[0]) or last[0][-1].count("\n") < _LOOKED_AT


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _unquoted(cell: str) -> str:
    inside = cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
    return inside.replace('""', '"')
