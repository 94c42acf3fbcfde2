"""What a cell's text means: formats that show dates, numbers no calendar has, numbers that are none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from small_packages import with_member

from clientsheet.sheet.grid import CellError, Raw
from clientsheet.sheet.serials import serial
from clientsheet.stores.excel.cells import DATE, ELAPSED, NUMBER, moment, shown_as, written_out
from clientsheet.stores.excel.reading import OpenWorkbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", NUMBER),
        ("0.00", NUMBER),
        ('#,##0.00 "грн за день"', NUMBER),
        ("[Red]0.00", NUMBER),
        ("0_d", NUMBER),
        ("dd.mm.yyyy", DATE),
        ("[$-422]d mmmm yyyy", DATE),
        ("hh:mm", DATE),
        ("0;yyyy", NUMBER),
        ("[h]:mm", ELAPSED),
        ("[mm]:ss", ELAPSED),
        ("[SS]", ELAPSED),
    ],
)
def test_a_format_shows_a_date_by_its_first_section_without_what_stands_in_quotes(code: str, shown: int) -> None:
    assert shown_as(170, code) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, NUMBER), (4, NUMBER), (14, DATE), (22, DATE), (46, ELAPSED), (49, 0)]
)
def test_a_built_in_format_needs_no_code(number: int, shown: int) -> None:
    assert shown_as(number, None) == shown


@pytest.mark.parametrize(
    ("serial", "shown", "value"),
    [
        (46117, DATE, dt.date(2026, 4, 5)),
        (46117.5, DATE, dt.datetime(2026, 4, 5, 12)),
        (0.75, DATE, dt.time(18)),
        (1, DATE, dt.date(1900, 1, 1)),
        (59, DATE, dt.date(1900, 2, 28)),
        (61, DATE, dt.date(1900, 3, 1)),
        (2_958_465, DATE, dt.date(9999, 12, 31)),
        (2_958_466, DATE, 2_958_466),
        (-1, DATE, -1),
        (1.25, ELAPSED, dt.timedelta(hours=30)),
        (-0.5, ELAPSED, dt.timedelta(hours=-12)),
        (1e9, ELAPSED, 1e9),
    ],
)
def test_a_number_shown_as_a_moment_is_that_moment_where_the_calendar_has_it(
    serial: float, shown: int, value: Raw
) -> None:
    assert moment(serial, shown) == value


@given(
    st.integers(0, 46_000).filter(lambda days: days != 60) | st.integers(0, 86_400 * 50_000).map(lambda s: s / 86_400),
    st.sampled_from([DATE, ELAPSED]),
    st.booleans(),
)
@example(8, DATE, False).via("the number of a client")
def test_the_number_behind_a_moment_is_known(number: float, shown: int, since_1904: bool) -> None:
    read = moment(number, shown, since_1904)
    assert isinstance(read, dt.date | dt.time | dt.timedelta)
    assert serial(read, since_1904) == pytest.approx(number, abs=1e-5)


@given(st.dates(dt.date(1904, 1, 2)))
def test_a_day_is_1462_days_earlier_in_a_workbook_that_counts_from_1904(day: dt.date) -> None:
    serial = day.toordinal() - dt.date(1904, 1, 1).toordinal()
    assert moment(serial, DATE, since_1904=True) == day
    assert day == moment(serial + 1462, DATE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-04-05", dt.date(2026, 4, 5)),
        ("2026-04-05T00:00:00", dt.date(2026, 4, 5)),
        ("2026-04-05T09:30:00Z", dt.datetime(2026, 4, 5, 9, 30)),
        ("T09:30:00", dt.time(9, 30)),
        ("09:30", dt.time(9, 30)),
        ("навесні", "навесні"),
    ],
)
def test_a_date_written_out_is_read_and_other_words_stay_words(text: str, value: Raw) -> None:
    assert written_out(text) == value


@pytest.mark.parametrize("prefixed", [False, True], ids=["quick way", "careful way"])
@pytest.mark.parametrize("written", ["1E999", "-1E999", "NaN", "inf"])
def test_a_number_that_is_none_is_an_error_cell(tmp_path: Path, written: str, prefixed: bool) -> None:
    """Some exporters write one; nothing may be added up with it."""
    book = Workbook()
    for row, value in enumerate(("Всього", 12345, 7.5), 1):
        book.worksheets[0].cell(row, 1, value)
    book.save(tmp_path / "clients.xlsx")

    def change(content: bytes) -> bytes:
        content = content.replace(b"12345", written.encode())
        return content.replace(b"<sheetData>", b"<!-- by hand --><sheetData>") if prefixed else content

    path = with_member(tmp_path / "clients.xlsx", SHEET, change)
    (tab,) = OpenWorkbook(path).grid().tabs
    (_, odd, sound), *_ = tab.columns([1], 1)
    assert (odd, sound, isinstance(odd, CellError)) == ("#NUM!", 7.5, True)
