"""Where clients come from, and which source brings the most valuable ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from clientsheet.book.insight.bought import Bought, Groups
from clientsheet.book.insight.lines import LONGEST, spelled
from clientsheet.book.insight.values import Source, Sources
from clientsheet.book.money import Whole, exact, sums
from clientsheet.book.shop import Shop

FEWEST: Final = 5
"""One rich client makes no source; so many who came do."""


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
