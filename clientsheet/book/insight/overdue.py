"""Who should have come by now, and what one usual check of each is worth."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.money import SCALE, Whole, divide, exact
from clientsheet.book.shop import Shop
from clientsheet.sheet.tables import Table

LATENESS: Final = ("late", "sleeping", "lost")
NAMED: Final = 10
_CENT: Final = SCALE // 100


@dataclass(frozen=True)
class Late:
    """``group``: of LATENESS. ``late``: the day they are expected on has passed; ``sleeping``: they stay away longer
    than ``sleeping_factor`` intervals (1.5 unless the settings say otherwise); ``lost``: than ``lost_factor`` (3).
    ``worth``: the sum of their average checks, one check each."""

    group: str
    clients: int
    worth: Decimal


@dataclass(frozen=True)
class LateClient:
    """``key`` as in the id column, ``row`` of the clients tab. ``expected``: last visit + interval; ``days`` ago.
    ``usual``: the average check. ``phone``: the first one, E.164; '' where there is none."""

    key: str
    name: str
    row: int
    expected: dt.date
    days: int
    usual: Decimal
    phone: str = ""


@dataclass(frozen=True)
class Overdue:
    """Clients whose last visit + interval (their own, else the service's, else their rhythm, else the shop's) lies
    before today and who have booked nothing. ``clients`` and ``worth``: of ``late`` and ``sleeping`` together, whom a
    call still brings back; the ``lost`` are told apart. ``groups``: in the order of LATENESS, all three.
    ``first``: at most ten of the former, the largest usual check first."""

    clients: int
    worth: Decimal
    groups: tuple[Late, ...]
    first: tuple[LateClient, ...]


def overdue(shop: Shop) -> Overdue:
    usual = usual_checks(shop)
    late = np.flatnonzero((shop.expected != NO_DAY) & (shop.expected < shop.today))
    group = _lateness(shop, late)
    groups = tuple(
        Late(name, int(np.count_nonzero(group == place)), exact(int(usual[late[group == place]].sum())))
        for place, name in enumerate(LATENESS)
    )
    hopeful = [one for one in groups if one.group != "lost"]
    return Overdue(
        clients=sum(one.clients for one in hopeful),
        worth=sum((one.worth for one in hopeful), exact(0)),
        groups=groups,
        first=_first(shop, late[group != LATENESS.index("lost")], usual),
    )


def usual_checks(shop: Shop) -> Whole:
    """The column "Average check" in ten-thousandths, 0 where it is blank."""
    cents = divide(shop.totals.total, np.maximum(shop.totals.checks, 1) * _CENT)
    return np.where(shop.totals.checks > 0, cents * _CENT, 0)


def _lateness(shop: Shop, late: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Whole:
    rules, last = shop.book.rules, shop.totals.last[late]
    intervals = (shop.today - last) / np.maximum(shop.expected[late] - last, 1)
    return np.select([intervals > rules.lost_factor, intervals > rules.sleeping_factor], [2, 1], 0).astype(np.int64)


def _first(shop: Shop, late: np.ndarray[tuple[int], np.dtype[np.intp]], usual: Whole) -> tuple[LateClient, ...]:
    """The largest usual check first; of equals who was expected first, then the order of the sheet."""
    clients = shop.book["clients"]
    order = late[np.lexsort((late, shop.expected[late], -usual[late]))][:NAMED]
    return tuple(
        LateClient(
            key=shop.keys[row],
            name=clients.value("name", row) or "",
            row=clients.rows[row],
            expected=dt.date.fromordinal(int(shop.expected[row])),
            days=shop.today - int(shop.expected[row]),
            usual=exact(int(usual[row])),
            phone=_phone(clients, row),
        )
        for row in order.tolist()
    )


def _phone(clients: Table, row: int) -> str:
    phones = clients.value("phone", row)
    return phones[0].e164 if phones else ""
