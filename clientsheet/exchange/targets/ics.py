"""Events as an .ics file that Google Calendar, Apple and Outlook take, and a visit as a letter carries it.

RFC 5545 (iCalendar), written by the icalendar library. What the great calendars make of it decides the rest:

- Google and Outlook pass over VTODO, so a task is an event like any other.
- Outlook wants a VTIMEZONE for every TZID, so one is written.
- An event with the UID of one that is there already takes its place (RFC 5545 §3.8.4.7); one that was called off is
  written with STATUS:CANCELLED, so that it disappears.
- What happens every year is one event with a rule. ``BYMONTH=2;BYMONTHDAY=-1`` is 29 February where there is one and
  the 28th elsewhere, in terms that all three know.
- Google reads no more than a megabyte at a time, and sets reminders of its own instead of those in the file.
- X-WR-CALNAME and X-WR-TIMEZONE are not in the RFC; Apple, Google and Outlook read them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.exchange.targets.given import About, Event
from clientsheet.exchange.targets.plain import line, lines
from clientsheet.exchange.targets.zones import described

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Component

GOOGLE_READS: Final = 1_000_000
"""Bytes at a time."""

_RULES: Final[dict[str, dict[str, Any]]] = {
    "yearly": {"freq": "yearly"},
    "end of february": {"freq": "yearly", "bymonth": 2, "bymonthday": -1},
}
_A_DAY: Final = dt.timedelta(1)


def write(path: Path, things: Sequence[Event], about: About) -> None:
    from icalendar import vText

    calendar = _calendar("calendar")
    calendar.add("x-wr-calname", vText(line(about.title)))
    calendar.add("x-wr-timezone", about.zone)
    moments = [event.start for event in things if isinstance(event.start, dt.datetime)]
    if moments:
        calendar.add_component(described(about.zone, min(moments), max(moments)))
    for event in things:
        calendar.add_component(_component(event, about.said))
    path.write_bytes(calendar.to_ical())


def invitation(event: Event, said: dt.datetime) -> bytes:
    """One event on its own, its moments in UTC, so that no zone has to be described."""
    calendar = _calendar("visit")
    calendar.add_component(_component(event, said, utc=True))
    return bytes(calendar.to_ical())


def _calendar(product: str) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//clientsheet//{product}//EN")
    calendar.add("method", "PUBLISH")
    return calendar


def _component(event: Event, said: dt.datetime, *, utc: bool = False) -> Component:
    from icalendar import Event as Component

    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", said.astimezone(dt.UTC))
    for name, moment in _span(event, utc):
        made.add(name, moment)
    made.add("summary", line(event.title))
    if event.about:
        made.add("description", lines(event.about))
    if event.place:
        made.add("location", line(event.place))
    if event.sort:
        made.add("categories", [line(event.sort)])
    if event.email:
        made.add("organizer", _organizer(event))
    if event.repeats:
        made.add("rrule", _RULES[event.repeats])
    if not utc:
        made.add("transp", "OPAQUE" if event.busy and not event.called_off else "TRANSPARENT")
    if event.called_off:
        made.add("status", "CANCELLED")
    elif event.remind is not None:
        _remind(made, event)
    return made


def _span(event: Event, utc: bool) -> tuple[tuple[str, dt.date], tuple[str, dt.date]]:
    """Reckoned in UTC: an hour is an hour, also in the night the clocks change."""
    if not isinstance(event.start, dt.datetime):
        return ("dtstart", event.start), ("dtend", event.start + _A_DAY)
    start = event.start.astimezone(dt.UTC)
    end = start + dt.timedelta(minutes=event.minutes)
    zone = None if utc else event.start.tzinfo
    return ("dtstart", start.astimezone(zone) if zone else start), ("dtend", end.astimezone(zone) if zone else end)


def _organizer(event: Event) -> Any:
    from icalendar import vCalAddress

    organizer = vCalAddress(f"mailto:{event.email}")
    organizer.params["CN"] = line(event.organizer).replace('"', "'")
    return organizer


def _remind(made: Component, event: Event) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", line(event.title))
    alarm.add("trigger", event.remind)
    made.add_component(alarm)
