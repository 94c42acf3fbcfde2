"""How many clients of each segment there are, and who went from one to another in the last month."""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np

from clientsheet.book.insight.bought import Bought
from clientsheet.book.insight.values import SegmentLine, Segments, share
from clientsheet.book.money import exact, sums
from clientsheet.book.segments import SEGMENTS
from clientsheet.book.shop import Shop

DAYS_AGO: Final = 30


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
