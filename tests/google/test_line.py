"""The requests to a sheet when nothing goes wrong: what is asked, what comes back, how little it costs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clientsheet.config import Config
from clientsheet.errors import ConfigError
from clientsheet.stores.google.api import FilterRefused, PlaceGone
from clientsheet.stores.opening import open_store
from tests.emulator.control import Emulator
from tests.google.line import append, line, tag


@pytest.fixture
def book(google: Emulator) -> str:
    return google.spreadsheet(
        "Salon", {"Клієнти": [["id", "name", "vip"], ["C-1", "Анна", 5], [], ["C-3"]], "Empty": []}
    )


def test_values_come_as_they_are_and_in_the_order_asked_for(google: Emulator, book: str, tmp_path: Path) -> None:
    calls = line(google, book, tmp_path)
    empty, clients = calls.values(["'Empty'", "'Клієнти'"])
    assert empty == []
    assert clients == [["id", "name", "vip"], ["C-1", "Анна", 5], [], ["C-3"]]
    assert calls.values([]) == []


def test_a_column_is_filled_wherever_it_has_moved_to(google: Emulator, book: str, tmp_path: Path) -> None:
    calls = line(google, book, tmp_path)
    calls.change(tag(7, 3), fields="replies", proof=lambda: False)
    google.owner(book).insert("Клієнти", "COLUMNS", 0)
    calls.fill([(7, ["vip", "", None, "так", None, None])])
    assert calls.values(["'Клієнти'"]) == [
        [["", "id", "name", "vip"], ["", "C-1", "Анна"], [], ["", "C-3", "", "так"]],
    ]


def test_what_is_left_as_it_is_is_not_sent(google: Emulator, book: str, tmp_path: Path) -> None:
    calls = line(google, book, tmp_path)
    calls.fill([(7, [None, None])])
    calls.put([])
    assert google.log == []


@pytest.mark.parametrize("habit", ["refused", "left out"])
def test_a_column_that_is_gone_is_never_passed_over_in_silence(
    google: Emulator, book: str, tmp_path: Path, habit: str
) -> None:
    """Whether Google refuses a filter that matches nothing is not known."""
    google.habits.no_match = habit
    calls = line(google, book, tmp_path)
    with pytest.raises(FilterRefused if habit == "refused" else PlaceGone):
        calls.fill([(99, ["x"])])


def test_a_write_by_address_goes_where_it_says(google: Emulator, book: str, tmp_path: Path) -> None:
    calls = line(google, book, tmp_path)
    calls.put([("'Клієнти'!B2:C2", [[None, 6]]), ("'Empty'!A1", [["x"]])])
    assert calls.values(["'Клієнти'!A2:C2", "'Empty'"]) == [[["C-1", "Анна", 6]], [["x"]]]


def test_a_batch_answers_with_the_cells_as_they_stand_after_it(google: Emulator, book: str, tmp_path: Path) -> None:
    told = line(google, book, tmp_path).change(
        append("C-4"),
        fields="updatedSpreadsheet(sheets(data(rowData(values(effectiveValue)))))",
        ranges=["'Клієнти'!A5"],
        proof=lambda: False,
    )
    cells = told["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert cells == [{"effectiveValue": {"stringValue": "C-4"}}]


@pytest.mark.parametrize("place", ["'Нема'!A1", "'Клієнти'!A9000"])
def test_a_place_that_is_gone_is_told_from_other_refusals(
    google: Emulator, book: str, tmp_path: Path, place: str
) -> None:
    calls = line(google, book, tmp_path)
    for ask in (lambda: calls.get("sheets(properties)", [place]), lambda: calls.values([place])):
        with pytest.raises(PlaceGone):
            ask()
    with pytest.raises(PlaceGone):
        calls.put([(place, [["x"]])])
    assert len(google.log) == 3


def test_a_tab_that_was_deleted_or_added_meanwhile_is_a_change_of_the_sheet(
    google: Emulator, book: str, tmp_path: Path
) -> None:
    calls = line(google, book, tmp_path)
    for request in ({"deleteSheet": {"sheetId": 12345}}, {"addSheet": {"properties": {"title": "Empty"}}}):
        with pytest.raises(PlaceGone):
            calls.change([request], fields="replies", proof=lambda: False)


def test_answers_come_packed_and_plain(google: Emulator, book: str, tmp_path: Path) -> None:
    """gzip only for those who say so in two headers, and nothing pretty."""
    line(google, book, tmp_path).values(["'Клієнти'"])
    request = google.log[0].request
    assert "gzip" in request.headers["user-agent"]
    assert "gzip" in request.headers["accept-encoding"]
    assert request.asked("prettyPrint") == "false"
    assert request.asked("valueRenderOption") == "UNFORMATTED_VALUE"
    assert request.asked("dateTimeRenderOption") == "SERIAL_NUMBER"


def test_a_question_too_long_for_an_address_is_asked_all_the_same(google: Emulator, book: str, tmp_path: Path) -> None:
    places = [f"'Клієнти'!{letter}1:{letter}{row}" for letter in "ABC" for row in range(2, 200)]
    told = line(google, book, tmp_path).values(places)
    assert len(told) == len(places)
    assert told[0] == [["id"], ["C-1"]]
    assert google.count("Read") == 1


def test_without_the_library_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gspread", None)
    config = Config.default(tmp_path, workbook="https://docs.google.com/spreadsheets/d/" + "a" * 44)
    with pytest.raises(ConfigError) as told:
        open_store(config)
    assert (told.value.key, told.value.facts["library"]) == ("google.extra", "gspread")


@pytest.mark.parametrize("odd", [2**70, "\ud800 half of a letter", 1e300])
def test_odd_values_go_there_and_back(google: Emulator, book: str, tmp_path: Path, odd: int | str | float) -> None:
    calls = line(google, book, tmp_path)
    calls.put([("'Empty'!A1", [[odd]])])
    assert calls.values(["'Empty'"]) == [[[odd]]]
