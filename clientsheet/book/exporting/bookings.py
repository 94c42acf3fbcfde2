"""The visits that are still to come, one a client and hour, whatever they are to have done at it; and those called off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from clientsheet.book.counting.occasions import hour
from clientsheet.book.letters.facts import minutes
from clientsheet.book.shop import Shop
from clientsheet.text import show

MINUTES: Final = 60
"""Where the price list says nothing."""

_OFF: Final = frozenset({"cancelled", "no_show"})


@dataclass(frozen=True, slots=True)
class Booking:
    """``who``: the client's row, or what the owner wrote where it is nobody we know. ``number``: of this one among those
    of the same client on that day, from 0. ``time`` None: nobody said when."""

    who: int | str
    day: dt.date
    time: dt.time | None
    number: int
    services: tuple[str, ...]
    minutes: int
    staff: tuple[str, ...]
    notes: tuple[str, ...]
    called_off: bool


def bookings(shop: Shop) -> Iterator[Booking]:
    """A day on which everything was called off is one booking that was; what was only put off is none."""
    bought = shop.purchases
    if bought.table.tab.name != "visits":
        return
    off = np.array([status in _OFF for status in bought.table.values("status")], np.bool_)
    ahead = (bought.day >= shop.today) & (bought.booked | off)
    days: dict[tuple[int | str, int], list[int]] = {}
    for row in np.flatnonzero(ahead).tolist():
        client = int(bought.client[row])
        who = client if client >= 0 else bought.table.value("client", row) or ""
        days.setdefault((who, int(bought.day[row])), []).append(row)
    for (who, day), rows in days.items():
        live = [row for row in rows if not off[row]]
        hours: dict[dt.time | None, list[int]] = {}
        for row in live or rows[:1]:
            hours.setdefault(hour(bought.table, row), []).append(row)
        for number, (time, together) in enumerate(hours.items()):
            yield _booking(shop, who, dt.date.fromordinal(day), time, number, together, called_off=not live)


def _booking(
    shop: Shop, who: int | str, day: dt.date, time: dt.time | None, number: int, rows: list[int], *, called_off: bool
) -> Booking:
    table, labels = shop.purchases.table, shop.labels
    asked = [label for label in labels.along(shop.purchases.service[rows]).tolist() if label >= 0]
    return Booking(
        who=who,
        day=day,
        time=time,
        number=number,
        services=tuple(dict.fromkeys(labels.names[label] for label in asked)),
        minutes=sum(_minutes(shop, int(labels.row[label])) for label in dict.fromkeys(asked)) or MINUTES,
        staff=_said(table.value("staff", row) for row in rows),
        notes=_said(table.value("notes", row) for row in rows),
        called_off=called_off,
    )


def _minutes(shop: Shop, service: int) -> int:
    """As long as the price list says; 0 where it does not."""
    duration = shop.book["services"].value("duration", service) if service >= 0 else None
    return minutes(show(duration, shop.book.language)) or 0


def _said(values: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
