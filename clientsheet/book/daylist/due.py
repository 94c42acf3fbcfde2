"""What is to be done today, client by client: every occasion that asks for a contact, from the oldest to today's.

What falls on days on which the shop is closed is done before or after them, as the owner's settings say; a reminder of
a booked visit always before. A client who asked to be left alone is neither invited nor congratulated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from clientsheet.book.counting.days import NO_DAY, Days
from clientsheet.book.counting.events import Events
from clientsheet.book.counting.segments import SEGMENTS
from clientsheet.book.daylist.standing import Standing
from clientsheet.book.daylist.value import SECTIONS, Matter
from clientsheet.book.letters.reach import CLOSED_AT_MOST, Reach
from clientsheet.book.shop import Shop

INVITES: Final = frozenset({"repeat_visit", "follow_up"})
_UNASKED: Final = INVITES | {"birthday"}
_SECTION: Final = {"booking": "remind", "birthday": "congratulate"}
_A_DAY: Final = dt.timedelta(1)


@dataclass(frozen=True)
class Due:
    """Of one client: ``matters``, the one that decides the section first."""

    client: int
    section: str
    matters: tuple[Matter, ...]


def due(shop: Shop, reach: Reach, standing: Standing) -> tuple[list[Due], int]:
    """In the order of the list; and how many clients are left in peace as they asked."""
    found: dict[int, list[Matter]] = {}
    for client, matter in _matters(shop, reach, standing):
        found.setdefault(client, []).append(matter)
    listed, quiet = [], 0
    for client, matters in found.items():
        wanted = matters
        if any(one.kind in _UNASKED for one in matters) and reach.unsubscribed(client, ()):
            wanted = [one for one in matters if one.kind not in _UNASKED]
            quiet += not wanted
        if wanted:
            listed.append(_due(shop, client, wanted))
    return sorted(listed, key=lambda one: _place(shop, one)), quiet


def _matters(shop: Shop, reach: Reach, standing: Standing) -> Iterator[tuple[int, Matter]]:
    """Tasks last: one that stands for an occasion is that occasion's."""
    for kind, events in sorted(shop.events.items(), key=lambda pair: pair[0] == "task"):
        earliest, latest = _window(shop, reach, kind)
        days = _birthdays(shop, events) if kind == "birthday" else events.remind
        asking = (days != NO_DAY) & (days >= earliest) & (days <= latest) & (events.client >= 0)
        for event in np.flatnonzero(asking).tolist():
            client, day = int(events.client[event]), dt.date.fromordinal(int(days[event]))
            matter = Matter(kind, day, event, events.reasons[int(events.reason[event])])
            if kind == "task":
                if not standing.is_ours(int(str(events.facts(event)["row"]))):
                    yield client, matter
            elif not standing.settles(client, matter):
                yield client, matter


def _window(shop: Shop, reach: Reach, kind: str) -> tuple[int, int]:
    """The first and the last day that are today's business."""
    ahead = kind == "booking" or shop.book.rules.day_off_shift == "previous"
    first = last = shop.book.today
    for _ in range(CLOSED_AT_MOST):
        if ahead and reach.closed(last + _A_DAY):
            last += _A_DAY
        if not ahead and reach.closed(first - _A_DAY):
            first -= _A_DAY
    return (first.toordinal() if kind == "birthday" else 1), last.toordinal()


def _birthdays(shop: Shop, events: Events) -> Days:
    """A birthday of the days off is congratulated on afterwards, unless somebody did already."""
    spoken = shop.contacts.first_from(events.client, events.day)
    return np.where(spoken == NO_DAY, events.day, NO_DAY)


def _due(shop: Shop, client: int, matters: Collection[Matter]) -> Due:
    kinds = list(shop.events)
    ordered = sorted(matters, key=lambda one: (_pressing(one.kind), one.day, kinds.index(one.kind)))
    first = ordered[0]
    section = _SECTION.get(first.kind, "call")
    if section == "call" and first.kind in INVITES and SEGMENTS[int(shop.segment[client])] == "lost":
        pressing = [one for one in ordered if one.kind not in INVITES]
        ordered = [*pressing, *(one for one in ordered if one.kind in INVITES)]
        section = "call" if pressing else "lost"
    return Due(client, section, tuple(ordered))


def _pressing(kind: str) -> int:
    """What cannot wait, then what the owner wrote down, then the rest."""
    return 0 if kind in _SECTION else 1 if kind == "task" else 2


def _place(shop: Shop, one: Due) -> tuple[int, int, int, int]:
    """Overdue first; of one day by occasion, then who spent most. Of those long gone who spent most."""
    section, first, total = SECTIONS.index(one.section), one.matters[0], int(shop.totals.total[one.client])
    if one.section == "lost":
        return section, 0, 0, -total
    return section, first.day.toordinal(), list(shop.events).index(first.kind), -total
