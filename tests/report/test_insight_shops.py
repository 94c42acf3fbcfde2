"""The report of shops of every size and shape: empty, tiny, without visits, with returns, bookings, other money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.book.insight.insight import insight
from clientsheet.book.insight.told import Section
from clientsheet.book.insight.told import told as in_words
from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.text import LANGUAGES
from tests.filling.drawn import TODAY, shop
from tests.report.recount import Ledger, recount, told

NOTHING = Decimal("0.00")


def words(of: Shop, language: str = "uk") -> dict[str, Section]:
    return {section.name: section for section in in_words(insight(of, check(of.book, of)), language)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "tabs", [{}, {"clients": "id | name"}, {"clients": "id | name\n1 | Оля", "visits": "date | client"}]
)
def test_a_shop_that_sold_nothing_is_told_what_will_stand_here(tabs: dict[str, str], language: str) -> None:
    """No division by nought, no empty section, no month without a beginning."""
    of = shop(**tabs)
    found = insight(of)
    assert (found.glance.since, found.income.months, found.services, found.cohorts) == (None, (), (), ())
    assert (found.repeat.share, found.overdue.worth) == (None, NOTHING)
    told_of = words(of, language)
    assert not {"income", "services", "sources", "repeat", "cohorts", "rfm", "overdue"} & set(told_of)
    assert len(told_of["glance"].rows) == 2


def test_three_clients_are_a_shop() -> None:
    """Every client is in one segment, and no source is praised for a single client."""
    found = insight(
        shop(
            clients="id | name | source\n1 | Оля | сайт\n2 | Ігор | САЙТ \n3 | Ян |",
            visits="date | client | amount\n05.04.2026 | 1 | 100\n01.03.2026 | 1 | 50\n05.04.2026 | 2 | 70",
        )
    )
    assert sum(one.clients for one in found.segments.lines) == 3
    assert [(one.name, one.clients, one.total) for one in found.sources.lines] == [
        ("сайт", 2, Decimal("220.00")),
        ("", 1, NOTHING),
    ]
    assert found.sources.best is None
    assert (found.glance.clients, found.glance.buyers) == (3, 2)


def test_without_a_visits_tab_contracts_are_what_is_told_of() -> None:
    """Signed ones, by their date; money of another currency stands apart."""
    of = shop(
        clients="id | name\n1 | ТОВ «Ромашка»\n2 | ФОП Коваль",
        contracts="""
        number | client | date | subject | amount | currency | paid | stage
        1 | 1 | 10.03.2026 | Прибирання | 5000 | | 2000 |
        2 | 1 | 01.04.2026 | Прибирання | 6000 | UAH | |
        3 | 2 | 02.04.2026 | Миття вікон | 300 | eur | |
        4 | 2 | 03.04.2026 | Миття вікон | 900 | | | скасовано
        """,
    )
    found = insight(of)
    assert (found.basis, found.glance.month.income, found.glance.month.checks) == ("contracts", Decimal(6000), 2)
    assert [(one.name, one.year.income) for one in found.services] == [
        ("Прибирання", Decimal(11000)),
        ("Миття вікон", Decimal(0)),
    ]
    assert [(one.currency, one.contracts, one.amount) for one in found.health.foreign] == [("EUR", 1, Decimal(300))]
    assert (found.debts.clients, found.debts.amount) == (1, Decimal(9000))
    assert words(of)["debts"].rows[-1].value == "300\N{NO-BREAK SPACE}EUR"


def test_a_return_is_taken_off_in_its_own_month_and_makes_no_visit() -> None:
    found = insight(
        shop(
            clients="id | name\n1 | Оля",
            visits="date | client | amount\n01.03.2026 | 1 | 500\n02.04.2026 | 1 | -200",
        )
    )
    march, april = found.income.months
    assert (march.sums.income, march.sums.checks, march.returned) == (500, 1, 0)
    assert (april.sums.income, april.sums.checks, april.sums.clients, april.returned) == (-200, 0, 0, 200)
    assert found.cohorts[0].active == (1, 0)


def test_who_has_booked_is_not_overdue_and_a_visit_to_come_is_no_income() -> None:
    tabs: dict[str, Any] = {
        "clients": "id | name | interval\n1 | Оля | 4 тижні\n2 | Ян | 4 тижні",
        "visits": "date | client | amount\n01.02.2026 | 1 | 500\n01.02.2026 | 2 | 300\n10.04.2026 | 2 | 900",
    }
    found = insight(shop(**tabs))
    assert (found.overdue.clients, found.overdue.worth) == (1, Decimal(500))
    assert [(one.name, one.expected, one.days) for one in found.overdue.first] == [("Оля", dt.date(2026, 3, 1), 36)]
    assert (found.glance.booked, found.glance.booked_clients, found.glance.year.income) == (1, 1, Decimal(800))


def test_the_lost_are_told_apart_from_those_whom_a_call_brings_back() -> None:
    found = insight(
        shop(
            clients="id | name | interval\n1 | Оля | 4 тижні\n2 | Ян | 4 тижні\n3 | Ада | 4 тижні",
            visits="date | client | amount\n08.03.2026 | 1 | 10\n10.02.2026 | 2 | 100\n01.12.2025 | 3 | 1000",
        )
    )
    assert [(one.group, one.clients, one.worth) for one in found.overdue.groups] == [
        ("late", 1, 10),
        ("sleeping", 1, 100),
        ("lost", 1, 1000),
    ]
    assert (found.overdue.clients, found.overdue.worth) == (2, 110)


def test_moves_are_told_from_the_segment_of_then_to_that_of_today() -> None:
    """Whoever came since was not there; whoever never came is new on both days."""
    found = insight(
        shop(
            clients="id | name | interval\n1 | Оля | 4 тижні\n2 | Ян |\n3 | Ада |",
            visits="""
            date | client | amount
            01.12.2025 | 1 | 10
            01.01.2026 | 1 | 10
            01.02.2026 | 1 | 10
            20.03.2026 | 2 | 10
            """,
        )
    )
    assert (found.segments.then, found.segments.moved("regular", "sleeping")) == (dt.date(2026, 3, 7), 1)
    lines = {one.segment: (one.before, one.clients) for one in found.segments.lines}
    assert (lines["regular"], lines["sleeping"], lines["new"]) == ((1, 0), (0, 1), (1, 2))
    assert found.segments.newcomers == 1


def test_the_owners_own_sums_are_the_steps_of_money() -> None:
    """In the settings tab; else they follow from the average check, rounded to two digits."""
    tabs = {
        "clients": "id | name\n1 | Оля\n2 | Ян",
        "visits": "date | client | amount\n01.04.2026 | 1 | 1047\n01.04.2026 | 2 | 47",
    }
    assert insight(shop(**tabs)).rfm.money == (Decimal(1600), Decimal(4400))
    own = insight(shop(**tabs, rules={"rfm": {"good_total": 40, "best_total": 1000}})).rfm
    assert (own.money, own.own_money) == ((Decimal(40), Decimal(1000)), True)
    assert (own.clients[2][0][2], own.clients[2][0][1]) == (1, 1)


def test_names_of_services_and_sources_beyond_twelve_share_a_line() -> None:
    visits = [{"date": TODAY, "client": "1", "amount": 10 + k, "service": f"Послуга {k}"} for k in range(20)]
    found = insight(shop(clients="id | name\n1 | Оля", visits=visits))
    assert len(found.services) == 12
    rest = found.services[-1]
    assert (rest.name, rest.others, rest.rows) == ("", 9, 9)
    assert sum(one.year.income for one in found.services) == found.glance.year.income


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_shop_where_nothing_happens_stay_the_same_from_day_to_day(language: str) -> None:
    """They name no date of today and count no days from it, so that a quiet day writes nothing."""
    tabs = {
        "clients": "id | name | phone | interval\n1 | Оля | +380674545451 | 2 тижні\n2 | Ян | |",
        "visits": "date | client | amount | service\n20.03.2026 | 1 | 500 | Стрижка\n20.02.2026 | 1 | 500 |",
    }
    days = [shop(today=dt.date(2026, 4, day), **tabs) for day in (8, 9, 10)]
    assert words(days[0], language) == words(days[1], language) == words(days[2], language)
    assert len(words(days[0], language)["overdue"].rows) == 4


_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "client": st.sampled_from(["1", "2", "3", "4", "5", "ніхто"]),
            "ago": st.integers(0, 900) | st.sampled_from([0, 29, 30, 31, 364, 365, 729, 730]),
            "amount": st.integers(-500, 3000),
            "receipt": st.none() | st.sampled_from(["А1", "А2", "А3"]),
            "service": st.sampled_from(["", "Стрижка", "Фарбування"]),
            "staff": st.sampled_from(["", "Ірина"]),
        }
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=60)
@given(_ROWS, st.dates(dt.date(2024, 2, 27), dt.date(2026, 4, 30)))
def test_any_shop_is_counted_as_pandas_counts_it(rows: list[dict[str, Any]], today: dt.date) -> None:
    """Whatever was bought when, by whom, on which receipt; and what belongs together adds up."""
    visits = [
        {
            **row,
            "date": today - dt.timedelta(days=row["ago"]),
            "service": row["service"] or None,
            "staff": row["staff"] or None,
        }
        for row in rows
    ]
    found = insight(
        shop(today=today, clients="\n".join(["id | name", *(f"{k} | К{k}" for k in range(1, 6))]), visits=visits)
    )
    frame = pd.DataFrame(rows).assign(day=[row["date"] for row in visits])
    frame["client"] = [int(who) - 1 if who.isdecimal() else -1 for who in frame.client]
    frame["amount"] *= 10_000
    frame["receipt"] = frame.receipt.astype(object)
    theirs, ours = recount(Ledger(frame, 5, today)), told(found)
    for name, figures in theirs.items():
        assert ours[name] == figures, name
    assert sum(one.clients for one in found.segments.lines) == found.glance.clients
    assert sum(map(sum, found.segments.moves)) == found.glance.clients
    assert sum(sum(map(sum, plane)) for plane in found.rfm.clients) == found.glance.buyers
    assert sum(one.clients for one in found.rfm.groups) == found.glance.buyers == sum(found.repeat.times)
    assert sum(one.year.income for one in found.staff or found.services) in (found.glance.year.income, 0)


_DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)) | st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 1))
_ANYTHING = st.none() | st.text(max_size=8) | st.floats(-1e15, 1e15) | st.integers(-(10**16), 10**16) | _DAYS
_OWNERS = st.sampled_from(["1", "2", "Оля", "Ян", "хтось"]) | _ANYTHING
_NAMES = st.sampled_from(["Оля", "Ян", None]) | _ANYTHING


def _table(dated: st.SearchStrategy[Any], **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"date": dated, **columns}), max_size=8)


_CLIENTS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from([1, 2, None, "а"]), "name": _NAMES, "source": _ANYTHING}), max_size=8
)
_VISITS = _table(_DAYS | _ANYTHING, client=_OWNERS, amount=_ANYTHING, service=_ANYTHING, staff=_ANYTHING)
_CONTRACTS = _table(
    _DAYS, client=_OWNERS, amount=_ANYTHING, currency=_ANYTHING, paid=_ANYTHING, end=_DAYS, subject=_ANYTHING
)


@settings(deadline=None, max_examples=150)
@given(_CLIENTS, st.none() | _VISITS, _CONTRACTS, st.sampled_from(LANGUAGES))
def test_whatever_stands_in_the_cells_the_report_is_told(
    clients: list[dict[str, Any]],
    visits: list[dict[str, Any]] | None,
    contracts: list[dict[str, Any]],
    language: str,
) -> None:
    """On one line a cell, with the sections that every shop has."""
    sections = words(shop(clients=clients, visits=visits, contracts=contracts), language)
    assert "glance" in sections
    for section in sections.values():
        for line in section.rows:
            assert line.name
            assert line.value
            assert f"{line.name}{line.value}{line.note}".replace("\N{NO-BREAK SPACE}", " ").isprintable()


def test_a_shop_where_nothing_has_a_price_has_nobody_who_spent_much() -> None:
    found = insight(shop(clients="id | name\n1 | Оля", visits="date | client\n01.04.2026 | 1"))
    assert [one.group for one in found.rfm.groups if one.clients] == ["fresh"]


def test_months_begin_where_the_sheet_does_and_end_today() -> None:
    """A shop that rested for years is not told of its empty months."""
    visits = "date | client | amount\n01.04.2016 | 1 | 5\n01.02.2026 | 1 | 7"
    found = insight(shop(clients="id | name\n1 | Оля", visits=visits))
    assert [one.first.month for one in found.income.months] == [2, 3, 4]
    assert [one.year for one in found.income.years] == [2026]
