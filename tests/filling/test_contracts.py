"""What is owed on contracts, by when, and in what state they are. Today is 6 April 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from drawn import column, only, shop

from clientsheet.book.counting.payment_terms import payment_due

CLIENT = "id | name\n1 | Ромашка"
SIGNED, END = dt.date(2026, 3, 1), dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ("14 днів", dt.date(2026, 3, 15)),
        ("протягом 14 календарних днів", dt.date(2026, 3, 15)),
        ("в течение 10 дней", dt.date(2026, 3, 11)),
        ("2 тижні", dt.date(2026, 3, 15)),
        ("net 30 days", dt.date(2026, 3, 31)),
        ("до 15.04.2026", dt.date(2026, 4, 15)),
        ("by 2026-04-15", dt.date(2026, 4, 15)),
        ("передоплата", SIGNED),
        ("100% предоплата", SIGNED),
        ("50% аванс, решта за 3 дні", END),
        ("15.04.2026 або 20.04.2026", END),
        ("як домовимось", END),
        (None, END),
    ],
)
def test_the_terms_say_when_to_pay_else_the_end_of_the_contract_does(terms: str | None, due: dt.date) -> None:
    assert payment_due(terms, SIGNED, END) == due


def test_the_debt_is_what_is_left_on_contracts_that_are_not_paid() -> None:
    found = shop(
        clients="id | name\n1 | Ромашка\n2 | Каштан\n3 | Дуб",
        contracts="""
        number | client | amount | paid | stage | currency
        1 | 1 | 10000.50 | 4000 | |
        2 | 1 | 500 | 500 | |
        3 | 1 | 100 | 300 | |
        4 | 1 | 700 | | оплачено |
        5 | 1 | 800 | | скасовано |
        6 | 1 | 900 | | | EUR
        7 | 2 | 300 | 300 | | UAH
        """,
    )
    assert column(found, "debt") == [6000.5, 0.0, None]
    assert column(found, "balance", "contracts") == [6000.5, 0.0, -200.0, 0.0, 800.0, 900.0, 0.0]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("| | | ", "діє"),
        ("07.05.2026 | | | ", "діє"),
        ("06.05.2026 | | | ", "скоро закінчується"),
        ("06.04.2026 | | | ", "скоро закінчується"),
        ("05.04.2026 | | | ", "закінчився"),
        ("05.04.2026 | 100 | 50 | ", "оплату прострочено"),
        ("06.04.2026 | 100 | 50 | ", "скоро закінчується"),
        ("| 100 | 50 | до 05.04.2026", "оплату прострочено"),
        ("| 100 | 100 | до 05.04.2026", "діє"),
        ("| 100 | 50 | до 06.04.2026", "діє"),
    ],
)
def test_the_state_of_a_contract(row: str, state: str) -> None:
    found = shop(clients=CLIENT, contracts=f"number | client | end | amount | paid | terms\n1 | 1 | {row}")
    assert column(found, "state", "contracts") == [state]


def test_a_contract_that_is_not_signed_yet_has_no_state_and_makes_no_debt() -> None:
    found = shop(clients=CLIENT, contracts="number | client | amount | stage\n1 | 1 | 100 | на погодженні")
    assert column(found, "state", "contracts") == [None]
    assert only(found, "debt") is None


def test_an_unreadable_payment_leaves_the_balance_blank() -> None:
    found = shop(clients=CLIENT, contracts="number | client | amount | paid\n1 | 1 | 100 | майже все")
    assert column(found, "balance", "contracts") == [None]
