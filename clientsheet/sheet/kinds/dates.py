"""Days and moments: real dates as they are, dates in words read and marked, impossible ones said.

``3/4/2026`` is read day first and marked as unsure. A bare number that can only be Excel's count of days is read
as one and marked. Nothing is made up: a date without a year is no date.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.calendar import Spelled, spelled
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, Note, means_nothing, wrong
from clientsheet.sheet.look import Look

EXCEL_DAY_0: Final = dt.datetime(1899, 12, 30)
FIRST_SERIAL: Final = 10_000
LAST_SERIAL: Final = 80_000
"""18.05.1927 to 10.01.2119: a number outside is a year, a phone, anything but a count of days."""
YEARS_AHEAD: Final = 20
"""Two digits of a year mean the century that ends at most so many years from now."""


class DateKind(CellKind):
    """Values are ``datetime.date``; a time in the cell is let go."""

    straight: ClassVar = {dt.date: None, dt.datetime: dt.datetime.date}

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, dt.datetime):
            return Answer(cell.date())
        if isinstance(cell, dt.date):
            return Answer(cell)
        moment = read_moment(cell, reading)
        return Answer(moment.value.date(), moment.notes) if moment.value is not None else moment


class DatetimeKind(CellKind):
    """Values are ``datetime.datetime``; a day alone begins at midnight."""

    straight: ClassVar = {dt.datetime: None}

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, dt.datetime):
            return Answer(cell)
        if isinstance(cell, dt.date):
            return Answer(dt.datetime(cell.year, cell.month, cell.day))
        return read_moment(cell, reading)


def read_moment(cell: Raw, reading: Reading) -> Answer:
    """A cell that is not a date but may mean one -> Answer with a ``datetime``. The cure is a date unless a time
    was said."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _counted(cell)
    if not isinstance(cell, str):
        return wrong("date-unreadable")
    if means_nothing(cell.strip()):
        return EMPTY
    said = spelled(cell)
    if said is None:
        return wrong("date-unreadable")
    if said.year is None:
        return wrong("date-no-year")
    year = century(said.year, reading.today) if said.short else said.year
    days = possible_days(said, year)
    if not days:
        return wrong("date-impossible")
    moment = dt.datetime.combine(days[0], said.time or dt.time())
    if len(days) == 2:
        return Answer(moment, (Note("date-unsure", {"first": days[0], "second": days[1]}),))
    return Answer(moment, (Note("date-as-text", {"date": days[0]}, moment if said.time else days[0]),))


def possible_days(said: Spelled, year: int) -> list[dt.date]:
    """The days that the text may mean in ``year``, day first before month first; none: no such day."""
    found = [_day(year, said.month, said.day)]
    if said.slashes and said.month != said.day:
        found.append(_day(year, said.day, said.month))
    return [day for day in found if day is not None]


def century(short: int, today: dt.date) -> int:
    """26 -> 2026, 98 -> 1998."""
    year = today.year // 100 * 100 + short
    return year - 100 if year > today.year + YEARS_AHEAD else year


def _counted(number: float) -> Answer:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return wrong("date-unreadable")
    moment = EXCEL_DAY_0 + dt.timedelta(days=int(number), seconds=round(number % 1 * 86_400))
    cure = moment if number % 1 else moment.date()
    return Answer(moment, (Note("date-as-number", {"date": moment.date()}, cure),))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


DATE: Final = DateKind("date", Look.DATE)
DATETIME: Final = DatetimeKind("datetime", Look.DATETIME)
