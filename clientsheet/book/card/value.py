"""The card as a value: what a person at the counter or on the phone wants to know of one client.

Money is Decimal, days are dates; words of a list stand by what they mean ('vip', 'planned'), the owner's own words as
they are. Everything that stands in a cell says where (``cell``: 'Візити!A5').
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Any

from clientsheet.sheet.kinds import Birthday


@dataclass(frozen=True, slots=True)
class Way:
    """A number or an address. ``links``: by what they open ('tel', 'whatsapp', 'viber', 'telegram', 'mailto'); none
    for one that cannot be read, which is ``shown`` as it stands."""

    kind: str
    shown: str
    note: str = ""
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Day:
    """A birthday: ``on`` is the next one, ``age`` what they turn then (None: nobody knows)."""

    month: int
    day: int
    on: dt.date
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the client."""

    name: str
    position: str
    department: str
    ways: tuple[Way, ...]
    kind: str
    channel: str
    best_time: str
    birthday: Day | None
    notes: str
    cell: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A row of the visits tab. ``counted``: it is among the figures; ``ahead``: it is booked. ``at``: where its date was
    written with an hour."""

    date: dt.date | None
    at: dt.time | None
    service: str
    quantity: float | None
    amount: Decimal | None
    staff: str
    status: str
    notes: str
    counted: bool
    ahead: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Usual:
    """What they take: how often, when last, and what it cost then."""

    service: str
    times: int
    last: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Month:
    first: dt.date
    visits: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """As the filled columns have them. ``expected``: the day of the next visit by habit; ``interval`` in words."""

    visits: int
    first: dt.date | None
    last: dt.date | None
    average: Decimal | None
    total: Decimal
    debt: Decimal | None
    rhythm: int | None
    expected: dt.date | None
    interval: str


@dataclass(frozen=True, slots=True)
class Contract:
    """``state``: of ``contracts_due.STATES``, '' while it is not signed. ``balance``: None where nothing is priced."""

    number: str
    subject: str
    date: dt.date | None
    amount: Decimal | None
    paid: Decimal | None
    balance: Decimal | None
    currency: str
    pay_by: dt.date | None
    start: dt.date | None
    end: dt.date | None
    stage: str
    state: str
    goods: str
    terms: str
    file: str
    notes: str
    cell: str


@dataclass(frozen=True, slots=True)
class Document:
    date: dt.date | None
    kind: str
    number: str
    contract: str
    amount: Decimal | None
    currency: str
    file: str
    notes: str
    cell: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of the history. ``said``: the subject or what was talked about. ``draft``: a letter nobody has sent yet."""

    at: dt.datetime | None
    channel: str
    direction: str
    kind: str
    said: str
    result: str
    draft: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Task:
    due: dt.date | None
    time: dt.time | None
    what: str
    responsible: str
    done: bool
    notes: str
    cell: str


@dataclass(frozen=True, slots=True)
class Next:
    """When to get in touch, why in a few words, and how that came about."""

    day: dt.date
    kind: str
    reason: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A filled cell that the owner typed over: what they say, what the program would say."""

    heading: str
    own: str
    computed: str


@dataclass(frozen=True, slots=True)
class Card:
    """``facts``: what else the owner keeps of the client, heading and words, in the order of the sheet. ``notes`` and
    ``interests`` stand by themselves. ``hours``: when most talks came about (10, 12). ``unsubscribed``: they asked to be left alone. ``no_next``: why there is nothing
    to get in touch about. The lists are complete, the latest first (tasks and bookings: the earliest)."""

    client: str
    name: str
    cell: str
    today: dt.date
    currency: str
    segment: str
    frequency: str
    stage: str
    ways: tuple[Way, ...]
    channel: str
    best_time: str
    hours: tuple[int, int] | None
    birthday: Day | None
    consent: bool | None
    unsubscribed: bool
    interests: str
    notes: str
    facts: tuple[tuple[str, str], ...]
    figures: Figures
    usual: tuple[Usual, ...]
    months: tuple[Month, ...]
    next: Next | None
    no_next: tuple[str, ...]
    people: tuple[Person, ...]
    booked: tuple[Visit, ...]
    visits: tuple[Visit, ...]
    contracts: tuple[Contract, ...]
    documents: tuple[Document, ...]
    tasks: tuple[Task, ...]
    history: tuple[Contact, ...]
    kept: tuple[Kept, ...] = ()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if not task.done)


def birthday(value: Birthday, today: dt.date, feb29: Any) -> Day:
    on = value.next(today, feb29)
    return Day(value.month, value.day, on, value.age(on) if value.age(on) else None)


def as_data(value: object) -> Any:
    """A value of these as plain data: names to what they hold, money and days left to whoever writes them out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [as_data(one) for one in value]
    return value
