"""Notes of ours on cells, told from the owner's by their last line. An owner's note is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from clientsheet.stores.google.seen import Seen, SeenTab
from clientsheet.stores.google.shaping.batch import CellData, Place, Request, scattered

_MARK: Final = "\n— clientsheet"


def marked(text: str) -> str:
    """The note as it hangs on the cell."""
    return text + _MARK


def ours(note: str) -> str | None:
    """What we said, or None: the note is the owner's."""
    return note.removesuffix(_MARK) if note.endswith(_MARK) else None


def changes(seen: Seen, wanted: Mapping[tuple[str, int, int], str]) -> list[Request]:
    """``wanted`` by (tab, row, column) are all of ours there are to be; what hangs there already is left alone."""
    by_tab: dict[str, dict[Place, str]] = {}
    for (title, row, column), text in wanted.items():
        by_tab.setdefault(title, {})[row, column] = text
    return [request for tab in seen.tabs for request in _on(tab, by_tab.get(tab.title, {}))]


def _on(tab: SeenTab, wanted: Mapping[Place, str]) -> list[Request]:
    there = {place: ours(note) for place, note in tab.notes.items()}
    cells: dict[Place, CellData] = {
        place: {} for place, said in there.items() if said is not None and place not in wanted
    }
    for (row, column), text in wanted.items():
        on_the_sheet = row <= tab.height and column <= tab.width
        owners = (row, column) in there and there[row, column] is None
        if on_the_sheet and not owners and there.get((row, column)) != text:
            cells[row, column] = {"note": marked(text)}
    return list(scattered(tab.sheet_id, cells, "note"))
