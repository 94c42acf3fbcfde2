"""Values keep their kind on the way from a Google Sheet into a Grid, and ours on the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.stores.google.cells import SHOWN, from_raw, to_raw
from tests.emulator.control import Emulator
from tests.google.seeing import Watched

Open = Callable[..., Watched]


@pytest.fixture
def watch(google: Emulator, tmp_path: Path) -> Open:
    """A spreadsheet whose one tab has these rows."""

    def make(*rows: list[Any], locale: str = "en_US") -> Watched:
        return Watched(google, tmp_path, {"Клієнти": list(rows)}, locale)

    return make


@pytest.mark.parametrize("text", ["+380501234567", "007", "0", "12,50", "1e5", "8085807e400", "=2+2", "'", " ", "TRUE"])
def test_text_stays_text(watch: Open, text: str) -> None:
    """Phones keep their plus, numbers of clients their zeros, whatever they look like."""
    sheet = watch(["x"], [text])
    assert sheet.tab().columns([1], 2) == [[text]]


@pytest.mark.parametrize("text", ["+380501234567", "007", "12,50", "=SUM(A1)"])
def test_text_that_is_written_stays_text(watch: Open, text: str) -> None:
    sheet = watch(["x"])
    sheet.tag(5, 1, "clientsheet.column", "clients.x 1")
    sheet.api.fill([(5, [None, from_raw(text)])])
    tab = sheet.tab()
    assert (tab.columns([1], 2), list(tab.formulas(1))) == ([[text]], [])


def test_numbers_and_yes_no_stay_what_they_are(watch: Open) -> None:
    values: list[Raw] = [0, 1, -5, 12.5, 380501234567, True, False]
    found = watch(["x"], *([value] for value in values)).tab().columns([1], 2)[0]
    assert (found, [type(value) for value in found]) == (values, [type(value) for value in values])


def test_a_blank_checkbox_is_no_and_not_blank(watch: Open) -> None:
    sheet = watch(["x", "on"], ["a", True], ["b", False], ["c"])
    assert sheet.tab().columns([2], 2) == [[True, False, None]]


def test_a_ukrainian_sheet_gives_numbers_and_dates_as_they_are(watch: Open) -> None:
    """The decimal comma is only how they are shown; typed as text it stays text."""
    sheet = watch(["x"], locale="uk_UA")
    sheet.types(2, 1, "12,50")
    sheet.types(3, 1, "06.04.2026")
    sheet.types(4, 1, "'12,50")
    sheet.types(5, 1, "1 250,5")
    sheet.shows_as("TEXT", 6, 1)
    sheet.types(6, 1, "12,50")
    assert sheet.seen().locale == "uk_UA"
    assert sheet.tab().columns([1], 2) == [[12.5, dt.date(2026, 4, 6), "12,50", 1250.5, "12,50"]]


@pytest.mark.parametrize(
    ("kind", "serial", "meant"),
    [
        ("DATE", 46118, dt.date(2026, 4, 6)),
        ("DATE", 46118.75, dt.datetime(2026, 4, 6, 18)),
        ("DATE", 1, dt.date(1899, 12, 31)),
        ("DATE", 60, dt.date(1900, 2, 28)),
        ("DATE", 61, dt.date(1900, 3, 1)),
        ("DATE", 0, dt.date(1899, 12, 30)),
        ("DATE", -3000, dt.date(1891, 10, 13)),
        ("DATE_TIME", 46118.5, dt.datetime(2026, 4, 6, 12)),
        ("DATE_TIME", 46118, dt.date(2026, 4, 6)),
        ("DATE_TIME", 46118 + 1 / 3, dt.datetime(2026, 4, 6, 8)),
        ("TIME", 0.4375, dt.time(10, 30)),
        ("TIME", 1.5, dt.timedelta(hours=36)),
        ("DATE", 9e9, 9e9),
        ("DATE", 2958465.9999999, 2958465.9999999),
        ("NUMBER", 46118, 46118),
        ("TEXT", 46118, 46118),
    ],
)
def test_a_number_is_a_date_where_it_is_shown_as_one(watch: Open, kind: str, serial: float, meant: Raw) -> None:
    """Counted from 30 December 1899, with no leap day in 1900, in whatever zone the sheet has."""
    sheet = watch(["x"], [serial])
    sheet.shows_as(kind, 2, 1)
    assert sheet.tab().columns([1], 2) == [[meant]]


def test_a_date_format_makes_no_dates_of_text_and_blanks(watch: Open) -> None:
    sheet = watch(["x"], ["скоро"], [], [True], [46118])
    sheet.shows_as("DATE", 1, 1, last_row=900)
    tab = sheet.tab()
    assert sheet.seen().tabs[0].times == {1: {5: "DATE"}}
    assert to_raw(True, "DATE") is True
    assert (tab.row_count, tab.columns([1], 1)) == (5, [["x", "скоро", None, True, dt.date(2026, 4, 6)]])


@pytest.mark.parametrize("shown", SHOWN.values())
def test_an_error_is_told_from_the_same_words_as_text(watch: Open, shown: str) -> None:
    sheet = watch(["x"], [], [shown])
    sheet.owner.formula("Клієнти", 1, 0, "=A9/0", shown)
    error, text = sheet.tab().columns([1], 2)[0]
    assert (error, type(error), text, type(text)) == (shown, CellError, shown, str)


def test_a_formula_that_still_loads_has_no_value(watch: Open) -> None:
    sheet = watch(["x"], [], ["Loading..."])
    sheet.owner.formula("Клієнти", 1, 0, '=IMPORTRANGE("…";"A1")', "Loading...")
    tab = sheet.tab()
    assert tab.columns([1], 2) == [[UNCALCULATED, "Loading..."]]
    assert tab.rows(2, 3) == [[UNCALCULATED], ["Loading..."]]


@pytest.mark.parametrize(
    ("first", "then"), [(7, "Loading..."), ("Loading...", 7), ("Loading...", "#N/A"), ("#N/A", "")]
)
def test_of_a_formula_that_changes_while_we_look_the_last_counts(watch: Open, first: Raw, then: Raw) -> None:
    sheet = watch(["x"], [1])
    sheet.owner.formula("Клієнти", 1, 0, "=GOOGLEFINANCE()", first)
    sheet.google.plan(
        match="values:batchGet", before=lambda: sheet.owner.formula("Клієнти", 1, 0, "=GOOGLEFINANCE()", then)
    )
    meant: dict[Raw, Raw] = {7: 7, "Loading...": UNCALCULATED, "#N/A": CellError("#N/A"), "": None}
    found = sheet.tab().rows(2, 2)
    assert found == ([] if then == "" else [[meant[then]]])


def test_formulas_in_filled_columns_are_seen_with_their_values(watch: Open) -> None:
    sheet = watch(["сума", "дата"], [5, 46118], [7, 46119], [9])
    sheet.owner.formula("Клієнти", 2, 0, "=3+4", 7)
    sheet.owner.formula("Клієнти", 2, 1, "=TODAY()", 46119)
    sheet.owner.formula("Клієнти", 4, 0, '=""', "")
    sheet.shows_as("DATE", 2, 2, last_row=3)
    tab = sheet.tab()
    assert tab.columns([1, 2], 2) == [[5, 7, 9], [dt.date(2026, 4, 6), dt.date(2026, 4, 7), None]]
    assert [sorted(tab.formulas(column)) for column in (1, 2, 3)] == [[3, 5], [3], []]


def test_empty_rows_at_the_end_are_no_rows(watch: Open) -> None:
    """Formats, notes, formulas that show nothing: none of them is a value."""
    sheet = watch(["x", "y"], ["a"])
    sheet.owner.formula("Клієнти", 5, 1, '=IF(A6="";"";1)', "")
    sheet.owner.notes("Клієнти", 7, 0, "подзвонити")
    sheet.shows_as("DATE", 9, 1)
    tab = sheet.tab()
    assert (tab.row_count, tab.column_count) == (2, 2)
    assert (tab.rows(1, 99), tab.rows(2, 1), tab.columns([2, 7], 2)) == ([["x", "y"], ["a"]], [], [[None], [None]])


def test_an_empty_tab_is_empty(watch: Open) -> None:
    tab = watch().tab()
    assert (tab.row_count, tab.column_count, tab.rows(1, 20), tab.columns([1], 1)) == (0, 0, [], [[]])


RAWS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(min_size=1),
)
MIDNIGHT, DAY_ZERO = dt.time(), dt.date(1899, 12, 30)
MOMENTS = (
    st.datetimes()
    .map(lambda moment: moment.replace(microsecond=0))
    .filter(lambda moment: moment.time() != MIDNIGHT and moment.date() != DAY_ZERO)
)
TIMES = st.times().map(lambda time: time.replace(microsecond=0))


@given(RAWS)
def test_whatever_is_no_date_is_read_as_it_was_written(value: Raw) -> None:
    found = to_raw(from_raw(value))
    assert (found, type(found)) == (value, type(value))


@given(st.dates())
def test_a_day_is_read_as_it_was_written(day: dt.date) -> None:
    assert to_raw(from_raw(day), "DATE") == day


@given(MOMENTS)
def test_a_moment_is_read_as_it_was_written(moment: dt.datetime) -> None:
    assert to_raw(from_raw(moment), "DATE_TIME") == moment


@given(TIMES)
def test_a_time_of_day_is_read_as_it_was_written(time: dt.time) -> None:
    assert to_raw(from_raw(time), "TIME") == time


def test_errors_and_formulas_without_a_result_are_never_written() -> None:
    for value in (CellError("#N/A"), UNCALCULATED):
        with pytest.raises(ValueError, match=r"N/A|UNCALCULATED"):
            from_raw(value)
