"""The settings tab: names and values as owners write them, over the rules of config.yaml."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from workbooks import book

from clientsheet.book.reading.settings import SETTINGS, rows
from clientsheet.book.rules import rule
from clientsheet.book.wording import describe
from clientsheet.config import Rules, Vip
from clientsheet.sheet.grid import Raw
from clientsheet.text import LANGUAGES


def rules(*drawn: tuple[str, Raw], **config: Any) -> Rules:
    found = book({"Клієнти": [["ПІБ"]], "Налаштування": [["Назва", "Значення"], *map(list, drawn)]}, **config)
    assert not found.news
    return found.rules


@pytest.mark.parametrize(
    ("name", "value", "field", "meant"),
    [
        ("За скільки днів нагадувати про повторний візит", 10, "lead_days", 10),
        ("За сколько дней напоминать о повторном визите", "2 недели", "lead_days", 14),
        ("Days to remind of a repeat visit", "5", "lead_days", 5),
        ("lead", 3.0, "lead_days", 3),
        ("Періодичність візитів для всіх", "8 тижнів", "default_interval_days", 56),
        ("Періодичність візитів для всіх", "немає", "default_interval_days", None),
        ("VIP від суми покупок", "20 000 ₴", "vip_total", 20000.0),
        ("VIP від суми покупок", "немає", "vip_total", None),
        ("VIP від суми покупок", 0.0, "vip_total", None),
        ("VIP — найкращі, %", "10 %", "vip_top_percent", 10.0),
        ("VIP — найкращі, %", 0.1, "vip_top_percent", 10.0),
        ("VIP — найкращі, %", 5, "vip_top_percent", 5.0),
        ("Сплячий: у скільки разів довше за звичне", "1,7", "sleeping_factor", 1.7),
        ("Постійний: від скількох візитів", 4, "regular_visits", 4),
        ("Місяць у періодичності", "календарний", "month_weeks", 0),
        ("Народжених 29 лютого вітати", "1 березня", "feb29", "1mar"),
        ("Народжених 29 лютого вітати", dt.date(2026, 2, 28), "feb29", "28feb"),
        ("Вихідні дні тижня", "неділя; Понеділок", "days_off", ("mon", "sun")),
        ("Weekdays closed", "Sat, Sun", "days_off", ("sat", "sun")),
        ("Вихідні дні тижня", "немає", "days_off", ()),
        ("Лист на вихідний надсилати", "попереднього дня", "day_off_shift", "previous"),
    ],
)
def test_a_setting_is_understood_in_the_owners_words(name: str, value: Raw, field: str, meant: object) -> None:
    assert getattr(rules((name, value)), field) == meant


def test_the_tab_wins_over_the_config_and_a_blank_does_not() -> None:
    config = {"rules": {"lead": "10 days", "vip": {"total": 5000}}}
    found = rules(("lead", None), ("VIP від суми покупок", 7000), **config)
    assert (found.lead_days, found.vip) == (10, Vip(total=7000.0))


def test_intervals_of_clients_follow_the_month_of_the_tab() -> None:
    assert rules(("Місяць у періодичності", "календарний")).month_weeks == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lead", "скоро"),
        ("lead", -1),
        ("lead", 1.5),
        ("lead", True),
        ("VIP — найкращі, %", 120),
        ("VIP — найкращі, %", "багато"),
        ("Сплячий: у скільки разів довше за звичне", 0),
        ("Постійний: від скількох візитів", 0),
        ("Вихідні дні тижня", "колись"),
        ("Місяць у періодичності", "рік"),
        ("VIP від суми покупок", "дорого"),
    ],
)
def test_a_value_that_cannot_be_understood_is_told_and_the_former_stays(name: str, value: Raw) -> None:
    found = book({"Клієнти": [["ПІБ"]], "Налаштування": [["Назва", "Значення"], [name, value]]})
    (news,) = found.news
    assert (news.code, news.cell, news.value) == ("setting-unreadable", "B2", value)
    assert found.rules == Rules()
    assert rule(news.code).severity == news.severity
    for language in LANGUAGES:
        assert describe(news, language)


def test_a_name_nobody_knows_is_told_with_the_nearest_one() -> None:
    tab: list[list[Raw]] = [["Назва", "Значення"], ["Вихідні дні тижн", "нд"], ["Улюблений колір", "синій"]]
    found = book({"Клієнти": [["ПІБ"]], "Налаштування": tab})
    assert [(news.code, news.cell, news.cure) for news in found.news] == [
        ("setting-unknown", "A2", "Вихідні дні тижня"),
        ("setting-unknown", "A3", None),
    ]
    for language in LANGUAGES:
        assert all(describe(news, language) for news in found.news)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tab_of_the_starter_workbook_reads_back_as_the_rules_it_was_made_of(language: str) -> None:
    for made in (
        Rules(),
        Rules(
            lead_days=3, vip=Vip(total=100.5, top_percent=5), days_off=("sat", "sun"), month="calendar", feb29="1mar"
        ),
        Rules(default_interval_days=60, sleeping_factor=1.25, day_off_shift="previous", regular_visits=5),
    ):
        drawn = [(str(row["name"]), row["value"]) for row in rows(made, language)]
        assert rules(*drawn) == made


def test_every_setting_has_an_example_that_it_reads() -> None:
    for setting in SETTINGS:
        for language in LANGUAGES:
            rules((setting.names.first(language), setting.example.first(language)))
