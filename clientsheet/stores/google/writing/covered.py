"""Notes of the owner's that ours covered, because rows or columns moved right before we hung ours: what was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.seen import Json, Seen, SeenTab
from clientsheet.stores.google.shaping import notes
from clientsheet.stores.google.shaping.batch import CellData, Place, Request, scattered
from clientsheet.stores.google.shaping.shape import Shape
from clientsheet.stores.google.writing.echo import Shown
from clientsheet.stores.google.writing.intent import Remarks, column, telling, witnesses_of
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


def remarks(seen: Seen, patch: Patch, shape: Shape) -> tuple[Remarks, ...]:
    """What ``uncovered`` has to know, also in a later run."""
    return tuple(
        Remarks(
            tab.sheet_id,
            [(row, number, note) for (row, number), note in owners.items()],
            {number: column(tab, number) for number in {*witnesses, *(number for _, number in owners)}},
            list(witnesses),
            next(iter(patch.witnesses.get(tab.title, ())), 0),
            {number: [tag.id for tag in tab.tags.get(number, ())] for _, number in owners},
            [(row, shape.column(tab.title, number)) for row, number in places],
        )
        for tab, places in _changed(seen, patch)
        if (owners := {place: note for place, note in tab.notes.items() if notes.ours(note) is None})
        for witnesses in [witnesses_of(tab, patch, _edited(tab, patch))]
    )


def uncovered(before: Sequence[Remarks], now: Seen) -> list[Request]:
    """Hangs every note of the owner's that is covered or gone where its cell is now."""
    tabs = {tab.sheet_id: tab for tab in now.tabs}
    return [request for one in before if one.sheet_id in tabs for request in _on(one, tabs[one.sheet_id])]


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
    rows, columns, places = _rows(before, now), _columns(before, now), {tuple(place) for place in before.places}
    cells: dict[Place, CellData] = {}
    for row, number, note in before.notes:
        place = (rows.get(row, 0), columns.get(number, 0))
        there = now.notes.get(place)
        covered = there is not None and notes.ours(there) is not None
        if all(place) and (covered or (there is None and place in places)):
            cells[place] = {"note": note}
    yield from scattered(before.sheet_id, cells, "note")


def _rows(before: Remarks, now: SeenTab) -> dict[int, int]:
    """Row before -> row now."""
    height = max([len(now.values), *(len(before.columns[number]) for number in before.witnesses)])
    candidates = _candidates(now, height)
    old: dict[int, Sequence[Json]] = {}
    there: dict[int, Sequence[Json]] = {}
    for number in before.witnesses:
        found = column_found(before.columns[number], candidates, number)
        if found is not None:
            cells = before.columns[number]
            old[number], there[number] = [*cells, *[""] * (height - len(cells))], candidates.pop(found)
    if not there:
        return {}
    nothing = [()] * height
    found_rows, _ = rows_found(old, there, next(iter(there)) == before.key, Signs(nothing, nothing, nothing))
    return {was + 1: row + 1 for row, was in found_rows.items()}


def _columns(before: Remarks, now: SeenTab) -> dict[int, int]:
    """Column before -> column now: by its tag, else by what it holds."""
    by_tag = {tag.id: number for number, tags in now.tags.items() for tag in tags}
    candidates = _candidates(now)
    found: dict[int, int] = {}
    for number, handles in before.handles.items():
        tagged = next((by_tag[handle] for handle in handles if handle in by_tag), None)
        place = tagged or column_found(before.columns[number], candidates, number)
        if place is not None:
            found[number] = place
    return found


def _candidates(tab: SeenTab, height: int = 0) -> dict[int, list[Json]]:
    return {number: column(tab, number, height) for number in range(1, max(map(len, tab.values), default=0) + 1)}
