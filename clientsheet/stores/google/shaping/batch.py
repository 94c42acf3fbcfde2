"""Single requests of a batchUpdate, by rows and columns that count from 1 and ends that are included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

T = TypeVar("T")
Request = dict[str, Any]
CellData = dict[str, Any]
Place = tuple[int, int]
"""(row, column)."""


def area(sheet_id: int, row: int = 1, column: int = 1, last_row: int = 0, last_column: int = 0) -> dict[str, int]:
    """A GridRange; an end of 0 is that of the sheet."""
    found = {"sheetId": sheet_id}
    bounds = (
        ("startRowIndex", row - 1),
        ("endRowIndex", last_row),
        ("startColumnIndex", column - 1),
        ("endColumnIndex", last_column),
    )
    return found | {name: bound for name, bound in bounds if bound}


def line(sheet_id: int, dimension: str, first: int, last: int) -> dict[str, Any]:
    """A DimensionRange: ``ROWS`` or ``COLUMNS``."""
    return {"sheetId": sheet_id, "dimension": dimension, "startIndex": first - 1, "endIndex": last}


def repeat(where: dict[str, int], cell: CellData, fields: str) -> Request:
    """The same in every cell; what ``fields`` names and ``cell`` has not is cleared."""
    return {"repeatCell": {"range": where, "cell": cell, "fields": fields}}


def write(sheet_id: int, row: int, column: int, rows: Sequence[Sequence[CellData]], fields: str) -> Request:
    """``rows`` from that cell on."""
    start = {"sheetId": sheet_id, "rowIndex": row - 1, "columnIndex": column - 1}
    return {"updateCells": {"start": start, "rows": [{"values": list(cells)} for cells in rows], "fields": fields}}


def clear(where: dict[str, int], fields: str) -> Request:
    return {"updateCells": {"range": where, "rows": [], "fields": fields}}


def scattered(sheet_id: int, cells: Mapping[Place, CellData], fields: str) -> Iterator[Request]:
    """Single cells, those below each other in one request."""
    for column, run in _runs(sorted(cells, key=lambda place: (place[1], place[0]))):
        yield write(sheet_id, run[0], column, [[cells[row, column]] for row in run], fields)


def alike(values: Sequence[T]) -> Iterator[tuple[T, int, int]]:
    """(value, first, last) of each stretch of equal values, counted from 1."""
    for value, group in groupby(enumerate(values, 1), key=lambda pair: pair[1]):
        places = [place for place, _ in group]
        yield value, places[0], places[-1]


def spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each stretch without a gap; ``numbers`` ascend."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def size(sheet_id: int, dimension: str, first: int, last: int, pixels: int) -> Request:
    """The width of columns, the height of rows."""
    found = {"range": line(sheet_id, dimension, first, last), "properties": {"pixelSize": pixels}}
    return {"updateDimensionProperties": found | {"fields": "pixelSize"}}


def lengthen(sheet_id: int, dimension: str, by: int) -> Request:
    """More rows or columns at the end."""
    return {"appendDimension": {"sheetId": sheet_id, "dimension": dimension, "length": by}}


def warn(where: dict[str, int], unless: Sequence[dict[str, int]] = ()) -> Request:
    """Google asks a person who types there whether they mean it; it stops nobody."""
    guarded: dict[str, Any] = {"range": where, "description": "clientsheet", "warningOnly": True}
    if unless:
        guarded["unprotectedRanges"] = list(unless)
    return {"addProtectedRange": {"protectedRange": guarded}}


def allow(where: dict[str, int], condition: str, values: Sequence[str] = ()) -> Request:
    """A drop-down or a checkbox; anything else may be typed all the same."""
    condition_ = {"type": condition, "values": [{"userEnteredValue": value} for value in values]}
    rule = {"condition": condition_, "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": where, "rule": rule}}


def _runs(places: Sequence[Place]) -> Iterator[tuple[int, list[int]]]:
    for column, group in groupby(places, key=lambda place: place[1]):
        for first, last in spans([row for row, _ in group]):
            yield column, list(range(first, last + 1))
