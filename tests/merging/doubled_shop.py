"""A shop whose clients tab has one person twice: the same rows in memory, in an Excel file, in a Google Sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from clientsheet.config import Config
from clientsheet.jobs.folder import lay
from clientsheet.sheet.grid import Raw
from clientsheet.stores.memory import MemoryStore
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
NOW = dt.datetime(2026, 4, 6, 9)
Drawn = Mapping[str, Sequence[Sequence[Raw]]]

CLIENTS: Sequence[Sequence[Raw]] = [
    ["ID", "ПІБ", "Телефон", "E-mail", "День народження", "Адреса", "Згода", "Примітки", "Розмір взуття", "Всього"],
    [1, "Шевченко Олена", "050 111 22 33", None, None, None, None, None, None, None],
    [2, "Коваль Марина", "067 454 54 51", None, "05.03", "Київ", "так", "Любить каву.", None, None],
    [3, "Бондар Ірина", "093 111 22 33", None, None, None, None, None, None, None],
    [
        4,
        "Коваль Марина Іванівна",
        "+380 67 454-54-51; 050 999 88 77",
        "marina@ukr.net",
        dt.date(1990, 3, 5),
        "Львів",
        "ні",
        "Алергія на лак",
        "38",
        None,
    ],
    [5, "Коваль Андрій", "0674545451", None, None, None, None, None, None, None],
]
VISITS: Sequence[Sequence[Raw]] = [
    ["Дата", "Клієнт", "Послуга", "Сума", "Примітка"],
    [dt.date(2026, 1, 10), 2, "Стрижка", 500, None],
    [dt.date(2026, 2, 10), 4, "Фарбування", 1500, "довго"],
    [dt.date(2026, 2, 11), "Коваль Марина Іванівна", "Стрижка", 500, None],
    [dt.date(2026, 2, 12), 1, "Стрижка", 500, None],
    [dt.date(2026, 2, 13), "marina@ukr.net", "Стрижка", 500, None],
    [dt.date(2026, 1, 10), 4, "Стрижка", 500, None],
]
CONTRACTS: Sequence[Sequence[Raw]] = [
    ["Номер", "Клієнт", "Дата", "Сума", "Оплачено"],
    ["Д-1", 4, dt.date(2026, 1, 1), 10000, 5000],
    ["Д-2", 1, dt.date(2026, 1, 2), 300, 300],
]
TASKS: Sequence[Sequence[Raw]] = [
    ["Дата", "Клієнт", "Що зробити"],
    [dt.date(2026, 4, 20), 4, "Зателефонувати"],
]
HISTORY: Sequence[Sequence[Raw]] = [
    ["Дата і час", "Клієнт", "Канал", "Напрям", "Вид", "Тема"],
    [dt.datetime(2026, 3, 1, 12, 30), 4, "телефон", "вихідний", "розмова", "Питала про лак"],
]
PHONES: Sequence[Sequence[Raw]] = [
    ["Клієнт", "Особа", "Телефон"],
    [4, "Чоловік", "063 000 11 22"],
]
DRAWN: Drawn = {
    "Клієнти": CLIENTS,
    "Візити": VISITS,
    "Договори": CONTRACTS,
    "Завдання": TASKS,
    "Історія": HISTORY,
    "Телефони": PHONES,
}
KEEP, OTHER = "2", "4"


def drawn(**changed: Sequence[Sequence[Raw]]) -> Drawn:
    return {**DRAWN, **changed}


def in_memory(folder: Path, tabs: Drawn = DRAWN, **store: Any) -> Workspace:
    """A workspace whose workbook is held in memory, its state in ``folder``."""
    lay(Config.default(folder, workbook="clients.xlsx", language="uk", country="UA"))
    workspace = Workspace.open(folder / "config.yaml", today=TODAY, now=NOW)
    workspace.__dict__["store"] = MemoryStore(tabs, **store)
    return workspace


def in_excel(folder: Path, tabs: Drawn = DRAWN) -> Workspace:
    folder.mkdir(parents=True, exist_ok=True)
    lay(Config.default(folder, workbook="clients.xlsx", language="uk", country="UA"))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tabs.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "clients.xlsx")
    return reopened(folder)


def reopened(folder: Path, today: dt.date = TODAY) -> Workspace:
    return Workspace.open(folder / "config.yaml", today=today, now=dt.datetime.combine(today, dt.time(9)))


def cells(workspace: Workspace) -> dict[str, list[list[Raw]]]:
    """Every cell of the workbook, tab by tab; empty rows at the end left out."""
    found = {}
    for tab in workspace.store.read().tabs:
        rows = [_trimmed(row) for row in tab.rows(1, tab.row_count)]
        found[tab.title] = rows
    return found


def below(workspace: Workspace, tab: str, heading: str) -> list[Raw]:
    """The cells below a heading of row 1."""
    rows = cells(workspace)[tab]
    at = rows[0].index(heading)
    return [row[at] if at < len(row) else None for row in rows[1:]]


def _trimmed(row: Sequence[Raw]) -> list[Raw]:
    line = list(row)
    while line and line[-1] is None:
        line.pop()
    return line
