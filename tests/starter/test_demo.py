"""The demo salon: lively, the same every time, and wrong in just the places where it should be."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from clientsheet.book.demo import MISTAKES, OPENED, TODAY, demo, rows
from clientsheet.book.demo_people import PEOPLE
from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.sheet.finding import Severity
from clientsheet.text import LANGUAGES

pytestmark = pytest.mark.parametrize("language", LANGUAGES)

PLANTED = {
    "birthday-age": 1,
    "client-unknown": 1,
    "date-future": 1,
    "date-impossible": 1,
    "email-alphabet": 1,
    "email-doubled": 2,
    "email-typo": 1,
    "end-before-start": 1,
    "mixed-alphabet": 1,
    "number-as-text": 1,
    "paid-too-much": 1,
    "phone-doubled": 2,
    "phone-restored": 1,
    "unknown-word": 1,
}


def test_it_is_the_same_every_time(language):
    assert rows(language) == rows(language)


def test_forty_people_have_a_year_of_visits_behind_them(language):
    assert len(PEOPLE) == 40
    days = [visit["date"] for visit in rows(language)["visits"] if isinstance(visit["date"], dt.date)]
    past = [day for day in days if day <= TODAY]
    assert min(past) >= OPENED
    assert len(past) > 250


def test_a_dozen_planted_mistakes_are_found_and_no_others(reread, language):
    book = reread(demo(language, "id"))
    findings = check(book, Shop(book))
    codes = Counter(finding.code for finding in findings)
    codes.pop("address-missing", 0)  # follows from the planted wrong addresses
    lost_digit = codes.pop("phone-digits", 0) + codes.pop("phone-invalid", 0)
    assert (lost_digit, codes) == (1, PLANTED)
    assert len(MISTAKES) >= 12
    assert findings.counts[Severity.ERROR] >= 5


def test_marina_is_to_be_written_to_on_the_fifth_of_april(reread, language):
    """Every two months, last seen on 15 February: seven weeks later."""
    book = reread(demo(language, "id"))
    filled = Shop(book).filled()["clients"]
    marina = {name: values[0] for name, values in filled.items()}
    botox = {"uk": "Ботокс для волосся", "ru": "Ботокс для волос", "en": "Hair botox"}[language]
    assert marina["last_visit"] == dt.date(2026, 2, 15)
    assert marina["next_contact"] == dt.date(2026, 4, 5)
    assert marina["favourite_service"] == botox
    assert marina["visits"] == 6
    assert marina["average_check"] == pytest.approx(marina["total"] / 6, abs=0.005)
    assert botox.lower() in marina["reason"].lower()


def test_people_of_every_kind_are_among_them(reread, language):
    book = reread(demo(language, "id"))
    filled = Shop(book).filled()["clients"]
    assert len(set(filled["segment"])) == 6
    assert len(set(filled["frequency"]) - {None}) == 3
