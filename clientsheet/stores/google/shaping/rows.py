"""Rows below whatever a tab holds. ``appendCells`` finds the place when it is carried out, so nothing that was typed
meanwhile is covered; ``values.append`` would guess a table and lose rows under a filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows
from clientsheet.stores.google.seen import SeenTab
from clientsheet.stores.google.shaping import looks
from clientsheet.stores.google.shaping.batch import CellData, Request, lengthen
from clientsheet.stores.google.shaping.typed import cell

_VALUE: Final = "userEnteredValue"
_WITH_FORMAT: Final = "userEnteredValue,userEnteredFormat.numberFormat"


def append(tab: SeenTab, block: AppendedRows) -> Iterator[Request]:
    """One request, and one before it where the sheet is too narrow."""
    if not block.rows:
        return
    width = max(max(row, default=0) for row in block.rows)
    if width > tab.width:
        yield lengthen(tab.sheet_id, "COLUMNS", width - tab.width)
    rows = [
        {"values": [_cell(block, row, number) for number in range(1, max(row, default=0) + 1)]} for row in block.rows
    ]
    formatted = any(block.looks.values()) or any("userEnteredFormat" in one for row in rows for one in row["values"])
    fields = _WITH_FORMAT if formatted else _VALUE
    yield {"appendCells": {"sheetId": tab.sheet_id, "rows": rows, "fields": fields}}


def _cell(block: AppendedRows, row: Mapping[int, Raw], number: int) -> CellData:
    value = row.get(number)
    look = looks.look_for(value, block.looks.get(number, Look.GENERAL))
    return cell(value) | (looks.number_format(look) if value is not None else {})
