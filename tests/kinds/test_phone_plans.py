"""The fast way of phones against ``phonenumbers`` itself, and the faces of a number."""

from __future__ import annotations

import random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from owners_cells import OWNERS_CELLS, READING

from clientsheet.sheet.kinds import PHONES, Phone, Reading
from clientsheet.sheet.kinds.numbering import plan_of
from clientsheet.text import say


def _reading(country: str) -> Reading:
    return Reading(today=READING.today, country=country)


@pytest.mark.parametrize("country", ["UA", "PL", "DE", "CZ", "MD", "BY", "KZ", "RU", "US", "GB", "GE", "LT", "HU"])
def test_what_the_fast_way_takes_the_library_takes(country: str) -> None:
    """For every beginning of a number: a plain number is the number that phonenumbers finds, in full and local form."""
    reading, plan, chance = _reading(country), plan_of(country), random.Random(country)
    code = plan.prefix[1:]
    usual, texts = (plan.lengths or (9,))[-1], []
    for start in range(10_000):
        for length in (usual, usual + chance.choice((-1, 1))):
            number = f"{start:04}"[: chance.choice((3, 4))].ljust(length, chance.choice("0123456789"))
            texts += [f"+{code}{number}", f"{code}{number}", f"{plan.trunk}{number}", f"{number[:2]} {number[2:]}"]
    plain = PHONES.plain(texts, reading)
    for text in chance.sample(sorted(plain), min(len(plain), 600)):
        assert PHONES.careful(text, reading) == (plain[text], ())
        number = phonenumbers.parse(text, country)
        assert phonenumbers.is_valid_number_for_region(number, country)
        assert plain[text] == (Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)),)


def test_ordinary_ukrainian_numbers_go_the_fast_way() -> None:
    """Every code of an operator and of a city is known to it, in each of the usual spellings."""
    for text in (
        "+380671234567",
        "380501234567",
        "0931234567",
        "067 123 45 67",
        "(044) 123-45-67",
        "+38 (067) 123-45-67",
    ):
        assert PHONES.plain([text], READING), text


@given(
    st.from_regex(r"(\+?380|0|8|80|38|)[3-9][0-9]{7,9}", fullmatch=True),
    st.lists(st.tuples(st.integers(0, 13), st.sampled_from(" -()\u00a0"))),
)
def test_marks_between_digits_change_nothing(digits: str, marks: list[tuple[int, str]]) -> None:
    """Wherever blanks, dashes and brackets stand, the fast way says what the careful way says."""
    text = digits
    for place, mark in marks:
        text = text[:place] + mark + text[place:]
    for plain in PHONES.plain([text], READING).values():
        assert PHONES.careful(text, READING) == (plain, ())


def test_digits_of_other_scripts_become_plain_ones() -> None:
    """Arabic digits are digits, and no number is kept in them."""
    for text in ("+38067١٢٣٤٥٦٧", "067١٢٣٤٥٦٧"):
        assert PHONES.read([text], READING)[0][0] == (Phone("+380671234567"),)


@given(st.from_regex(r"\+380(39|50|6[36-8]|7[37]|9[1-9]|44|32)[0-9]{7}", fullmatch=True))
def test_a_number_as_it_is_shown_is_the_number(e164: str) -> None:
    phone = Phone(e164)
    assert PHONES.read([phone.display()], READING)[0][0] == (phone,)


def test_a_number_is_shown_as_its_country_writes_it() -> None:
    assert Phone("+380674545451").display() == "+380 67 454 54 51"
    assert Phone("+380674545451", "12").display() == "+380 67 454 54 51 вн. 12"
    assert Phone("+380800501234").display() == "+380 800 501 234"
    assert Phone("+48512345678").display() == "+48 512 345 678"
    assert Phone("+79123456789").display() == "+7 912 345-67-89"
    assert Phone("+380674545451", "12").uri() == "tel:+380674545451;ext=12"


def test_a_lost_digit_is_said_in_plain_words() -> None:
    """The facts of the remark: how many digits there are, how many there should be."""
    _, (remark,) = PHONES.read(["067 454 54 5"], READING)
    assert (remark.facts["digits"], remark.facts["expected"]) == (8, 9)


@pytest.mark.parametrize("country", ["GB", "US", "RU", "PL", "DE", "ZZ"])
def test_a_shop_of_any_country_understands_what_is_wrong(country: str) -> None:
    """Every cell of the cases is read there, both ways alike, and every remark can be said."""
    values, remarks = PHONES.read(OWNERS_CELLS, _reading(country))
    assert list(values) == [PHONES.careful(cell, _reading(country)).value for cell in OWNERS_CELLS]
    for remark in remarks:
        for part in ("", ".cure"):
            assert say("uk", f"finding.{remark.code}{part}", **{"value": OWNERS_CELLS[remark.index], **remark.facts})


def test_an_unknown_country_reads_international_numbers() -> None:
    """A country that no table knows stops nobody."""
    assert PHONES.read(["+380674545451"], _reading("ZZ"))[0][0] == (Phone("+380674545451"),)
