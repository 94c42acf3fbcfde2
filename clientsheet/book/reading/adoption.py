"""An owner's workbook as it is -> what it would need for the program to work in it, as one Patch. Decides, writes nothing.

Nothing of the owner's is changed: missing tabs are added, an id column and the program's columns go to the right of
the last heading, and a column that already has such a heading is only recorded as ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.reading.adoption_clients import clients_from
from clientsheet.book.starter import blueprint, ready
from clientsheet.book.tabs import TABS
from clientsheet.sheet.blueprint import TabBlueprint
from clientsheet.sheet.grid import Anchor, Grid, GridTab, Raw
from clientsheet.sheet.patch import NewColumn, Patch
from clientsheet.sheet.schema import Column, Tab
from clientsheet.sheet.tables import Table

ALWAYS: Final = ("tasks", "mailings", "history", "unsubscribed", "days_off", "settings", "problems")
"""Tabs every workbook gets. Visits and services only where nothing tells of purchases; the rest is the owner's choice."""


@dataclass(frozen=True)
class Adoption:
    """``patch`` is everything to write; the rest names its parts for the owner, who says yes or no.

    ``taken_over``: (tab title, heading) of columns whose values the program will compute from now on.
    ``locked``: titles of tabs that need columns but cannot be written to.
    """

    patch: Patch
    new_tabs: tuple[str, ...] = ()
    new_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    taken_over: tuple[tuple[str, str], ...] = ()
    made_clients: int = 0
    locked: tuple[str, ...] = ()


def adoption(book: Book, grid: Grid, workbook_id: str) -> Adoption:
    """``workbook_id`` names the workbook if it has no name of its own yet."""
    new_columns: list[NewColumn] = []
    anchors: dict[str, Anchor] = {}
    taken_over: list[tuple[str, str]] = []
    locked: list[str] = []
    for table in book.tables.values():
        sheet = grid.tab(table.title) if table.present else None
        if sheet is None or table.tab.writer == "program":
            continue
        wanted = list(_wanted(table))
        if wanted and not sheet.writable:
            locked.append(table.title)
            continue
        new_columns += _placed(table, sheet, wanted, book.language)
        for column in _claimable(table):
            present = table.columns[column.name]
            anchors[_anchor(table.tab, column)] = Anchor(table.title, table.heading_row, present.number)
            taken_over.append((table.title, present.heading))
    new_tabs = tuple(_new_tabs(book))
    marks = {} if (book.marks or {}).get("workbook_id") else {"workbook_id": workbook_id}
    patch = Patch(new_columns=tuple(new_columns), new_tabs=new_tabs, anchors=anchors, marks=marks)
    return Adoption(
        patch,
        new_tabs=tuple(page.title for page in new_tabs),
        new_columns=_by_tab(new_columns),
        taken_over=tuple(taken_over),
        made_clients=next((len(page.rows) for page in new_tabs if page.name == "clients"), 0),
        locked=tuple(locked),
    )


def _wanted(table: Table) -> Iterator[Column]:
    """Columns to add, the id first: it belongs to the owner's data, right beside it."""
    if table.tab.name == "clients" and "id" not in table:
        yield table.tab.column("id")
    yield from (column for column in table.tab.filled if column.name not in table)


def _claimable(table: Table) -> Iterator[Column]:
    return (column for column in table.tab.filled if column.name in table and not table.columns[column.name].ours)


def _placed(table: Table, sheet: GridTab, wanted: Sequence[Column], language: str) -> Iterator[NewColumn]:
    if not wanted:
        return
    start = _free(sheet, table, len(wanted))
    for number, column in enumerate(wanted, start):
        ids = _running_ids(table) if column.name == "id" else ()
        yield NewColumn(
            tab=table.title,
            column=number,
            heading_row=table.heading_row,
            heading=column.headings.first(language),
            name=_anchor(table.tab, column) if column.filled else "",
            first_row=table.rows[0] if ids else table.heading_row + 1,
            values=ids,
            look=column.kind.look,
            width=column.width,
        )


def _free(sheet: GridTab, table: Table, needed: int) -> int:
    """The first place to the right of the last heading with so many columns free in every row of the table."""
    start = number = table.last_column + 1
    while number <= sheet.column_count and number < start + needed:
        cells = sheet.columns([number], table.heading_row)[0]
        if any(cell is not None for cell in cells):
            start = number + 1
        number += 1
    return start


def _running_ids(table: Table) -> Sequence[Raw]:
    """1, 2, 3 ... along the records, nothing in the blank rows between them."""
    if not len(table):
        return ()
    numbers = {row: number for number, row in enumerate(table.rows, 1)}
    return [numbers.get(row) for row in range(table.rows[0], table.rows[-1] + 1)]


def _new_tabs(book: Book) -> Iterator[TabBlueprint]:
    bought = book["visits"].present or book["contracts"].present
    wanted = {"clients", *ALWAYS, *(() if bought else ("visits", "services"))}
    for declared in TABS:
        if declared.name in wanted and not book[declared.name].present:
            made = clients_from(book) if declared.name == "clients" else ready(declared.name, book.language)
            yield blueprint(declared, book.language, made)


def _anchor(declared: Tab, column: Column) -> str:
    return f"{declared.name}.{column.name}"


def _by_tab(columns: Sequence[NewColumn]) -> dict[str, tuple[str, ...]]:
    titles = dict.fromkeys(column.tab for column in columns)
    return {title: tuple(column.heading for column in columns if column.tab == title) for title in titles}
