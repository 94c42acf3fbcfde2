"""The owner's edits do to a sheet what a browser does."""

from __future__ import annotations

import threading
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.emulator.files import Files
from tests.emulator.owner import Owner
from tests.emulator.sheet import Sheet

ROWS = [["id", "name"], ["C-2", "Ihor"], ["C-1", "Anna"]]


def test_each_edit_is_seen_by_the_next_read(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": ROWS})
    owner = google.owner(book)
    owner.sort("T", 0)
    assert call.values(book, "T") == [["id", "name"], ["C-1", "Anna"], ["C-2", "Ihor"]]
    owner.duplicates_row("T", 1)
    owner.delete("T", "ROWS", 3)
    assert call.values(book, "T") == [["id", "name"], ["C-1", "Anna"], ["C-1", "Anna"]]
    owner.cuts("T", "COLUMNS", 0, 2)
    assert call.values(book, "T") == [["", "name", "id"], ["", "Anna", "C-1"], ["", "Anna", "C-1"]]
    owner.cuts("T", "ROWS", 1, 4)
    owner.renames_tab("T", "Клієнти")
    assert call.values(book, "Клієнти") == [["", "name", "id"], [], ["", "Anna", "C-1"], [], ["", "Anna", "C-1"]]
    owner.adds_tab("Two")
    owner.deletes_tab("Клієнти")
    assert [one.title for one in google.file(book).book.sheets] == ["Two"]


def test_a_filter_hides_rows_and_hides_them_from_nobody_who_reads(google: Emulator, call: Caller) -> None:
    """Facts §3.3."""
    book = google.spreadsheet("Salon", {"T": ROWS})
    google.owner(book).filters("T", 0, {"C-2"})
    assert call.values(book, "T") == ROWS
    params = {"fields": "sheets(basicFilter,data.rowMetadata.hiddenByFilter)", "ranges": "T!A1:B3"}
    (sheet,) = call.ask("GET", f"/v4/spreadsheets/{book}", params=params)["sheets"]
    assert sheet["data"][0]["rowMetadata"] == [{}, {"hiddenByFilter": True}, {}]
    assert "basicFilter" in sheet
    google.owner(book).unfilters("T")
    told = call.ask("GET", f"/v4/spreadsheets/{book}", params=params)["sheets"]
    assert told == [{"data": [{"rowMetadata": [{}, {}, {}]}]}]


MOVES = st.lists(
    st.tuples(st.sampled_from(["ROWS", "COLUMNS"]), st.integers(0, 5), st.integers(1, 2), st.integers(0, 7)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(moves=MOVES)
def test_cells_and_marks_stay_together_however_lines_move(moves: list[tuple[str, int, int, int]]) -> None:
    files = Files()
    book = files.add("Salon").book
    owner = Owner(files, book.id, threading.RLock())
    owner.lay_out({"T": [[f"{row}/{column}" for column in range(7)] for row in range(7)]})
    sheet = files.get(book.id).book.sheets[0]
    sheet.resize("ROWS", 7)
    sheet.resize("COLUMNS", 7)
    for number in range(7):
        for kind in ("ROWS", "COLUMNS"):
            sheet.own(kind, number).marks = ({"metadataId": number},)
    for kind, at, count, to in moves:
        if not at < to < at + count:
            owner.move("T", kind, at, to, count)
    _together(files.get(book.id).book.sheets[0])


def _together(sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows):
        for column, line in enumerate(sheet.columns):
            cell: Any = sheet.cell(number, column)
            assert cell.value == f"{row.marks[0]['metadataId']}/{line.marks[0]['metadataId']}"
