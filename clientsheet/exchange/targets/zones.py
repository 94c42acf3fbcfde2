"""A time zone described inside a calendar (VTIMEZONE, RFC 5545 §3.6.5), as the house's own time zone data has it.

A change of the clocks that comes every year on the same Sunday is a rule; Outlook understands no other way of saying
so. Changes without a rule, as of zones that follow the moon, are listed one by one. Each begins at the hour that the
clock showed before it was changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_YEARS_SEEN: Final = 5
"""So many show whether there is a rule."""

_OLDEST: Final = 1971
"""Before, offsets were not of whole minutes everywhere."""

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHICH: Final = (-1, 1, 2, 3, 4)


class _Kind(NamedTuple):
    before: dt.timedelta
    after: dt.timedelta
    name: str
    summer: bool


def described(name: str, first: dt.date, last: dt.date) -> Timezone:
    """Of all days between the two."""
    from icalendar import Timezone

    zone = ZoneInfo(name)
    begin = max(first.year, _OLDEST)
    years = range(begin - 1, max(last.year, begin + _YEARS_SEEN) + 1)
    changes: dict[_Kind, list[dt.datetime]] = {}
    for year in years:
        for moment, kind in _changes(zone, year):
            changes.setdefault(kind, []).append(moment)
    made = Timezone()
    made.add("tzid", name)
    start = dt.datetime(years[0], 1, 1, tzinfo=zone)
    _add(made, _kind(zone, start, start), [start.replace(tzinfo=None)], years)
    for kind, moments in changes.items():
        _add(made, kind, moments, years)
    return made


def _changes(zone: ZoneInfo, year: int) -> Iterator[tuple[dt.datetime, _Kind]]:
    """Each as the clock showed it before, with what it changed."""
    step = dt.timedelta(1)
    moment = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    while moment.year == year:
        if _offset(zone, moment) != _offset(zone, moment + step):
            exact = _sought(zone, moment, moment + step)
            kind = _kind(zone, exact - dt.timedelta(seconds=1), exact)
            yield (exact + kind.before).replace(tzinfo=None), kind
        moment += step


def _sought(zone: ZoneInfo, early: dt.datetime, late: dt.datetime) -> dt.datetime:
    """The first second of the new offset."""
    while late - early > dt.timedelta(seconds=1):
        middle = early + dt.timedelta(seconds=(late - early).total_seconds() // 2)
        early, late = (middle, late) if _offset(zone, middle) == _offset(zone, early) else (early, middle)
    return late


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _kind(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> _Kind:
    then = after.astimezone(zone)
    return _Kind(_offset(zone, before), _offset(zone, after), then.tzname() or zone.key, bool(then.dst()))


def _add(made: Timezone, kind: _Kind, moments: Sequence[dt.datetime], years: range) -> None:
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if kind.summer else TimezoneStandard()
    part.add("dtstart", moments[0])
    part.add("tzoffsetfrom", kind.before)
    part.add("tzoffsetto", kind.after)
    part.add("tzname", kind.name)
    day = _rule(moments) if len(moments) == len(years) else ""
    if day:
        part.add("rrule", {"freq": "yearly", "bymonth": moments[0].month, "byday": day})
    elif moments[1:]:
        part.add("rdate", list(moments[1:]))
    made.add_component(part)


def _rule(moments: Sequence[dt.datetime]) -> str:
    """'-1SU': the day of its month on which it comes every year at the same hour; '' where there is none."""
    if len({(moment.month, moment.weekday(), moment.time()) for moment in moments}) > 1:
        return ""
    which = next((one for one in _WHICH if all(_is(moment, one) for moment in moments)), 0)
    return f"{which}{_DAYS[moments[0].weekday()]}" if which else ""


def _is(moment: dt.datetime, which: int) -> bool:
    if which > 0:
        return (moment.day - 1) // 7 + 1 == which
    return (moment + dt.timedelta(7)).month != moment.month
