"""Who comes again: how many ever did, how soon after the first visit, and what became of each month's newcomers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.days import NO_DAY, Days, day_numbers
from clientsheet.book.counting.money import exact, sums
from clientsheet.book.insight.bought import YEAR_DAYS, Bought, distinct, months
from clientsheet.book.insight.income import first_of_month
from clientsheet.book.insight.sums import share
from clientsheet.book.shop import Shop

RETURN_DAYS: Final = (30, 60, 90, 180)
STEPS: Final = (1, 2, 3, 4, 5, 10)
COHORTS: Final = 13
_NEVER: Final = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Return:
    """Of the ``newcomers`` whose first visit was ``days`` to ``days`` + 365 days ago, how many ``returned`` within
    ``days`` days after it (on another day)."""

    days: int
    newcomers: int
    returned: int

    @property
    def share(self) -> float | None:
        return share(self.returned, self.newcomers)


@dataclass(frozen=True)
class Repeat:
    """``once``: clients with one check (column "Visits"), ``again``: with two or more. ``returns``: after 30, 60, 90
    and 180 days. ``times``: how many clients have 1, 2, 3, 4, 5 to 9, 10 and more checks."""

    once: int
    again: int
    returns: tuple[Return, ...]
    times: tuple[int, int, int, int, int, int]

    @property
    def share(self) -> float | None:
        """Who came again, of all who came."""
        return share(self.again, self.once + self.again)


@dataclass(frozen=True)
class Cohort:
    """The ``clients`` whose first check was in that ``month`` (its first day). ``active[k]``: how many of them had a
    check k months later (``active[0] == clients``); ``income[k]``: what they all bought then, returns taken off. Both
    end with the current month."""

    month: dt.date
    clients: int
    active: tuple[int, ...]
    income: tuple[Decimal, ...]


def repeat(shop: Shop, bought: Bought) -> Repeat:
    checks, first = shop.totals.checks, shop.totals.first
    second = _second_days(shop, bought)
    since = np.where(first != NO_DAY, shop.today - first, -1)
    returns = []
    for days in RETURN_DAYS:
        newcomers = (since >= days) & (since < days + YEAR_DAYS)
        back = newcomers & (second <= first + days)
        returns.append(Return(days, int(np.count_nonzero(newcomers)), int(np.count_nonzero(back))))
    step = np.searchsorted(STEPS, checks, side="right")
    times = np.bincount(step, minlength=len(STEPS) + 1)[1:].tolist()
    return Repeat(
        once=int(np.count_nonzero(checks == 1)),
        again=int(np.count_nonzero(checks > 1)),
        returns=tuple(returns),
        times=tuple(times),
    )


def cohorts(shop: Shop, bought: Bought) -> tuple[Cohort, ...]:
    first = shop.totals.first
    came = first != NO_DAY
    if not came.any():
        return ()
    now = int(months(day_numbers([shop.book.today]))[0])
    born = np.full(len(first), -1, np.int64)
    born[came] = months(first[came])
    start = max(now - COHORTS + 1, int(born[came].min()))
    size = now - start + 1
    rows = np.flatnonzero(bought.known)
    theirs = born[bought.client[rows]]
    rows = rows[(theirs >= start) & (bought.month[rows] >= theirs)]
    group = (born[bought.client[rows]] - start) * size + bought.month[rows] - born[bought.client[rows]]
    income = sums(group.astype(np.int32), bought.amount[rows], size * size).tolist()
    visit = bought.visit[rows]
    active = distinct(group[visit], bought.client[rows[visit]], size * size).tolist()
    found = []
    for k in range(size):
        span = slice(k * size, k * size + size - k)
        months_on = tuple(active[span])
        found.append(Cohort(first_of_month(start + k), months_on[0], months_on, tuple(map(exact, income[span]))))
    return tuple(found)


def _second_days(shop: Shop, bought: Bought) -> Days:
    """The second day each client came; beyond every day where there is none."""
    rows = np.flatnonzero(bought.visit & bought.known)
    client, day = bought.client[rows], bought.day[rows]
    later = day > shop.totals.first[client]
    second = np.full(len(shop.totals.first), _NEVER)
    np.minimum.at(second, client[later], day[later])
    return second
