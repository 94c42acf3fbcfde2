"""What the caller may not change: other people's protected ranges, and files that it may only look at."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.emulator.ranges import Area

ROWS = [["id", "name"], ["C-1", "Anna"], ["C-2", "Ihor"]]


def _put(call: Caller, book: str, place: str) -> int:
    path = f"/v4/spreadsheets/{book}/values/{place}"
    return call.send("PUT", path, params={"valueInputOption": "RAW"}, json={"values": [["x"]]}).status_code


def test_a_viewer_reads_and_writes_nothing(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": ROWS})
    google.file(book).viewer = True
    assert call.values(book, "T") == ROWS
    assert _put(call, book, "T!A1") == 403
    assert google.owner(book).values("T") == ROWS


def test_what_the_owner_left_open_in_a_protected_sheet_takes_values(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": ROWS})
    google.owner(book).protects("T", Area(0, 0, 1000, 26), but=[Area(0, 2, 1000, 4)])
    assert [_put(call, book, "T!B2"), _put(call, book, "T!C2"), _put(call, book, "T!E2")] == [400, 200, 400]


@pytest.mark.parametrize(
    ("kind", "at", "status"), [("COLUMNS", 0, 200), ("COLUMNS", 1, 400), ("COLUMNS", 2, 200), ("ROWS", 2, 400)]
)
def test_new_lines_do_not_tear_a_protected_range_apart(
    google: Emulator, call: Caller, kind: str, at: int, status: int
) -> None:
    book = google.spreadsheet("Salon", {"T": ROWS})
    google.owner(book).protects("T", Area(0, 0, 3, 2))
    span: dict[str, Any] = {"sheetId": 0, "dimension": kind, "startIndex": at, "endIndex": at + 1}
    requests = [{"insertDimension": {"range": span}}]
    assert call.send("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": requests}).status_code == status
    google.owner(book).insert("T", kind, at)
