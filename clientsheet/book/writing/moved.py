"""Which cells were not typed but left behind, or carried along, when the owner sorted: values of ours that now stand
in the row of another client."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from clientsheet.ledger import TabMemory
from clientsheet.sheet.grid import Raw

OWNERS: Final = "!"
"""``total!`` in a memory: what the owner kept in ``total``; None where nothing is."""

_CANDIDATES: Final = 100
"""How many rows that share a value are looked at; a value that more share tells nothing."""


@dataclass(frozen=True)
class Moved:
    """``rows``: whole rows that hold another's values; ``cells``: single cells (row, column) of other rows; ``typed``:
    those of such rows that the owner had typed before the row had a key."""

    rows: frozenset[int] = frozenset()
    cells: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    typed: frozenset[tuple[int, str]] = field(default_factory=frozenset)

    def holds(self, row: int, column: str) -> bool:
        return (row in self.rows or (row, column) in self.cells) and (row, column) not in self.typed


def moved(
    keys: Sequence[str],
    cells: Mapping[str, Sequence[Raw]],
    stood: Sequence[TabMemory],
    strange: Mapping[str, Sequence[int]],
    mixed: Mapping[str, Sequence[Raw]],
) -> Moved:
    """``cells``: our columns as they stand, but for those with formulas in them, which are ``mixed``; ``stood``: what
    stood in them after our last write; ``strange``: the positions of each column, of either sort, that hold neither
    that nor what we would write.

    Rows in the order of the last time were not sorted: whatever is strange there was typed.
    """
    wrong: dict[int, list[str]] = {}
    for name, positions in strange.items():
        for position in positions:
            wrong.setdefault(position, []).append(name)
    if not wrong or any(list(memory.keys) == list(keys) for memory in stood):
        return Moved()
    rows: set[int] = set()
    single: set[tuple[int, str]] = set()
    typed: set[tuple[int, str]] = set()
    for memory in stood:
        names = [name for name in cells if name in memory.columns]
        known, sorted_since = set(memory.keys), _permuted(keys, memory.keys)
        lines = zip(*(memory.columns[name] for name in names), strict=True)
        tuples = {line: row for row, line in enumerate(lines)}
        lookup = _Lookup(memory, names) if sorted_since else None
        for position, columns in wrong.items():
            tells = sorted_since or len(columns) > 1 or keys[position] not in known
            if mixed.keys() >= set(columns):
                single |= {
                    (position, name) for name in columns if sorted_since and _ours(mixed, memory, name, position)
                }
            elif tells and (row := tuples.get(tuple(cells[name][position] for name in names))) is not None:
                rows.add(position)
                if not memory.keys[row] and keys[position] not in known:
                    typed |= {(position, name) for name in columns if _owners(memory, name, row)}
            elif lookup is not None:
                here = {name: cells[name][position] for name in columns if name in names}
                single |= {(position, name) for name in lookup.agreeing(here)}
    return Moved(frozenset(rows), frozenset(single), frozenset(typed))


def _owners(memory: TabMemory, name: str, row: int) -> bool:
    owners = memory.columns.get(name + OWNERS)
    return owners is not None and owners[row] is not None


def _ours(mixed: Mapping[str, Sequence[Raw]], memory: TabMemory, name: str, position: int) -> bool:
    """Nothing else tells: we put this value into some row of the column."""
    return mixed[name][position] in memory.columns.get(name, ())


def _permuted(keys: Sequence[str], before: Sequence[str]) -> bool:
    """The rows known before stand in another order now."""
    place = {key: position for position, key in enumerate(before) if key}
    positions = [place[key] for key in keys if key in place]
    return any(later < earlier for earlier, later in pairwise(positions))


class _Lookup:
    """Finds the one row that a few values come from."""

    def __init__(self, memory: TabMemory, names: Sequence[str]) -> None:
        self._columns = {name: memory.columns[name] for name in names}
        self._rows: dict[str, dict[Raw, list[int]]] = {}

    def agreeing(self, cells: Mapping[str, Raw]) -> Iterable[str]:
        """The columns in which one single row agrees, if those are most of them and at least two."""
        if len(cells) < 2:
            return ()
        found = [self._where(name, cell) for name, cell in cells.items()]
        votes = Counter(row for rows in found if len(rows) <= _CANDIDATES for row in rows)
        best = votes.most_common(2)
        if not best or (len(best) == 2 and best[0][1] == best[1][1]):
            return ()
        row = best[0][0]
        agreeing = [name for name, cell in cells.items() if self._columns[name][row] == cell]
        return agreeing if len(agreeing) >= 2 and 2 * len(agreeing) > len(cells) else ()

    def _where(self, name: str, cell: Raw) -> Sequence[int]:
        if name not in self._rows:
            rows: dict[Raw, list[int]] = {}
            for row, value in enumerate(self._columns[name]):
                rows.setdefault(value, []).append(row)
            self._rows[name] = rows
        return self._rows[name].get(cell, ())
