"""Sums in words, names in the genitive, codes and accounts: what a person reads first and a bank reads twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from clientsheet.book.documents.parties import initials
from clientsheet.book.requisites import iban_mistake, tax_id_mistake, tidy_iban, tidy_tax_id
from clientsheet.documents.amounts import MONIES, in_words, number_in_words
from clientsheet.documents.genitive import genitive

CASES = Path(__file__).parents[1] / "cases"
AMOUNTS = yaml.safe_load((CASES / "amounts.yaml").read_text("utf-8"))
GENITIVES = yaml.safe_load((CASES / "genitives.yaml").read_text("utf-8"))


def test_amounts_are_written_as_people_checked_them() -> None:
    """More than two hundred of them, 11 to 14 and the thousands among them."""
    assert len(AMOUNTS) >= 200
    assert {tuple(case): in_words(Decimal(case[2]), case[1], case[0]) for case in AMOUNTS} == {
        tuple(case): case[3] for case in AMOUNTS
    }


@given(st.decimals(0, 10**14, places=2), st.sampled_from(["uk", "ru", "en"]), st.sampled_from(sorted(MONIES["uk"])))
def test_every_amount_has_its_words(amount: Decimal, language: str, currency: str) -> None:
    """One capital letter at the beginning, two digits of hundredths, and no two amounts read alike."""
    told = in_words(amount, currency, language)
    assert told[0].isupper()
    assert f" {int(amount * 100) % 100:02}" in told
    assert told != in_words(amount + Decimal("1.01"), currency, language)


def test_whole_numbers_are_no_kopiyky() -> None:
    """num2words takes an int for kopiyky; only a Decimal is an amount here."""
    with pytest.raises(ValueError, match="1200"):
        in_words(1200, "UAH", "uk")  # type: ignore[arg-type]


def test_a_currency_without_a_name_keeps_its_code() -> None:
    assert in_words(Decimal("21.5"), "SEK", "uk") == "Двадцять один SEK 50"


def test_every_currency_is_named_in_all_three_languages() -> None:
    assert set(MONIES["uk"]) == set(MONIES["ru"]) == set(MONIES["en"])


def test_only_the_last_word_agrees() -> None:
    """«Один мільйон одна», whatever is counted."""
    assert number_in_words(1_000_001, "uk", feminine=True) == "один мільйон одна"
    assert number_in_words(2_002_002, "ru", feminine=True) == "два миллиона две тысячи две"


@pytest.mark.parametrize(("language", "given", "declined", "sure"), GENITIVES)
def test_names_are_declined_as_people_checked_them(language: str, given: str, declined: str, sure: bool) -> None:
    assert genitive(given, language) == (declined, sure)


@given(st.text(max_size=60), st.sampled_from(["uk", "ru", "en"]))
@example("\U00017000", "uk")  # a letter without a name, which the dictionaries stumble over
@example("директор Smith John", "uk")
def test_no_word_is_lost_when_a_name_is_declined(text: str, language: str) -> None:
    """Whatever stands there, and nothing raises."""
    assert len(genitive(text, language).text.split()) == len(text.split())


@pytest.mark.parametrize(
    ("language", "name", "signed"),
    [
        ("uk", "Савчук Олена Іванівна", "О. І. Савчук"),
        ("uk", "Олена Савчук", "О. Савчук"),
        ("ru", "Савчук Елена Ивановна", "Е. И. Савчук"),
        ("uk", "Ван Дамм Жан Клод", "Ван Дамм Жан Клод"),
        ("en", "Helen Savage", "Helen Savage"),
    ],
)
def test_who_signs_is_written_short_where_that_is_certain(language: str, name: str, signed: str) -> None:
    assert initials(name, language).replace("\xa0", " ") == signed


@pytest.mark.parametrize(
    ("text", "tidy", "mistake"),
    [
        ("00032129", "00032129", ""),
        ("32129", "00032129", ""),  # Excel took the noughts
        ("ЄДРПОУ 00032129", "00032129", ""),
        ("14360570", "14360570", ""),
        ("14360571", "14360571", "check"),
        ("2812345678", "2812345678", ""),
        ("2812345679", "2812345679", "check"),
        ("28123456789", "28123456789", "length"),
        ("АБ123456", "АБ123456", ""),  # a passport, by those who refused a code
        ("код", "код", "length"),
    ],
)
def test_ukrainian_codes_are_told_right_from_wrong(text: str, tidy: str, mistake: str) -> None:
    assert tidy_tax_id(text) == tidy
    assert tax_id_mistake(text, "UA") == mistake


def test_codes_of_other_countries_are_not_judged() -> None:
    assert tax_id_mistake("01234567", "GB") == ""
    assert tax_id_mistake("7707083893", "RU") == ""
    assert tax_id_mistake("7707083894", "RU") == "check"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("UA143000010000026001234567890", ""),
        ("UA14 3000 0100 0002 6001 2345 6789 0", ""),
        ("IBAN: ua143000010000026001234567890", ""),
        ("UA143000010000026001234567891", "check"),
        ("UA14300001000002600123456789", "length"),
        ("GB33BUKB20201555555555", ""),
        ("26001234567890", "check"),
    ],
)
def test_accounts_are_told_right_from_wrong(text: str, mistake: str) -> None:
    assert iban_mistake(text) == mistake


def test_an_account_is_written_without_its_blanks() -> None:
    assert tidy_iban("IBAN: UA14 3000 0100 0002 6001 2345 6789 0") == "UA143000010000026001234567890"
