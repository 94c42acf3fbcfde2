"""The list of the day as a value: one line a client, however many reasons there are to get in touch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from clientsheet.book.card.value import Contact, Way

SECTIONS: Final = ("remind", "congratulate", "call", "lost")
"""In the order of the list: what has no sense tomorrow comes first; those who are long gone come last."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One reason to get in touch. ``kind``: the occasion; ``day``: when it was due; ``event``: which of that kind;
    ``reason``: in a few words."""

    kind: str
    day: dt.date
    event: int
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A client to get in touch with. ``row``: of the clients table. ``matters``: the one that decides the section first.

    ``days``: how long that is overdue, 0 where it is for today. ``person``: whose birthday it is, where it is not the
    client's. ``ways``: of that person, else of the client. ``hours``: when most talks came about. ``last``: the last contact; ``draft``: a letter to them lies
    ready. ``usual``: what they take and how often. ``say``: a sentence to begin with; ``text``: the words of the shop's
    own template for a messenger ('' where there is none).
    """

    row: int
    client: str
    name: str
    cell: str
    section: str
    matters: tuple[Matter, ...]
    days: int
    because: str
    person: str
    ways: tuple[Way, ...]
    channel: str
    best_time: str
    hours: tuple[int, int] | None
    segment: str
    last: Contact | None
    draft: bool
    notes: str
    usual: str
    last_visit: dt.date | None
    average: Decimal | None
    debt: Decimal | None
    responsible: str
    say: str
    text: str


@dataclass(frozen=True, slots=True)
class DayList:
    """``lines`` in the order to go through them. ``more``: by section, how many are left out because the list would be
    too long to work through; ``quiet``: how many would be here, had they not asked to be left alone. ``closed``: the
    shop is closed today."""

    today: dt.date
    currency: str
    lines: tuple[Line, ...]
    more: dict[str, int]
    quiet: int = 0
    closed: bool = False

    def section(self, name: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.section == name)
