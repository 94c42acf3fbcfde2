"""The number behind a cell that its format shows as a date or a time.

Excel counts days from 1900, with a 29 February 1900 that never was, or from 1904; that day and the one before it read
alike, and both give 59.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

Shown = dt.date | dt.time | dt.timedelta
"""What a number reads as where its cell shows dates or times; a ``datetime`` is a date."""

TIMES: Final = (dt.date, dt.time, dt.timedelta)

_DAY: Final = dt.timedelta(1)
_DAY_ZERO: Final = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}
_MARCH_1900: Final = 61


def serial(shown: Shown, since_1904: bool = False) -> int | float:
    """In Excel's calendars."""
    if isinstance(shown, dt.timedelta):
        return _number(shown)
    if isinstance(shown, dt.time):
        return _number(dt.datetime.combine(dt.date.min, shown.replace(tzinfo=None)) - dt.datetime.min)
    moment = shown if isinstance(shown, dt.datetime) else dt.datetime.combine(shown, dt.time())
    past = moment.replace(tzinfo=None) - _DAY_ZERO[since_1904]
    return _number(past - _DAY if not since_1904 and past < _MARCH_1900 * _DAY else past)


def _number(past: dt.timedelta) -> int | float:
    days = past / _DAY
    return int(days) if days.is_integer() else days
