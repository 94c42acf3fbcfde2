"""The owner's edits do to a sheet what a browser does."""

from __future__ import annotations

import threading
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator.cells import Cell
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


def test_values_that_a_formula_spills_were_entered_by_nobody(google: Emulator, call: Caller) -> None:
    """CellData.userEnteredValue [D]."""
    book = google.spreadsheet("Salon", {"T": ROWS})
    google.owner(book).spills("T", 0, 2, "=SORT(A:A)", [["C-1"], ["C-2"]])
    assert [line[2:] for line in call.values(book, "T")] == [["C-1"], ["C-2"], []]
    params = {"fields": "sheets.data.rowData.values(userEnteredValue,effectiveValue)", "ranges": "T!C1:C2"}
    (sheet,) = call.ask("GET", f"/v4/spreadsheets/{book}", params=params)["sheets"]
    assert sheet["data"][0]["rowData"] == [
        {"values": [{"userEnteredValue": {"formulaValue": "=SORT(A:A)"}, "effectiveValue": {"stringValue": "C-1"}}]},
        {"values": [{"effectiveValue": {"stringValue": "C-2"}}]},
    ]


def test_a_sheet_that_is_a_chart_has_no_cells(google: Emulator, call: Caller) -> None:
    """Facts §3.4 [L]."""
    book = google.spreadsheet("Salon", {"T": ROWS})
    google.owner(book).adds_chart_tab("Chart")
    told = call.ask("GET", f"/v4/spreadsheets/{book}", params={"fields": "sheets(properties,data)"})["sheets"]
    assert (told[1]["properties"]["sheetType"], "gridProperties" in told[1]["properties"]) == ("OBJECT", False)
    assert "data" not in told[1]
    assert call.send("GET", f"/v4/spreadsheets/{book}/values/Chart").status_code == 400


def test_a_copy_of_a_file_keeps_what_the_file_was(google: Emulator) -> None:
    """Copies share their lines until one is changed."""
    book = google.spreadsheet("Salon", {"T": ROWS})
    before = google.file(book).book
    google.owner(book).puts("T", 1, 1, "new")
    google.owner(book).hides("T", "ROWS", 2)
    between = google.file(book).book
    google.owner(book).insert("T", "COLUMNS", 0)
    google.owner(book).sort("T", 1)
    assert [one.sheets[0].cell(1, 1) for one in (before, between)] == [Cell("Ihor"), Cell("new")]
    assert [dict(one.sheets[0].rows[2].facts) for one in (before, between)] == [{}, {"hiddenByUser": True}]


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
