"""Where the rows and columns of a tab are by now that a write saw somewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from clientsheet.stores.google.seen import Json, SeenTab
from clientsheet.stores.google.writing.intent import HEAD, Whereabouts, column
from clientsheet.stores.google.writing.matching import Signs, column_found, rows_found


def rows_now(seen: Whereabouts, now: SeenTab) -> dict[int, int]:
    """Row then -> row now; what nobody can tell apart is in neither."""
    height = max([len(now.values), *(len(seen.columns[number]) for number in seen.witnesses)])
    candidates = _candidates(now, height)
    old: dict[int, Sequence[Json]] = {}
    there: dict[int, Sequence[Json]] = {}
    for number in seen.witnesses:
        found = column_found(seen.columns[number], candidates, number)
        if found is not None:
            cells = seen.columns[number]
            old[number], there[number] = [*cells, *[""] * (height - len(cells))], candidates.pop(found)
    if not there:
        return {}
    nothing = [()] * height
    found_rows, _ = rows_found(old, there, next(iter(there)) == seen.key, Signs(nothing, nothing, nothing))
    return {was + 1: row + 1 for row, was in found_rows.items()}


def columns_now(seen: Whereabouts, now: SeenTab, wanted: Collection[int]) -> dict[int, int]:
    """Column then -> column now, of those ``wanted``: by its tag, else by what it holds. The surest first, and none
    twice."""
    candidates = _candidates(now)
    found = _tagged(seen.tags, now, wanted)
    left = [number for number in wanted if number not in found]
    for number in found.values():
        candidates.pop(number, None)
    for surely in (True, False):
        for number in [one for one in left if one not in found]:
            cells = seen.columns[number]
            place = _alike(cells, candidates, number) if surely else column_found(cells, candidates, number)
            if place is not None:
                found[number] = place
                del candidates[place]
    return found


def _tagged(tags: Mapping[int, Sequence[int]], now: SeenTab, wanted: Collection[int]) -> dict[int, int]:
    places = {tag.id: number for number, found in now.tags.items() for tag in found}
    told = {number: [places[tag] for tag in tags.get(number, ()) if tag in places] for number in wanted}
    return {number: there[0] for number, there in told.items() if there}


def _alike(cells: Sequence[Json], candidates: Mapping[int, Sequence[Json]], near: int) -> int | None:
    """The column that begins with these very cells."""
    wanted = [*cells[:HEAD]]
    while wanted and wanted[-1] == "":
        wanted.pop()
    places = sorted(candidates, key=lambda number: (number != near, number))
    return next((number for number in places if wanted and [*candidates[number]][: len(wanted)] == wanted), None)


def _candidates(tab: SeenTab, height: int = 0) -> dict[int, list[Json]]:
    return {number: column(tab, number, height) for number in range(1, max(map(len, tab.values), default=0) + 1)}
