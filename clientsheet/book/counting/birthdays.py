"""The last and the next birthday of everybody at once, 29 February included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import EPOCH, Days
from clientsheet.book.counting.money import Flags


@dataclass(frozen=True)
class Birthdays:
    """``whose``: position among those asked for; ``year`` of this celebration; ``moved``: a 29 February that is
    kept on another day."""

    whose: NDArray[np.intp]
    day: Days
    year: NDArray[np.int64]
    moved: Flags


def birthdays(born: Sequence[Any], today: int, feb29: str) -> Birthdays:
    """``born``: ``Birthday`` or None. ``feb29``: where a 29 February goes in other years, '28feb' or '1mar'.
    Nobody has a birthday in the year of birth or before it."""
    whose = np.flatnonzero(np.fromiter(map(bool, born), np.bool_, len(born)))
    known = [value for value in born if value]
    month = np.fromiter((value.month for value in known), np.int64, len(known))
    day = np.fromiter((value.day for value in known), np.int64, len(known))
    birth = np.fromiter((value.year or 0 for value in known), np.int64, len(known))
    this_year = dt.date.fromordinal(today).year
    years = (this_year - 1, this_year, this_year + 1)
    days = [_in(year, month, day, feb29) for year in years]
    ahead = days[1] >= today
    parts = (
        (np.where(ahead, years[0], years[1]), np.where(ahead, days[0], days[1])),
        (np.where(ahead, years[1], years[2]), np.where(ahead, days[1], days[2])),
    )
    year, when = (np.concatenate(both) for both in zip(*parts, strict=True))
    leap = ((month == 2) & (day == 29))[np.tile(np.arange(len(known)), 2)]
    alive = year > np.tile(birth, 2)
    moved = leap & (year % 4 != 0) | leap & (year % 100 == 0) & (year % 400 != 0)
    return Birthdays(np.tile(whose, 2)[alive], when[alive], year[alive], moved[alive])


def _in(year: int, month: NDArray[np.int64], day: NDArray[np.int64], feb29: str) -> Days:
    start = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    found = start.astype("datetime64[D]").astype(np.int64) + day - 1 + EPOCH
    spilled = (found - EPOCH).astype("datetime64[D]").astype("datetime64[M]") != start
    return found - spilled if feb29 == "28feb" else found
