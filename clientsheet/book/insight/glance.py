"""The first look: how many clients, and what they brought this month and this year beside the ones before."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

import numpy as np

from clientsheet.book.insight.bought import YEAR_DAYS, Bought
from clientsheet.book.insight.sums import Sums, share
from clientsheet.book.shop import Shop


@dataclass(frozen=True)
class Glance:
    """The first look. ``clients``: all of the base; ``buyers``: those with a check. ``month``: this calendar month
    until today; ``month_before``: the same days of the month before (1 to 15 on the 15th), so that the two compare.
    ``year``, ``year_before``: 365 days each. ``since``: the first day anything was bought, as far as the sheet goes back;
    None where nothing was. ``comparable``: it goes back over the whole year before, so that the two years compare
    (else show the year alone, here and in the lines of services and staff). ``booked``: visits still to come; ``booked_clients``: whose they are."""

    clients: int
    buyers: int
    month: Sums
    month_before: Sums
    year: Sums
    year_before: Sums
    since: dt.date | None
    comparable: bool
    booked: int
    booked_clients: int

    @property
    def grown(self) -> float | None:
        """How much more came in than in the year before: 0.1 is a tenth more."""
        return share(self.year.income - self.year_before.income, self.year_before.income) if self.comparable else None


def glance(shop: Shop, bought: Bought) -> Glance:
    today = shop.book.today
    since = int(bought.day.min()) if len(bought.day) else 0
    booked = shop.purchases.booked
    theirs = shop.purchases.client[booked]
    return Glance(
        clients=len(shop.keys),
        buyers=int(np.count_nonzero(shop.totals.checks)),
        month=bought.sums(bought.day >= today.replace(day=1).toordinal()),
        month_before=_between(bought, *_same_days_before(today)),
        year=bought.sums(bought.year),
        year_before=bought.sums(bought.year_before),
        since=dt.date.fromordinal(since) if since else None,
        comparable=0 < since <= shop.today - 2 * YEAR_DAYS + 1,
        booked=int(np.count_nonzero(booked)),
        booked_clients=len(np.unique(theirs[theirs >= 0])),
    )


def _between(bought: Bought, first: dt.date, last: dt.date) -> Sums:
    return bought.sums((bought.day >= first.toordinal()) & (bought.day <= last.toordinal()))


def _same_days_before(today: dt.date) -> tuple[dt.date, dt.date]:
    """The first day of the month before, and the day of it that answers to today (31 March: the last of February)."""
    first = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    length = calendar.monthrange(first.year, first.month)[1]
    return first, first.replace(day=min(today.day, length))
