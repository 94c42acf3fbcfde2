"""How many clients of each segment there are, and who went from one to another in the last month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.money import exact, sums
from clientsheet.book.counting.segments import SEGMENTS
from clientsheet.book.insight.bought import Bought
from clientsheet.book.insight.sums import share
from clientsheet.book.shop import Shop

DAYS_AGO: Final = 30


@dataclass(frozen=True)
class SegmentLine:
    """One segment of the column "Segment". ``clients``: in it today; ``before``: in it on ``Segments.then``.
    ``income``: of the year, of those in it today; ``share`` of the income of all known clients in the year."""

    segment: str
    clients: int
    before: int
    income: Decimal
    share: float | None


@dataclass(frozen=True)
class Segments:
    """Who is what, and how it moved since ``then``, ``days`` days ago, counted again from the purchases until that day.
    (What was booked ahead on that day the sheet does not tell: there it counts as not booked. Those who never came
    count as new on both days; those who first came after ``then`` were not there.)

    ``lines``: in the order of SEGMENTS, all six. ``moves[i][j]``: how many went from the i-th to the j-th segment; the
    seventh row, ``moves[6]``, are those who came since."""

    lines: tuple[SegmentLine, ...]
    then: dt.date
    days: int
    moves: tuple[tuple[int, ...], ...]

    @property
    def newcomers(self) -> int:
        return sum(self.moves[-1])

    def moved(self, origin: str, target: str) -> int:
        return self.moves[SEGMENTS.index(origin)][SEGMENTS.index(target)]


def segments(shop: Shop, bought: Bought) -> Segments:
    size = len(SEGMENTS)
    then = shop.book.today - dt.timedelta(days=DAYS_AGO)
    now, before = shop.segment, shop.until(then).segment.copy()
    before[shop.totals.first > then.toordinal()] = size  # they first came since
    moves = np.bincount(before * size + now, minlength=(size + 1) * size).reshape(size + 1, size)
    theirs = bought.year & bought.known
    income = sums(now[bought.client[theirs]].astype(np.int32), bought.amount[theirs], size).tolist()
    lines = zip(SEGMENTS, moves.sum(axis=0).tolist(), moves.sum(axis=1).tolist(), income, strict=False)
    return Segments(
        lines=tuple(
            SegmentLine(segment, clients, were, exact(money), share(money, sum(income)))
            for segment, clients, were, money in lines
        ),
        then=then,
        days=DAYS_AGO,
        moves=tuple(map(tuple, moves.tolist())),
    )
