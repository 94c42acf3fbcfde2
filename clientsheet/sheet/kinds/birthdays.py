"""Birthdays: a day of the year, with the year of birth where it is known and believable.

Day and month alone are a birthday. Two digits of a year are never in the future (96 is 1996). Excel adds the
current year to a typed «15.12»; a year still to come is therefore no year of birth, and is let go.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final, Literal, NamedTuple

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.calendar import Spelled, spelled
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, Note, means_nothing, wrong
from clientsheet.sheet.kinds.dates import possible_days, read_moment
from clientsheet.sheet.look import Look

OLDEST: Final = 120
A_LEAP_YEAR: Final = 2000
Feb29 = Literal["28feb", "1mar"]


class Birthday(NamedTuple):
    """``year`` None: not known."""

    month: int
    day: int
    year: int | None = None

    def on(self, year: int, feb29: Feb29 = "28feb") -> dt.date:
        """The day it is kept in ``year``; 29 February moves by ``feb29`` in a common year."""
        if (self.month, self.day) == (2, 29) and not calendar.isleap(year):
            return dt.date(year, 2, 28) if feb29 == "28feb" else dt.date(year, 3, 1)
        return dt.date(year, self.month, self.day)

    def next(self, today: dt.date, feb29: Feb29 = "28feb") -> dt.date:
        """The first one that is not before ``today``."""
        day = self.on(today.year, feb29)
        return day if day >= today else self.on(today.year + 1, feb29)

    def age(self, on: dt.date) -> int | None:
        """Full years lived on that day; None: the year is not known."""
        if self.year is None:
            return None
        return on.year - self.year - ((on.month, on.day) < (self.month, self.day))


class BirthdayKind(CellKind):
    """Values are ``Birthday``."""

    def write(self, value: Birthday) -> Raw:
        if value.year is None:
            return f"{value.day:02}.{value.month:02}"
        if value.year < 1900:
            return f"{value.day:02}.{value.month:02}.{value.year:04}"
        return dt.date(value.year, value.month, value.day)

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, dt.date):
            return _born(cell, reading.today, ())
        if not isinstance(cell, str):
            moment = read_moment(cell, reading)
            return _born(moment.value, reading.today, moment.notes) if moment.value else moment
        if means_nothing(cell.strip()):
            return EMPTY
        said = spelled(cell)
        if said is None:
            return wrong("date-unreadable")
        days = possible_days(said, _year(said, reading.today))
        if not days:
            return wrong("date-impossible")
        if said.year is None:
            return Answer(Birthday(days[0].month, days[0].day), _doubt(*(f"{day:%d.%m}" for day in days)))
        notes = _doubt(*days) or (Note("date-as-text", {"date": days[0]}, days[0]),)
        return _born(days[0], reading.today, notes)


def _year(said: Spelled, today: dt.date) -> int:
    """The year of birth that is meant; of none, one that has every day."""
    if said.year is None:
        return A_LEAP_YEAR
    if not said.short:
        return said.year
    year = today.year // 100 * 100 + said.year
    return year if (year, said.month, said.day) <= (today.year, today.month, today.day) else year - 100


def _doubt(*days: object) -> tuple[Note, ...]:
    return () if len(days) == 1 else (Note("date-unsure", {"first": days[0], "second": days[1]}),)


def _born(day: dt.date, today: dt.date, notes: tuple[Note, ...]) -> Answer:
    if isinstance(day, dt.datetime):
        day = day.date()
    if day > today:
        return Answer(Birthday(day.month, day.day), (Note("birthday-future", {"year": day.year}),))
    born = Birthday(day.month, day.day, day.year)
    age = born.age(today) or 0
    if age > OLDEST:
        notes += (Note("birthday-age", {"age": age, "year": day.year}),)
    elif day.year == today.year:
        notes += (Note("birthday-this-year", {"year": day.year}),)
    return Answer(born, notes)


BIRTHDAY: Final = BirthdayKind("birthday", Look.DATE)
