"""Rows and columns found again after somebody sorted, inserted, deleted, duplicated or edited: which is which now.

A row is told by its first witness where that is filled and not shared, else by all of them together. What is left over
on both sides is paired by how many witnesses still agree. Rows that agree in everything are as good as each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.stores.google.seen import Json

Table = Mapping[int, Sequence[Json]]
"""Whole columns of one length by number."""

_COMMON: Final = 30
"""A value that stands in more rows than this tells none of them."""


@dataclass(frozen=True)
class Signs:
    """What else is known of each row, where several could be the one: ``meant`` and ``was`` of the rows before, ``now``
    of the rows now."""

    meant: Sequence[Hashable]
    was: Sequence[Hashable]
    now: Sequence[Hashable]


def rows_found(before: Table, now: Table, keyed: bool, signs: Signs) -> tuple[dict[int, int], dict[int, int]]:
    """Row now -> the row it was, and row now -> the row that it is a copy of; rows count from 0, what is in neither is
    new. ``before`` and ``now`` have the same columns in the same order, the first witness first."""
    keys_before, keys_now = _keys(before, now, keyed)
    old, new = _grouped(keys_before), _grouped(keys_now)
    found: dict[int, int] = {}
    copies: dict[int, int] = {}
    for key, rows in new.items():
        if key in old:
            pairs = _paired(old[key], rows, signs)
            found.update(pairs)
            copies.update((row, old[key][0]) for row in rows if row not in pairs)
    taken = set(found.values())
    left = [row for rows in old.values() for row in rows if row not in taken]
    found.update(_overlapping(before, now, left, [row for key, rows in new.items() if key not in old for row in rows]))
    return found, copies


def column_found(cells: Sequence[Json], candidates: Mapping[int, Sequence[Json]], near: int) -> int | None:
    """The column that shares most values with these, the one at ``near`` before others; None: none shares half of what
    it holds, or of what these hold."""
    values = _counted(cells)
    if not values:
        return near if near in candidates and not _counted(candidates[near]) else None
    if near in candidates and (values & _counted(candidates[near])).total() == values.total():
        return near
    counted = {number: _counted(column) for number, column in candidates.items()}
    shared = {number: (values & found).total() for number, found in counted.items()}
    best = max(shared, key=lambda number: (shared[number], number == near), default=None)
    if best is None or not shared[best] or 2 * shared[best] < min(values.total(), counted[best].total()):
        return None
    return best


def _counted(cells: Sequence[Json]) -> Counter[Json]:
    return Counter(cell for cell in cells if cell != "")


def _keys(before: Table, now: Table, keyed: bool) -> tuple[list[Hashable], list[Hashable]]:
    old, new = _lines(before), _lines(now)
    if not keyed:
        return list(old), list(new)
    counts = Counter(line[0] for line in old if line[0] != "")
    alone = {value for value, number in counts.items() if number == 1}

    def key(line: tuple[Json, ...]) -> Hashable:
        return line[0] if line[0] in alone else line

    return [key(line) for line in old], [key(line) for line in new]


def _lines(table: Table) -> list[tuple[Json, ...]]:
    return list(zip(*table.values(), strict=True))


def _grouped(keys: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    """Rows by key; a row without any witness is nobody's."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        if not isinstance(key, tuple) or any(cell != "" for cell in key):
            found[key].append(row)
    return found


def _paired(old: Sequence[int], new: Sequence[int], signs: Signs) -> dict[int, int]:
    """Row now -> row before: those that bear what was meant for them, then those that are as they were, then the rest
    in their order."""
    if len(old) == len(new) == 1:
        return {new[0]: old[0]}
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for bears in (signs.meant, signs.was):
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for was in reversed([row for row in old if row not in taken]):
            waiting[bears[was]].append(was)
        for row in new:
            if row not in pairs and waiting.get(signs.now[row]):
                pairs[row] = waiting[signs.now[row]].pop()
                taken.add(pairs[row])
    rest = (was for was in old if was not in taken)
    return pairs | dict(zip((row for row in new if row not in pairs), rest, strict=False))


def _overlapping(before: Table, now: Table, old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """Pairs of what is left, those that agree in most witnesses first."""
    if not old or not new:
        return {}
    scores: Counter[tuple[int, int]] = Counter()
    for number, cells in before.items():
        here, there = _places(cells, old), _places(now[number], new)
        for value in here.keys() & there.keys():
            if len(here[value]) <= _COMMON and len(there[value]) <= _COMMON:
                scores.update((one, other) for one in here[value] for other in there[value])
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (was, row), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if was not in taken and row not in pairs:
            pairs[row] = was
            taken.add(was)
    return pairs


def _places(cells: Sequence[Json], rows: Iterable[int]) -> dict[Json, list[int]]:
    found: dict[Json, list[int]] = defaultdict(list)
    for row in rows:
        if cells[row] != "":
            found[cells[row]].append(row)
    return found
