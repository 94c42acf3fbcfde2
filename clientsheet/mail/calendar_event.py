"""A visit as an .ics file that any calendar opens (RFC 5545): one event, the same one however often it is sent."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from clientsheet.mail.message import Attachment, clean

NAME: Final = "visit.ics"
KIND: Final = "text/calendar; charset=utf-8; method=PUBLISH"
_LINE: Final = 75
_SPECIAL: Final = re.compile(r"([\\;,])")


@dataclass(frozen=True, slots=True)
class Event:
    """``uid`` is the same in every letter about this event. ``start``: a day, or a moment that carries its zone.
    ``said``: when it was written, with its zone. ``place``: the shop's address; ``organizer``: its name."""

    uid: str
    start: dt.date | dt.datetime
    minutes: int
    title: str
    said: dt.datetime
    place: str = ""
    organizer: str = ""
    email: str = ""


def attachment(event: Event) -> Attachment:
    return Attachment(NAME, KIND, calendar(event))


def calendar(event: Event) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//clientsheet//visit//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(event.said)}",
        *_span(event),
        f"SUMMARY:{_text(event.title)}",
        *([f"LOCATION:{_text(event.place)}"] if event.place else []),
        *(
            [f'ORGANIZER;CN="{clean(event.organizer).replace(chr(34), chr(39))}":mailto:{event.email}']
            if event.email
            else []
        ),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _span(event: Event) -> tuple[str, str]:
    """In UTC, so that no zone has to be described; a visit without an hour takes the whole day."""
    if isinstance(event.start, dt.datetime):
        end = event.start.astimezone(dt.UTC) + dt.timedelta(minutes=event.minutes)
        return f"DTSTART:{_moment(event.start)}", f"DTEND:{_moment(end)}"
    following = event.start + dt.timedelta(1)
    return f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(cell: str) -> str:
    return _SPECIAL.sub(r"\\\1", clean(cell))


def _folded(line: str) -> str:
    """No line is longer than 75 bytes, and none is cut inside a character."""
    pieces, room = [""], _LINE
    for letter in line:
        width = len(letter.encode())
        if width > room:
            pieces.append("")
            room = _LINE - 1
        pieces[-1] += letter
        room -= width
    return "\r\n ".join(pieces)
