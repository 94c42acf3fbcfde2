"""Rows that were added below a tab while somebody moved its columns: they are whole, but not under their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.echo import HEAD, Shown
from clientsheet.stores.google.intent import column
from clientsheet.stores.google.matching import column_found
from clientsheet.stores.google.seen import Json, Seen, SeenTab
from clientsheet.stores.google.shape import Shape


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


def moved(before: Seen, now: Seen, patch: Patch, shape: Shape) -> Patch:
    """Brings rows that stand where their columns no longer are under their headings; nothing where all is well."""
    edits: list[ColumnEdit] = []
    witnesses: dict[str, Sequence[int]] = {}
    tabs = {tab.sheet_id: tab for tab in now.tabs}
    for block in patch.appended:
        old = before.tab(block.tab)
        tab = tabs.get(old.sheet_id) if old is not None else None
        if old is None or tab is None:
            continue
        places = _places(old, tab, block, shape)
        edits += _edits(tab, block, shape, places)
        touched = {*places, *places.values()}
        witnesses[tab.title] = [number for number in range(1, tab.width + 1) if number not in touched]
    return Patch(edits=tuple(edits), witnesses=witnesses) if edits else Patch()


def _used(block: AppendedRows) -> list[int]:
    return sorted({number for row in block.rows for number in row})


def _places(old: SeenTab, tab: SeenTab, block: AppendedRows, shape: Shape) -> dict[int, int]:
    """Where each column was expected -> where it stands, as far as it can be told."""
    candidates = {number: column(tab, number) for number in range(1, max(map(len, tab.values), default=0) + 1)}
    found = {}
    for number in _used(block):
        expected = shape.column(block.tab, number)
        place = column_found(column(old, number), candidates, expected)
        found[expected] = expected if place is None else place
        candidates.pop(found[expected], None)
    return found


def _edits(tab: SeenTab, block: AppendedRows, shape: Shape, places: Mapping[int, int]) -> Iterator[ColumnEdit]:
    if all(expected == place for expected, place in places.items()):
        return
    lines = [{shape.column(block.tab, number): value for number, value in row.items()} for row in block.rows]
    rows: dict[int, Mapping[int, Raw]] = {}
    for line in lines:
        right = {places[number]: value for number, value in line.items()}
        if _bearing(tab, right, rows) is None and (row := _bearing(tab, line, rows)) is not None:
            rows[row] = line
    for number in sorted({*places, *places.values()}) if rows else ():
        source = next((expected for expected, place in places.items() if place == number), 0)
        look = next((block.looks[one] for one in block.looks if shape.column(block.tab, one) == source), None)
        order = sorted(rows)
        after = [rows[row].get(source) for row in order]
        before = [tab.value(row, number) or None for row in order]
        edit = ColumnEdit(tab.title, number, order, before, after)
        yield edit if look is None else ColumnEdit(tab.title, number, order, before, after, look)


def _bearing(tab: SeenTab, line: Mapping[int, Raw], taken: Mapping[int, object]) -> int | None:
    """The lowest row with these values."""
    wanted: dict[int, Json] = {number: from_raw(value) for number, value in line.items() if value is not None}
    for row in range(len(tab.values), 0, -1):
        if row not in taken and all(tab.value(row, number) == value for number, value in wanted.items()):
            return row
    return None
