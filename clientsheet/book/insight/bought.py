"""The purchases once more, laid out for counting: what they come to in any group of them, for a million at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import EPOCH, Days
from clientsheet.book.counting.money import Flags, Whole, exact, sums
from clientsheet.book.counting.purchases import Purchases
from clientsheet.book.insight.sums import Sums

YEAR_DAYS = 365
Groups = NDArray[np.int64]


@dataclass(frozen=True)
class Bought:
    """The counted rows of ``Purchases``, oldest or newest in no order; each array along them.

    ``client``: row of the client, negative where unknown. ``amount``: ten-thousandths. ``visit``: part of a check, else
    a return. ``receipt``: the same number for the rows of one check. ``month``: months since January 1970.
    """

    rows: NDArray[np.intp]
    client: NDArray[np.int64]
    day: Days
    amount: Whole
    visit: Flags
    receipt: Groups
    today: int

    @classmethod
    def of(cls, purchases: Purchases, today: int) -> Bought:
        rows = np.flatnonzero(purchases.counted)
        client = purchases.client[rows].astype(np.int64)
        receipt = _receipts(client, purchases.check[rows])
        return cls(rows, client, purchases.day[rows], purchases.amount[rows], purchases.visit[rows], receipt, today)

    @cached_property
    def month(self) -> Groups:
        return months(self.day)

    @cached_property
    def year(self) -> Flags:
        """In the last 365 days."""
        return self.day > self.today - YEAR_DAYS

    @cached_property
    def year_before(self) -> Flags:
        return ~self.year & (self.day > self.today - 2 * YEAR_DAYS)

    @cached_property
    def known(self) -> Flags:
        return self.client >= 0

    def sums(self, which: Flags) -> Sums:
        return self.grouped(np.flatnonzero(which), np.zeros(int(which.sum()), np.int64), 1)[0]

    def grouped(self, rows: NDArray[np.intp], group: Groups, size: int) -> Sequence[Sums]:
        """Of each group 0..size-1; ``group`` runs along the chosen ``rows`` of these arrays."""
        income = sums(group.astype(np.int32), self.amount[rows], size).tolist()
        visit = self.visit[rows]
        rows, group = rows[visit], group[visit]
        checks = distinct(group, self.receipt[rows], size).tolist()
        known = self.known[rows]
        clients = distinct(group[known], self.client[rows[known]], size).tolist()
        return [Sums(exact(money), *counts) for money, *counts in zip(income, checks, clients, strict=True)]


def distinct(group: Groups, what: Groups, size: int) -> Whole:
    """How many different things each group 0..size-1 holds. Both arrays run along the things, which are not negative."""
    many = int(what.max(initial=0)) + 1
    pairs = np.sort(group * many + what)
    first = np.ones(len(pairs), np.bool_)
    first[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[first] // many, minlength=size)


def months(day: Days) -> Groups:
    """Months since January 1970."""
    first, last = int(day.min(initial=EPOCH)), int(day.max(initial=EPOCH))
    calendar = np.arange(first - EPOCH, last - EPOCH + 1).astype("datetime64[D]").astype("datetime64[M]")
    found: Groups = calendar.astype(np.int64)[day - first]
    return found


def _receipts(client: NDArray[np.int64], check: NDArray[np.int64]) -> Groups:
    """Rows of one client with one receipt number are one check; a row without a number is a check of its own."""
    numbered = np.flatnonzero(check >= 0)
    receipt = np.arange(len(check), dtype=np.int64)
    ascending = np.sort(check[numbered])
    if (ascending[1:] != ascending[:-1]).all():
        return receipt
    order = numbered[np.lexsort((client[numbered], check[numbered]))]
    other = np.ones(len(order), np.bool_)
    other[1:] = (check[order[1:]] != check[order[:-1]]) | (client[order[1:]] != client[order[:-1]])
    receipt[order] = order[np.flatnonzero(other)][np.cumsum(other) - 1]
    return receipt
