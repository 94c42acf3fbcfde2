"""After how long a client is expected back: their own interval, else that of the last service, else their rhythm,
else the shop's habit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days, add_months
from clientsheet.book.counting.labels import Labels
from clientsheet.book.counting.money import Whole
from clientsheet.config import Rules


class Source(IntEnum):
    """Who says so."""

    NOBODY = 0
    CLIENT = 1
    SERVICE = 2
    RHYTHM = 3
    SHOP = 4


@dataclass(frozen=True)
class Intervals:
    """Along the clients: so many days, or so many calendar months, and who says so."""

    days: Whole
    months: Whole
    source: NDArray[np.int8]

    def after(self, day: Days) -> Days:
        """The day one interval later; NO_DAY where there is no day or no interval."""
        known = (day != NO_DAY) & (self.source != Source.NOBODY)
        later = np.where(known, day + self.days, NO_DAY)
        monthly = known & (self.months > 0)
        later[monthly] = add_months(day[monthly], self.months[monthly])
        return later


def spans(values: Sequence[Any], month_weeks: int) -> tuple[Whole, Whole]:
    """The days and the calendar months of a column of intervals, 0 where it says none. ``month_weeks``: what a
    month is counted as; 0: a calendar month."""
    size = len(values)
    if not any(values):
        return np.zeros(size, np.int64), np.zeros(size, np.int64)
    days = np.fromiter((value.days or 0 if value else 0 for value in values), np.int64, size)
    months = np.fromiter((value.months or 0 if value else 0 for value in values), np.int64, size)
    return (days + months * month_weeks * 7, np.zeros_like(months)) if month_weeks else (days, months)


def intervals(
    own: Sequence[Any],
    service_label: NDArray[np.int64],
    services: Labels,
    service_intervals: Sequence[Any],
    rhythm: Whole,
    rules: Rules,
) -> Intervals:
    """``service_label``: of each client's last service, -1 where none; ``rhythm``: -1 where none."""
    days, months = spans(own, rules.month_weeks)
    source = np.where((days > 0) | (months > 0), Source.CLIENT, Source.NOBODY).astype(np.int8)

    def take(more_days: Whole, more_months: Whole, who: Source) -> None:
        taken = (source == Source.NOBODY) & ((more_days > 0) | (more_months > 0))
        days[taken], months[taken], source[taken] = more_days[taken], more_months[taken], who

    listed_days, listed_months = spans(service_intervals, rules.month_weeks)
    row = np.append(services.row, np.int32(-1))[service_label]
    take(_at(listed_days, row), _at(listed_months, row), Source.SERVICE)
    nothing = np.zeros_like(days)
    take(np.maximum(rhythm, 0), nothing, Source.RHYTHM)
    take(nothing + (rules.default_interval_days or 0), nothing, Source.SHOP)
    return Intervals(days, months, source)


def _at(values: Whole, rows: NDArray[np.int32]) -> Whole:
    return np.append(values, np.int64(0))[np.where(rows >= 0, rows, -1)]
