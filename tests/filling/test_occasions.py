"""When to get in touch with a client, and why. Today is 6 April 2026 unless a test says otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from drawn import column, only, shop

from clientsheet.book.shop import Shop

MARINA = "id | name | interval\n1 | Марина | раз на 2 місяці"
HER_VISITS = """
date | client | service
20.12.2025 | 1 | Фарбування
15.02.2026 | 1 | Фарбування
15.02.2026 | 1 | Ботокс для волосся
"""
DUE = dt.date(2026, 4, 5)


def coming(shop: Shop) -> tuple[Any, Any]:
    return only(shop, "next_contact"), only(shop, "reason")


def occurrences(shop: Shop, kind: str) -> list[tuple[dt.date, str]]:
    events = shop.events[kind]
    return [(due, events.occurrence(k)) for k, due in enumerate(events.due.tolist())]


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("uk", "Повторний візит: фарбування та ботокс для волосся, кожні 8 тижнів"),
        ("ru", "Повторный визит: фарбування и ботокс для волосся, каждые 8 недель"),
        ("en", "Repeat visit: фарбування and ботокс для волосся, every 8 weeks"),
    ],
)
def test_marina_comes_every_two_months_and_is_called_a_week_before(language: str, reason: str) -> None:
    """Last visit 15.02.2026, every 2 months: 05.04.2026."""
    assert coming(shop(clients=MARINA, visits=HER_VISITS, language=language)) == (DUE, reason)


def test_a_calendar_month_keeps_the_day_of_the_month() -> None:
    found = shop(clients=MARINA, visits=HER_VISITS, rules={"month": "calendar"})
    assert coming(found) == (dt.date(2026, 4, 8), "Повторний візит: фарбування та ботокс для волосся, кожні 2 місяці")


def test_a_calendar_month_ends_where_the_month_does() -> None:
    found = shop(
        clients=MARINA,
        visits="date | client\n31.12.2025 | 1",
        rules={"month": "calendar", "lead_days": 0},
    )
    assert only(found, "next_contact") == dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    ("own", "service", "shops", "days"),
    [
        ("20", "30", 60, 20),
        ("", "30", 60, 30),
        ("", "", 60, 10),
    ],
)
def test_the_clients_own_interval_goes_before_the_services_the_rhythm_and_the_shops(
    own: str, service: str, shops: int, days: int
) -> None:
    found = shop(
        clients=f"id | name | interval\n1 | Марина | {own}",
        services=f"name | interval\nСтрижка | {service}",
        visits="date | client | service\n10.03.2026|1|Стрижка\n20.03.2026|1|Стрижка\n30.03.2026|1|Стрижка",
        rules={"default_interval_days": shops},
    )
    assert only(found, "next_contact") == dt.date(2026, 3, 30) + dt.timedelta(days - 7)


def test_the_shops_interval_is_the_last_resort() -> None:
    one = {"clients": "id | name\n1 | Марина", "visits": "date | client\n30.03.2026 | 1"}
    assert only(shop(**one), "next_contact") is None
    assert coming(shop(**one, rules={"default_interval_days": 45})) == (
        dt.date(2026, 5, 7),
        "Повторний візит, кожні 45 днів",
    )


def test_of_several_services_of_the_last_day_the_one_with_an_interval_counts() -> None:
    found = shop(
        clients="id | name\n1 | Марина",
        services="name | interval\nФарбування | 8 тижнів\nЧай |",
        visits="date | client | service\n15.02.2026|1|Фарбування\n15.02.2026|1|Чай",
    )
    assert coming(found) == (DUE, "Повторний візит: фарбування, кожні 8 тижнів")
    assert found.events["repeat_visit"].facts(0)["services"] == ("Фарбування", "Чай")


def test_services_of_the_last_day_are_named_together_when_they_have_one_interval() -> None:
    found = shop(
        clients="id | name\n1 | Марина\n2 | Оля\n3 | Віра",
        services="name | interval\nФарбування | 56\nБотокс | 8 тижнів\nСтрижка | 42\nЧай |",
        visits="""
        date | client | service
        15.02.2026 | 1 | Фарбування
        15.02.2026 | 2 | Стрижка
        15.02.2026 | 1 | Ботокс
        15.02.2026 | 2 | Ботокс
        15.02.2026 | 1 | Фарбування
        15.02.2026 | 1 | Чай
        15.02.2026 | 3 | Чай
        """,
        rules={"default_interval_days": 60},
    )
    assert column(found, "reason") == [
        "Повторний візит: фарбування та ботокс, кожні 8 тижнів",
        "Повторний візит: ботокс, кожні 8 тижнів",
        "Повторний візит: чай, кожні 60 днів",
    ]


def test_who_has_booked_is_reminded_of_that_visit_and_not_called_to_another() -> None:
    found = shop(
        clients=MARINA,
        visits="date|client|service|status\n15.02.2026|1|Фарбування|\n20.04.2026|1|Фарбування|заплановано",
    )
    assert coming(found) == (dt.date(2026, 4, 19), "Нагадати про візит 20.04.2026: фарбування")
    assert occurrences(found, "booking") == [(dt.date(2026, 4, 19), "2026-04-20")]
    assert not len(found.events["repeat_visit"])


def test_a_cancelled_booking_books_nothing() -> None:
    visits = "date | client | service | status\n15.02.2026|1|Фарбування|\n20.04.2026|1|Фарбування|скасовано"
    assert only(shop(clients=MARINA, visits=visits), "next_contact") == DUE


def test_a_visit_booked_for_today_needs_no_other_call() -> None:
    visits = "date | client | status\n15.02.2026|1|\n06.04.2026|1|заплановано"
    assert only(shop(clients=MARINA, visits=visits), "next_contact") is None


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ("04.04.2026 | 1 | вихідний |", DUE),
        ("05.04.2026 | 1 | вихідний |", dt.date(2026, 4, 19)),
        ("05.04.2026 | 1 | | ", dt.date(2026, 4, 19)),
        ("05.04.2026 | 1 | вихідний | чернетка", DUE),
        ("05.04.2026 | 1 | вхідний |", DUE),
        ("07.05.2026 | 1 | вихідний |", DUE),
        ("05.04.2026 | 1 | вихідний |\n12.04.2026 | 1 | вихідний |", dt.date(2026, 4, 19)),
        ("05.04.2026 | 1 | вихідний |\n20.04.2026 | 1 | вихідний |", dt.date(2026, 5, 4)),
        ("05.04.2026 | 1 | вихідний |\n20.04.2026 | 1 | вихідний |\n04.05.2026 | 1 | вихідний |", None),
    ],
)
def test_a_contact_after_the_due_date_puts_it_off_by_14_days_twice_at_most(
    contacts: str, expected: dt.date | None
) -> None:
    found = shop(
        today=dt.date(2026, 5, 6),
        clients=MARINA,
        visits=HER_VISITS,
        history="at | client | direction | kind\n" + contacts,
    )
    assert only(found, "next_contact") == expected


def test_a_visit_after_the_contact_starts_the_count_anew() -> None:
    found = shop(
        clients=MARINA,
        visits=HER_VISITS + "06.04.2026 | 1 | Фарбування",
        history="at | client | direction\n05.04.2026 | 1 | вихідний",
    )
    assert only(found, "next_contact") == dt.date(2026, 5, 25)


def test_a_follow_up_is_its_own_event_and_the_repeat_visit_stays_for_the_letters() -> None:
    found = shop(clients=MARINA, visits=HER_VISITS, history="at | client | direction\n05.04.2026 | 1 | вихідний")
    assert only(found, "reason") == "Нагадати ще раз: фарбування та ботокс для волосся, кожні 8 тижнів"
    assert occurrences(found, "repeat_visit") == [(DUE, "2026-02-15")]
    assert occurrences(found, "follow_up") == [(dt.date(2026, 4, 19), "2026-02-15 1")]


def test_an_occurrence_is_business_data_and_the_same_on_every_day() -> None:
    today = shop(clients=MARINA, visits=HER_VISITS)
    later = shop(clients=MARINA, visits=HER_VISITS, today=dt.date(2026, 6, 1))
    assert occurrences(today, "repeat_visit") == occurrences(later, "repeat_visit")


def test_a_birthday_is_on_its_day_for_the_client_and_for_their_people() -> None:
    found = shop(
        clients="id | name | birthday\n1 | ТОВ Ромашка | 10.04.1990",
        phones="client | person | birthday\n1 | Ірина | 08.04",
    )
    assert coming(found) == (dt.date(2026, 4, 8), "День народження: Ірина")
    assert occurrences(found, "birthday") == [
        (dt.date(2025, 4, 10), "2025"),
        (dt.date(2025, 4, 8), "2025 Ірина"),
        (dt.date(2026, 4, 10), "2026"),
        (dt.date(2026, 4, 8), "2026 Ірина"),
    ]
    assert found.events["birthday"].facts(2)["age"] == 36


def test_a_client_listed_among_their_own_people_has_one_birthday() -> None:
    found = shop(
        clients="id | name | birthday\n1 | Марина | 10.04.1990\n2 | Оля |",
        phones="client | person | birthday\n1 | МАРИНА | 10.04\n2 | Оля | 12.04.1985",
    )
    assert [due for due, _ in occurrences(found, "birthday") if due.year == 2026] == [
        dt.date(2026, 4, 10),
        dt.date(2026, 4, 12),
    ]


@pytest.mark.parametrize(
    ("today", "rule", "expected"),
    [
        (dt.date(2026, 1, 10), "28feb", dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 10), "1mar", dt.date(2026, 3, 1)),
        (dt.date(2028, 1, 10), "1mar", dt.date(2028, 2, 29)),
        (dt.date(2027, 3, 1), "28feb", dt.date(2028, 2, 29)),
        (dt.date(2027, 3, 1), "1mar", dt.date(2027, 3, 1)),
        (dt.date(2100, 1, 1), "28feb", dt.date(2100, 2, 28)),
    ],
)
def test_who_was_born_on_29_february_is_not_forgotten(today: dt.date, rule: str, expected: dt.date) -> None:
    one = "id | name | birthday\n1 | Марина | 29.02.2000"
    assert only(shop(clients=one, today=today, rules={"feb29": rule}), "next_contact") == expected


@pytest.mark.parametrize("offset", range(-2, 3))
def test_every_birthday_agrees_with_the_calendar(offset: int) -> None:
    """Around the turn of the year and around today, day by day."""
    for today in (dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2028, 2, 29), dt.date(2026, 4, 6)):
        born = today + dt.timedelta(offset)
        found = shop(clients=[{"id": "1", "name": "М", "birthday": f"{born:%d.%m}"}], today=today)
        expected = min(day for year in (-1, 0, 1) if (day := _on(born, today.year + year)) >= today)
        assert only(found, "next_contact") == expected


def _on(born: dt.date, year: int) -> dt.date:
    try:
        return born.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


CONTRACT = "number | client | subject | date | amount | paid | end | terms"


def test_a_contract_is_spoken_of_30_days_before_its_end() -> None:
    found = shop(
        clients="id|name\n1|Ромашка", contracts=f"{CONTRACT}\n12/3 | 1 | Оренда | 01.05.2025 | | | 30.04.2026 |"
    )
    assert coming(found) == (dt.date(2026, 3, 31), "Договір № 12/3 закінчується 30.04.2026")
    assert occurrences(found, "contract_ends") == [(dt.date(2026, 3, 31), "12/3 2026-04-30")]


def test_a_contract_that_another_of_the_same_subject_outlasts_needs_no_call() -> None:
    found = shop(
        clients="id|name\n1|Ромашка",
        contracts=f"{CONTRACT}\n1|1|Оренда|01.05.2025|||30.04.2026|\n2|1|Оренда|01.05.2026|||30.04.2027|",
    )
    assert only(found, "next_contact") == dt.date(2027, 3, 31)


def test_a_contract_that_ended_is_no_occasion_any_more() -> None:
    found = shop(clients="id|name\n1|Ромашка", contracts=f"{CONTRACT}\n1|1|Оренда|01.05.2024|||05.04.2026|")
    assert only(found, "next_contact") is None


def test_a_payment_is_asked_for_the_day_after_it_was_due() -> None:
    found = shop(
        clients="id|name\n1|Ромашка",
        contracts=f"{CONTRACT}\n7 | 1 | Ремонт | 20.03.2026 | 10000 | 4000 | | 14 днів",
    )
    assert coming(found) == (dt.date(2026, 4, 4), "Прострочено оплату за договором № 7: 6\u00a0000")
    assert occurrences(found, "payment_overdue") == [(dt.date(2026, 4, 4), "7 2026-04-03")]


def test_a_task_that_is_not_done_asks_for_a_contact_on_its_day() -> None:
    found = shop(
        clients="id|name\n1|Ромашка",
        tasks="due | client | what | done\n01.04.2026|1|Надіслати рахунок|так\n09.04.2026|1|Передзвонити|",
    )
    assert coming(found) == (dt.date(2026, 4, 9), "Завдання: Передзвонити")


def test_the_earliest_occasion_is_the_next_contact() -> None:
    found = shop(
        clients="id | name | interval | birthday\n1 | Марина | 8 тижнів | 07.04.1990\n2 | Оля | | 07.04",
        visits=HER_VISITS,
        tasks="due | client | what\n07.04.2026 | 2 | Передзвонити",
    )
    assert column(found, "next_contact") == [DUE, dt.date(2026, 4, 7)]
    assert column(found, "reason")[1] == "Завдання: Передзвонити"
