"""The part of a workbook that is about one client, as a book of its own.

Everything that follows from it for that client follows from the whole book too, so a card need not understand a
million visits. Two things are known to the whole book only: a share of the best (``segments.vip_by_total``), and how a
service that is in no price list was spelled for the first time; the latter is put right here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.card.meant import Meant
from clientsheet.book.reading.links import service_directory
from clientsheet.book.reading.understand import Cells, Outline
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import TABS
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import REFERENCE
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table

_BOUGHT: Final = {"visits": "service", "contracts": "subject"}


class ShopOfOne(Shop):
    """The shop of a part: its one client is known by the key that they have in the whole book."""

    def __init__(self, outline: Outline, meant: Meant, row: int) -> None:
        super().__init__(part(outline, meant, row))
        self.__dict__["keys"] = (meant.key(row),)


def part(outline: Outline, meant: Meant, row: int) -> Book:
    """The book with one row of clients, and of the other tabs the rows that mean this client; tabs that speak of no
    client are whole. ``row``: along the clients table."""
    tables: dict[str, Table] = {}
    bought: dict[str, list[Raw]] = {}
    for declared in TABS:
        if declared.name == "settings":
            continue
        cells = meant.cells if declared.name == "clients" else outline.cells(declared.name)
        if declared.name == "clients":
            cells = _picked(cells, [row])
        elif any(column.refers == "clients" for column in declared.columns):
            theirs = meant.theirs(row, cells.raw.get("client", ()))
            bought[declared.name] = cells.raw.get(_BOUGHT.get(declared.name, ""), [])
            cells = _picked(cells, theirs)
        tables[declared.name] = outline.table(declared, cells)
    for name, column in _BOUGHT.items():
        tables[name] = _spelled(outline, tables[name], column, tables["services"], bought[name])
    return outline.book(tables)


def _picked(cells: Cells, places: Sequence[int]) -> Cells:
    raw = {name: [column[place] for place in places] for name, column in cells.raw.items()}
    return Cells([cells.rows[place] for place in places], raw, cells.formulas)


def _spelled(outline: Outline, table: Table, name: str, services: Table, everybodys: Sequence[Raw]) -> Table:
    """What is in no price list goes by the name it bears first in the whole tab."""
    column = table.columns.get(name)
    if column is None:
        return table
    listed = service_directory(services)
    own = {fold(text) for text in column.values if text and not listed.rows(text)}
    if not own:
        return table
    texts, _ = REFERENCE.read(list(dict.fromkeys(everybodys)), outline.reading)
    first: dict[str, str] = {}
    for text in texts:
        if text and fold(text) in own and not listed.rows(text):
            first.setdefault(fold(text), text)
    values = [first.get(fold(text), text) if text and not listed.rows(text) else text for text in column.values]
    return replace(table, columns={**table.columns, name: replace(column, values=values)})
