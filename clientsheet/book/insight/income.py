"""What came in, month by month and year by year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.days import NO_DAY, day_numbers
from clientsheet.book.counting.money import exact, sums
from clientsheet.book.insight.bought import Bought, Groups, months
from clientsheet.book.insight.sums import Sums
from clientsheet.book.shop import Shop

MONTHS: Final = 25
YEARS: Final = 10


@dataclass(frozen=True)
class Month:
    """``first``: its first day. ``newcomers``: clients whose first check ever is in it. ``returned``: what was given
    back in it, positive; already taken off ``sums.income``. ``whole``: false for the month that still goes on."""

    first: dt.date
    sums: Sums
    newcomers: int
    returned: Decimal
    whole: bool


@dataclass(frozen=True)
class Year:
    """A calendar year. ``whole``: false for the one that still goes on."""

    year: int
    sums: Sums
    whole: bool


@dataclass(frozen=True)
class Income:
    """Of all purchases, those of clients unknown too. ``months``: without gaps, at most 25, the oldest first (one with
    a purchase), the last is the current one; ``years``: likewise, at most 10. Empty where nothing was ever bought."""

    months: tuple[Month, ...]
    years: tuple[Year, ...]


def income(shop: Shop, bought: Bought) -> Income:
    if not len(bought.rows):
        return Income((), ())
    now = months(day_numbers([shop.book.today]))[0]
    return Income(_months(shop, bought, int(now)), _years(bought, shop.book.today.year))


def first_of_month(month: int) -> dt.date:
    """``month``: months since January 1970."""
    return dt.date(1970 + month // 12, month % 12 + 1, 1)


def _months(shop: Shop, bought: Bought, now: int) -> tuple[Month, ...]:
    start = _first_since(bought.month, now - MONTHS + 1, now)
    size = now - start + 1
    rows = np.flatnonzero(bought.month >= start)
    group: Groups = bought.month[rows] - start
    returns = ~bought.visit[rows]
    returned = sums(group[returns].astype(np.int32), -bought.amount[rows[returns]], size).tolist()
    first = shop.totals.first
    came = months(first[first != NO_DAY]) - start
    newcomers = np.bincount(came[came >= 0], minlength=size).tolist()
    found = zip(bought.grouped(rows, group, size), newcomers, returned, strict=True)
    return tuple(
        Month(first_of_month(start + k), come_to, new, exact(back), whole=start + k < now)
        for k, (come_to, new, back) in enumerate(found)
    )


def _years(bought: Bought, now: int) -> tuple[Year, ...]:
    year = bought.month // 12 + 1970
    start = _first_since(year, now - YEARS + 1, now)
    rows = np.flatnonzero(year >= start)
    found = bought.grouped(rows, year[rows] - start, now - start + 1)
    return tuple(Year(start + k, come_to, whole=start + k < now) for k, come_to in enumerate(found))


def _first_since(periods: Groups, earliest: int, now: int) -> int:
    """The first of the periods that anything was bought in, from ``earliest`` on."""
    return int(periods[periods >= earliest].min(initial=now))
