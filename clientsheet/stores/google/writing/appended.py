"""Rows that were added below a tab while somebody moved its columns: they are whole, but not under their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.seen import Json, Seen, SeenTab
from clientsheet.stores.google.shaping.shape import Shape
from clientsheet.stores.google.writing.echo import Shown
from clientsheet.stores.google.writing.intent import HEAD, Added, column, some
from clientsheet.stores.google.writing.matching import column_found


def heads(seen: Seen, patch: Patch, shape: Shape) -> dict[str, dict[int, int]]:
    """What the answer to a write has to show for ``in_place``: the tops of the columns written to."""
    found: dict[str, dict[int, int]] = {}
    for block in patch.appended:
        tab = seen.tab(block.tab)
        if tab is not None:
            tops = {shape.column(block.tab, number): min(HEAD, tab.height) for number in _used(block)}
            found.setdefault(block.tab, {}).update(tops)
    return found


def in_place(seen: Seen, patch: Patch, shape: Shape, shown: Shown) -> bool:
    """Whether the columns stood where they were expected when the rows came."""
    for block in patch.appended:
        tab = seen.tab(block.tab)
        assert tab is not None
        height = min(HEAD, len(tab.values))
        for number in _used(block):
            there = shown.columns.get((tab.sheet_id, shape.column(block.tab, number)))
            if number <= tab.width and (there is None or not there.like(tab, number, height)):
                return False
    return True


def added(seen: Seen, patch: Patch, shape: Shape) -> tuple[Added, ...]:
    """What ``moved`` has to know, also in a later run."""
    return tuple(_added(tab, block, shape) for block in patch.appended if (tab := seen.tab(block.tab)) is not None)


def moved(blocks: Sequence[Added], now: Seen) -> Patch:
    """Brings rows that stand where their columns no longer are under their headings; nothing where all is well."""
    edits: list[ColumnEdit] = []
    witnesses: dict[str, Sequence[int]] = {}
    tabs = {tab.sheet_id: tab for tab in now.tabs}
    for block in blocks:
        tab = tabs.get(block.sheet_id)
        if tab is not None:
            places = _places(block, tab)
            edits += _edits(tab, block, places)
            touched = {*places, *places.values()}
            witnesses[tab.title] = [number for number in range(1, tab.width + 1) if number not in touched]
    return Patch(edits=tuple(edits), witnesses=witnesses) if edits else Patch()


def _added(tab: SeenTab, block: AppendedRows, shape: Shape) -> Added:
    def place(number: int) -> int:
        return shape.column(block.tab, number)

    rows = [{place(number): from_raw(value) for number, value in row.items()} for row in block.rows]
    columns = {place(number): some(column(tab, number)) for number in _used(block)}
    return Added(tab.sheet_id, columns, rows, {place(number): look.value for number, look in block.looks.items()})


def _used(block: AppendedRows) -> list[int]:
    return sorted({number for row in block.rows for number in row})


def _places(block: Added, tab: SeenTab) -> dict[int, int]:
    """Where each column was expected -> where it stands, as far as it can be told."""
    candidates = {number: column(tab, number) for number in range(1, max(map(len, tab.values), default=0) + 1)}
    found = {}
    for expected, cells in sorted(block.columns.items()):
        place = column_found(cells, candidates, expected)
        found[expected] = expected if place is None else place
        candidates.pop(found[expected], None)
    return found


def _edits(tab: SeenTab, block: Added, places: Mapping[int, int]) -> Iterator[ColumnEdit]:
    if all(expected == place for expected, place in places.items()):
        return
    rows: dict[int, Mapping[int, Json]] = {}
    for line in block.rows:
        right = {places[number]: value for number, value in line.items()}
        if _bearing(tab, right, rows) is None and (row := _bearing(tab, line, rows)) is not None:
            rows[row] = line
    for number in sorted({*places, *places.values()}) if rows else ():
        source = next((expected for expected, place in places.items() if place == number), 0)
        order = sorted(rows)
        after = [_raw(rows[row].get(source, "")) for row in order]
        before = [_raw(tab.value(row, number)) for row in order]
        look = Look(block.looks.get(source, Look.GENERAL))
        yield ColumnEdit(tab.title, number, order, before, after, look)


def _raw(value: Json) -> Raw:
    return None if value == "" else value


def _bearing(tab: SeenTab, line: Mapping[int, Json], taken: Mapping[int, object]) -> int | None:
    """The lowest row with these values."""
    wanted = {number: value for number, value in line.items() if value != ""}
    for row in range(len(tab.values), 0, -1):
        if row not in taken and all(tab.value(row, number) == value for number, value in wanted.items()):
            return row
    return None
