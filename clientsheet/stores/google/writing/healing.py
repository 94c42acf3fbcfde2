"""Which cells stand beside the wrong row after a write that somebody moved rows under, and what belongs there.

Pure. A cell is put right only where it holds something of ours that is not its own, or still holds what was to be
replaced: whatever else stands there by now, somebody typed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clientsheet.stores.google.seen import Json, SeenTab
from clientsheet.stores.google.writing.intent import Meant, TabIntent
from clientsheet.stores.google.writing.intent import column as column_of
from clientsheet.stores.google.writing.matching import Signs, Table, column_found, rows_found


@dataclass(frozen=True)
class Fixes:
    """``cells``: by the id of a column's tag, by row from 0. ``formulas``: the owner's, to be put back, by (sheet id,
    row, column) from 0."""

    cells: Mapping[int, Mapping[int, Json]] = field(default_factory=dict)
    formulas: Mapping[tuple[int, int, int], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.formulas)


@dataclass(frozen=True)
class _Rows:
    """``found`` and ``copies`` as of ``rows_found``; ``now``: where a row of before stands; ``blank``: rows without any
    witness."""

    found: Mapping[int, int]
    copies: Mapping[int, int]
    now: Mapping[int, int]
    blank: frozenset[int]
    height: int


@dataclass(frozen=True)
class _Astray:
    """Of one column: what we put into it, and what of that to put it right. A row that nobody knows came while we were
    at work: what was to put right another stands in it by our doing."""

    put: frozenset[Json]
    healed: frozenset[Json]


Values = Mapping[int, frozenset[Json]]
"""By the id of a column's tag."""


def fixes(intent: TabIntent, tab: SeenTab, strays: Values, finish: bool, healed: Values | None = None) -> Fixes:
    """``strays``: everything we put somewhere into a column; ``healed``: what of it came to put cells right.
    ``finish``: what was not written is written now; otherwise a cell only gets back what was there."""
    places = {tag.id: number for number, tags in tab.tags.items() for tag in tags}
    columns = {places[one.handle]: one for one in intent.columns if one.handle in places}
    if not columns:
        return Fixes()
    rows = _rows(intent, tab, columns)
    if rows is None:
        return Fixes()
    cells: dict[int, dict[int, Json]] = {}
    formulas: dict[tuple[int, int, int], str] = {}
    for number, meant in columns.items():
        astray = _Astray(strays[meant.handle], (healed or {}).get(meant.handle, frozenset()))
        for row, value in _column(meant, tab, number, rows, astray, finish):
            origin = rows.found.get(row, rows.copies.get(row, -1))
            if origin in meant.formulas:
                formulas[tab.sheet_id, row, number - 1] = moved_formula(meant.formulas[origin], origin, row)
            else:
                cells.setdefault(meant.handle, {})[row] = value
    return Fixes(cells, formulas)


def _rows(intent: TabIntent, tab: SeenTab, columns: Mapping[int, Meant]) -> _Rows | None:
    """None: there is nothing left to tell rows by."""
    height = max(len(tab.values), intent.height)
    before, now = _witnesses(intent, tab, columns, height)
    if not before:
        return None
    keyed = intent.keyed and next(iter(before), None) == next(iter(intent.witnesses), None)
    found, copies = rows_found(before, now, keyed, _signs(tab, columns, height))
    empty = frozenset(row for row in range(height) if all(cells[row] == "" for cells in now.values()))
    return _Rows(found, copies, {was: row for row, was in found.items()}, empty, height)


def _witnesses(intent: TabIntent, tab: SeenTab, columns: Mapping[int, Meant], height: int) -> tuple[Table, Table]:
    """What the witnesses held, and hold where they are now; both by their old number."""
    candidates = {
        number: column_of(tab, number, height)
        for number in range(1, max(map(len, tab.values), default=0) + 1)
        if number not in columns
    }
    before: dict[int, Sequence[Json]] = {}
    now: dict[int, Sequence[Json]] = {}
    for number, cells in intent.witnesses.items():
        found = column_found(cells, candidates, number)
        if found is not None:
            before[number] = [*cells, *[""] * (height - len(cells))]
            now[number] = candidates.pop(found)
    return before, now


def _signs(tab: SeenTab, columns: Mapping[int, Meant], height: int) -> Signs:
    def lines(parts: Iterator[Sequence[Json]]) -> list[Hashable]:
        return list(zip(*([*part, *[""] * (height - len(part))] for part in parts), strict=True))

    return Signs(
        lines(one.meant for one in columns.values()),
        lines(one.was for one in columns.values()),
        lines(column_of(tab, number) for number in columns),
    )


def _column(
    meant: Meant, tab: SeenTab, number: int, rows: _Rows, astray: _Astray, finish: bool
) -> Iterator[tuple[int, Json]]:
    strays = astray.put
    now = column_of(tab, number, rows.height)
    formulas = tab.formulas.get(number, {})
    lost = _lost(meant, now, rows, strays)
    edited = set(meant.rows)
    for row, value in enumerate(now):
        if row + 1 in formulas:
            continue
        origin = rows.found.get(row)
        if value in strays and rows.copies.get(row, origin) in meant.formulas:
            yield row, ""
            continue
        if origin is not None:
            wanted = _wanted(meant, origin, value, origin in edited, strays, finish)
        elif row in rows.copies:
            wanted = _of_copy(meant, rows.copies[row], value, strays)
        else:
            placed = row in edited and meant.meant[row] == value
            came = value in astray.healed or (value in lost and (placed or row in rows.blank))
            wanted = "" if came else value
        if wanted != value:
            yield row, wanted


def _wanted(meant: Meant, origin: int, value: Json, edited: bool, strays: frozenset[Json], finish: bool) -> Json:
    was, right = _at(meant.was, origin), _at(meant.meant, origin)
    if value == right or (value == was and not (edited and finish)):
        return value
    if value == was or value in strays:
        return right if finish else was
    return value


def _of_copy(meant: Meant, origin: int, value: Json, strays: frozenset[Json]) -> Json:
    """Somebody's copy of a row: made before we wrote, or after it."""
    was, right = _at(meant.was, origin), _at(meant.meant, origin)
    return was if value in strays and value not in (was, right) else value


def _lost(meant: Meant, now: Sequence[Json], rows: _Rows, strays: frozenset[Json]) -> frozenset[Json]:
    """Values that are not where they belong, so that one which stands elsewhere came from there."""
    gone = set()
    for row in meant.rows:
        place = rows.now.get(row)
        if place is None or now[place] != meant.meant[row]:
            gone.add(meant.meant[row])
    return frozenset(gone & strays) - {""}


def moved_formula(formula: str, origin: int, row: int) -> str:
    """The formula of one row as it reads in another."""
    from openpyxl.formula.translate import Translator

    return str(Translator(formula, f"A{origin + 1}").translate_formula(f"A{row + 1}"))


def _at(cells: Sequence[Json], row: int) -> Json:
    return cells[row] if row < len(cells) else ""
