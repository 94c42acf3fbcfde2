"""Visits and deals of other systems become rows of their tabs, each once, with their clients."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from import_files import in_other_words, rows, text, workbook
from importing_shop import CLIENTS, column, drawn, in_memory

from clientsheet.book.shop import Shop
from clientsheet.jobs import importing
from clientsheet.sheet.grid import Raw

BOOKINGS = rows(
    "ID записи | Дата визита | Время | Клиент | Телефон | Сотрудник | Услуги | Стоимость | Статус визита | Комментарий",
    {
        "ID записи": "901",
        "Дата визита": "2026-03-01",
        "Время": "12:30",
        "Клиент": "Олена",
        "Телефон": "+380501112233",
        "Сотрудник": "Аня",
        "Услуги": "Стрижка",
        "Стоимость": "450",
        "Статус визита": "Клиент пришел",
    },
    {
        "ID записи": "902",
        "Дата визита": "2026-03-05",
        "Клиент": "Коваль Марина",
        "Телефон": "067 454 54 51",
        "Услуги": "Манікюр",
        "Стоимость": "600",
        "Статус визита": "Клиент не пришел",
    },
    {
        "ID записи": "903",
        "Дата визита": "2026-04-20",
        "Клиент": "Марина Коваль",
        "Телефон": "380674545451",
        "Услуги": "Манікюр",
        "Стоимость": "600",
        "Статус визита": "Ожидание клиента",
    },
)
DEALS = rows(
    "ID | Название сделки | Бюджет | Ответственный | Дата создания сделки | Этап сделки | Воронка"
    "| Полное имя контакта | Рабочий телефон | Рабочий email",
    {
        "ID": "5001",
        "Название сделки": "Весілля",
        "Бюджет": "12 000",
        "Дата создания сделки": "01.03.2026 10:00:00",
        "Этап сделки": "Успешно реализовано",
        "Воронка": "Основна",
        "Полное имя контакта": "Шевченко Олена",
        "Рабочий телефон": "'+380501112233",
    },
    {
        "ID": "5002",
        "Название сделки": "Корпоратив",
        "Бюджет": "30000",
        "Дата создания сделки": "02.03.2026 10:00:00",
        "Этап сделки": "Первичный контакт",
        "Полное имя контакта": "Новий Клієнт",
        "Рабочий телефон": "0674545451",
    },
    {
        "ID": "5003",
        "Название сделки": "Ювілей",
        "Бюджет": "5000",
        "Дата создания сделки": "03.03.2026 10:00:00",
        "Этап сделки": "Закрыто и не реализовано",
        "Полное имя контакта": "Новий Клієнт",
        "Рабочий телефон": "0674545451",
    },
)


DEALS_ON_CARDS = in_other_words(
    DEALS,
    "Название сделки = Название (сделка)",
    "Бюджет = Бюджет руб. (сделка)",
    "Этап сделки = Статус сделки",
    "Полное имя контакта = Полное имя (контакт)",
    "Рабочий телефон = Рабочий телефон (контакт)",
)


def file_of(folder: Path, table: list[list[object]], name: str = "export.csv") -> Path:
    path = folder / name
    if name.endswith(".xlsx"):
        workbook(path, table)
    else:
        path.write_bytes(text(table))
    return path


@pytest.mark.parametrize("name", ["bookings.csv", "bookings.xlsx"])
@pytest.mark.parametrize("visits", [[], None], ids=["a visits tab", "no visits tab"])
def test_bookings_become_visits_once(tmp_path: Path, name: str, visits: list[list[Raw]] | None) -> None:
    """Whoever is there is named by id, whoever is not becomes a client; statuses are said in words of ours; the tab is
    made where there is none. The second time nothing is added."""
    shop = in_memory(tmp_path, drawn() if visits is None else drawn(visits=visits))
    path = file_of(tmp_path, BOOKINGS, name)
    outcome = importing.run(shop, path, agreed=True)
    assert (outcome.plan.source, outcome.plan.of) == ("yclients", "visits")
    assert column(shop, "ПІБ")[2:] == ["Коваль Марина"]
    assert column(shop, "Клієнт", "Візити") == [1, 3, 3]
    assert column(shop, "Дата", "Візити") == [dt.date(2026, 3, 1), dt.date(2026, 3, 5), dt.date(2026, 4, 20)]
    assert column(shop, "Статус", "Візити") == ["виконано", "не прийшов", "заплановано"]
    assert column(shop, "Сума", "Візити") == [450, 600, 600]
    assert column(shop, "Чек", "Візити") == ["yclients-901", "yclients-902", "yclients-903"]
    again = importing.run(shop, path, agreed=True)
    assert again.nothing_to_do
    assert again.plan.there_deeds == 3


def test_a_booking_that_was_moved_is_told_and_not_doubled(tmp_path: Path) -> None:
    """The same number of the other system with another day: the owner's row stays, the difference is shown."""
    shop = in_memory(tmp_path, drawn(visits=[]))
    importing.run(shop, file_of(tmp_path, BOOKINGS), agreed=True)
    moved = [list(row) for row in BOOKINGS]
    moved[3][1], moved[3][8] = "2026-04-21", "Клиент пришел"
    outcome = importing.run(shop, file_of(tmp_path, moved), agreed=True)
    assert outcome.nothing_to_do
    assert {(one.column, one.said) for one in outcome.plan.differs} == {
        ("date", dt.date(2026, 4, 21)),
        ("status", "виконано"),
    }


def test_two_equal_visits_of_one_day_stay_two(tmp_path: Path) -> None:
    """A plain journal without numbers: as many as there are, no more the second time, and one more when there is."""
    journal = rows(
        "Дата | Клієнт | Послуга | Сума",
        {"Дата": "01.03.2026", "Клієнт": "Бондар Ірина", "Послуга": "Чай", "Сума": "50"},
        {"Дата": "01.03.2026", "Клієнт": "iryna@ukr.net", "Послуга": "Чай", "Сума": "50,00"},
        {"Дата": "02.03.2026", "Клієнт": "2", "Послуга": "Чай", "Сума": "50"},
        {"Дата": "", "Клієнт": "1", "Послуга": "Чай", "Сума": "50"},
        {"Дата": "02.03.2026", "Клієнт": "777", "Послуга": "Чай", "Сума": "50"},
    )
    shop = in_memory(tmp_path, drawn(visits=[]))
    outcome = importing.run(shop, file_of(tmp_path, journal), agreed=True)
    assert column(shop, "Клієнт", "Візити") == [2, 2, 2]
    assert sorted(one.why for one in outcome.plan.left) == ["no-client", "no-date"]
    assert importing.run(shop, file_of(tmp_path, journal), agreed=True).nothing_to_do
    more = importing.run(shop, file_of(tmp_path, [*journal[:2], *journal[1:]]), agreed=True)
    assert len(more.plan.deeds) == 1


@pytest.mark.parametrize("deals", [DEALS, DEALS_ON_CARDS], ids=["its list", "its cards"])
def test_deals_become_contracts_that_nobody_is_asked_to_pay_twice(tmp_path: Path, deals: list[list[object]]) -> None:
    """A deal that was won is done and paid, an open one a draft, a lost one called off: no debt comes of any."""
    shop = in_memory(tmp_path, drawn(contracts=[]))
    outcome = importing.run(shop, file_of(tmp_path, deals), agreed=True)
    assert (outcome.plan.source, outcome.plan.of) == ("amocrm", "contracts")
    assert column(shop, "Номер", "Договори") == ["amocrm-5001", "amocrm-5002", "amocrm-5003"]
    assert column(shop, "Клієнт", "Договори") == [1, 3, 3]
    assert column(shop, "Етап", "Договори") == ["виконано", "новий", "скасовано"]
    assert column(shop, "Оплачено", "Договори") == [12000, None, None]
    assert column(shop, "Примітки", "Договори")[0] == "Успешно реализовано; Воронка: Основна"
    owed, _ = Shop(shop.read()).debts
    assert not owed.any()
    assert importing.run(shop, file_of(tmp_path, deals), agreed=True).nothing_to_do


def test_the_owner_may_say_what_the_rows_are(tmp_path: Path) -> None:
    """--as clients takes only the people of a list of deals."""
    shop = in_memory(tmp_path, drawn(contracts=[]))
    importing.run(shop, file_of(tmp_path, DEALS), of="clients", agreed=True)
    assert column(shop, "ПІБ")[2:] == ["Новий Клієнт"]
    assert shop.store.drawn("Договори")[1:] == []  # type: ignore[attr-defined]


def test_a_shop_without_ids_names_its_clients_by_name(tmp_path: Path) -> None:
    """What the owner's own visits do."""
    tabs = {CLIENTS: [["ПІБ", "Телефон"], ["Шевченко Олена", "0501112233"]], "Візити": [["Дата", "Клієнт", "Послуга"]]}
    shop = in_memory(tmp_path, tabs)
    importing.run(shop, file_of(tmp_path, BOOKINGS), agreed=True)
    assert column(shop, "Клієнт", "Візити")[1:] == ["Коваль Марина", "Коваль Марина"]
    assert Shop(shop.read()).links("visits").tolist() == [0, 1, 1]
    assert importing.run(shop, file_of(tmp_path, BOOKINGS), agreed=True).nothing_to_do


def test_a_client_of_many_visits_is_one_client(tmp_path: Path) -> None:
    """Forty bookings of one newcomer, her number in two spellings: one client, forty visits."""
    journal = [BOOKINGS[0]]
    for number in range(40):
        phone = "067 454 54 51" if number % 2 else "+380674545451"
        day = f"2026-03-{1 + number % 28:02}"
        journal.append([str(number), day, "", "Коваль Марина", phone, "Аня", "Манікюр", "600", "Клиент пришел", ""])
    shop = in_memory(tmp_path, drawn(visits=[]))
    outcome = importing.run(shop, file_of(tmp_path, journal), agreed=True)
    assert (len(outcome.plan.clients), len(outcome.plan.deeds)) == (1, 40)
    assert set(column(shop, "Клієнт", "Візити")) == {3}


def test_a_reference_is_no_name(tmp_path: Path) -> None:
    """A journal that names its clients by phone does not say that they are called so."""
    journal = rows("Дата | Клієнт | Сума", {"Дата": "01.03.2026", "Клієнт": "050 111 22 33", "Сума": "5"})
    shop = in_memory(tmp_path, drawn(visits=[]))
    outcome = importing.run(shop, file_of(tmp_path, journal), of="visits", agreed=True)
    assert outcome.plan.differs == ()
    assert column(shop, "Клієнт", "Візити") == [1]
