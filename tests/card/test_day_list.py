"""The list of the day: who is on it, in which order, and what stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from salon_card import TODAY, book, day

from clientsheet.book.daylist.drawn import drawn
from clientsheet.book.daylist.standing import Standing
from clientsheet.book.daylist.value import DayList, Line
from clientsheet.book.shop import Shop
from clientsheet.sheet.grid import Raw

CLIENTS = ["ID", "ПІБ", "Телефон", "E-mail", "День народження", "Періодичність", "Зручний час"]
MONDAY, SUNDAY = TODAY, TODAY - dt.timedelta(1)


def listed(today: dt.date = TODAY, *, limit: int = 40, config: Mapping[str, Any] | None = None, **tabs: Any) -> DayList:
    """``clients``: rows without the heading; other tabs whole."""
    titles = {"clients": "Клієнти", "visits": "Візити", "history": "Історія", "tasks": "Завдання"}
    titles |= {"phones": "Телефони", "off": "Вихідні", "unsubscribed": "Відписки", "contracts": "Договори"}
    drawn_tabs: dict[str, Sequence[Sequence[Raw]]] = {titles[name]: rows for name, rows in tabs.items()}
    drawn_tabs["Клієнти"] = [CLIENTS, *tabs["clients"]]
    shop = Shop(book(drawn_tabs, today, **(config or {})))
    return drawn(shop, "uk", Standing(shop), limit=limit)


def client(number: int, born: Raw = None, every: Raw = None, **more: Raw) -> list[Raw]:
    return [
        number,
        more.get("name", f"Клієнт {number}"),
        f"067 454 54 {number:02}",
        more.get("email"),
        born,
        every,
        more.get("best"),
    ]


def visits(*rows: tuple[dt.date, int]) -> list[list[Raw]]:
    return [["Дата", "Клієнт", "Послуга", "Сума"], *([date, whom, "Стрижка", 500] for date, whom in rows)]


def names(found: DayList, section: str) -> list[str]:
    return [line.client for line in found.section(section)]


def one(found: DayList) -> Line:
    (line,) = found.lines
    return line


def test_each_is_listed_under_what_is_to_be_done() -> None:
    """A booking of tomorrow is reminded of, a birthday congratulated on, an overdue visit invited to; nobody else."""
    booked = [["Дата", "Клієнт", "Статус"], [day(4, 7), 1, "заплановано"], [day(2, 1), 3, None], [day(4, 1), 4, None]]
    people = [client(1), client(2, "06.04.1990"), client(3, None, "6 тижнів"), client(4, None, "6 тижнів")]
    found = listed(clients=people, visits=booked)
    assert (names(found, "remind"), names(found, "congratulate"), names(found, "call")) == (["1"], ["2"], ["3"])
    assert [line.client for line in found.lines] == ["1", "2", "3"]


def test_the_longest_overdue_is_called_first() -> None:
    """Each says by how much."""
    came = visits((day(2, 20), 1), (day(2, 10), 2), (day(2, 15), 3))
    found = listed(clients=[client(n, None, "5 тижнів") for n in (1, 2, 3)], visits=came)
    assert names(found, "call") == ["2", "3", "1"]
    assert [line.days for line in found.lines] == sorted((line.days for line in found.lines), reverse=True)
    assert found.lines[0].days == (TODAY - (day(2, 10) + dt.timedelta(5 * 7 - 7))).days


def test_a_client_is_one_line_with_every_reason() -> None:
    """A birthday, an overdue visit and a task are one call; the one that cannot wait decides where it stands."""
    tasks = [["Дата", "Клієнт", "Що зробити"], [day(4, 3), 1, "спитати про колір"]]
    line = one(listed(clients=[client(1, "06.04.1990", "5 тижнів")], visits=visits((day(2, 20), 1)), tasks=tasks))
    assert (line.section, [matter.kind for matter in line.matters]) == (
        "congratulate",
        ["birthday", "task", "repeat_visit"],
    )


def test_the_birthday_of_a_firms_person_is_that_persons_call() -> None:
    """With their name and their number."""
    people = [["Клієнт", "Особа", "Телефон", "День народження"], [1, "Ольга Зерно", "050 111 22 33", "06.04.1984"]]
    line = one(listed(clients=[client(1, name="ТОВ «Зерно»")], phones=people))
    assert (line.person, [way.shown for way in line.ways]) == ("Ольга Зерно", ["+380 50 111 22 33"])
    assert line.say == "Ольго, добрий день! Це Салон «Локон». Вітаємо вас із днем народження!"


def test_what_falls_on_a_closed_day_is_not_lost() -> None:
    """Sunday is closed: its birthday is congratulated on on Monday, Monday's booking reminded of on Saturday."""
    closed = {"rules": {"days_off": ["sun"]}}
    birthday = [client(1, SUNDAY.strftime("%d.%m.1990"))]
    assert names(listed(MONDAY, clients=birthday, config=closed), "congratulate") == ["1"]
    assert names(listed(MONDAY, clients=birthday), "congratulate") == []
    booked = [["Дата", "Клієнт", "Статус"], [MONDAY, 1, "заплановано"]]
    saturday = SUNDAY - dt.timedelta(1)
    assert names(listed(saturday, clients=[client(1)], visits=booked, config=closed), "remind") == ["1"]
    assert names(listed(saturday, clients=[client(1)], visits=booked), "remind") == []
    assert listed(SUNDAY, clients=[client(1)], config=closed).closed


def test_where_letters_go_before_a_day_off_so_do_calls() -> None:
    """The owner's setting holds for the phone as well."""
    rules = {"rules": {"days_off": ["sun"], "day_off_shift": "previous"}}
    saturday = SUNDAY - dt.timedelta(1)
    birthday = [client(1, SUNDAY.strftime("%d.%m.1990"))]
    assert names(listed(saturday, clients=birthday, config=rules), "congratulate") == ["1"]
    assert names(listed(MONDAY, clients=birthday, config=rules), "congratulate") == []


def test_who_was_congratulated_already_is_not_again() -> None:
    """A call noted today settles it."""
    history = [["Дата і час", "Клієнт", "Канал", "Тема"], [dt.datetime(2026, 4, 6, 9), 1, "телефон", "привітали"]]
    assert listed(clients=[client(1, "06.04.1990")], history=history).lines == ()


def test_who_asked_to_be_left_alone_is_neither_invited_nor_congratulated() -> None:
    """But a booking, a debt and a task of the owner's are still theirs; how many are left in peace is said."""
    gone = [["Адреса", "Дата"], ["067 454 54 01", None], ["a@ukr.net", None]]
    tasks = [["Дата", "Клієнт", "Що зробити"], [day(4, 6), 2, "повернути гроші"]]
    people = [client(1, "06.04.1990"), client(2, "06.04.1991", email="a@ukr.net")]
    found = listed(clients=people, unsubscribed=gone, tasks=tasks)
    assert (names(found, "call"), found.quiet) == (["2"], 1)
    assert [matter.kind for matter in one(found).matters] == ["task"]


def test_those_long_gone_come_last_and_the_most_valuable_first() -> None:
    """Whoever is away for three times the usual is no urgent call."""
    came = [
        ["Дата", "Клієнт", "Сума"],
        [dt.date(2025, 6, 1), 1, 100],
        [dt.date(2025, 5, 1), 2, 900],
        [day(2, 20), 3, 1],
    ]
    found = listed(clients=[client(n, None, "5 тижнів") for n in (1, 2, 3)], visits=came)
    assert (names(found, "call"), names(found, "lost")) == (["3"], ["2", "1"])
    assert found.lines[-1].section == "lost"


def test_a_list_nobody_could_work_through_is_cut_and_says_so() -> None:
    """Only calls are cut; what has no sense tomorrow is all there."""
    people = [client(n, "06.04.1990") for n in range(1, 5)] + [client(n, None, "5 тижнів") for n in range(5, 12)]
    found = listed(clients=people, visits=visits(*((day(2, 20), n) for n in range(5, 12))), limit=3)
    assert (len(found.section("congratulate")), len(found.section("call")), found.more) == (4, 3, {"call": 4})


def test_a_line_has_what_the_caller_needs() -> None:
    """Number, best time, what they take, the last talk, and a sentence to begin with."""
    history = [
        ["Дата і час", "Клієнт", "Канал", "Вид", "Тема", "Результат"],
        [dt.datetime(2026, 2, 1, 10), 1, "телефон", None, "про ціну", "подумає"],
        [dt.datetime(2026, 4, 6, 8), 1, "e-mail", "чернетка", "Лист", None],
    ]
    people = [client(1, None, "5 тижнів", name="Коваль Марина", best="9–11")]
    line = one(listed(clients=people, visits=visits((day(2, 20), 1)), history=history))
    assert ([way.shown for way in line.ways], line.best_time) == (["+380 67 454 54 01"], "9–11")
    assert (line.usual, line.last_visit) == ("Стрижка, кожні 5 тижнів", day(2, 20))
    assert line.last is not None
    assert (line.last.said, line.last.result, line.draft) == ("про ціну", "подумає", True)
    assert line.because == "Останній візит 20.02.2026 + 5 тижнів − 7 днів = 20.03.2026."
    hello = "Марино, добрий день! Це Салон «Локон»."
    assert line.say == f"{hello} Востаннє ви були в нас 20 лютого: стрижка. Записати вас знову?"


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_every_occasion_has_its_sentence(language: str) -> None:
    """In the client's own language; a task speaks for itself."""
    contracts = [
        ["Номер", "Клієнт", "Дата", "Предмет", "Сума", "Оплачено", "Кінець", "Умови оплати"],
        ["7", 4, day(1, 1), "Догляд", 900, 100, None, "до 01.03.2026"],
        [None, 5, day(1, 1), None, 900, 900, day(4, 20), None],
    ]
    rows = [
        client(1, "06.04.1990"),
        client(2, None, "5 тижнів"),
        client(3),
        client(4),
        client(5),
        client(6, None, "5 тижнів"),
    ]
    word = {"uk": "українська", "ru": "російська", "en": "англійська"}[language]
    booked = [
        ["Дата", "Клієнт", "Статус", "Послуга"],
        [day(4, 7), 3, "заплановано", None],
        [day(2, 20), 2, None, "Стрижка"],
    ]
    booked += [[day(2, 10), 6, None, "Стрижка"]]
    history = [["Дата і час", "Клієнт", "Канал", "Тема"], [dt.datetime(2026, 3, 20), 6, "телефон", "кликали"]]
    tabs = {"Клієнти": [[*CLIENTS, "Мова"], *([*row, word] for row in rows)], "Візити": booked}
    tabs |= {"Договори": contracts, "Історія": history}
    shop = Shop(book(tabs))
    found = drawn(shop, language, Standing(shop))
    said = {line.matters[0].kind: line.say for line in found.lines}
    assert said.keys() == {"birthday", "repeat_visit", "booking", "payment_overdue", "contract_ends", "follow_up"}
    letters = set("ії") if language == "uk" else set("ыэ") if language == "ru" else set("w")
    assert all("Салон «Локон»" in words and "{" not in words for words in said.values())
    assert letters & set("".join(said.values()))
