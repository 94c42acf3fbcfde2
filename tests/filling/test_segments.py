"""What kind of client this is: the segment and the frequency. Today is 6 April 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from drawn import TODAY, column, only, shop


def visited(*days_ago: int, client: str = "1", amount: float = 100) -> list[dict[str, Any]]:
    return [{"date": TODAY - dt.timedelta(days), "client": client, "amount": amount} for days in days_ago]


@pytest.mark.parametrize(
    ("days_ago", "interval", "segment"),
    [
        ((), "", "новий"),
        ((30,), "", "новий"),
        ((31,), "", "нерегулярний"),
        ((31, 900), "", "нерегулярний"),
        ((0, 1, 2), "", "постійний"),
        ((42, 50), "28", "нерегулярний"),
        ((43, 50), "28", "сплячий"),
        ((84, 90), "28", "сплячий"),
        ((85, 90), "28", "втрачений"),
        ((85, 86, 87, 88), "28", "втрачений"),
    ],
)
def test_the_first_rule_that_fits(days_ago: tuple[int, ...], interval: str, segment: str) -> None:
    found = shop(clients=f"id | name | interval\n1 | Марина | {interval}", visits=visited(*days_ago))
    assert only(found, "segment") == segment


def test_who_has_booked_is_not_asleep() -> None:
    found = shop(clients="id | name | interval\n1 | Марина | 28", visits=visited(85, 90, -3))
    assert only(found, "segment") == "нерегулярний"


def test_the_owners_mark_makes_a_vip_whatever_they_spent() -> None:
    found = shop(clients="id | name | vip\n1 | Марина | так\n2 | Оля | ні", visits=visited(400, 500))
    assert column(found, "segment") == ["VIP", "новий"]


@pytest.mark.parametrize(("total", "segment"), [(19999.99, "новий"), (20000, "VIP")])
def test_a_threshold_makes_a_vip(total: float, segment: str) -> None:
    found = shop(clients="id | name\n1 | Марина", visits=visited(3, amount=total), rules={"vip": {"total": 20000}})
    assert only(found, "segment") == segment


def test_the_top_share_counts_those_who_spent_anything_and_equals_share_a_place() -> None:
    clients = "id | name\n" + "\n".join(f"{n} | Клієнт {n}" for n in range(1, 13))
    spent = {1: 900, 2: 900, **dict.fromkeys(range(3, 11), 100)}
    visits = [row for client, amount in spent.items() for row in visited(5, client=str(client), amount=amount)]
    found = shop(clients=clients, visits=visits, rules={"vip": {"top_percent": 10}})
    assert [name == "VIP" for name in column(found, "segment")] == [True, True] + [False] * 10


@pytest.mark.parametrize(
    ("days_ago", "frequency"),
    [
        ((), None),
        ((5,), "разовий"),
        ((900,), "разовий"),
        ((5, 6), "рідко"),
        ((5, 6, 364), "постійний"),
        ((5, 6, 365), "рідко"),
        ((400, 401, 402, 403), "рідко"),
    ],
)
def test_how_often_a_client_comes(days_ago: tuple[int, ...], frequency: str | None) -> None:
    assert only(shop(clients="id | name\n1 | Марина", visits=visited(*days_ago)), "frequency") == frequency


@pytest.mark.parametrize(
    ("language", "words"), [("uk", ("новий", "разовий")), ("ru", ("новый", "разовый")), ("en", ("new", "one-off"))]
)
def test_the_words_are_in_the_language_of_the_workbook(language: str, words: tuple[str, str]) -> None:
    found = shop(clients="id | name\n1 | Марина", visits=visited(5), language=language)
    assert (only(found, "segment"), only(found, "frequency")) == words
