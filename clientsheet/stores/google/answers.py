"""The text of a spreadsheets.get as JSON, without a dictionary for each of two million cells.

Most rows of a sheet read the same once the values are masked away: a row whose text came before is the same object
again, and a cell of which nothing is told is always the same empty one.
"""

from __future__ import annotations

import json
from typing import Any, Final

import orjson

_ROWS: Final = b'"rowData":['
_ROW: Final = b'{"values":['
_EMPTY: Final = b"{}"
_MOST_KEPT: Final = 2_000
"""Texts of rows to look out for; sheets where more differ have a formula or a note in each."""

Row = dict[str, Any]
_BLANK: Final[Row] = {}


def parsed(text: bytes) -> Any:
    """ValueError: it is no JSON, or broken off. No text inside a string can pass for a part of the structure: there a
    quotation mark has a backslash before it."""
    try:
        return _with_rows_once(text)
    except _UnforeseenError:
        return orjson.loads(text)


class _UnforeseenError(Exception):
    """The text is laid out in another way, or broken: let a whole parser judge."""


def _with_rows_once(text: bytes) -> Any:
    between: list[bytes] = []
    tabs: list[list[Row]] = []
    known: dict[bytes, Row] = {}
    at = 0
    while (start := text.find(_ROWS, at)) >= 0:
        between += (text[at:start], b'"rowData":%d' % len(tabs))
        rows, at = _rows(text, start + len(_ROWS), known)
        tabs.append(rows)
    if not tabs:
        return orjson.loads(text)
    between.append(text[at:])
    told = orjson.loads(b"".join(between))
    for sheet in told.get("sheets", ()):
        for data in sheet.get("data", ()):
            if "rowData" in data:
                data["rowData"] = tabs[data["rowData"]]
    return told


def _rows(text: bytes, at: int, known: dict[bytes, Row]) -> tuple[list[Row], int]:
    """The rows that begin at ``at``, and the place behind the bracket that closes them."""
    rows: list[Row] = []
    end = text.find(_ROWS, at)
    end = len(text) if end < 0 else end
    last = text.rfind(_ROW, at, end)
    at = _blank_rows(text, at, rows)
    while at < last:
        following = text.find(_ROW, at + len(_ROW))
        row = text[at : following - 1]
        blank = 0
        while row.endswith(b",{}"):
            row, blank = row[:-3], blank + 1
        rows.append(_row(row, known))
        rows.extend([_BLANK] * blank)
        at = following
    if at == last:
        row, at = _last_row(text, at, end)
        rows.append(_row(row, known))
        if text.startswith(b",", at):
            at = _blank_rows(text, at + 1, rows)
    if not text.startswith(b"]", at):
        raise _UnforeseenError
    return rows, at + 1


def _blank_rows(text: bytes, at: int, rows: list[Row]) -> int:
    while text.startswith(_EMPTY, at):
        rows.append(_BLANK)
        at += len(_EMPTY)
        if not text.startswith(b",", at):
            return at
        at += 1
    return at


def _last_row(text: bytes, at: int, end: int) -> tuple[bytes, int]:
    """Of the last row of a tab nobody knows the end but a parser."""
    try:
        rest = text[at:end].decode()
        length = len(rest[: json.JSONDecoder().raw_decode(rest)[1]].encode())
    except ValueError as broken:
        raise _UnforeseenError from broken
    return text[at : at + length], at + length


def _row(text: bytes, known: dict[bytes, Row]) -> Row:
    row = known.get(text)
    if row is None:
        try:
            row = {"values": [cell if any(cell.values()) else _BLANK for cell in orjson.loads(text)["values"]]}
        except (ValueError, AttributeError) as broken:
            raise _UnforeseenError from broken
        if len(known) < _MOST_KEPT:
            known[text] = row
    return row
