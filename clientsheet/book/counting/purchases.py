"""Which rows are purchases, and what they come to for every client at once: checks, sums, first and last, services.

A purchase has a date that has come and a status that does not undo it. Rows of one client with one receipt number
are one check; a row without a number is a check of its own. A negative amount is a return: it lowers the total, and
is neither a check nor a visit. Without a visits tab signed contracts are the purchases; what they come to in other
money than the shop's is not added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days, day_numbers
from clientsheet.book.counting.money import SCALE, Flags, Whole, of_currency, product, scaled, sums
from clientsheet.book.reading.links import Links, factorised, plain_numbers, whole_numbers
from clientsheet.sheet.tables import Table

CANCELLED: Final = frozenset({"cancelled"})
NOT_COME: Final = frozenset({"cancelled", "no_show", "planned"})
UNDONE: Final = NOT_COME | {"refunded"}
NOT_BOOKED: Final = frozenset({"cancelled", "no_show", "refunded"})


@dataclass(frozen=True)
class Purchases:
    """The rows of the table they stand in, each array along its rows.

    ``client``: row of the client, or a negative word of ``links``. ``amount``, ``quantity``: ten-thousandths in the
    money of the shop, returns negative. ``visit``: counts as (part of) a check. ``counted``: counts in the sums,
    so visits and returns. ``booked``: a visit that is still to come. ``service``: number in ``services``, the
    texts as the owner wrote them, -1 where none. ``check``: number of the receipt, -1 where none.
    """

    table: Table
    client: Links
    day: Days
    amount: Whole
    quantity: Whole
    visit: Flags
    counted: Flags
    booked: Flags
    service: Links
    services: Sequence[str]
    check: NDArray[np.int64]


@dataclass(frozen=True)
class Totals:
    """What the purchases come to, along the clients. ``row``: the last visit's row of the table, -1 where none."""

    checks: Whole
    recent_checks: Whole
    total: Whole
    first: Days
    last: Days
    row: NDArray[np.int64]
    booked: Days
    """The first day of a visit to come, NO_DAY where none."""


def purchases(table: Table, clients: Links, today: dt.date, currency: str) -> Purchases:
    """``table``: visits, or contracts where the workbook has no visits; ``clients``: whom each row means;
    ``currency``: the money of the shop."""
    visits = table.tab.name == "visits"
    day, now = day_numbers(table.values("date")), today.toordinal()
    amount, quantity = _amounts(table)
    if "currency" in table:
        amount[~of_currency(table.values("currency"), currency)] = 0
    status = _Statuses(table.values("status" if visits else "stage"))
    dated, negative = day != NO_DAY, amount < 0
    come = dated & (day <= now)
    visit = come & ~negative & ~status.among(UNDONE)
    to_come = (day > now) | (status.among({"planned"}) & (day == now))
    service, services = factorised(table.values("service" if visits else "subject"))
    return Purchases(
        table=table,
        client=clients,
        day=day,
        amount=amount,
        quantity=quantity,
        visit=visit,
        counted=visit | (come & negative & ~status.among(CANCELLED)),
        booked=to_come & ~negative & ~status.among(NOT_BOOKED) & visits,
        service=service,
        services=services,
        check=_receipts(table, "receipt" if visits else "number"),
    )


def totals(bought: Purchases, size: int, today: dt.date) -> Totals:
    """Along ``size`` clients."""
    known = bought.client >= 0
    summed = known & bought.counted
    rows = np.flatnonzero(known & bought.visit)
    client, day = bought.client[rows], bought.day[rows]
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, client, day)
    latest = np.full(size, -1, np.int64)
    np.maximum.at(latest, client, day * len(bought.day) + rows)  # the lowest row of the last day
    none = latest < 0
    check, recent = bought.check[rows], day > today.toordinal() - 365
    return Totals(
        checks=_distinct(client, check, size),
        recent_checks=_distinct(client[recent], check[recent], size),
        total=sums(bought.client[summed], bought.amount[summed], size),
        first=np.where(none, NO_DAY, first),
        last=np.where(none, NO_DAY, latest // max(len(bought.day), 1)),
        row=np.where(none, -1, latest % max(len(bought.day), 1)),
        booked=_first_booked(bought, known, size),
    )


def _amounts(table: Table) -> tuple[Whole, Whole]:
    """Amount and quantity of each row. A blank amount is quantity times price; an unreadable one is nothing."""
    amount, known = scaled(table.values("amount"))
    quantity, counted = scaled(table.values("quantity"))
    quantity = np.where(counted, quantity, SCALE)
    if not known.all() and "price" in table:
        price, priced = scaled(table.values("price"))
        blank = priced & ~known & _blank(table, "amount") & (counted | _blank(table, "quantity"))
        amount[blank] = product(quantity[blank], price[blank])
    return amount, np.where(amount < 0, -np.abs(quantity), quantity)


def _blank(table: Table, name: str) -> Flags:
    column = table.columns.get(name)
    if column is None:
        return np.ones(len(table), np.bool_)
    return np.fromiter((cell is None for cell in column.raw), np.bool_, len(table))


class _Statuses:
    def __init__(self, values: Sequence[Any]) -> None:
        self._number, self._words = factorised(values)

    def among(self, words: frozenset[str] | set[str]) -> Flags:
        if not self._words:
            return np.zeros(len(self._number), np.bool_)
        return np.array([word in words for word in self._words] + [False])[self._number]  # [-1]: a blank status


def _receipts(table: Table, name: str) -> NDArray[np.int64]:
    """The same number for the same receipt, -1 for none."""
    numbers = whole_numbers(table.columns[name].raw) if name in table else None
    if numbers is not None:
        return numbers
    values = table.values(name)
    present = np.fromiter(map(bool, values), np.bool_, len(values))
    texts = list(filter(None, values))
    found = np.full(len(values), -1, np.int64)
    numbers = plain_numbers(texts)
    found[present] = factorised(texts)[0] if numbers is None else numbers
    return found


def _distinct(client: Links, check: NDArray[np.int64], size: int) -> Whole:
    """How many checks each client has: distinct receipts, and every row without one."""
    single = check < 0
    alone = np.bincount(client[single], minlength=size)
    client, check = client[~single].astype(np.int64), check[~single]
    if len(check) and check.max() >= 2**40:
        check = np.unique(check, return_inverse=True)[1]
    pairs = np.sort(client * (check.max(initial=0) + 1) + check)
    firsts = np.ones(len(pairs), np.bool_)
    firsts[1:] = pairs[1:] != pairs[:-1]
    owners = pairs[firsts] // (check.max(initial=0) + 1)
    return alone + np.bincount(owners, minlength=size)


def _first_booked(bought: Purchases, known: Flags, size: int) -> Days:
    rows = np.flatnonzero(known & bought.booked)
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, bought.client[rows], bought.day[rows])
    return np.where(first == np.iinfo(np.int64).max, NO_DAY, first)
