"""What empties again the rows that a run brought in from elsewhere.

A row is known by all that the run wrote into it, wherever it was sorted to; columns by their headings. One that
somebody has changed, written into, or refers to by now is left alone and named; what the program itself filled in it
goes with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from clientsheet.book.shop import Shop
from clientsheet.ledger import RunRecord, Written
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Grid, GridTab, Raw
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.same import same
from clientsheet.sheet.tables import Table, TableColumn


@dataclass
class Emptying:
    """``kept``: (tab, A1) of the rows that are left alone, each by its first cell."""

    edits: list[ColumnEdit] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(edit.rows) for edit in self.edits)


@dataclass(frozen=True)
class _Brought:
    """The rows a run brought into one tab. ``columns``: where they stand now; ``cells``: of each row, along them."""

    table: Table
    tab: GridTab
    columns: Sequence[int]
    cells: Sequence[tuple[Raw, ...]]
    rows: Sequence[int]


def emptying(record: RunRecord, grid: Grid, shop: Shop) -> Emptying:
    """``shop``: of the workbook as ``grid`` has it."""
    found = Emptying()
    tables = {table.title: table for table in shop.book.tables.values() if table.present}
    blocks: dict[str, list[Written]] = {}
    for block in record.below:
        blocks.setdefault(block.tab, []).append(block)
    brought = [
        one
        for title, columns in blocks.items()
        if title in tables and (tab := grid.tab(title)) is not None and (one := _brought(columns, tables[title], tab))
    ]
    places = {one.table.tab.name: _places(one, found) for one in brought}
    for one in brought:
        name = one.table.tab.name
        rows = places[name]
        if name == "clients":
            rows = _without_referred(rows, one, shop, places, found)
        found.edits += _emptied(one, rows)
    return found


def together(edits: Sequence[ColumnEdit]) -> tuple[ColumnEdit, ...]:
    """One edit for each column."""
    by_column: dict[tuple[str, int], dict[int, tuple[Raw, Raw]]] = {}
    for edit in edits:
        cells = by_column.setdefault((edit.tab, edit.column), {})
        cells.update(zip(edit.rows, zip(edit.before, edit.after, strict=True), strict=True))
    return tuple(
        ColumnEdit(
            tab,
            column,
            sorted(cells),
            [cells[row][0] for row in sorted(cells)],
            [cells[row][1] for row in sorted(cells)],
            keep_look=True,
        )
        for (tab, column), cells in by_column.items()
    )


def _brought(blocks: Sequence[Written], table: Table, tab: GridTab) -> _Brought | None:
    """None: a column is not there any more under its heading."""
    headings = {column.number: column.heading for column in table.columns.values()} | dict(table.unknown)
    columns = []
    for block in blocks:
        same_place = headings.get(block.column) == block.name
        number = block.column if same_place else next((n for n, word in headings.items() if word == block.name), None)
        if number is None:
            return None
        columns.append(number)
    cells = list(zip(*(block.after for block in blocks), strict=True))
    return _Brought(table, tab, columns, cells, list(blocks[0].rows))


def _places(one: _Brought, found: Emptying) -> dict[int, int]:
    """Row as it was written -> where it stands now, of those that are as they were written and in nobody's use."""
    now = list(zip(*one.tab.columns(one.columns, 1), strict=True))
    loose: dict[str, list[int]] = {}
    for row, cells in enumerate(now, 1):
        if row > one.table.heading_row:
            loose.setdefault(_told(cells), []).append(row)
    places: dict[int, int] = {}
    taken: set[int] = set()
    for row, cells in zip(one.rows, one.cells, strict=True):
        candidates = [place for place in loose.get(_told(cells), ()) if place not in taken]
        place = next((at for at in (row, *candidates) if at in candidates and _alike(now[at - 1], cells)), None)
        if place is not None and not _in_use(one, place):
            places[row] = place
            taken.add(place)
        elif place is not None or any(cell is not None for cell in (now[row - 1] if row <= len(now) else ())):
            found.kept.append((one.table.title, a1(place or row, one.columns[0])))
    return places


def _told(cells: Sequence[Raw]) -> str:
    """The texts of a row, by which it is looked for."""
    return "\n".join(cell if isinstance(cell, str) else "" for cell in cells)


def _alike(now: Sequence[Raw], cells: Sequence[Raw]) -> bool:
    return all(same(there, wrote) for there, wrote in zip(now, cells, strict=True))


def _in_use(one: _Brought, row: int) -> bool:
    """The owner wrote something more into it."""
    cells = one.tab.rows(row, row)[0]
    known = {*one.columns, *(column.number for column in _ours(one.table))}
    return any(
        cell is not None and cell is not False and row not in one.tab.formulas(number)
        for number, cell in enumerate(cells, 1)
        if number not in known
    )


def _ours(table: Table) -> list[TableColumn]:
    return [column for column in table.columns.values() if column.declared.filled and column.ours]


def _without_referred(
    rows: Mapping[int, int], one: _Brought, shop: Shop, places: Mapping[str, Mapping[int, int]], found: Emptying
) -> dict[int, int]:
    """Without the clients whom a row names that stays."""
    referred = _referred(shop, {name: set(there.values()) for name, there in places.items()})
    named = {one.table.rows[client] for client in referred}
    found.kept += [(one.table.title, a1(place, one.columns[0])) for place in rows.values() if place in named]
    return {row: place for row, place in rows.items() if place not in named}


def _referred(shop: Shop, going: Mapping[str, Collection[int]]) -> set[int]:
    clients: set[int] = set()
    for name, table in shop.book.tables.items():
        if table.present and "client" in table and table.tab.writer != "program":
            links = shop.links(name)
            leaving = going.get(name, ())
            clients |= {
                int(client) for row, client in zip(table.rows, links, strict=True) if client >= 0 and row not in leaving
            }
    return clients


def _emptied(one: _Brought, rows: Mapping[int, int]) -> list[ColumnEdit]:
    if not rows:
        return []
    places = sorted(rows.values())
    edits = []
    for number in sorted({*one.columns, *(column.number for column in _ours(one.table))}):
        cells = one.tab.columns([number], 1)[0]
        formulas = one.tab.formulas(number)
        full = [row for row in places if row <= len(cells) and cells[row - 1] is not None and row not in formulas]
        if full:
            before = [cells[row - 1] for row in full]
            edits.append(ColumnEdit(one.table.title, number, full, before, [None] * len(full), keep_look=True))
    return edits
