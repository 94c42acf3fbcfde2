"""What the text inside a cell's element means: numbers that are dates, escapes in text, dates written out.

The two date systems count days from 1900 (with a 29 February 1900 that never was) or from 1904.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Final

from clientsheet.sheet.grid import CellError, Raw

_DAY_ZERO: Final = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}
_LAST_SERIAL: Final = 2_958_466  # the day after 31.12.9999
_PHANTOM: Final = 60  # 29.02.1900
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_IDS: Final = frozenset([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)])
_ELAPSED_ID: Final = 46

NUMBER, DATE, ELAPSED = range(3)
"""How a number format shows a number."""


def shown_as(format_id: int, code: str | None) -> int:
    """NUMBER, DATE or ELAPSED, by the format's code, or by its number where it is a built-in one."""
    if code is None:
        return ELAPSED if format_id == _ELAPSED_ID else DATE if format_id in _DATE_IDS else NUMBER
    section = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(section):
        return ELAPSED
    bare = re.sub("general", "", section, flags=re.IGNORECASE)
    return DATE if re.search("[dmyhs]", bare, re.IGNORECASE) else NUMBER


def moment(serial: float, shown: int, since_1904: bool = False) -> Raw:
    """The value of a number in a cell that shows dates: a date, with a time of day where it has one, a time of day
    alone below one day, a span of time for ``[h]:mm``; the number itself where no calendar has such a day."""
    if shown == ELAPSED:
        return dt.timedelta(seconds=round(serial * 86_400)) if abs(serial) < _LAST_SERIAL else serial
    if not 0 <= serial < _LAST_SERIAL:
        return serial
    days, seconds = divmod(round(serial * 86_400), 86_400)
    if days == 0:
        return (dt.datetime.min + dt.timedelta(seconds=seconds)).time()
    if days < _PHANTOM and not since_1904:
        days += 1
    found = _DAY_ZERO[since_1904] + dt.timedelta(days=days, seconds=seconds)
    return found if seconds else found.date()


def finite(cell: Raw) -> Raw:
    """What Excel shows for a number that is none, or that is larger than any: an error."""
    return CellError("#NUM!") if isinstance(cell, float) and not math.isfinite(cell) else cell


def written_out(text: str) -> Raw:
    """A cell of type ``d``: ISO 8601. Text that is none is given back as it is."""
    try:
        found = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        try:
            return dt.time.fromisoformat(text.removeprefix("T"))
        except ValueError:
            return text
    return found if found.time() != dt.time() else found.date()


def plain(text: str) -> str:
    """``_x000D_`` and its kin are single characters."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
