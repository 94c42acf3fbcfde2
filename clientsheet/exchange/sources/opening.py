"""A file of any kind -> the table in it. What it is, its first bytes tell: an ``.xls`` may be a page of HTML, a
``.csv`` a workbook, and a text is in whatever code page its program was written for."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from clientsheet.errors import Refused, WrongUse
from clientsheet.exchange.sources import vcard
from clientsheet.exchange.sources.base import Sheet
from clientsheet.sheet.delimited import decoded, table
from clientsheet.sheet.grid import Raw

_MOST_BYTES: Final = 400 << 20
_TITLES_ABOVE: Final = 20
"""The headings stand in one of these rows."""

_WORKBOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_AS_TEXT: Final = re.compile(r'="?([^"]*)"?')
"""``="380671234567"``: how a program keeps Excel from making a number of a text."""

_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)

Rated = Callable[[list[str]], int]
Rows = Iterable[tuple[int, Sequence[Raw]]]


def opened(path: Path, known: Rated) -> Sheet:
    """``known``: how many of some headings are words that anybody knows. Of a workbook the tab with most of them.

    WrongUse: no such file, no right to read it, no table in it. Refused: it is damaged, locked with a password or
    too large."""
    raw = _bytes(path)
    if raw.startswith(_WORKBOOK):
        sheets = [sheet for rows in _tabs(path) if (sheet := _sheet(rows, known)) is not None]
        found = max(sheets, key=lambda sheet: known(list(sheet.headings)), default=None)
    else:
        found = _of_text(decoded(raw), path, known)
    if found is None or not (found.rows or found.ragged):
        raise WrongUse("import.empty", hint="import.empty.hint", path=path)
    return found


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise WrongUse("import.folder", hint="import.no_file.hint", path=path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused("file.too_large", hint="file.too_large.hint", tab=path.name)
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise WrongUse("file.missing", hint="import.no_file.hint", path=path) from missing
    except OSError as closed:
        raise WrongUse("file.no_access", hint="file.no_access.hint", path=path) from closed


def _of_text(text: str, path: Path, known: Rated) -> Sheet | None:
    top = text.lstrip()[:2000].lower()
    if "begin:vcard" in top:
        return vcard.sheet(text)
    if top.startswith(("<html", "<!doctype html", "<table", "<meta", "<head")):
        return _sheet(_of_page(text), known)
    try:
        return _sheet(table(text), known)
    except csv.Error as wrong:
        raise Refused("file.unreadable", hint="file.unreadable.hint", path=path, reason=str(wrong)) from wrong


def _tabs(path: Path) -> Iterable[Rows]:
    """The tabs of a workbook that hold anything, each as its rows."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            first = (sheet.start[0] if sheet.start else 0) + 1
            yield list(enumerate(sheet.iter_rows(), first))
    except PasswordError as closed:
        raise Refused("excel.encrypted", hint="excel.encrypted.hint", path=path) from closed
    except CalamineError as wrong:
        raise Refused("file.unreadable", hint="file.unreadable.hint", path=path, reason=str(wrong)) from wrong


def _of_page(text: str) -> Rows:
    """The largest table of a page of HTML, as which some programs save an ``.xls``."""
    from lxml import html

    page: Any = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    tables: list[list[Any]] = sorted((found.xpath(".//tr") for found in page.iter("table")), key=len)
    for number, line in enumerate(tables[-1] if tables else [], 1):
        yield number, [" ".join(cell.text_content().split()) for cell in line.xpath("./td|./th")]


def _sheet(rows: Rows, known: Rated) -> Sheet | None:
    """Whatever stands above the headings is a title; None: no row at all."""
    lines = [(line, cells) for line, row in rows if any(cells := [_clean(cell) for cell in row])]
    if not lines:
        return None
    at = _heading(lines, known)
    headings = _named(lines[at][1])
    width = len(headings)
    kept, places, ragged = [], [], []
    for line, cells in lines[at + 1 :]:
        if any(cell is not None for cell in cells[width:]):
            ragged.append(line)
        else:
            kept.append((*cells[:width], *[None] * (width - len(cells))))
            places.append(line)
    return Sheet(headings, kept, places, tuple(ragged))


def _heading(lines: Sequence[tuple[int, list[Raw]]], known: Rated) -> int:
    """The row that says most words we know, the first of equals; where none says any, the first with two cells."""
    rated = [known([str(cell) for cell in cells if cell is not None]) for _, cells in lines[:_TITLES_ABOVE]]
    best = max(rated)
    if best:
        return rated.index(best)
    wide = (at for at, (_, cells) in enumerate(lines[:_TITLES_ABOVE]) if sum(cell is not None for cell in cells) > 1)
    return next(wide, 0)


def _named(cells: Sequence[Raw]) -> tuple[str, ...]:
    """Headings on one line each; the empty ones at the end are none."""
    words = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _clean(cell: Raw) -> Raw:
    """Without what nobody can see, without what guarded a number from Excel; None where nothing is left."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("", cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if text.startswith("=") and (guarded := _AS_TEXT.fullmatch(text)) and '"' in text:
        text = guarded[1].strip()
    if text.startswith("'"):
        text = text[1:].strip()
    return text or None
