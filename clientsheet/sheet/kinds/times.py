"""The time of day of a task or a booking: ``14:30``, ``14.30``, ``2:30 pm``, a time cell -> ``datetime.time``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.calendar import clock
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, means_nothing, wrong
from clientsheet.sheet.look import Look

_TIME: Final = re.compile(
    r"(о |об |в |at )?(\d{1,2})(?:[:.\-](\d{2})(?::(\d{2})(\.\d+)?)?)? ?(am|pm|год\.?|година|годин|ч\.?|час|часов|h)?"
)


class TimeKind(CellKind):
    def understand(self, cell: Raw, reading: Reading) -> Answer:
        time = _time(cell)
        if time is not None:
            return Answer(time)
        if isinstance(cell, str) and means_nothing(cell.strip()):
            return EMPTY
        return wrong("time-unreadable")


def _time(cell: Raw) -> dt.time | None:
    if isinstance(cell, dt.time):
        return cell
    if isinstance(cell, dt.datetime):
        return cell.time()
    if isinstance(cell, dt.timedelta):
        return _of_day(cell.total_seconds() / 86_400)
    if isinstance(cell, float) and cell:  # a bare nought is no midnight, no more than a bare 9 is nine o'clock
        return _of_day(cell)
    return _in_words(cell) if isinstance(cell, str) else None


def _of_day(part: float) -> dt.time | None:
    """0.5 is noon, as Excel counts."""
    seconds = round(part * 86_400) if 0 <= part < 1 else 86_400
    return (dt.datetime.min + dt.timedelta(seconds=seconds)).time() if seconds < 86_400 else None


def _in_words(text: str) -> dt.time | None:
    match = _TIME.fullmatch(" ".join(text.split()).casefold())
    if match is None or not (match[1] or match[3] or match[6]):
        return None
    hour, half = int(match[2]), match[6]
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return clock(str(hour), match[3], match[4])


TIME: Final = TimeKind("time", Look.GENERAL)
