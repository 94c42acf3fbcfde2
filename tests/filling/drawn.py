"""Small shops drawn as tables: headings are the declared names, cells are what an owner types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from clientsheet.book.book import Book
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import TABS
from clientsheet.config import Config, Rules
from clientsheet.sheet.kinds import Reading
from clientsheet.sheet.schema import Tab
from clientsheet.sheet.tables import Table, TableColumn

TODAY = dt.date(2026, 4, 6)

Row = Mapping[str, Any]


def drawn(text: str) -> list[dict[str, Any]]:
    """``id | name`` and rows below it; a blank cell is empty, d.m.yyyy a date, a plain number a number."""
    lines = [line.strip().strip("|") for line in text.strip().splitlines() if line.strip()]
    names = [name.strip() for name in lines[0].split("|")]
    return [
        {name: _cell(cell.strip()) for name, cell in zip_longest(names, line.split("|"), fillvalue="")}
        for line in lines[1:]
    ]


def _cell(text: str) -> Any:
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%d.%m.%Y").date()
    except ValueError:
        pass
    if text[0] == "0" and text[1:2].isdigit():  # 08.04 is a day, 067 a code
        return text
    try:
        return float(text)
    except ValueError:
        return text


def table(tab: Tab, rows: Iterable[Row] | None, reading: Reading) -> Table:
    """A table as ``understand`` makes it; None: the workbook has no such tab."""
    if rows is None:
        return Table(tab, "", 0, range(0), {})
    cells = list(rows)
    present = [c for c in tab.columns if any(c.name in row for row in cells)]
    columns = {}
    for number, column in enumerate(present, 1):
        raw = [row.get(column.name) for row in cells]
        words = Reading(reading.today, reading.country, (), reading.currency, reading.month_weeks, column.choices)
        values, remarks = column.kind.read(raw, words)
        columns[column.name] = TableColumn(column, number, column.headings.first("uk"), raw, values, remarks)
    return Table(tab, tab.titles.first("uk"), 1, range(2, len(cells) + 2), columns, len(cells) + 1, len(present))


def book(tabs: Mapping[str, Iterable[Row]], today: dt.date = TODAY, language: str = "uk", **rules: Any) -> Book:
    config = Config.default(Path(), rules=Rules(**rules))
    reading = Reading(today, currency=config.currency, month_weeks=config.rules.month_weeks)
    tables = {tab.name: table(tab, tabs.get(tab.name), reading) for tab in TABS}
    return Book(tables, config, config.rules, language, today, tuple(t.title for t in tables.values() if t.title))


def shop(today: dt.date = TODAY, language: str = "uk", rules: Mapping[str, Any] | None = None, **tabs: Any) -> Shop:
    """Tabs drawn as text or given as rows."""
    rows = {name: drawn(tab) if isinstance(tab, str) else tab for name, tab in tabs.items()}
    return Shop(book(rows, today, language, **(rules or {})))


def column(shop: Shop, name: str, tab: str = "clients") -> Sequence[Any]:
    return shop.filled()[tab][name]


def only(shop: Shop, name: str) -> Any:
    """The value of the only client."""
    (value,) = column(shop, name)
    return value
