"""How often somebody comes: ``14``, ``8 тижнів``, ``раз в 2 месяца``, ``кожні 6 тиж.``, ``every month``, ``щомісяця``.

A month stays a month until it is counted from a day: four weeks (the same weekday, the trade's habit), or calendar
months where the settings say so.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final, NamedTuple

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, means_nothing, wrong
from clientsheet.sheet.look import Look

DAYS_OF_A_MONTH: Final = 365.25 / 12
LONGEST: Final = 3660
"""Ten years: more is a slip of the finger."""


class Interval(NamedTuple):
    """So many days, or so many months; the other is None."""

    days: int | None = None
    months: int | None = None

    def after(self, day: dt.date, month_weeks: int = 4) -> dt.date:
        """The day one interval later. ``month_weeks`` 0: calendar months, 31.12 + 2 months = 28.02."""
        if self.months is None or month_weeks:
            return day + dt.timedelta(days=self.in_days(month_weeks))
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

    def in_days(self, month_weeks: int = 4) -> int:
        """Its length in days; calendar months are taken at their mean length."""
        if self.months is None:
            return self.days or 0
        return self.months * month_weeks * 7 if month_weeks else round(self.months * DAYS_OF_A_MONTH)


def _table(**units: str) -> dict[str, str]:
    return {word: unit for unit, words in units.items() for word in words.split()}


_UNITS: Final = _table(
    day="день дня дні днів дн д дней сутки суток доба доби діб day days",
    week="тиждень тижня тижні тижнів тижд тиж тижн неделя недели недель неделю нед week weeks wk wks",
    fortnight="fortnight fortnights",
    month="місяць місяця місяці місяців міс м месяц месяца месяцев мес month months mo mos",
    quarter="квартал кварталу квартала кварталів кварталов quarter quarters",
    half="півріччя півроку полугодие полгода",
    year="рік року роки років год года лет year years yr yrs",
)
_EACH: Final = _table(
    day="щодня щоденно ежедневно daily",
    week="щотижня щотижнево еженедельно weekly",
    fortnight="fortnightly",
    month="щомісяця щомісячно ежемесячно monthly",
    quarter="щокварталу щоквартально ежеквартально quarterly",
    half="щопівроку",
    year="щороку щорічно ежегодно yearly annually",
)
_FILLERS: Final = _table(
    filler="в у на за кожні кожний кожен кожного кожну кожна кожне кожних каждые каждый каждую каждое каждого каждых "
    "every each per a an the"
)
_TIMES: Final = _table(times="раз рази разів раза times time")
_COUNTS: Final = _table(
    **{
        "1": "один одна одне одну одного один одно one",
        "2": "два дві две two",
        "3": "три three",
        "4": "чотири четыре four",
        "5": "п'ять пять five",
        "6": "шість шесть six",
        "7": "сім семь seven",
        "8": "вісім восемь eight",
        "9": "дев'ять девять nine",
        "10": "десять ten",
        "12": "дванадцять двенадцать twelve",
    }
)
_TIMES_SAID: Final = {"once": 1.0, "twice": 2.0, "двічі": 2.0, "дважды": 2.0, "тричі": 3.0, "трижды": 3.0}
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "quarter": 91, "half": 182, "year": 364}
"""A year and its parts keep their weekday too: 52 weeks."""
_SIGNS: Final = {"через": "h", "other": "o", "-": "-", "–": "-", "—": "-", "biweekly": "b", "bimonthly": "b"}
_FRACTIONS: Final = {"півтора": 1.5, "полтора": 1.5, "пів": 0.5}
# One letter for each word: n number, p so many times, t "times", h "after", o "other", u unit.
_SHAPE: Final = re.compile(r"(?:(?P<times>n)t|(?P<said>p)|t|h(?=n))?(?P<other>o)?(?P<count>n)?(?P<unit>u)?")
# «3-4 тижні» has two ends; «через місяць» is after a month, or every other one.
_DOUBTFUL_SHAPE: Final = re.compile(r"n-n|h(?!n)|b")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|[-–—]")
_APOSTROPHES: Final = str.maketrans("’ʼ`", "'''")


class IntervalKind(CellKind):
    """Values are ``Interval``."""

    def write(self, value: Interval) -> Raw:
        return f"{value.months} months" if value.months is not None else value.days

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _sane(Interval(int(cell))) if cell == cell // 1 else wrong("interval-unreadable")
        if not isinstance(cell, str):
            return wrong("interval-unreadable")
        if means_nothing(cell.strip()):
            return EMPTY
        return _said(_TOKEN.findall(cell.casefold().translate(_APOSTROPHES)), reading.month_weeks)


def _said(tokens: list[str], month_weeks: int) -> Answer:
    words = [_COUNTS.get(token, token) for token in tokens if token not in _FILLERS]
    shape = "".join(map(_letter, words))
    if _DOUBTFUL_SHAPE.search(shape):
        return wrong("interval-unsure")
    match = _SHAPE.fullmatch(shape)
    if match is None or not (match["count"] or match["unit"]):
        return wrong("interval-unreadable")

    def number(group: str) -> float:
        return _number(words[match.start(group)]) if match[group] else 1.0

    times = number("times") * number("said")
    if not times:
        return wrong("interval-unreadable")
    count = number("count") * (2 if match["other"] else 1) / times
    word = words[match.start("unit")] if match["unit"] else "day"
    return _counted(count, _UNITS.get(word) or _EACH[word], month_weeks)


def _letter(word: str) -> str:
    if word[0].isdecimal() or word in _FRACTIONS:
        return "n"
    if word in _UNITS or word in _EACH:
        return "u"
    if word in _TIMES_SAID:
        return "p"
    return "t" if word in _TIMES else _SIGNS.get(word, "?")


def _number(word: str) -> float:
    return _TIMES_SAID.get(word) or _FRACTIONS.get(word) or float(word.replace(",", "."))


def _counted(count: float, unit: str, month_weeks: int) -> Answer:
    months = _MONTHS.get(unit) if unit == "month" or not month_weeks else None
    if months and (count * months).is_integer():
        return _sane(Interval(months=int(count * months)))
    days = count * (months * (month_weeks * 7 or DAYS_OF_A_MONTH) if months else _DAYS[unit])
    if not float(days).is_integer() and month_weeks:
        return wrong("interval-unreadable")
    return _sane(Interval(round(days)))


def _sane(interval: Interval) -> Answer:
    return Answer(interval) if 0 < interval.in_days() <= LONGEST else wrong("interval-unreadable")


INTERVAL: Final = IntervalKind("interval", Look.GENERAL)
