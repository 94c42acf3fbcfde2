"""Number formats that came to lie on other cells than they were meant for, because rows or columns moved right before:
each cell gets back its own.

Formats can only be set by place. A number that shows as a date is read as one, so this is not about looks alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.google.cells import TIMES, from_raw
from clientsheet.stores.google.seen import Format, Json, Seen, SeenTab
from clientsheet.stores.google.shaping import columns, looks
from clientsheet.stores.google.shaping.batch import Request, area, repeat
from clientsheet.stores.google.writing.intent import Dress, column, some, whereabouts
from clientsheet.stores.google.writing.whereabouts import columns_now, rows_now

_FIELD = "userEnteredFormat.numberFormat"


def dresses(seen: Seen, patch: Patch) -> tuple[Dress, ...]:
    """What ``redressed`` has to know, also in a later run: of every tab where formats are set."""
    edits = {tab.title: [edit for edit in patch.edits if edit.tab == tab.title] for tab in seen.tabs}
    return tuple(
        _dress(tab, patch, edits[tab.title])
        for tab in seen.tabs
        if any(columns.dressed(tab, edit) for edit in edits[tab.title])
    )


def redressed(before: Sequence[Dress], now: Seen) -> list[Request]:
    """Nothing where every cell wears its own."""
    tabs = {tab.sheet_id: tab for tab in now.tabs}
    there = ((one, tabs.get(one.where.sheet_id)) for one in before)
    return [request for one, tab in there if tab is not None for request in _on(one, tab)]


def _dress(tab: SeenTab, patch: Patch, edits: Sequence[ColumnEdit]) -> Dress:
    known = {number: some(column(tab, number)) for number in range(1, max(map(len, tab.values), default=0) + 1)}
    meant: dict[int, list[tuple[int, Json, Format]]] = {}
    for edit in edits:
        meant.setdefault(edit.column, []).extend(_meant(tab, edit))
    ours = [
        edit.column
        for edit in edits
        if any(columns.shows_dates_throughout(edit, look) for look in columns.dressed(tab, edit))
    ]
    return Dress(
        whereabouts(tab, patch, {edit.column for edit in edits}, known),
        {number: list(_stretches(tab, number)) for number in known},
        meant,
        ours,
    )


def _meant(tab: SeenTab, edit: ColumnEdit) -> Iterator[tuple[int, Json, Format]]:
    values = dict(zip(edit.rows, edit.after, strict=True))
    for look, rows in columns.dressed(tab, edit).items():
        form = looks.number_format(look).get("userEnteredFormat", {}).get("numberFormat", {})
        yield from ((row, from_raw(values[row]), form) for row in rows)


def _stretches(tab: SeenTab, number: int) -> Iterator[tuple[int, int, Format]]:
    if number in tab.formatted:
        forms = [(row, one.get(number, {})) for row, one in enumerate(tab.formats, 1)]
        for form, cells in groupby(forms, key=lambda pair: pair[1]):
            rows = [row for row, _ in cells]
            if form:
                yield rows[0], rows[-1], form


# -- afterwards


def _on(before: Dress, now: SeenTab) -> Iterator[Request]:
    rows = {row: was for was, row in rows_now(before.where, now).items()}
    put = list({tuple(form.items()): form for cells in before.meant.values() for _, _, form in cells}.values())
    for was, number in columns_now(before.where, now, list(before.before)).items():
        own = _Column(before, was)
        fixes = {}
        for row in range(1, max(len(now.formats), len(now.values)) + 1):
            form = now.format(row, number)
            right = own.right(rows.get(row, 0), now.value(row, number), form, put)
            if right != form:
                fixes[row] = right
        yield from _repeated(now.sheet_id, number, fixes)


class _Column:
    """Which format each cell of one column is to have. In a column that knows one format only it is the row that
    does not count: formats were seen a moment before the rows."""

    def __init__(self, before: Dress, number: int) -> None:
        self._stretches = before.before[number]
        self._meant = {row: (value, form) for row, value, form in before.meant.get(number, ())}
        self._ours = number in before.ours
        self._usual: Format = max(self._stretches, key=lambda one: one[1] - one[0], default=(0, 0, {}))[2]
        self._even = all(form == self._usual for _, _, form in self._stretches)

    def right(self, was: int, value: Json, form: Format, put: Sequence[Format]) -> Format:
        """``was``: the row that the cell stood in, 0 for a new row and a blank one; ``form``: what it has, and keeps
        if it suits or only its owner can have given it; ``put``: what we gave to cells."""
        dated = form.get("type") in TIMES
        meant, to_be = self._meant.get(was, (None, {}))
        if meant is not None and meant == value:
            return form if dated == (to_be.get("type") in TIMES) else to_be
        if form not in put or (self._ours and dated):
            return form
        if not form and not isinstance(value, int | float):
            return form
        if self._even or not was:
            return self._usual
        return next((form for first, last, form in self._stretches if first <= was <= last), {})


def _repeated(sheet_id: int, number: int, fixes: Mapping[int, Format]) -> Iterator[Request]:
    stretch: list[int] = []
    for row in sorted(fixes):
        if stretch and (row != stretch[-1] + 1 or fixes[row] != fixes[stretch[0]]):
            yield _set(sheet_id, number, stretch, fixes[stretch[0]])
            stretch = []
        stretch.append(row)
    if stretch:
        yield _set(sheet_id, number, stretch, fixes[stretch[0]])


def _set(sheet_id: int, number: int, rows: Sequence[int], form: Format) -> Request:
    cell: dict[str, Any] = {"userEnteredFormat": {"numberFormat": dict(form)}} if form else {}
    return repeat(area(sheet_id, rows[0], number, rows[-1], number), cell, _FIELD)
