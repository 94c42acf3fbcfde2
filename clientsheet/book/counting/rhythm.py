"""How often a client comes, and for what: the median gap between visit days, the service bought most often."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import Days
from clientsheet.book.reading.links import Links

DAYS_FOR_A_RHYTHM: Final = 3
_DAY_LIMIT: Final = 2**22
"""Above every day number of the calendar."""
_ROW_LIMIT: Final = 2**21
"""Above every row of a workbook; with the two others it fits into 63 bits."""
_MOST_TIMES: Final = 2**20 - 1


def median_gaps(client: Links, day: Days, size: int) -> NDArray[np.int64]:
    """The median number of days between distinct visit days of each client, whole, half to even; -1 where there are
    fewer than three of them. ``client`` and ``day`` run along the visits, in any order."""
    visits = np.sort(client.astype(np.int64) * _DAY_LIMIT + day)
    visits = visits[np.diff(visits, prepend=-1) > 0]
    owner = visits // _DAY_LIMIT
    gap = np.diff(visits)
    inside = owner[1:] == owner[:-1]
    owner, gaps = owner[1:][inside], gap[inside]
    ordered = np.sort(owner * _DAY_LIMIT + gaps) % _DAY_LIMIT
    count = np.bincount(owner, minlength=size)
    start = np.cumsum(count) - count
    enough = np.flatnonzero(count >= DAYS_FOR_A_RHYTHM - 1)
    low = ordered[start[enough] + (count[enough] - 1) // 2]
    high = ordered[start[enough] + count[enough] // 2]
    rhythm = np.full(size, -1, np.int64)
    rhythm[enough] = np.rint((low + high) / 2).astype(np.int64)
    return rhythm


def favourites(client: Links, day: Days, service: Links, size: int) -> NDArray[np.int64]:
    """The service each client bought most often, of equals the one bought last; -1 where there is none.

    The arrays run along the visits in the order of the sheet, which decides between equals of one day.
    """
    rows = np.flatnonzero(service >= 0)
    found = np.full(size, -1, np.int64)
    if not len(rows):
        return found
    kinds = int(service.max()) + 1
    pair = client[rows].astype(np.int64) * kinds + service[rows]
    order = np.argsort(pair, kind="stable")
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))
    times = np.diff(starts, append=len(order))
    when = day[rows] * _ROW_LIMIT + rows
    latest = np.maximum.reduceat(when[order], starts)
    score = np.minimum(times, _MOST_TIMES) * (_DAY_LIMIT * _ROW_LIMIT) + latest
    best = np.full(size, -1, np.int64)
    np.maximum.at(best, pair[order[starts]] // kinds, score)
    bought = best >= 0
    found[bought] = service[best[bought] % _ROW_LIMIT]
    return found
