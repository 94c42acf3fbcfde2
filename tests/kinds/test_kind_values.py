"""What the values of kinds can do: birthdays on the calendar, intervals from a day, words folded."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from owners_cells import READING

from clientsheet.sheet.grid import UNCALCULATED, CellError
from clientsheet.sheet.kinds import DATE, KINDS, MONEY, NUMBER, YES_NO, Birthday, Interval, Kind, fold


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_birthday_falls_on_its_day_and_29_february_where_the_setting_says() -> None:
    leap = Birthday(2, 29, 1996)
    assert leap.on(2028) == day("2028-02-29")
    assert leap.on(2026) == day("2026-02-28")
    assert leap.on(2026, "1mar") == day("2026-03-01")
    assert Birthday(11, 22).on(2026) == day("2026-11-22")


def test_the_next_birthday_may_be_today() -> None:
    assert Birthday(11, 22).next(day("2026-11-22")) == day("2026-11-22")
    assert Birthday(11, 21).next(day("2026-11-22")) == day("2027-11-21")
    assert Birthday(2, 29).next(day("2026-03-01")) == day("2027-02-28")


def test_an_age_is_full_years() -> None:
    born = Birthday(11, 23, 1990)
    assert born.age(day("2026-11-22")) == 35
    assert born.age(day("2026-11-23")) == 36
    assert Birthday(11, 23).age(day("2026-11-23")) is None


def test_two_months_are_eight_weeks_unless_the_calendar_counts() -> None:
    """The example of the trade: last visit 15.02.2026, every two months, reminded a week before: 05.04.2026."""
    interval = Interval(months=2)
    assert interval.after(day("2026-02-15")) - dt.timedelta(days=7) == day("2026-04-05")
    assert interval.after(day("2026-02-15"), month_weeks=0) == day("2026-04-15")
    assert interval.after(day("2026-12-31"), month_weeks=0) == day("2027-02-28")
    assert Interval(days=10).after(day("2026-02-15"), month_weeks=0) == day("2026-02-25")


def test_an_interval_has_a_length_in_days() -> None:
    assert Interval(days=10).in_days() == 10
    assert Interval(months=2).in_days() == 56
    assert Interval(months=12).in_days(month_weeks=0) == 365


@pytest.mark.parametrize(
    "alike", [("Ім’я", "ім'я", "ІМ`Я", " Ім ʼ я:"), ("Ещё", "еще"), ("E-mail", "email", "e mail"), ("№", " № ")]
)
def test_spellings_of_one_word_fold_alike(alike: tuple[str, ...]) -> None:
    assert len({fold(text) for text in alike}) == 1


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_an_error_and_a_formula_never_calculated_are_said_of_every_kind(kind: Kind) -> None:
    values, remarks = kind.read([CellError("#REF!"), UNCALCULATED, None], READING)
    assert list(values) == [None, None, None]
    assert [(remark.index, remark.code) for remark in remarks] == [(0, "error-cell"), (1, "uncalculated")]


def test_true_is_not_one_and_an_error_is_not_its_text() -> None:
    """Python takes True for 1; a column does not."""
    assert list(NUMBER.read([1, True, 1.0], READING)[0]) == [1.0, None, 1.0]
    assert list(YES_NO.read([1, True, 0.0, False], READING)[0]) == [True, True, False, False]
    _, remarks = MONEY.read(["#REF!", CellError("#REF!")], READING)
    assert [remark.code for remark in remarks] == ["number-unreadable", "error-cell"]


def test_a_date_in_a_text_stands_beside_real_dates() -> None:
    """One text among dates leaves the dates as they are."""
    values, remarks = DATE.read([day("2026-02-15"), "16.02.2026", None, dt.datetime(2026, 2, 17, 9)], READING)
    assert list(values) == [day("2026-02-15"), day("2026-02-16"), None, day("2026-02-17")]
    assert [(remark.index, remark.code) for remark in remarks] == [(1, "date-as-text")]
