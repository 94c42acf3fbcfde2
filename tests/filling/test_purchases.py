"""What counts as a purchase, and what purchases come to."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pytest
from drawn import column, only, shop
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.book.counting.money import averages, product, scaled, sums, units

ONE = "id | name\n1 | Марина"


@pytest.mark.parametrize(
    ("status", "amount", "visits", "total"),
    [
        (None, 500, 1, 500.0),
        ("виконано", 500, 1, 500.0),
        ("скасовано", 500, 0, 0.0),
        ("не прийшла", 500, 0, 0.0),
        ("заплановано", 500, 0, 0.0),
        ("повернено", 500, 0, 0.0),
        ("повернено", -500, 0, -500.0),
        ("не прийшла", -500, 0, -500.0),
        ("скасовано", -500, 0, 0.0),
        (None, -500, 0, -500.0),
        (None, 0, 1, 0.0),
        (None, None, 1, 0.0),
    ],
)
def test_a_status_undoes_a_purchase_and_a_negative_amount_is_a_return(
    status: str | None, amount: float | None, visits: int, total: float
) -> None:
    row = {"date": dt.date(2026, 4, 1), "client": "1", "amount": amount, "status": status}
    filled = shop(clients=ONE, visits=[row])
    assert (only(filled, "visits"), only(filled, "total")) == (visits, total)


def test_a_visit_of_today_counts_and_one_of_tomorrow_does_not() -> None:
    filled = shop(
        clients=ONE,
        visits="""
        date | client | amount
        06.04.2026 | 1 | 100
        07.04.2026 | 1 | 900
        """,
    )
    assert only(filled, "total") == 100.0
    assert only(filled, "last_visit") == dt.date(2026, 4, 6)


def test_rows_of_one_receipt_are_one_check_and_rows_without_one_are_each_their_own() -> None:
    filled = shop(
        clients="id | name\n1 | Марина\n2 | Оля",
        visits="""
        date | client | amount | receipt
        01.04.2026 | 1 | 100 | А-7
        01.04.2026 | 1 | 300 | А-7
        02.04.2026 | 1 | 50 |
        02.04.2026 | 1 | 50 |
        02.04.2026 | 2 | 70 | А-7
        """,
    )
    assert column(filled, "visits") == [3, 1]
    assert column(filled, "average_check") == [166.67, 70.0]


def test_a_blank_amount_is_quantity_times_price_and_an_unreadable_one_is_nothing() -> None:
    filled = shop(
        clients=ONE,
        visits="""
        date | client | quantity | price | amount
        01.04.2026 | 1 | 3 | 19.99 |
        01.04.2026 | 1 | | 10 |
        01.04.2026 | 1 | 2 | 10 | багато
        01.04.2026 | 1 | дві | 10 |
        """,
    )
    assert only(filled, "total") == 69.97


def test_the_average_is_rounded_half_to_even() -> None:
    """0.25 / 2 = 0.125 is 0.12; 0.75 / 2 = 0.375 is 0.38."""
    filled = shop(
        clients="id | name\n1 | Марина\n2 | Оля",
        visits="""
        date | client | amount
        01.04.2026 | 1 | 0.25
        02.04.2026 | 1 | 0
        01.04.2026 | 2 | 0.75
        02.04.2026 | 2 | 0
        """,
    )
    assert column(filled, "average_check") == [0.12, 0.38]


def test_who_never_came_has_no_check_and_nothing_spent() -> None:
    filled = shop(clients=ONE, visits="date | client | amount")
    blank = ("average_check", "first_visit", "last_visit", "rhythm", "favourite_service", "frequency", "debt")
    assert [only(filled, name) for name in blank] == [None] * len(blank)
    assert (only(filled, "visits"), only(filled, "total"), only(filled, "segment")) == (0, 0.0, "новий")


def test_money_of_another_currency_is_not_added_up() -> None:
    filled = shop(clients=ONE, visits=[{"date": dt.date(2026, 4, 1), "client": "1", "amount": "100 $", "price": 5}])
    assert (only(filled, "visits"), only(filled, "total")) == (1, 0.0)


def test_the_favourite_is_bought_most_often_and_of_equals_last() -> None:
    filled = shop(
        clients="id | name\n1 | Марина\n2 | Оля",
        services="code | name\nF1 | Фарбування",
        visits="""
        date | client | service
        01.02.2026 | 1 | Фарбування
        01.03.2026 | 1 | F1
        02.03.2026 | 1 | Стрижка
        01.03.2026 | 2 | стрижка
        01.02.2026 | 2 | F1
        """,
    )
    assert column(filled, "favourite_service") == ["Фарбування", "Стрижка"]


def test_the_rhythm_is_the_median_gap_from_the_third_day_on() -> None:
    filled = shop(
        clients="id | name\n1 | Марина\n2 | Оля\n3 | Віра",
        visits="""
        date | client
        01.01.2026 | 1
        11.01.2026 | 1
        11.01.2026 | 1
        01.01.2026 | 2
        11.01.2026 | 2
        31.01.2026 | 2
        01.01.2026 | 3
        04.01.2026 | 3
        08.01.2026 | 3
        """,
    )
    assert column(filled, "rhythm") == [None, 15, 4]


def test_services_tell_what_was_sold_and_what_it_brought() -> None:
    """Whoever bought it, known or not; what came back is taken off."""
    filled = shop(
        clients=ONE,
        services="name\nСтрижка\nФарбування",
        visits="""
        date | client | service | quantity | amount
        01.04.2026 | 1 | стрижка | 2 | 800
        01.04.2026 | хтось | Стрижка | | 400
        02.04.2026 | 1 | Стрижка | 1 | -400
        02.04.2026 | 1 | Фарбування | 0.5 | 600
        """,
    )
    assert column(filled, "sold", "services") == [2, 0.5]
    assert column(filled, "revenue", "services") == [800.0, 600.0]


def test_without_a_visits_tab_signed_contracts_are_the_purchases() -> None:
    filled = shop(
        clients=ONE,
        contracts="""
        number | client | date | subject | amount | stage
        1 | 1 | 01.02.2026 | Ремонт | 5000 | підписано
        2 | 1 | 01.03.2026 | Ремонт | 3000 | виконано
        3 | 1 | 05.03.2026 | Ремонт | 9000 | скасовано
        4 | 1 | 06.03.2026 | Ремонт | 9000 | на погодженні
        """,
    )
    assert (only(filled, "visits"), only(filled, "total")) == (2, 8000.0)
    assert only(filled, "favourite_service") == "Ремонт"


def test_a_row_without_a_key_gets_no_values() -> None:
    filled = shop(
        clients="id | name\n1 | Марина\n1 | Марина копія\n2 | Оля",
        visits="date | client | amount\n01.04.2026 | 1 | 100\n01.04.2026 | 2 | 200",
    )
    assert column(filled, "total") == [None, None, 200.0]


ten_thousandths = st.integers(-(10**12), 10**12)


@given(st.lists(st.tuples(st.integers(0, 3), ten_thousandths), max_size=30))
def test_sums_are_exact(rows: list[tuple[int, int]]) -> None:
    groups = np.array([group for group, _ in rows], np.int32)
    found = sums(groups, np.array([amount for _, amount in rows], np.int64), 4)
    assert found.tolist() == [sum(amount for group, amount in rows if group == k) for k in range(4)]


@given(st.integers(-(10**13), 10**13), st.integers(-(10**13), 10**13))
def test_a_product_is_rounded_half_to_even_however_large(quantity: int, price: int) -> None:
    exact = Decimal(quantity) * Decimal(price) / 10_000
    if abs(exact) < 2**62:
        found = product(np.array([quantity]), np.array([price]))
        assert found.tolist() == [int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))]


@given(ten_thousandths, st.integers(1, 1000))
def test_an_average_is_the_float_nearest_to_its_rounded_decimal(total: int, count: int) -> None:
    exact = (Decimal(total) / 10_000 / count).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    assert averages(np.array([total]), np.array([count])).tolist() == [float(exact)]


@given(st.decimals(-(10**9), 10**9, places=4))
def test_money_survives_its_ten_thousandths(amount: Decimal) -> None:
    whole, known = scaled([float(amount), None])
    assert known.tolist() == [True, False]
    assert whole.tolist() == [int(amount * 10_000), 0]
    assert units(whole).tolist()[0] == float(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def test_a_contract_in_other_money_is_a_purchase_whose_sum_is_not_added_up() -> None:
    """Without a visits tab contracts are the purchases; a thousand euro are no thousand hryvnias."""
    filled = shop(
        clients=ONE,
        contracts="""
        number | client | date | amount | currency
        1 | 1 | 01.03.2026 | 500 | UAH
        2 | 1 | 02.03.2026 | 700 |
        3 | 1 | 03.03.2026 | 1000 | eur
        """,
    )
    assert only(filled, "visits") == 3
    assert only(filled, "total") == 1200.0


def test_the_money_of_the_shop_may_be_named_by_any_of_its_words() -> None:
    """«грн» and «₴» are hryvnias, as they are beside an amount."""
    filled = shop(
        clients=ONE,
        contracts="""
        number | client | date | amount | currency
        1 | 1 | 01.03.2026 | 500 | грн.
        2 | 1 | 02.03.2026 | 700 | ₴
        3 | 1 | 03.03.2026 | 90 | $
        """,
    )
    assert only(filled, "total") == 1200.0
    assert only(filled, "debt") == 1200.0
