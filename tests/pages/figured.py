"""The demo's shop in figures, as it is, tried to the limits, and empty."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from clientsheet.book.book import Book
from clientsheet.book.demo import BUSINESS, COUNTRY, CURRENCY, TODAY, demo
from clientsheet.book.insight.insight import insight
from clientsheet.book.insight.sums import Sums
from clientsheet.book.insight.values import Insight
from clientsheet.book.reading.understand import understand
from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.book.starter import starter
from clientsheet.config import Config
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.finding import Findings
from clientsheet.stores.memory import MemoryStore

HOSTILE = '<script>alert(1)</script>"&Дуже-довгаНазваБезЖодногоПробілуЯкоїНіхтоНеЧекавАлеХтосьНапише'
MUCH = Decimal("98765432.15")


@cache
def book(language: str) -> Book:
    return _understood(demo(language, "figured"), language)


def checked(read: Book) -> Findings:
    return check(read, Shop(read), ())


@cache
def figured(language: str) -> Insight:
    return _insight(book(language))


@cache
def empty(language: str) -> tuple[Book, Insight]:
    """A workbook that was made a minute ago."""
    fresh = _understood(starter(language, "empty"), language)
    return fresh, _insight(fresh)


def limits(language: str, amount: Decimal = MUCH) -> Insight:
    """Every sum and every name as large as it may become, and names that would like to be HTML."""
    real, huge = figured(language), Sums(amount, 1_234_567, 123_456)
    return replace(
        real,
        glance=replace(real.glance, clients=1_048_576, month=huge, year=huge, year_before=huge),
        overdue=replace(
            real.overdue,
            clients=123_456,
            worth=amount,
            first=tuple(replace(one, name=HOSTILE, usual=amount) for one in real.overdue.first),
        ),
        income=replace(
            real.income,
            months=tuple(replace(month, sums=huge, newcomers=98_765) for month in real.income.months),
            years=tuple(replace(year, sums=huge) for year in real.income.years),
        ),
        services=tuple(replace(line, name=HOSTILE, year=huge, before=huge) for line in real.services),
        staff=tuple(replace(line, name=HOSTILE, year=huge, before=huge) for line in real.staff),
        sources=replace(
            real.sources,
            lines=tuple(replace(one, name=HOSTILE, total=amount * one.buyers) for one in real.sources.lines),
        ),
        segments=replace(
            real.segments,
            lines=tuple(replace(one, clients=123_456, before=1, income=amount) for one in real.segments.lines),
        ),
        cohorts=tuple(replace(one, clients=9_999, active=(9_999,) * len(one.active)) for one in real.cohorts),
        rfm=replace(real.rfm, groups=tuple(replace(one, clients=99_999, total=amount) for one in real.rfm.groups)),
    )


def _understood(workbook: WorkbookBlueprint, language: str) -> Book:
    store = MemoryStore({})
    store.build(workbook)
    of_the_shop = {"country": COUNTRY[language], "currency": CURRENCY[language], "business": BUSINESS[language]}
    config = Config.default(Path(), language=language, **of_the_shop)
    return understand(store.read(), config, TODAY)


def _insight(read: Book) -> Insight:
    return insight(Shop(read), checked(read))
