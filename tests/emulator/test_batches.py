"""A batch is carried out whole or not at all, and cells get exactly the fields that the mask names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.emulator.ranges import Area
from tests.emulator.replaying import NEEDS_SHARED


def _cell(row: int, column: int) -> dict[str, int]:
    return {
        "sheetId": 0,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }


def test_one_refused_request_undoes_the_whole_batch(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["a"], ["b"]]})
    requests = [
        {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}},
        {"addSheet": {"properties": {"title": "T"}}},
    ]
    answer = call.send("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": requests})
    assert answer.json()["error"]["message"] == (
        'Invalid requests[1].addSheet: A sheet with the name "T" already exists. Please enter another name.'
    )
    assert google.owner(book).values("T") == [["a"], ["b"]]


def test_update_cells_clears_the_named_fields_where_the_rows_do_not_reach(google: Emulator, call: Caller) -> None:
    """Facts §3.2 [D]."""
    book = google.spreadsheet("Salon", {"T": [["a", "b"], ["c", "d"]]})
    google.owner(book).notes("T", 1, 1, "mine")
    place = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    rows = [{"values": [{"userEnteredValue": {"stringValue": "007"}}]}]
    call.batch(book, {"updateCells": {"range": place, "fields": "userEnteredValue", "rows": rows}})
    assert google.owner(book).values("T") == [["007"]]
    assert google.owner(book).cell("T", 1, 1).note == "mine"


def test_appended_cells_come_behind_the_last_row_even_under_a_filter(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["h"], ["x"], ["y"]]})
    google.owner(book).filters("T", 0, {"x", "y"})
    rows = [{"values": [{"userEnteredValue": {"numberValue": 46000.5}}]}]
    call.batch(book, {"appendCells": {"sheetId": 0, "fields": "userEnteredValue", "rows": rows}})
    assert google.owner(book).values("T") == [["h"], ["x"], ["y"], [46000.5]]


def test_appending_values_under_a_filter_is_no_way_to_write(google: Emulator, call: Caller) -> None:
    """Facts §3.2 [I]: nobody can rely on where they land."""
    book = google.spreadsheet("Salon", {"T": [["h"], ["x"]]})
    google.owner(book).filters("T", 0, {"x"})
    path = f"/v4/spreadsheets/{book}/values/T:append"
    answer = call.send("POST", path, params={"valueInputOption": "RAW"}, json={"values": [["y"]]})
    assert answer.status_code == 501
    assert google.nonsense.pop()


def test_a_batch_can_show_the_sheet_as_it_left_it(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["a"]]})
    change = {"updateCells": {"range": _cell(0, 0), "fields": "note", "rows": [{"values": [{"note": "n"}]}]}}
    body = {"requests": [change], "includeSpreadsheetInResponse": True, "responseRanges": ["T!A1"]}
    fields = "replies,updatedSpreadsheet(sheets(data(rowData(values(note,effectiveValue)))))"
    told = call.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", params={"fields": fields}, json=body)
    row = told["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"][0]
    assert row == {"values": [{"effectiveValue": {"stringValue": "a"}, "note": "n"}]}


def test_named_ranges_protection_filters_and_merges_follow_the_rows(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["h"], ["x"]]})
    place = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    call.batch(
        book,
        {"addNamedRange": {"namedRange": {"name": "Base", "range": place}}},
        {"addProtectedRange": {"protectedRange": {"range": place, "warningOnly": True}}},
        {"setBasicFilter": {"filter": {"range": place}}},
        {"mergeCells": {"range": place, "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": {"ranges": [place], "booleanRule": {}}, "index": 0}},
    )
    google.owner(book).insert("T", "ROWS", 0, 2)
    told = call.ask("GET", f"/v4/spreadsheets/{book}")
    sheet = told["sheets"][0]
    grids = [told["namedRanges"][0], sheet["protectedRanges"][0], sheet["basicFilter"]]
    found = [one["range"] for one in grids] + sheet["merges"] + sheet["conditionalFormats"][0]["ranges"]
    assert [(one["startRowIndex"], one["endRowIndex"]) for one in found] == [(3, 5)] * 5


@pytest.mark.parametrize(("warning_only", "status"), [(True, 200), (False, 400)])
def test_only_a_protection_that_does_more_than_warn_stops_a_write(
    google: Emulator, call: Caller, warning_only: bool, status: int
) -> None:
    """Facts §3.4 [I]."""
    book = google.spreadsheet("Salon", {"T": [["a"]]})
    google.owner(book).protects("T", Area(0, 0, 5, 5), warning_only)
    path = f"/v4/spreadsheets/{book}/values/T!A1"
    answer = call.send("PUT", path, params={"valueInputOption": "RAW"}, json={"values": [["b"]]})
    assert answer.status_code == status
    assert ("protected cell" in answer.text) == (status == 400)


@NEEDS_SHARED
@pytest.mark.shared
@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"addSheat": {}}, "Unknown name \"addSheat\" at 'requests[0]': Cannot find field."),
        ({"addSheet": {"properties": {"sheetId": "x"}}}, "'requests[0].add_sheet.properties.sheet_id' (TYPE_INT32)"),
        ({"mergeCells": {"mergeType": "ALL"}}, "'requests[0].merge_cells.merge_type' (TYPE_ENUM), \"ALL\""),
    ],
)
def test_what_googles_documents_do_not_know_is_refused(
    google: Emulator, call: Caller, request_: dict[str, Any], words: str
) -> None:
    book = google.spreadsheet("Salon")
    answer = call.send("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [request_]})
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]
    assert words in google.nonsense.pop()


@pytest.mark.parametrize(
    "request_",
    [
        {"randomizeRange": {"range": _cell(0, 0)}},
        {"addTable": {"table": {"name": "T"}}},
        {
            "updateCells": {
                "range": _cell(0, 0),
                "fields": "userEnteredValue",
                "rows": [{"values": [{"userEnteredValue": {"formulaValue": "=SUM(A:A)"}}]}],
            }
        },
    ],
)
def test_what_nobody_showed_us_is_answered_with_501(google: Emulator, call: Caller, request_: dict[str, Any]) -> None:
    book = google.spreadsheet("Salon")
    answer = call.send("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [request_]})
    assert answer.status_code == 501
    assert google.nonsense.pop()


def test_one_batch_makes_a_sheet_and_everything_on_it_and_shows_the_cells_of_another(
    google: Emulator, call: Caller
) -> None:
    book = google.spreadsheet("Salon", {"T": [["id", "name"], ["C-1", "Anna"]]})
    head: dict[str, Any] = {"sheetId": 77, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0}
    link = {"uri": "#gid=0&range=A2"}
    look = {"textFormat": {"link": link}, "numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"}}
    cell = {"userEnteredValue": {"stringValue": "see"}, "userEnteredFormat": look, "note": "mine"}
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    place = {"dimensionRange": column}
    mark = {"metadataKey": "clientsheet.column", "metadataValue": "clients.total", "visibility": "DOCUMENT"}
    grid = {"rowCount": 9, "columnCount": 2, "frozenRowCount": 1}
    values = [{"userEnteredValue": "yes"}, {"userEnteredValue": "no"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True}
    told = call.batch(
        book,
        {"addSheet": {"properties": {"sheetId": 77, "title": "Звіт", "index": 0, "gridProperties": grid}}},
        {"updateCells": {"start": {"sheetId": 77}, "fields": "*", "rows": [{"values": [cell]}]}},
        {"setDataValidation": {"range": {**head, "endColumnIndex": 2}, "rule": rule}},
        {"addProtectedRange": {"protectedRange": {"range": head, "description": "clientsheet", "warningOnly": True}}},
        {
            "updateDimensionProperties": {
                "range": {"sheetId": 77, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1},
                "properties": {"pixelSize": 240},
                "fields": "pixelSize",
            }
        },
        {"insertDimension": {"range": column, "inheritFromBefore": False}},
        {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": place}}},
        {"appendCells": {"sheetId": 0, "fields": "userEnteredValue", "rows": [{"values": [{}, cell]}]}},
        includeSpreadsheetInResponse=True,
        responseRanges=["T!A1:C", "'Звіт'!A1"],
        responseIncludeGridData=True,
    )
    new, old = told["updatedSpreadsheet"]["sheets"]
    assert old["data"][0]["columnMetadata"][2]["developerMetadata"][0]["metadataValue"] == "clients.total"
    texts = [[one["formattedValue"] for one in row["values"] if one] for row in old["data"][0]["rowData"]]
    assert texts == [["id", "name"], ["C-1", "Anna"], ["see"]]
    shown = new["data"][0]["rowData"][0]["values"][0]
    assert (shown["hyperlink"], shown["note"], shown["dataValidation"]) == (link["uri"], "mine", rule)
    assert shown["effectiveFormat"]["textFormat"]["fontSize"] == 10
    assert new["protectedRanges"][0]["warningOnly"] is True
    assert new["data"][0]["columnMetadata"][0]["pixelSize"] == 240
