"""Calendar days as whole numbers, a column at a time. Day 1 is 1 January of year 1, as ``date.toordinal`` counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]

NO_DAY: Final = 0
EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_LAST_DAY: Final = dt.date.max.toordinal()


def day_numbers(values: Sequence[dt.date | None]) -> Days:
    """NO_DAY where there is none; of a moment, its day."""
    try:
        return np.fromiter(map(dt.date.toordinal, values), np.int64, len(values))  # type: ignore[arg-type]
    except TypeError:
        return np.fromiter((value.toordinal() if value else NO_DAY for value in values), np.int64, len(values))


def dates(days: Days) -> list[dt.date | None]:
    """The days as dates; None for NO_DAY and for days beyond the calendar."""
    from_ordinal = dt.date.fromordinal
    known = {day: from_ordinal(day) for day in np.unique(days).tolist() if 0 < day <= _LAST_DAY}
    return list(map(known.get, days.tolist()))


def datetime64(days: Days) -> NDArray[np.datetime64]:
    """The days as numpy's dates; NaT for NO_DAY."""
    found = (days - EPOCH).astype("datetime64[D]")
    found[days == NO_DAY] = np.datetime64("NaT", "D")
    return found


def add_months(days: Days, months: NDArray[np.int64]) -> Days:
    """The same day of a later month, or that month's last day: 31.12 and two months are 28.02."""
    moment = (days - EPOCH).astype("datetime64[D]")
    month = moment.astype("datetime64[M]")
    day_of_month = (moment - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months.astype("timedelta64[M]")
    length = ((target + np.timedelta64(1, "M")).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(
        np.int64
    )
    first = target.astype("datetime64[D]").astype(np.int64)
    later: Days = first + np.minimum(day_of_month, length - 1) + EPOCH
    return later
