"""The text of an answer as JSON, without a dictionary for each of two million cells.

Most rows of a sheet read the same once the values are masked away: a row whose text came before is the same object
again, and a cell of which nothing is told is always the same empty one.
"""

from __future__ import annotations

import json
from typing import Any, Final

import orjson

_ROWS: Final = b'"rowData":['
_ROW: Final = b'{"values":['
_VALUES: Final = b'"stringValue":'
_EMPTY: Final = b"{}"
_MOST_KEPT: Final = 2_000
"""Texts of rows of a tab to look out for; where more differ there is a formula or a note in each."""

_SHELLS: Final = (
    (b'"userEnteredValue":{},', b""),
    (b'"effectiveValue":{},', b""),
    (b',"effectiveValue":{}', b""),
    (b',"effectiveFormat":{}', b""),
    (b'"userEnteredValue":{}', b""),
    (b'"effectiveValue":{}', b""),
    (b'"effectiveFormat":{},', b""),
    (b'"effectiveFormat":{}', b""),
)
"""What a mask leaves of the parts of a cell of which it wants nothing; without them even more rows read the same."""

Row = dict[str, Any]
_BLANK: Final[Row] = {}


def parsed(text: bytes) -> Any:
    """orjson.JSONDecodeError: it is no JSON, or broken off.

    No text inside a string can pass for a part of the structure: there a quotation mark has a backslash before it.
    """
    if _VALUES in text:
        return orjson.loads(text)  # no row reads as another one does
    try:
        return _with_rows_once(text)
    except _UnforeseenError:
        return orjson.loads(text)


class _UnforeseenError(Exception):
    """The text is laid out in another way, or broken: let a whole parser judge."""


def _with_rows_once(text: bytes) -> Any:
    between: list[bytes] = []
    tabs: list[list[Row]] = []
    at = 0
    while (start := text.find(_ROWS, at)) >= 0:
        between += (text[at:start], b'"rowData":%d' % len(tabs))
        rows, at = _rows(text, start + len(_ROWS))
        tabs.append(rows)
    if not tabs:
        return orjson.loads(text)
    between.append(text[at:])
    told = orjson.loads(b"".join(between))
    for sheet in told.get("updatedSpreadsheet", told).get("sheets", ()):
        for data in sheet.get("data", ()):
            if "rowData" in data:
                data["rowData"] = tabs[data["rowData"]]
    return told


def _rows(text: bytes, at: int) -> tuple[list[Row], int]:
    """The rows that begin at ``at``, and the place behind the bracket that closes them."""
    rows: list[Row] = []
    readings = _Readings()
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
        rows.append(readings.read(row))
        rows.extend([_BLANK] * blank)
        at = following
    if at == last:
        row, at = _last_row(text, at, end)
        rows.append(readings.read(row))
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


class _Readings:
    """The rows of one tab that were read already, by their text."""

    def __init__(self) -> None:
        self._by_text: dict[bytes, Row] = {}
        self._by_lean: dict[bytes, Row] = {}

    def read(self, text: bytes) -> Row:
        row = self._by_text.get(text)
        if row is None:
            lean = text
            for shell, nothing in _SHELLS:
                lean = lean.replace(shell, nothing)
            row = self._by_lean.get(lean) or _read(lean)
            _keep(self._by_lean, lean, row)
            _keep(self._by_text, text, row)
        return row


def _keep(known: dict[bytes, Row], text: bytes, row: Row) -> None:
    if len(known) < _MOST_KEPT:
        known[text] = row


def _read(text: bytes) -> Row:
    try:
        return {"values": [cell or _BLANK for cell in orjson.loads(text)["values"]]}
    except (ValueError, TypeError, KeyError) as broken:
        raise _UnforeseenError from broken
