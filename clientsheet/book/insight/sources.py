"""Where clients come from, and which source brings the most valuable ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.money import Whole, exact, sums
from clientsheet.book.insight.bought import Bought, Groups
from clientsheet.book.insight.lines import LONGEST, spelled
from clientsheet.book.insight.sums import share
from clientsheet.book.shop import Shop

FEWEST: Final = 5
"""One rich client makes no source; so many who came do."""


@dataclass(frozen=True)
class Source:
    """Where clients come from (column "Source"; '' where it is blank). ``buyers``: of its ``clients``, those with a
    check; ``again``: with two or more. ``total``: all they ever bought (column "Total"), ``year``: in the year.
    ``others`` as of ``Line``."""

    name: str
    clients: int
    buyers: int
    again: int
    total: Decimal
    year: Decimal
    others: int = 0

    @property
    def value(self) -> Decimal | None:
        """What one of its clients who came has brought on average."""
        return (self.total / self.buyers).quantize(Decimal("0.01")) if self.buyers else None

    @property
    def repeat(self) -> float | None:
        return share(self.again, self.buyers)


@dataclass(frozen=True)
class Sources:
    """``lines``: the largest total first, at most 12, the rest as one; the blank source last. ``best``: position of
    the line with the most valuable clients among named sources of ``fewest`` buyers or more; None: there are not two
    to compare."""

    lines: tuple[Source, ...]
    best: int | None
    fewest: int


def sources(shop: Shop, bought: Bought) -> Sources:
    number, names = spelled(shop.book["clients"].values("source"))
    if not names:
        return Sources((), None, FEWEST)
    total = shop.totals.total
    place, shown, others = _places(number.astype(np.int64), total, len(names))
    called = [*(names[name] for name in shown), "", ""]
    lines = _lines(shop, bought, place, called, others)
    return Sources(lines, _best(lines), FEWEST)


def _places(number: Groups, total: Whole, size: int) -> tuple[Groups, Sequence[int], int]:
    """The line of each client, the names that have one, and how many names share the line behind them."""
    named = number >= 0
    worth = sums(number[named].astype(np.int32), total[named], size)
    clients = np.bincount(number[named], minlength=size)
    order = np.lexsort((np.arange(size), -clients, -worth))
    shown = order if size <= LONGEST else order[: LONGEST - 1]
    place = np.full(size + 1, len(shown), np.int64)
    place[shown] = np.arange(len(shown))
    place[-1] = len(shown) + 1
    return place[number], shown.tolist(), size - len(shown)


def _lines(shop: Shop, bought: Bought, place: Groups, called: Sequence[str], others: int) -> tuple[Source, ...]:
    size, came, again = len(called), shop.totals.checks > 0, shop.totals.checks > 1
    theirs = bought.year & bought.known
    total = sums(place.astype(np.int32), shop.totals.total, size).tolist()
    year = sums(place[bought.client[theirs]].astype(np.int32), bought.amount[theirs], size).tolist()
    clients, buyers, returning = (_count(place[of], size) for of in (slice(None), came, again))
    found = [
        Source(
            name, clients[k], buyers[k], returning[k], exact(total[k]), exact(year[k]), others if k == size - 2 else 0
        )
        for k, name in enumerate(called)
    ]
    return tuple(one for one in found if one.clients)


def _count(places: Groups, size: int) -> list[int]:
    found: list[int] = np.bincount(places, minlength=size).tolist()
    return found


def _best(lines: Sequence[Source]) -> int | None:
    able = [(one.value, -k) for k, one in enumerate(lines) if one.name and one.buyers >= FEWEST and one.value]
    return -max(able)[1] if len(able) > 1 else None
