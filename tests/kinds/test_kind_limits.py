"""What stands at the edge of a kind: the longest text, a digit too many, a number that is none."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest
from owners_cells import READING

from clientsheet.sheet.kinds import BIRTHDAY, DATE, KINDS, NAME, NUMBER, PHONES, TEXT, Birthday, Kind
from clientsheet.sheet.kinds.column import CellKind
from clientsheet.sheet.kinds.dates import FIRST_SERIAL, LAST_SERIAL
from clientsheet.sheet.kinds.texts import LONGEST


@pytest.mark.parametrize("kind", [TEXT, NAME], ids=repr)
@pytest.mark.parametrize(
    ("text", "fits"),
    [("а" * LONGEST, True), ("а" * (LONGEST + 1), False), ("😀" * (LONGEST // 2), True), ("😀" * 16_384, False)],
    ids=["letters", "a letter more", "smileys", "a smiley more"],
)
def test_a_text_is_too_long_from_the_first_unit_that_a_cell_cannot_hold(kind: Kind, text: str, fits: bool) -> None:
    """A smiley counts twice, as in Excel; the value is kept, and the texts beside it are read as ever."""
    values, remarks = kind.read([text, "Марина"], READING)
    assert list(values) == [text, "Марина"]
    assert [(remark.index, remark.code) for remark in remarks] == ([] if fits else [(0, "text-too-long")])


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, 1e308], ids=repr)
def test_a_number_that_is_none_stops_no_kind(kind: CellKind, number: float) -> None:
    """Looked at with care, it has an answer like any other cell."""
    assert len(kind.careful(number, READING).notes) <= 1


@pytest.mark.parametrize("text", ["9" * 400, "-" + "9" * 400])
def test_a_number_larger_than_any_is_not_read(text: str) -> None:
    values, remarks = NUMBER.read([text], READING)
    assert (list(values), [remark.code for remark in remarks]) == ([None], ["number-unreadable"])


@pytest.mark.parametrize(
    ("text", "digits"),
    [("0674545451 1", 10), ("80674545451 1", 10), ("38 67 454 54 51 1", 10), ("380674545451 12", 11), ("674545", 6)],
)
def test_digits_are_counted_without_the_country_and_the_zero_in_front(text: str, digits: int) -> None:
    """However the owner begins a number, they are told how many digits of their own it has, of nine."""
    _, (remark,) = PHONES.read([text], READING)
    assert (remark.facts["digits"], remark.facts["expected"]) == (digits, 9)


@pytest.mark.parametrize(("text", "digits"), [("48512345678 9", 10), ("512 34", 5), ("+48 512 345 678 1", 10)])
def test_digits_are_counted_by_the_country_of_the_shop(text: str, digits: int) -> None:
    """A shop in Poland has no zero in front, and nothing of Ukraine's own habits."""
    _, (remark,) = PHONES.read([text], replace(READING, country="PL", phone_countries=()))
    assert (remark.facts["digits"], remark.facts["expected"]) == (digits, "7–9")


def test_a_number_as_long_as_some_at_home_is_counted_with_all_its_digits() -> None:
    """48 is no code of the country in eight digits, where seven to nine are a number."""
    _, (remark,) = PHONES.read(["48 000 000"], replace(READING, country="PL", phone_countries=()))
    assert remark.code == "phone-invalid"


def test_the_number_that_is_remarked_on_is_the_one_that_looks_like_a_telephone() -> None:
    _, (remark,) = PHONES.read(["кв. 124 тел 12345"], READING)
    assert remark.facts["number"] == "12345"


def test_of_two_words_in_two_alphabets_the_first_is_named() -> None:
    for text, word in (("Яndex Cидоренко Xон", "Яndex"), ("Cидоренко Яndex Xон", "Cидоренко")):
        _, (remark,) = NAME.read([text], READING)
        assert (remark.facts["word"], remark.cure) == (word, None)


def test_a_date_with_two_readings_is_told_both() -> None:
    _, (remark,) = DATE.read(["3/4/2026"], READING)
    assert (remark.facts["first"], remark.facts["second"]) == (dt.date(2026, 4, 3), dt.date(2026, 3, 4))


def test_a_bare_number_is_a_day_within_the_lives_of_owners_and_clients() -> None:
    """From the first to the last such day, both included."""
    numbers = [FIRST_SERIAL - 1, FIRST_SERIAL, LAST_SERIAL, LAST_SERIAL + 1]
    assert [value is not None for value in DATE.read(numbers, READING)[0]] == [False, True, True, False]


def test_a_birthday_is_written_as_a_date_from_the_first_that_excel_has() -> None:
    assert BIRTHDAY.write(Birthday(1, 1, 1900)) == dt.date(1900, 1, 1)
    assert BIRTHDAY.write(Birthday(12, 31, 1899)) == "31.12.1899"
