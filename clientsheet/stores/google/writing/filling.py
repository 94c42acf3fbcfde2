"""The cells of our columns on their way into the sheet: whole columns by their tags, in bodies of a moderate size."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from clientsheet.sheet.address import letters
from clientsheet.stores.google.seeing.ranges import quoted
from clientsheet.stores.google.seen import Json
from clientsheet.stores.google.writing.intent import Intent

MOST: Final = 2_000_000
"""Bytes of one body (facts §3.1: no limit, 2 MB are advised)."""

_FEW: Final = 2_000
"""So few values of one column are not worth a further request, however long the way down to them."""

Filled = tuple[int, Sequence[Json]]
"""The id of a column's tag and its cells from row 1 on; None leaves a cell as it is."""


def columns(intent: Intent) -> Iterator[Filled]:
    """What is meant for the cells that change."""
    for tab in intent.tabs:
        for one in tab.columns:
            if one.rows and not one.new:
                yield one.handle, sparse({row: one.meant[row] for row in one.rows})


def sparse(cells: Mapping[int, Json]) -> list[Json]:
    """``cells`` by row from 0."""
    column: list[Json] = [None] * (max(cells) + 1)
    for row, value in cells.items():
        column[row] = value
    return column


def parts(wanted: Iterable[Filled], most: int = MOST) -> Iterator[list[Filled]]:
    """The same columns in as few bodies as the size of one allows."""
    body: list[Filled] = []
    taken = 0
    for handle, cells in wanted:
        for piece in _pieces(cells, most):
            size = _size(piece)
            if body and taken + size > most:
                yield body
                body, taken = [], 0
            body.append((handle, piece))
            taken += size
    if body:
        yield body


def ranges(places: Mapping[int, tuple[str, int]], part: Sequence[Filled]) -> list[tuple[str, list[list[Json]]]]:
    """The same by addresses, for when tags are refused. ``places``: title and column of each tag a moment ago."""

    def place(handle: int, height: int) -> str:
        title, number = places[handle]
        return f"{quoted(title)}!{letters(number)}1:{letters(number)}{height}"

    return [(place(handle, len(cells)), [[cell] for cell in cells]) for handle, cells in part]


def _pieces(cells: Sequence[Json], most: int) -> Iterator[Sequence[Json]]:
    given = [row for row, cell in enumerate(cells) if cell is not None]
    if len(given) <= _FEW or _size(cells) <= most:
        yield cells
        return
    middle = given[len(given) // 2]
    yield from _pieces(cells[:middle], most)
    yield from _pieces([*[None] * middle, *cells[middle:]], most)


def _size(cells: Sequence[Json]) -> int:
    import orjson

    try:
        return len(orjson.dumps(list(cells)))
    except TypeError:  # a whole number beyond 64 bits, half of a pair of surrogates
        return len(json.dumps(list(cells)))
