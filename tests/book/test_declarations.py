"""The declarations: every tab and column once, in three languages, and every heading owners really write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clientsheet.book.reading.aliases import aliases
from clientsheet.book.reading.settings import SETTINGS
from clientsheet.book.tabs import TABS, tab
from clientsheet.config import Rules
from clientsheet.sheet.kinds import CHOICE, TEXT, fold
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import LANGUAGES, Words

ALL = [(declared, column) for declared in TABS for column in declared.columns]

WRITTEN = {
    "id": "ID клієнта; №; Код; ID клиента; ID; Client ID",
    "name": "ПІБ; Ім'я; Ім’я; ІМʼЯ; Прізвище та ім'я; Клієнт; Назва фірми; ФИО; Имя; Фамилия Имя; Клиент; "
    "Наименование; Name; Full name; Client; Ф.И.О.",
    "phone": "Телефон; Моб. телефон; Тел.; Номер; Контактний телефон; Додатковий телефон; Мобильный телефон; "
    "Дополнительный телефон; Phone; Mobile; ТЕЛЕФОН:",
    "email": "E-mail; Ел. пошта; Пошта; Эл. почта; Почта; Email; e mail",
    "birthday": "Дата народження; День народження; ДН; Д/н; Дата рождения; День рождения; ДР; Д/р; Birthday; DOB",
    "source": "Джерело; Звідки дізнались; Источник; Откуда узнали; Источник привлечения; Источник обращения; Source",
    "last_visit": "Останній візит; Дата останнього візиту; Дата останніх відвідин; Остання покупка; Последний визит; "
    "Дата последней покупки; Последнее посещение; Last visit; Last purchase",
    "average_check": "Середній чек; Средний чек; Average check",
    "total": "Сума покупок; Всього сплачено; Оплачено; Сумма покупок; Продано; Total spent; Paid",
    "interval": "Періодичність; Частота візитів; Частота визитов; Периодичность",
    "frequency": "Частота; Frequency",
    "segment": "Сегмент; Категорія; Статус; Категория; Segment; Status",
    "interests": "Уподобання; Улюблені послуги; Улюблені процедури; Переваги; Предпочтения; Любимые процедуры; "
    "Интересы; Preferences",
    "manager": "Менеджер; Відповідальний; Майстер; Ответственный; Мастер; Manager",
    "notes": "Примітки; Коментар; Нотатки; Комментарий; Заметки; Примечание; Notes",
    "discount": "Знижка; Номер картки; Скидка; № карты; Discount",
    "consent": "Згода на розсилку; Згода на сповіщення; Согласен на получение уведомлений; Consent",
    "best_time": "Зручний час; Удобное время; Best time",
    "channel": "Зручний спосіб зв'язку; Способ связи; Channel",
}
"""Headings of the clients tab found in real sheets, forms and CRMs of our customers."""

TITLES = {
    "clients": "Клієнти; Клиенты; Clients; Customers",
    "services": "Послуги; Услуги; Services; Price list",
    "phones": "Телефони; Телефоны; Phones; Contacts",
    "contracts": "Договори; Договоры; Contracts; Agreements",
    "visits": "Візити; Покупки; Замовлення; Визиты; Заказы; Посещения; Visits; Purchases; Orders; Sales",
    "tasks": "Завдання; Задачі; Задачи; Tasks",
    "history": "Історія; История; History",
    "mailings": "Розсилки; Рассылки; Mailings",
    "unsubscribed": "Відписки; Отписки; Unsubscribed",
    "days_off": "Вихідні; Выходные; Days off",
    "settings": "Налаштування; Настройки; Settings",
    "problems": "Зауваження; Замечания; Problems",
    "summary": "Зведення; Сводка; Summary",
}

RETAIL = {
    "receipt": "InvoiceNo; Invoice; Receipt",
    "service": "StockCode; Code; Description; Item; Product",
    "quantity": "Quantity; Qty",
    "date": "InvoiceDate; Date",
    "price": "UnitPrice; Price",
    "client": "CustomerID; Customer ID; Client",
}


def listed(cases: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, word.strip()) for name, words in cases.items() for word in words.split(";")]


@pytest.mark.parametrize(("name", "heading"), listed(WRITTEN))
def test_what_owners_write_over_a_column_of_clients_is_understood(name: str, heading: str) -> None:
    assert aliases("clients")[fold(heading)].name == name


@pytest.mark.parametrize(("name", "heading"), listed(RETAIL))
def test_what_shops_write_over_a_column_of_visits_is_understood(name: str, heading: str) -> None:
    assert aliases("visits")[fold(heading)].name == name


@pytest.mark.parametrize(("name", "title"), listed(TITLES))
def test_every_title_of_a_tab_is_known(name: str, title: str) -> None:
    assert fold(title) in {fold(word) for word in tab(name).titles.every()}


@pytest.mark.parametrize(("declared", "column"), ALL, ids=lambda it: it.name)
def test_a_column_speaks_three_languages(declared: Tab, column: Column) -> None:
    for language in LANGUAGES:
        assert column.headings.first(language)
        about = column.about.first(language)
        assert about.endswith((".", "?", ")"))
    assert re.fullmatch(r"[a-z_]+", column.name)


@pytest.mark.parametrize("declared", TABS, ids=lambda it: it.name)
def test_one_heading_never_means_two_columns_of_a_tab(declared: Tab) -> None:
    said = [(fold(word), column.name) for column in declared.columns for word in set(column.headings.every())]
    assert len({word for word, _ in said}) == len(set(said))


def test_one_title_never_means_two_tabs() -> None:
    said = {(fold(word), declared.name) for declared in TABS for word in declared.titles.every()}
    assert len({word for word, _ in said}) == len(said)


@pytest.mark.parametrize(("declared", "column"), ALL, ids=lambda it: it.name)
def test_one_word_of_a_list_never_means_two_values(declared: Tab, column: Column) -> None:
    said = {(fold(word), value) for value, words in column.choices for word in words.every()}
    assert len({word for word, _ in said}) == len(said)
    assert bool(column.choices) == (column.kind is CHOICE)


def test_a_column_refers_to_a_tab_that_exists() -> None:
    names = {declared.name for declared in TABS}
    assert {column.refers for _, column in ALL if column.refers} <= names


def test_the_filled_columns_are_those_of_the_design() -> None:
    filled = {f"{declared.name}.{column.name}": column.headings for declared, column in ALL if column.filled}
    assert filled["clients.rhythm"].first("uk") == "Ритм, днів"
    assert [name.removeprefix("clients.") for name in filled if name.startswith("clients.")] == [
        "visits",
        "first_visit",
        "last_visit",
        "average_check",
        "total",
        "debt",
        "rhythm",
        "favourite_service",
        "segment",
        "frequency",
        "next_contact",
        "reason",
    ]
    assert {name for name in filled if not name.startswith("clients.")} == {
        "services.sold",
        "services.revenue",
        "contracts.balance",
        "contracts.state",
        "mailings.due_today",
        "mailings.last_run",
        "mailings.sent",
        "mailings.left_out",
    }


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda it: it.field)
def test_every_setting_is_a_rule_of_the_config(setting: object) -> None:
    section, _, name = setting.field.rpartition(".")  # type: ignore[attr-defined]
    home = getattr(Rules(), section) if section else Rules()
    assert name in type(home).model_fields


def test_every_rule_of_the_config_is_a_setting() -> None:
    sections = {"vip": Rules().vip, "rfm": Rules().rfm}
    inside = {f"{section}.{name}" for section, held in sections.items() for name in type(held).model_fields}
    fields = {name for name in Rules.model_fields if name not in sections} | inside
    assert {setting.field for setting in SETTINGS} == fields


def test_nothing_is_declared_twice_in_the_house() -> None:
    """A heading of a filled column stands in its declaration alone."""
    rooms = Path(__file__).parents[2] / "clientsheet" / "book"
    texts = {str(path.relative_to(rooms)): path.read_text(encoding="utf-8") for path in rooms.rglob("*.py")}
    assert [name for name, text in texts.items() if "Середній чек" in text] == ["tabs/clients.py"]


def test_words_hold_their_three_languages() -> None:
    assert all(isinstance(column.headings, Words) for _, column in ALL)
    assert TEXT.name
