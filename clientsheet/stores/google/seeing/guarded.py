"""Protected ranges that are shut to us, as plain rectangles: a protected tab may have open places in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clientsheet.sheet.address import Range
from clientsheet.stores.google.seeing.ranges import area


def guarded(told: Sequence[Mapping[str, Any]], height: int, width: int) -> tuple[Range, ...]:
    """``told``: protectedRanges of a tab of that size. One that only warns is open to programs (facts §3.4)."""
    return tuple(rest for one in told if _is_shut(one) for rest in _without_open(one, height, width))


def _is_shut(one: Mapping[str, Any]) -> bool:
    return "range" in one and not one.get("warningOnly") and not one.get("requestingUserCanEdit")


def _without_open(one: Mapping[str, Any], height: int, width: int) -> list[Range]:
    left = [area(one["range"], height, width)]
    for hole in one.get("unprotectedRanges", ()):
        left = [rest for whole in left for rest in _around(whole, area(hole, height, width))]
    return left


def _around(whole: Range, hole: Range) -> Iterator[Range]:
    """What is left of a rectangle when another is cut out of it."""
    top, bottom = max(whole.row, hole.row), min(whole.last_row, hole.last_row)
    left, right = max(whole.column, hole.column), min(whole.last_column, hole.last_column)
    if top > bottom or left > right:
        yield whole
        return
    parts = (
        whole._replace(last_row=top - 1),
        whole._replace(row=bottom + 1),
        Range(top, whole.column, bottom, left - 1),
        Range(top, right + 1, bottom, whole.last_column),
    )
    yield from (part for part in parts if part.row <= part.last_row and part.column <= part.last_column)
