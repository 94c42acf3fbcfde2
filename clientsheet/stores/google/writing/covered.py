"""Notes of the owner's that ours covered, because rows or columns moved right before we hung ours: what was there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.seen import Json, Seen, SeenTab
from clientsheet.stores.google.shaping import notes
from clientsheet.stores.google.shaping.batch import CellData, Place, Request, scattered
from clientsheet.stores.google.shaping.shape import Shape
from clientsheet.stores.google.writing.echo import Shown
from clientsheet.stores.google.writing.intent import column, telling, witnesses_of
from clientsheet.stores.google.writing.matching import Signs, column_found, rows_found


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


def uncovered(before: Seen, now: Seen, patch: Patch, shape: Shape) -> list[Request]:
    """Hangs every note of the owner's that is covered or gone where its cell is now."""
    tabs = {tab.sheet_id: tab for tab in now.tabs}
    requests: list[Request] = []
    for tab, places in _changed(before, patch):
        if tab.sheet_id in tabs:
            expected = {(row, shape.column(tab.title, number)) for row, number in places}
            requests += _on(tab, tabs[tab.sheet_id], patch, expected)
    return requests


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


def _on(before: SeenTab, now: SeenTab, patch: Patch, places: Collection[Place]) -> Iterator[Request]:
    owners = {place: note for place, note in before.notes.items() if notes.ours(note) is None}
    if not owners:
        return
    rows, columns = _rows(before, now, patch), _columns(before, now, {number for _, number in owners})
    cells: dict[Place, CellData] = {}
    for (row, number), note in owners.items():
        place = (rows.get(row, 0), columns.get(number, 0))
        there = now.notes.get(place)
        covered = there is not None and notes.ours(there) is not None
        if all(place) and (covered or (there is None and place in places)):
            cells[place] = {"note": note}
    yield from scattered(before.sheet_id, cells, "note")


def _rows(before: SeenTab, now: SeenTab, patch: Patch) -> dict[int, int]:
    """Row before -> row now."""
    height = max(len(before.values), len(now.values))
    witnesses = witnesses_of(before, patch, _edited(before, patch), height)
    candidates = _candidates(now, height)
    there: dict[int, Sequence[Json]] = {}
    for number, cells in witnesses.items():
        found = column_found(cells, candidates, number)
        if found is not None:
            there[number] = candidates.pop(found)
    old = {number: witnesses[number] for number in there}
    if not there:
        return {}
    keyed = next(iter(there)) in patch.witnesses.get(before.title, ())[:1]
    nothing = [()] * height
    found_rows, _ = rows_found(old, there, keyed, Signs(nothing, nothing, nothing))
    return {was + 1: row + 1 for row, was in found_rows.items()}


def _columns(before: SeenTab, now: SeenTab, numbers: Collection[int]) -> dict[int, int]:
    """Column before -> column now: by its tag, else by what it holds."""
    by_tag = {tag.id: number for number, tags in now.tags.items() for tag in tags}
    candidates = _candidates(now)
    found: dict[int, int] = {}
    for number in numbers:
        tagged = next((by_tag[tag.id] for tag in before.tags.get(number, ()) if tag.id in by_tag), None)
        place = tagged or column_found(column(before, number), candidates, number)
        if place is not None:
            found[number] = place
    return found


def _candidates(tab: SeenTab, height: int = 0) -> dict[int, list[Json]]:
    return {number: column(tab, number, height) for number in range(1, max(map(len, tab.values), default=0) + 1)}
