"""What the owner writes as the value of a setting -> the value itself: days, factors, weekdays, words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from clientsheet.book.tabs.choices import Choices
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import CHOICE, INTEGER, INTERVAL, NUMBER, YES_NO, Kind, Reading, fold
from clientsheet.text import words

Read = Callable[[Raw, Reading], Any]

MONTHS: Final[Choices] = (
    ("4 weeks", words("4 тижні, чотири тижні", "4 недели, четыре недели", "4 weeks, four weeks")),
    ("calendar", words("календарний, календарні", "календарный, календарные", "calendar")),
)
LEAP_DAYS: Final[Choices] = (
    ("28feb", words("28 лютого, 28.02, 28 лют", "28 февраля, 28.02, 28 фев", "28 February, 28 Feb, February 28")),
    ("1mar", words("1 березня, 01.03, 1.03", "1 марта, 01.03, 1.03", "1 March, 1 Mar, 01.03")),
)
SHIFTS: Final[Choices] = (
    ("next", words("наступного дня, наступний", "на следующий день, следующий", "next open day, next, next day")),
    (
        "previous",
        words(
            "попереднього дня, попередній", "на предыдущий день, предыдущий", "previous open day, previous, day before"
        ),
    ),
)
WEEKDAYS: Final[Choices] = (
    ("mon", words("понеділок, пн", "понедельник, пн", "Monday, Mon")),
    ("tue", words("вівторок, вт", "вторник, вт", "Tuesday, Tue")),
    ("wed", words("середа, ср", "среда, ср", "Wednesday, Wed")),
    ("thu", words("четвер, чт", "четверг, чт", "Thursday, Thu")),
    ("fri", words("п'ятниця, пт", "пятница, пт", "Friday, Fri")),
    ("sat", words("субота, сб", "суббота, сб", "Saturday, Sat")),
    ("sun", words("неділя, нд", "воскресенье, вс", "Sunday, Sun")),
)


class UnreadableError(ValueError):
    """The cell says nothing that the setting could be."""


NONE: Final = {
    fold(word) for word in ["немає", "нема", "ні", "вимкнено", "нет", "выключено", "none", "no", "off", "-", "—", "0"]
}


def _one(kind: Kind, cell: Raw, reading: Reading) -> Any:
    values, _ = kind.read([cell], reading)
    if values[0] is None:
        raise UnreadableError
    return values[0]


def days(least: int) -> Read:
    def read(cell: Raw, reading: Reading) -> int:
        plain = isinstance(cell, (int, float)) or str(cell).strip().isdecimal()
        found: int = (
            _one(INTEGER, cell, reading) if plain else _one(INTERVAL, cell, reading).in_days(reading.month_weeks)
        )
        if found < least:
            raise UnreadableError
        return found

    return read


def number(kind: Kind, least: float) -> Read:
    def read(cell: Raw, reading: Reading) -> Any:
        found = _one(kind, cell, reading)
        if found < least:
            raise UnreadableError
        return found

    return read


def factor(cell: Raw, reading: Reading) -> float:
    found: float = _one(NUMBER, cell, reading)
    if found <= 0:
        raise UnreadableError
    return found


def percent(cell: Raw, reading: Reading) -> float:
    if isinstance(cell, str):
        cell = cell.strip().removesuffix("%").strip()
    found: float = _one(NUMBER, cell, reading)
    if found < 1 and not isinstance(cell, str):  # a cell formatted as per cent holds a fraction
        found = round(found * 100, 6)
    if not 0 < found <= 100:
        raise UnreadableError
    return found


def choice(cell: Raw, reading: Reading) -> str:
    word: str = _one(CHOICE, cell, reading)
    return word


def yes_no(cell: Raw, reading: Reading) -> bool:
    said: bool = _one(YES_NO, cell, reading)
    return said


def leap_day(cell: Raw, reading: Reading) -> str:
    """28.02 typed into a cell becomes a date."""
    if isinstance(cell, dt.date):
        cell = f"{cell.day}.{cell.month:02}"
    return choice(cell, reading)


def weekdays(cell: Raw, reading: Reading) -> tuple[str, ...]:
    if isinstance(cell, str) and fold(cell) in NONE:
        return ()
    parts = [part for part in str(cell).replace(";", ",").replace("\n", ",").split(",") if part.strip()]
    found = {choice(part, reading) for part in parts}
    return tuple(day for day, _ in WEEKDAYS if day in found)
