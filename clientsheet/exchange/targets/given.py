"""What the targets are given: events, people and pages as plain values. None of them knows a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from clientsheet.sheet.kinds import Birthday, Phone

Repeats = Literal["", "yearly", "end of february"]
"""``end of february``: every year on the last day of that month, so on the 29th where there is one."""

Sort = Literal["text", "texts", "integer", "number", "money", "date", "datetime", "time", "yes_no"]


@dataclass(frozen=True, slots=True)
class About:
    """What holds for the whole file. ``said``: when it is written, with its zone. ``zone``: the name of the shop's,
    as IANA has it. ``language``: of the person who asked for it. ``words``: what phone, email, birthday and source are
    called in it."""

    title: str
    language: str
    said: dt.datetime
    zone: str = "UTC"
    currency: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """``start``: a moment with its zone, which then takes so many ``minutes``, or a whole day. ``uid``: the same
    whenever this event is written. ``remind``: so long after (before, where negative) the start; None: not at all.
    ``busy``: the time is taken. ``called_off``: it was to be, and is not."""

    uid: str
    title: str
    start: dt.date | dt.datetime
    minutes: int = 0
    about: str = ""
    place: str = ""
    sort: str = ""
    repeats: Repeats = ""
    remind: dt.timedelta | None = None
    busy: bool = False
    called_off: bool = False
    organizer: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """``name``: as the owner wrote it; ``first``, ``middle``, ``last``: its parts, '' where there is none.
    ``country``: two letters of ISO 3166. ``zip_code``: where the address has one. ``remarks``: whatever else there is
    to say, each with what it is."""

    uid: str
    name: str
    first: str = ""
    middle: str = ""
    last: str = ""
    company: str = ""
    department: str = ""
    position: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    birthday: Birthday | None = None
    address: str = ""
    zip_code: str = ""
    country: str = ""
    source: str = ""
    notes: str = ""
    remarks: tuple[tuple[str, str], ...] = ()


class Field(NamedTuple):
    """A column of a page. ``heading``: as people read it. ``values`` run along its rows: None, or what the sort says,
    ``texts`` a tuple of them."""

    name: str
    heading: str
    sort: Sort
    values: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A tab of the workbook: ``name`` for programs, ``title`` for people."""

    name: str
    title: str
    fields: tuple[Field, ...]
    size: int
