"""What is looked at once more right before a write: everything that the write takes for granted.

Minutes may lie between the reading and the writing, while letters leave. What is addressed by its place (a row, a
column, a cell of our own page) has to be in that place still, and an owner's answer on a page of ours must not be lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.seen import COLUMN, Seen, SeenTab
from clientsheet.stores.google.shaping import notes, tags
from clientsheet.stores.google.writing.echo import Asked
from clientsheet.stores.google.writing.intent import HEAD, Intent, TabIntent, telling, witnesses_of


def to_look_at(seen: Seen, patch: Patch, intent: Intent) -> Asked:
    """Nothing for a write that covers nothing and lands nowhere in particular."""
    intents = {tab.sheet_id: tab for tab in intent.tabs}
    noted = _noted(seen, patch)
    found: dict[str, dict[int, int]] = {}
    for tab in seen.tabs:
        written, remarks = intents.get(tab.sheet_id), noted.get(tab.sheet_id, set())
        columns = dict.fromkeys(_in_place(tab, patch), min(HEAD, tab.height))
        columns |= dict.fromkeys((*remarks, *_whole(tab, patch, written, bool(remarks))), 0)
        if columns:
            found[tab.title] = {number: height for number, height in columns.items() if number <= tab.width}
    return found


def claimed(seen: Seen, patch: Patch) -> Iterator[tuple[str, int]]:
    """Columns (tab, number) that are to be recorded as ours, and are not yet."""
    for name, place in patch.anchors.items():
        tab = seen.tab(place.tab)
        if tab is not None and name not in _names(tab, place.column):
            yield place.tab, place.column


def _whole(tab: SeenTab, patch: Patch, intent: TabIntent | None, noted: bool) -> Iterator[int]:
    """Columns of which every row counts."""
    everything = range(1, max(map(len, tab.values), default=0) + 1)
    edited = [one.number for one in intent.columns if not one.new] if intent else []
    if any(page.title == tab.title for page in patch.pages):
        yield from everything
    if edited or noted:
        yield from edited
        yield from telling(witnesses_of(tab, patch, edited)) or everything


def _in_place(tab: SeenTab, patch: Patch) -> Iterator[int]:
    """Columns that are only to stand where they stood."""
    yield from (place.column for place in patch.anchors.values() if place.tab == tab.title)
    yield from (column for block in patch.appended if block.tab == tab.title for row in block.rows for column in row)


def _noted(seen: Seen, patch: Patch) -> dict[int, set[int]]:
    """The columns whose notes change, by sheet id."""
    found: dict[int, set[int]] = {}
    for request in notes.changes(seen, patch.notes) if patch.notes is not None else ():
        start = request["updateCells"]["start"]
        found.setdefault(start["sheetId"], set()).add(start["columnIndex"] + 1)
    return found


def _names(tab: SeenTab, column: int) -> set[str]:
    return {tags.anchored(tag.value).name for tag in tab.tags.get(column, ()) if tag.key == COLUMN}
