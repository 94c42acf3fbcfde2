"""A salon drawn in memory with one of everything a card tells of; and the demo, in three languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from clientsheet.book.book import Book
from clientsheet.book.card.asked import card_of
from clientsheet.book.card.meant import Meant
from clientsheet.book.card.value import Card
from clientsheet.book.demo import COUNTRY, CURRENCY, TODAY, demo
from clientsheet.book.reading.understand import Outline, understand
from clientsheet.config import Config
from clientsheet.sheet.grid import Grid, Raw
from clientsheet.stores.memory import MemoryStore

__all__ = ["SALON", "TODAY", "Card", "book", "card", "demo_grid", "grid", "outline", "salon_config"]

MARINAS = "067 454 54 51; 050 123 45 67 (мама)"


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


SALON: Mapping[str, Sequence[Sequence[Raw]]] = {
    "Клієнти": [
        ["ID", "ПІБ", "Телефон", "E-mail", "День народження", "Зручний час", "Канал", "Примітки", "Собака", "Згода"],
        [1, "Коваль Марина", MARINAS, "marina@ukr.net", "05.03.1990", "9–11", "Viber", "кава без цукру", "Рекс", "так"],
        [2, "Ткач Олег", "+380 67 111 22 3", "oleg@ukr.net, oleg2@ukr.net", None, None, None, None, None, None],
        [3, "ТОВ «Зерно»", "044 123 45 67 вн. 12", None, None, None, None, None, None, "ні"],
        [4, "Коваль Іван", None, None, "29.02.1996", None, None, None, None, None],
    ],
    "Візити": [
        ["Дата", "Клієнт", "Послуга", "Сума", "Чек", "Статус", "Майстер"],
        [dt.date(2026, 1, 10), 1, "Фарбування", 1800, 1, None, "Ірина"],
        [dt.date(2026, 1, 10), "Коваль Марина", "Укладка", 400, 1, None, "Ірина"],
        [dt.date(2026, 3, 1), "067 4545451", "фарбування", 1900, 2, None, "Олена"],
        [dt.date(2026, 3, 2), "oleg@ukr.net", "Стрижка", 500, 3, None, None],
        [dt.date(2026, 3, 20), 1, "Стрижка", 300, 4, "скасовано", None],
        [dt.date(2026, 4, 10), 1, "Укладка", 400, None, "заплановано", "Ірина"],
        [dt.date(2026, 3, 3), "Коваль", "Стрижка", 500, 5, None, None],
    ],
    "Телефони": [
        ["Клієнт", "Особа", "Посада", "Телефон", "День народження"],
        [3, "Ольга Зерно", "директорка", "067 000 50 50", "08.04.1984"],
    ],
    "Договори": [
        ["Номер", "Клієнт", "Дата", "Предмет", "Сума", "Оплачено", "Кінець", "Етап", "Де товар", "Умови оплати"],
        ["7", 3, day(2, 1), "Обслуговування", 10000, 4000, day(12, 31), "відправлено", "Нова пошта", "до 01.03.2026"],
    ],
    "Завдання": [
        ["Дата", "Клієнт", "Що зробити", "Зроблено", "Примітки"],
        [dt.date(2026, 4, 2), 1, "передзвонити про колір", None, None],
        [dt.date(2026, 3, 1), 1, "замовити фарбу", "так", None],
    ],
    "Історія": [
        ["Дата і час", "Клієнт", "Канал", "Напрям", "Вид", "Тема", "Результат"],
        [dt.datetime(2026, 3, 25, 12, 5), 1, "телефон", "вихідний", None, "про ціну", "подумає"],
        [dt.datetime(2026, 4, 1, 9, 0), 1, "e-mail", "вихідний", "чернетка", "Лист", None],
    ],
    "Документи": [
        ["Дата", "Вид", "Номер", "Клієнт", "Сума", "Файл"],
        [dt.date(2026, 2, 1), "рахунок", "2026-1", 3, 10000, "documents/2026/rahunok.docx"],
    ],
    "Відписки": [["Адреса", "Дата"], ["oleg@ukr.net", dt.date(2026, 1, 1)]],
}  # fmt: skip


def salon_config(**values: Any) -> Config:
    return Config.default(Path("/shop"), business={"name": "Салон «Локон»"}, **values)


def grid(drawn: Mapping[str, Sequence[Sequence[Raw]]] = SALON) -> Grid:
    return MemoryStore(drawn).read()


def outline(drawn: Mapping[str, Sequence[Sequence[Raw]]] = SALON, **config: Any) -> Outline:
    return Outline(grid(drawn), salon_config(**config), TODAY)


def book(drawn: Mapping[str, Sequence[Sequence[Raw]]] = SALON, today: dt.date = TODAY, **config: Any) -> Book:
    return understand(grid(drawn), salon_config(**config), today)


def card(row: int, drawn: Mapping[str, Sequence[Sequence[Raw]]] = SALON, language: str = "uk", **config: Any) -> Card:
    """``row``: along the clients."""
    read = outline(drawn, **config)
    return card_of(read, Meant(read), row, language)


@cache
def demo_grid(language: str) -> tuple[Grid, Config]:
    store = MemoryStore()
    store.build(demo(language, "demo"))
    values = {"country": COUNTRY[language], "currency": CURRENCY[language], "language": language}
    return store.read(), Config.default(Path("/shop"), **values)
