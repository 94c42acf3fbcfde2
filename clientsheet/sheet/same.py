"""When two raw values are the same thing in a cell, whatever type a file format gave them."""

from __future__ import annotations

import datetime as dt
import math

from clientsheet.sheet.grid import Raw


def same(one: Raw, other: Raw) -> bool:
    """12 is 12.0, a date is its midnight, and a number is itself to the fifteen digits that Excel keeps. Text and
    yes/no are never numbers; empty text is an empty cell."""
    if one is other or (type(one) is type(other) and one == other):
        return True
    if _is_number(one) and _is_number(other):
        return math.isclose(one, other, rel_tol=1e-14)  # type: ignore[arg-type]
    if isinstance(one, dt.date) and isinstance(other, dt.date):
        return _moment(one) == _moment(other)
    return one in (None, "") and other in (None, "")


def _is_number(value: Raw) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _moment(value: dt.date) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
