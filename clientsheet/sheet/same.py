"""Whether two raw cells say the same: programs that save a workbook write one value in several ways."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any, Final

from clientsheet.sheet.grid import Raw

# Excel's day 0 in workbooks of 1900 and of 1904: what a date is where its cell lost the date format.
_DAY_ZERO: Final = (dt.date(1899, 12, 30).toordinal(), dt.date(1904, 1, 1).toordinal())


def plain(cells: Sequence[Raw]) -> Sequence[Raw]:
    """Moments at midnight as the dates they are."""
    if dt.datetime not in set(map(type, cells)):
        return cells if isinstance(cells, list) else list(cells)
    return [_day(cell) if isinstance(cell, dt.datetime) else cell for cell in cells]


def same(one: object, other: object) -> bool:
    """12 and 12.0, a date or a moment and its number of days, a moment at midnight and its date."""
    if one == other:
        return True
    if type(one) is type(other) and type(one) is not float:
        return False
    one, other = _day(one), _day(other)
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
    if isinstance(other, dt.date):
        one, other = other, one
    if isinstance(one, dt.date) and isinstance(other, (int, float)):
        days = one.toordinal() + _part_of_day(one)
        return any(math.isclose(days - zero, other, rel_tol=1e-12, abs_tol=1e-9) for zero in _DAY_ZERO)
    return one == other


def _part_of_day(moment: dt.date) -> float:
    """0.5 at noon, 0 for a date."""
    return (moment - dt.datetime.combine(moment, dt.time())) / dt.timedelta(1) if isinstance(moment, dt.datetime) else 0


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, dt.datetime) and cell.time() == dt.time() else cell
