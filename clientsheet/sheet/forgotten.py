"""A packed memory, or the record of a run, without what it tells of one person.

Both are parts of one kind or another: cells of a column (``cells``), what a run found and wrote (``before``, ``after``
along ``rows``), the keys of rows (``keys`` along ``rows``). A memory's columns run along its own keys, named ``#``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from clientsheet.sheet.packing import pack, pack_rows, unpack, unpack_rows

MEMORY_KEYS: Final = "#"
"""The name under which a tab's keys stand among its columns; no column is called so."""

Theirs = Callable[[str], bool]


def without(parts: Sequence[Any], keys: Mapping[str, Collection[str]], of_theirs: Theirs) -> Iterator[Any]:
    """``keys``: by tab, of the rows that are the person's; ``of_theirs``: whether a text tells of them."""

    def theirs(tab: str, key: object) -> bool:
        return isinstance(key, str) and bool(key) and (key.lstrip("\n") in keys.get(tab, ()) or of_theirs(key))

    rows: dict[str, set[int]] = {}
    for part in parts:
        if "keys" in part:
            lines = zip(unpack_rows(part["rows"]), part["keys"], strict=True)
            rows.setdefault(part["tab"], set()).update(row for row, key in lines if theirs(part["tab"], key))
    places = {
        part["tab"]: {place for place, key in enumerate(unpack(part["cells"])) if theirs(part["tab"], key)}
        for part in parts
        if part.get("name") == MEMORY_KEYS and "cells" in part
    }
    for part in parts:
        if "cells" in part:
            yield _column(part, places.get(part["tab"], set()), of_theirs)
        elif "after" in part:
            yield _written(part, rows.get(part["tab"], set()), of_theirs)
        elif "keys" in part:
            yield _keys(part, rows.get(part["tab"], set()))
        else:
            yield part


def _column(part: dict[str, Any], gone: set[int], of_theirs: Theirs) -> dict[str, Any]:
    """Of a memory. A cell elsewhere that speaks of them is forgotten as if it had never been written."""
    cells = [cell for place, cell in enumerate(unpack(part["cells"])) if place not in gone]
    bare = [None if isinstance(cell, str) and of_theirs(cell) else cell for cell in cells]
    return part if not gone and bare == cells else {**part, "cells": pack(bare)}


def _written(part: dict[str, Any], gone: set[int], of_theirs: Theirs) -> dict[str, Any]:
    lines = list(zip(unpack_rows(part["rows"]), unpack(part["before"]), unpack(part["after"]), strict=True))
    left = [
        (row, before, after)
        for row, before, after in lines
        if row not in gone and not any(isinstance(cell, str) and of_theirs(cell) for cell in (before, after))
    ]
    if len(left) == len(lines):
        return part
    rows, before, after = map(list, zip(*left, strict=True)) if left else ([], [], [])
    return {**part, "rows": pack_rows(rows), "before": pack(before), "after": pack(after)}


def _keys(part: dict[str, Any], gone: set[int]) -> dict[str, Any]:
    lines = list(zip(unpack_rows(part["rows"]), part["keys"], strict=True))
    left = [(row, key) for row, key in lines if row not in gone]
    if len(left) == len(lines):
        return part
    return {**part, "rows": pack_rows([row for row, _ in left]), "keys": [key for _, key in left]}
