"""Workbooks as owners keep them: a title above, headings in row 3, an order of their own, columns nobody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter
from openpyxl import Workbook


class Shop(NamedTuple):
    """One little shop told in a language: two clients, three visits, a heading that nobody knows."""

    language: str
    title: str
    clients: str
    client_headings: Sequence[str]
    visits: str
    visit_headings: Sequence[str]
    names: Sequence[str]


SHOPS = (
    Shop(
        "uk",
        "Наша база",
        "Клієнти",
        ("Кавоман", "Пошта", "Моб. телефон", "Прізвище та ім'я", "День народження"),
        "Покупки",
        ("Сума", "Хто дивився", "Клієнт", "Дата"),
        ("Олена Бойко", "Ганна Лис"),
    ),
    Shop(
        "ru",
        "Наша база",
        "Клиенты",
        ("Кофеман", "Почта", "Моб. телефон", "Фамилия и имя", "День рождения"),
        "Покупки",
        ("Сумма", "Кто смотрел", "Клиент", "Дата"),
        ("Елена Бойко", "Анна Лис"),
    ),
    Shop(
        "en",
        "Our people",
        "Customers",
        ("Coffee", "Mail", "Mobile", "Full name", "Date of birth"),
        "Purchases",
        ("Amount", "Seen by", "Customer", "Date"),
        ("Helen Boyd", "Anna Fox"),
    ),
)

PHONES = ("+380670000001", "+380670000002")


def by_openpyxl(path: Path, shop: Shop) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = shop.clients
    sheet["A1"] = shop.title
    sheet.merge_cells("A1:E1")
    for row in _client_rows(shop):
        sheet.append(row) if sheet.max_row > 2 else _put(sheet, 3, row)
    visits = book.create_sheet(shop.visits)
    visits["A1"] = shop.title
    for offset, row in enumerate(_visit_rows(shop)):
        _put(visits, 3 + offset, row)
    book.create_sheet("2024")["B2"] = "=1+1"
    book.save(path)


def by_xlsxwriter(path: Path, shop: Shop) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for title, rows in ((shop.clients, _client_rows(shop)), (shop.visits, _visit_rows(shop))):
            sheet = book.add_worksheet(title)
            sheet.write(0, 0, shop.title)
            for number, row in enumerate(rows, 2):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        sheet.write_datetime(number, column, dt.datetime.combine(value, dt.time()), day)
                    elif value is not None:
                        sheet.write(number, column, value)
        book.add_worksheet("2024").write_formula("B2", "=1+1", None, 2)


def _client_rows(shop: Shop) -> list[Sequence[object]]:
    first, second = shop.names
    return [
        shop.client_headings,
        ("☕", "anna@example.com", PHONES[0], first, dt.date(1990, 4, 6)),
        (None, None, PHONES[1], second, None),
    ]


def _visit_rows(shop: Shop) -> list[Sequence[object]]:
    first, second = shop.names
    return [
        shop.visit_headings,
        (100.5, "a", first, dt.date(2026, 1, 5)),
        (200, "b", second, dt.date(2026, 2, 1)),
        (300.25, "c", first, dt.date(2026, 3, 2)),
    ]


def _put(sheet, row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values, 1):
        sheet.cell(row, column, value)


@pytest.fixture(params=SHOPS, ids=lambda shop: shop.language)
def shop(request) -> Shop:
    return request.param


@pytest.fixture(params=(by_openpyxl, by_xlsxwriter), ids=("openpyxl", "xlsxwriter"))
def workbook(request, tmp_path, shop) -> Path:
    path = tmp_path / "books" / "base.xlsx"
    path.parent.mkdir()
    request.param(path, shop)
    return path
