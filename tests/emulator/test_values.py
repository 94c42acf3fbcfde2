"""Values keep their kind: what goes in raw comes out the same, whatever it looks like."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator

KINDS = ["+380501234567", "007", "12,50", "=1+1", "#N/A", "TRUE", "2024-01-31", 12.5, 45123.25, 3, True, False, "Ґанок"]


def _put(call: Caller, book: str, place: str, values: list[list[Any]], option: str = "RAW", **query: Any) -> Any:
    path = f"/v4/spreadsheets/{book}/values/{place}"
    return call.ask("PUT", path, params={"valueInputOption": option, **query}, json={"values": values})


@pytest.mark.parametrize("value", KINDS)
def test_a_raw_value_comes_back_as_it_went_in(google: Emulator, call: Caller, value: object) -> None:
    book = google.spreadsheet("Salon", {"Клієнти": []}, locale="uk_UA")
    _put(call, book, "Клієнти!B2", [[value]])
    (_, (_, told)) = call.values(book, "Клієнти!A1:C5")
    assert (told, type(told)) == (value, type(value))


def test_null_leaves_a_cell_and_an_empty_text_clears_it_and_neither_touches_its_note(
    google: Emulator, call: Caller
) -> None:
    book = google.spreadsheet("Salon", {"T": [["a", "b"]]})
    google.owner(book).notes("T", 0, 1, "mine")
    told = _put(call, book, "T!A1:B1", [[None, ""]], includeValuesInResponse="true")
    assert told["updatedCells"] == 1
    assert told["updatedData"]["values"] == [["a"]]
    assert google.owner(book).cell("T", 0, 1).note == "mine"


def test_typing_follows_the_locale_of_the_sheet(google: Emulator) -> None:
    book = google.spreadsheet("Salon", {"T": []}, locale="uk_UA")
    owner = google.owner(book)
    typed = ["12,50", "007", "'007", "31.01.2024", "=1+1", "+380501234567", "слово"]
    for row, text in enumerate(typed):
        owner.types("T", row, 0, text)
    assert [line[0] for line in owner.values("T")] == [12.5, 7, "007", 45322, 2, 380501234567, "слово"]


def test_a_sheet_shows_numbers_as_its_locale_writes_them(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [[12.5, True, 3]]}, locale="uk_UA")
    assert call.values(book, "T", "FORMATTED_VALUE") == [["12,5", "TRUE", "3"]]


def test_an_error_is_told_from_a_text_that_looks_like_one(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["#N/A", ""]]})
    google.owner(book).formula("T", 0, 1, "=VLOOKUP(A1;B:C;2)", "#N/A")
    assert call.values(book, "T") == [["#N/A", "#N/A"]]
    fields = "sheets.data.rowData.values(userEnteredValue,effectiveValue)"
    told = call.ask("GET", f"/v4/spreadsheets/{book}", params={"fields": fields})
    text, wrong = told["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert text["effectiveValue"] == {"stringValue": "#N/A"}
    assert wrong["effectiveValue"]["errorValue"]["type"] == "N_A"
    assert wrong["userEnteredValue"] == {"formulaValue": "=VLOOKUP(A1;B:C;2)"}


@pytest.mark.parametrize(
    ("place", "echoed"),
    [
        ("T!A1:C", "T!A1:C1000"),
        ("T!A2:2", "T!A2:Z2"),
        ("T!D4:A1", "T!A1:D4"),
        ("t!a1", "T!A1"),
        ("'T'", "T!A1:Z1000"),
        ("T!R2C3", "T!C2"),
        ("B2:ZZ2000", "T!B2:Z1000"),
        ("Два слова!A1", "'Два слова'!A1"),
    ],
)
def test_ranges_are_echoed_within_the_sheet(google: Emulator, call: Caller, place: str, echoed: str) -> None:
    """Facts §2 [R] and §3.3 [L]."""
    book = google.spreadsheet("Salon", {"T": [], "Два слова": []})
    assert call.ask("GET", f"/v4/spreadsheets/{book}/values/{place}")["range"] == echoed


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("T!A2000", "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("Nobody!A1", "Unable to parse range: Nobody!A1"),
    ],
)
def test_ranges_that_are_not_there_are_refused(google: Emulator, call: Caller, place: str, words: str) -> None:
    """Facts §3.3 [L]."""
    book = google.spreadsheet("Salon", {"T": []})
    answer = call.send("GET", f"/v4/spreadsheets/{book}/values/{place}")
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]


def test_more_values_than_the_range_holds_are_refused(google: Emulator, call: Caller) -> None:
    """Facts §3.2 [L]."""
    book = google.spreadsheet("Salon", {"T": []})
    path = f"/v4/spreadsheets/{book}/values/T!A1:B2"
    answer = call.send("PUT", path, params={"valueInputOption": "RAW"}, json={"values": [[1], [2], [3]]})
    words = answer.json()["error"]["message"]
    assert words == "Requested writing within range [T!A1:B2], but tried writing to row [3]"
    assert google.owner(book).values("T") == []
