"""The problems tab in a real file: what Excel's format gives back is what was written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from drawing import TODAY, checked

from clientsheet.book.book import Book
from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.writing import problems_page
from clientsheet.book.writing.cures import agreed
from clientsheet.book.writing.problems_page import Kept
from clientsheet.config import Config
from clientsheet.sheet.address import parse
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel.store import ExcelStore


@pytest.fixture
def store(tmp_path: Path) -> ExcelStore:
    workbook = openpyxl.Workbook()
    clients = workbook.active
    assert clients is not None
    clients.title = "Клієнти «Марина» & друзі"
    for row in (
        ("ID", "ПІБ", "Телефон", "E-mail", "День народження", "Примітки"),
        (1, " Марина Коваль", 380674545451, "marina@gmial.com", "31.02.1990", "=2+2 <b>\u200b"),
        ("007", "Олена", "067 454 54 5", "mаrina@ukr.net", dt.date(1890, 1, 1), "а\nб\tв"),
        (3, "Сергiй", None, None, "15.02", "х" * 500),
    ):
        clients.append(row)
    visits = workbook.create_sheet("Візити")
    for row in (("Дата", "Клієнт", "Сума"), ("15.02.2026", 1, "1800"), ("3/4/2026", "Оксана", "1.200")):
        visits.append(row)
    workbook.save(tmp_path / "clients.xlsx")
    return ExcelStore(tmp_path / "clients.xlsx", tmp_path / "state")


def read(store: ExcelStore) -> Book:
    return understand(store.read(), Config.default(Path(), tabs={"clients": "Клієнти «Марина» & друзі"}), TODAY)


def publish(store: ExcelStore, kept: tuple[Kept, ...] = ()) -> None:
    book = read(store)
    page = problems_page.page(checked(book), kept, book)
    store.apply(Patch(pages=(page,)), store.fingerprint())


def test_page_comes_back_as_it_was_written(store: ExcelStore) -> None:
    """Written to a file and read again the page is unchanged, so that a second sync writes nothing."""
    kept = (Kept("clients", "birthday", "007", 3, 500, 750.5),)
    publish(store, kept)
    book = read(store)
    assert problems_page.unchanged(problems_page.page(checked(book), kept, book), store.read())
    assert problems_page.kept_by_hand(book) == {("clients", "birthday", "007")}


def test_agreed_cures_reach_the_file(store: ExcelStore) -> None:
    """Yes beside every finding: what could be cured is cured in the file, dates as dates, and told no more."""
    publish(store)
    table = read(store)["problems"]
    apply = table.columns["apply"].number
    rows = list(table.rows)
    yes = ColumnEdit(table.title, apply, rows, [None] * len(rows), ["так"] * len(rows))
    store.apply(Patch(edits=(yes,)), store.fingerprint())

    book = read(store)
    store.apply(Patch(edits=agreed(book, Shop(book)).edits), store.fingerprint())

    saved = openpyxl.load_workbook(store.path)
    clients, visits = saved.worksheets[:2]
    assert [clients[cell].value for cell in ("B2", "C2", "D2", "D3", "B4")] == [
        "Марина Коваль",
        "+380 67 454 54 51",
        "marina@gmail.com",
        "marina@ukr.net",
        "Сергій",
    ]
    assert visits["A2"].value == dt.datetime(2026, 2, 15)
    assert visits["C2"].value == 1800
    assert [one.cell for one in checked(read(store)) if one.cure is not None] == []


def test_links_of_the_page_lead_to_the_cells(store: ExcelStore) -> None:
    """Each link of the page has the address it shows."""
    publish(store)
    sheet = openpyxl.load_workbook(store.path)["Зауваження"]
    linked = [row[1] for row in sheet.iter_rows(min_row=4) if row[1].hyperlink]
    assert linked
    for cell in linked:
        title, _, address = str(cell.value).rpartition("!")
        parse(address)
        assert cell.hyperlink.location == f"'{title}'!{address}"
