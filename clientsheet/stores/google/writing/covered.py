"""Notes of the owner's that ours covered, because rows or columns moved right before we hung ours: what was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.seen import Seen, SeenTab
from clientsheet.stores.google.shaping import notes
from clientsheet.stores.google.shaping.batch import CellData, Place, Request, scattered
from clientsheet.stores.google.shaping.shape import Shape
from clientsheet.stores.google.writing.echo import Shown
from clientsheet.stores.google.writing.intent import Remarks, column, telling, whereabouts, witnesses_of
from clientsheet.stores.google.writing.whereabouts import columns_now, rows_now


def told_by(seen: Seen, patch: Patch, shape: Shape) -> dict[str, dict[int, int]]:
    """What the answer to a write has to show for ``in_place``: what tells the rows of the tabs with changed notes, and
    the columns that these hang in."""
    found: dict[str, dict[int, int]] = {}
    for tab, places in _changed(seen, patch):
        numbers = {*telling(witnesses_of(tab, patch, _edited(tab, patch))), *(place[1] for place in places)}
        found[tab.title] = {shape.column(tab.title, number): 0 for number in numbers}
    return found


def in_place(seen: Seen, patch: Patch, shape: Shape, shown: Shown) -> bool:
    """Whether rows and columns stood where they were expected when the notes came. Edited columns are looked after
    elsewhere."""
    for tab, places in _changed(seen, patch):
        edited = _edited(tab, patch)
        for number in {*telling(witnesses_of(tab, patch, edited)), *(place[1] for place in places)} - edited:
            there = shown.columns.get((tab.sheet_id, shape.column(tab.title, number)))
            if there is None or not there.holds(column(tab, number)):
                return False
    return True


def remarks(seen: Seen, patch: Patch, shape: Shape) -> tuple[Remarks, ...]:
    """What ``uncovered`` has to know, also in a later run."""
    found = []
    for tab, places in _changed(seen, patch):
        owners = [(row, number, note) for (row, number), note in tab.notes.items() if notes.ours(note) is None]
        if owners:
            hers = {number: column(tab, number) for _, number, _ in owners}
            where = whereabouts(tab, patch, _edited(tab, patch), hers)
            found.append(Remarks(where, owners, [(row, shape.column(tab.title, number)) for row, number in places]))
    return tuple(found)


def uncovered(before: Sequence[Remarks], now: Seen) -> list[Request]:
    """Hangs every note of the owner's that is covered or gone where its cell is now."""
    tabs = {tab.sheet_id: tab for tab in now.tabs}
    there = ((one, tabs.get(one.where.sheet_id)) for one in before)
    return [request for one, tab in there if tab is not None for request in _on(one, tab)]


def _changed(seen: Seen, patch: Patch) -> Iterator[tuple[SeenTab, set[Place]]]:
    """Tabs with the places whose note is hung or taken off."""
    tabs = {tab.sheet_id: tab for tab in seen.tabs}
    found: dict[int, set[Place]] = {}
    for request in notes.changes(seen, patch.notes) if patch.notes is not None else ():
        cells = request["updateCells"]
        start = cells["start"]
        rows = range(start["rowIndex"] + 1, start["rowIndex"] + 1 + len(cells["rows"]))
        found.setdefault(start["sheetId"], set()).update((row, start["columnIndex"] + 1) for row in rows)
    yield from ((tabs[sheet_id], places) for sheet_id, places in found.items())


def _edited(tab: SeenTab, patch: Patch) -> set[int]:
    return {edit.column for edit in patch.edits if edit.tab == tab.title}


def _on(before: Remarks, now: SeenTab) -> Iterator[Request]:
    rows, places = rows_now(before.where, now), {tuple(place) for place in before.places}
    columns = columns_now(before.where, now, {number for _, number, _ in before.notes})
    cells: dict[Place, CellData] = {}
    for row, number, note in before.notes:
        place = (rows.get(row, 0), columns.get(number, 0))
        there = now.notes.get(place)
        covered = there is not None and notes.ours(there) is not None
        if all(place) and (covered or (there is None and place in places)):
            cells[place] = {"note": note}
    yield from scattered(now.sheet_id, cells, "note")
