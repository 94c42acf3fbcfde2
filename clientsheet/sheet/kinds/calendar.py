"""A date as it is spelled in a text, before anybody decides which day it is.

Day.month.year with any mark between, year-month-day, a month by its name in three languages, day and month
alone, each with or without a time. Two readings (``3/4/2026``) are both given back.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from clientsheet.sheet.kinds.column import BLANKS

_MONTHS: Final = (
    "січня січень січ|января январь янв|january jan",
    "лютого лютий лют|февраля февраль фев февр|february feb",
    "березня березень бер|марта март мар|march mar",
    "квітня квітень кві квіт|апреля апрель апр|april apr",
    "травня травень тра трав|мая май|may",
    "червня червень чер черв|июня июнь июн|june jun",
    "липня липень лип|июля июль июл|july jul",
    "серпня серпень сер серп|августа август авг|august aug",
    "вересня вересень вер|сентября сентябрь сен сент|september sep sept",
    "жовтня жовтень жов жовт|октября октябрь окт|october oct",
    "листопада листопад лис лист|ноября ноябрь ноя нояб|november nov",
    "грудня грудень гру груд|декабря декабрь дек|december dec",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.replace("|", " ").split()}

_YEAR_WORD: Final = r"(?: ?(?:року|рік|года|год|р|г)\.?)?"
_TIME: Final = (
    r"(?:(?:,? (?:о |об |в |at )?|t)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?z?)?"
)
_NUMERIC: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<mark> ?[./,-] ?| )(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}})\.?"
    rf"{_YEAR_WORD}{_TIME}"
)
_ISO: Final = re.compile(
    rf"(?P<year>\d{{4}})(?P<between>[./-])(?P<month>\d{{1,2}})(?P=between)(?P<day>\d{{1,2}}){_TIME}"
)
_NAMED: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .-]*(?P<name>[^\W\d_]+)\.?"
    rf"(?:,? ?-?(?P<year>\d{{4}}|\d{{2}})\.?{_YEAR_WORD}{_TIME})?"
)
_NAME_FIRST: Final = re.compile(
    rf"(?P<name>[a-z]+)\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}){_TIME})?"
)
_YEARLESS: Final = re.compile(r"(?P<day>\d{1,2}) ?(?P<mark>[./-]) ?(?P<month>\d{1,2})\.?")
_BLANK: Final = re.compile(rf"[\s{BLANKS}]+")


class Spelled(NamedTuple):
    """``year`` None: not said. ``short``: the year has two digits. ``slashes``: an American may mean month first."""

    year: int | None
    month: int
    day: int
    short: bool
    slashes: bool
    time: dt.time | None


def spelled(text: str) -> Spelled | None:
    """None: this is not a date. The day may still be impossible (31.04)."""
    plain = _BLANK.sub(" ", text).strip().casefold().strip(" ,;'")
    for pattern in (_NUMERIC, _ISO, _NAMED, _NAME_FIRST, _YEARLESS):
        if match := pattern.fullmatch(plain):
            return _from_parts(match.groupdict())
    return None


def _from_parts(parts: dict[str, str | None]) -> Spelled | None:
    month = MONTHS.get(parts["name"] or "") if "name" in parts else int(parts["month"] or 0)
    if month is None:
        return None
    year = parts.get("year")
    time = clock(parts.get("hour"), parts.get("minute"), parts.get("second"))
    if parts.get("hour") and time is None:
        return None
    slashes = "/" in (parts.get("mark") or "")
    return Spelled(int(year) if year else None, month, int(parts["day"] or 0), len(year or "") == 2, slashes, time)


def clock(hour: str | None, minute: str | None, second: str | None = None) -> dt.time | None:
    """None: no time, or none that a clock shows."""
    if hour is None:
        return None
    try:
        return dt.time(int(hour), int(minute or 0), int(second or 0))
    except ValueError:
        return None
