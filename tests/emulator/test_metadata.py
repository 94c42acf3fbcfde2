"""Developer metadata stays on its column or row, whatever the owner does around it, and writes go where it is."""

from __future__ import annotations

from typing import Any

from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.emulator.metadata import BUDGET


def _anchor(number: int, index: int, kind: str = "COLUMNS", value: str = "v") -> dict[str, Any]:
    span = {"sheetId": 0, "dimension": kind, "startIndex": index, "endIndex": index + 1}
    mark = {"metadataId": number, "metadataKey": "cs", "metadataValue": value, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": {"dimensionRange": span}}}}


def _by(number: int) -> dict[str, Any]:
    return {"developerMetadataLookup": {"metadataId": number}}


def _write(call: Caller, book: str, *items: tuple[int, list[Any]]) -> Any:
    data = [{"dataFilter": _by(number), "majorDimension": "COLUMNS", "values": [values]} for number, values in items]
    body = {
        "valueInputOption": "RAW",
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
        "data": data,
    }
    return call.ask("POST", f"/v4/spreadsheets/{book}/values:batchUpdateByDataFilter", json=body)


def _place(call: Caller, book: str, number: int) -> tuple[int, int]:
    told = call.ask("GET", f"/v4/spreadsheets/{book}/developerMetadata/{number}")
    span = told["location"]["dimensionRange"]
    return span["startIndex"], span["endIndex"]


def test_a_write_by_anchor_lands_in_the_column_wherever_it_was_moved(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["id", "name", "state"], ["C-1", "Anna"], ["C-2", "Ihor"]]})
    told = call.batch(book, _anchor(1001, 0), _anchor(1002, 2))
    made = told["replies"][1]["createDeveloperMetadata"]["developerMetadata"]["location"]
    assert made["locationType"] == "COLUMN"
    owner = google.owner(book)
    owner.insert("T", "COLUMNS", 0)
    owner.move("T", "COLUMNS", 3, 0)
    assert _place(call, book, 1002) == (0, 1)
    told = _write(call, book, (1001, ["id"]), (1002, [None, "active", None]))
    assert owner.values("T") == [["state", "", "id", "name"], ["active", "", "C-1", "Anna"], ["", "", "C-2", "Ihor"]]
    echoed = [one["updatedData"] for one in told["responses"]]
    assert [one["values"] for one in echoed] == [[["id", "C-1", "C-2"]], [["state", "active"]]]
    assert [one["range"] for one in echoed] == ["T!C1:C1000", "T!A1:A1000"]
    assert told["totalUpdatedCells"] == 2


def test_an_anchor_vanishes_with_its_column(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["id", "state"]]})
    call.batch(book, _anchor(7, 1))
    google.owner(book).delete("T", "COLUMNS", 1)
    found = call.ask("POST", f"/v4/spreadsheets/{book}/developerMetadata:search", json={"dataFilters": [_by(7)]})
    assert found == {}
    assert call.send("GET", f"/v4/spreadsheets/{book}/developerMetadata/7").status_code == 404


def test_what_is_unknown_of_google_comes_either_way(google: Emulator, call: Caller) -> None:
    """Facts §8.6: an update by a filter that matches nothing, and an id that is taken."""
    book = google.spreadsheet("Salon", {"T": [["id"]]})
    body = {"valueInputOption": "RAW", "data": [{"dataFilter": _by(9), "values": [["x"]]}]}
    path = f"/v4/spreadsheets/{book}/values:batchUpdateByDataFilter"
    assert call.send("POST", path, json=body).status_code == 400
    google.habits.no_match = "skipped"
    assert call.ask("POST", path, json=body) == {"spreadsheetId": book}
    call.batch(book, _anchor(1, 0, value="first"))
    assert (
        call.send("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [_anchor(1, 0)]}).status_code == 400
    )
    google.habits.taken_is_refused = False
    call.batch(book, _anchor(1, 0, value="second"))
    assert call.ask("GET", f"/v4/spreadsheets/{book}/developerMetadata/1")["metadataValue"] == "first"


def test_row_anchors_follow_a_sort_by_the_api(google: Emulator, call: Caller) -> None:
    """Facts §3.4 [L]."""
    book = google.spreadsheet("Salon", {"T": [["b"], ["a"]]})
    call.batch(book, _anchor(5, 0, "ROWS"))
    place = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 1}
    call.batch(book, {"sortRange": {"range": place, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]}})
    assert _place(call, book, 5) == (1, 2)


def test_metadata_of_the_spreadsheet_is_changed_and_deleted_by_its_id(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon")
    mark = {"metadataId": 1, "metadataKey": "run", "metadataValue": "1", "visibility": "PROJECT"}
    location = {"location": {"spreadsheet": True}}
    call.batch(book, {"createDeveloperMetadata": {"developerMetadata": {**mark, **location}}})
    change = {"dataFilters": [_by(1)], "developerMetadata": {"metadataValue": "2"}, "fields": "metadataValue"}
    call.batch(book, {"updateDeveloperMetadata": change})
    told = call.ask("GET", f"/v4/spreadsheets/{book}", params={"fields": "developerMetadata"})["developerMetadata"]
    assert told == [{**mark, "metadataValue": "2", "location": {"locationType": "SPREADSHEET", "spreadsheet": True}}]
    call.batch(book, {"deleteDeveloperMetadata": {"dataFilter": _by(1)}})
    assert call.ask("GET", f"/v4/spreadsheets/{book}", params={"fields": "developerMetadata"}) == {}


def test_metadata_beyond_its_budget_is_refused(google: Emulator, call: Caller) -> None:
    """Facts §3.4 [D]."""
    book = google.spreadsheet("Salon")
    requests = [_anchor(1, 0, value="x" * (BUDGET - 2)), _anchor(2, 1, value="")]
    call.batch(book, requests[0])
    answer = call.send("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": requests[1:]})
    assert answer.status_code == 400
