"""What kind of client this is, in one word: the segment (first rule that fits), and how often they come."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days
from clientsheet.book.counting.money import SCALE, Flags, Whole
from clientsheet.book.counting.purchases import Totals
from clientsheet.config import Rules

SEGMENTS: Final = ("vip", "new", "lost", "sleeping", "regular", "occasional")
FREQUENCIES: Final = ("one_off", "regular", "rare")
VISITS_A_YEAR: Final = 3


def segments(owners_mark: Flags, at: Totals, expected: Days, rules: Rules, today: int) -> NDArray[np.int64]:
    """The number in SEGMENTS of each client. ``expected``: the day one interval after the last visit, NO_DAY where
    nothing is expected (no interval, or a visit is booked)."""
    away = today - at.last
    late = np.where(expected != NO_DAY, away / np.maximum(expected - at.last, 1), 0.0)
    fits = (
        owners_mark | vip_by_total(at.total, rules),
        (at.checks == 0) | ((at.checks == 1) & (away <= rules.new_days)),
        late > rules.lost_factor,
        late > rules.sleeping_factor,
        at.checks >= rules.regular_visits,
    )
    return np.select(fits, range(len(fits)), len(fits)).astype(np.int64)


def vip_by_total(total: Whole, rules: Rules) -> Flags:
    """Who spent the threshold, or belongs to the top share of those who spent anything (equals share a place)."""
    found = np.zeros(len(total), np.bool_)
    if rules.vip_total is not None:
        found |= total >= round(rules.vip_total * SCALE)
    spent = total[total > 0]
    if rules.vip_top_percent is not None and len(spent):
        places = max(1, math.floor(len(spent) * rules.vip_top_percent / 100))
        found |= total >= max(1, int(np.sort(spent)[-places]))
    return found


def frequencies(at: Totals) -> NDArray[np.int64]:
    """The number in FREQUENCIES of each client, -1 for one who has not come yet."""
    fits = (at.checks == 0, at.checks == 1, at.recent_checks >= VISITS_A_YEAR)
    return np.select(fits, (-1, 0, 1), 2).astype(np.int64)
