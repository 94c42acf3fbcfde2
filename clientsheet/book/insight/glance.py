"""The first look: how many clients, and what they brought this month and this year beside the ones before."""

from __future__ import annotations

import calendar
import datetime as dt

import numpy as np

from clientsheet.book.insight.bought import YEAR_DAYS, Bought
from clientsheet.book.insight.values import Glance, Sums
from clientsheet.book.shop import Shop


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
