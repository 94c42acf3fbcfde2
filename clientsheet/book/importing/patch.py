"""Plan -> Patch: blank cells filled where they are still blank, new rows below the data, each in the look of its
column; a tab that the workbook lacks is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientsheet.book.book import Book
from clientsheet.book.importing.plan import Added, Plan
from clientsheet.book.shop import Shop
from clientsheet.book.writing.below import below
from clientsheet.sheet.blueprint import TabBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.sheet.tables import Table


def patch_of(plan: Plan, shop: Shop, ids: ColumnEdit | None) -> Patch:
    """``ids``: the numbers for clients without one, of the tab as it will be with the new rows below it."""
    book, clients = shop.book, shop.book["clients"]
    numbers = dict(zip(ids.rows, ids.after, strict=True)) if ids else {}
    first = max(clients.last_row, clients.heading_row) + 1
    rows = [_with_id(one, numbers.get(first + place)) for place, one in enumerate(plan.clients)]
    named = [_with_client(one, _reference(one.client, rows, shop, numbers)) for one in plan.deeds]
    appended = [_below(clients, rows)] if rows else []
    new_tabs: tuple[TabBlueprint, ...] = ()
    if named and book[plan.of].present:
        appended.append(_below(book[plan.of], named))
    elif named:
        _, new_tabs, _ = below(book, {plan.of: [one.cells for one in named]})
    edits = (*_fills(plan, clients), *_old_rows(ids, clients))
    tabs = {clients.title} if edits else set()
    return Patch(edits=edits, appended=tuple(appended), new_tabs=new_tabs, witnesses=shop.witnesses(tabs))


def rows_below(tab: str, rows: Sequence[Mapping[str, Raw]], book: Book) -> Patch:
    """``rows``, by column name, below the data of a tab, or in a new tab where the workbook has none; ``undo`` empties
    them again."""
    if not book[tab].present:
        _, new_tabs, _ = below(book, {tab: rows})
        return Patch(new_tabs=new_tabs)
    return Patch(appended=(_below(book[tab], [Added((), row) for row in rows]),))


def keys_of_new(plan: Plan, patch: Patch, shop: Shop) -> dict[str, tuple[Sequence[int], Sequence[str]]]:
    """``Shop.row_keys`` with the new clients, so that undo finds their rows again."""
    keys = dict(shop.row_keys())
    clients = shop.book["clients"]
    column = clients.columns.get("id")
    for block in patch.appended:
        if block.tab == clients.title and column is not None:
            rows, known = keys[block.tab]
            new = [str(row.get(column.number, "")) for row in block.rows]
            places = range(block.after_row + 1, block.after_row + 1 + len(block.rows))
            keys[block.tab] = ([*rows, *places], [*known, *new])
    return keys


def _with_id(added: Added, number: Raw) -> Added:
    return added if number is None else Added(added.lines, {**added.cells, "id": number}, added.own)


def _with_client(added: Added, reference: Raw) -> Added:
    return Added(added.lines, {**added.cells, "client": reference}, added.own)


def _reference(client: int, rows: Sequence[Added], shop: Shop, numbers: Mapping[int, Raw]) -> Raw:
    """How a visit names its client: by id, else by whatever is theirs alone."""
    clients = shop.book["clients"]
    if client < 0:
        cells = rows[-client - 1].cells
        return cells.get("id") if "id" in clients else _named(cells, shop.book)
    number = numbers.get(clients.rows[client])
    if number is not None:
        return number
    column = clients.columns.get("id")
    if column is not None and column.raw[client] is not None:
        return column.raw[client]
    return shop.keys[client] or clients.value("name", client)


def _named(cells: Mapping[str, Raw], book: Book) -> Raw:
    name = cells.get("name")
    return name if name and name not in book["clients"].values("name") else cells.get("phone") or name


def _below(table: Table, rows: Sequence[Added]) -> AppendedRows:
    number = {name: column.number for name, column in table.columns.items()}
    looks = {column.number: column.declared.kind.look for column in table.columns.values()}
    cells = [
        {**one.own, **{number[name]: cell for name, cell in one.cells.items() if name in number and cell is not None}}
        for one in rows
    ]
    headings = {column.number: column.heading for column in table.columns.values()} | dict(table.unknown)
    used = {number: headings[number] for number in sorted({number for row in cells for number in row})}
    return AppendedRows(table.title, max(table.last_row, table.heading_row), cells, looks, used)


def _fills(plan: Plan, clients: Table) -> list[ColumnEdit]:
    """One edit a column; each expects its cells to be blank."""
    found: dict[str, dict[int, Raw]] = {}
    for fill in plan.fills:
        found.setdefault(fill.column, {})[clients.rows[fill.row]] = fill.value
    edits = []
    for name, cells in found.items():
        column, rows = clients.columns[name], sorted(cells)
        after = [cells[row] for row in rows]
        edits.append(
            ColumnEdit(clients.title, column.number, rows, [None] * len(rows), after, column.declared.kind.look)
        )
    return edits


def _old_rows(ids: ColumnEdit | None, clients: Table) -> list[ColumnEdit]:
    """The numbers of clients who stood there without one."""
    last = max(clients.last_row, clients.heading_row)
    there = [place for place, row in enumerate(ids.rows) if row <= last] if ids else []
    if ids is None or not there:
        return []
    rows, after = [ids.rows[place] for place in there], [ids.after[place] for place in there]
    return [ColumnEdit(ids.tab, ids.column, rows, [None] * len(rows), after, Look.GENERAL, keep_look=True)]
