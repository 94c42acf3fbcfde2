"""Which services, and which people of the staff, brought what in the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.money import sums
from clientsheet.book.insight.bought import Bought, Groups
from clientsheet.book.insight.sums import Sums, share
from clientsheet.book.reading.links import Links, factorised
from clientsheet.book.shop import Shop
from clientsheet.sheet.kinds.fold import fold

LONGEST: Final = 12


@dataclass(frozen=True)
class Line:
    """One service or one person of the staff. ``rows``: purchases that name it in the year (rows of the tab).
    ``share``: of the income of the year. ``name`` '': the rows that name none. ``others``: how many are put together
    in this line (its ``name`` is '' too); 0: it is one."""

    name: str
    year: Sums
    before: Sums
    rows: int
    share: float | None
    others: int = 0


def services(shop: Shop, bought: Bought) -> tuple[Line, ...]:
    label = shop.labels.along(shop.purchases.service)
    return _lines(bought, label[bought.rows].astype(np.int64), shop.labels.names)


def staff(shop: Shop, bought: Bought) -> tuple[Line, ...]:
    number, names = spelled(shop.purchases.table.values("staff"))
    return _lines(bought, number[bought.rows].astype(np.int64), names)


def spelled(values: Sequence[str | None]) -> tuple[Links, Sequence[str]]:
    """The number of the name in each cell, -1 for none, and the names as they are spelled the first time; case, blanks
    and the like make no other name."""
    number, texts = factorised(values)
    same: dict[str, int] = {}
    names: list[str] = []
    place = np.empty(len(texts) + 1, np.int32)
    for text, at in zip(texts, range(len(texts)), strict=True):
        folded = fold(text)
        if folded not in same:
            same[folded] = len(names)
            names.append(" ".join(text.split()))
        place[at] = same[folded]
    place[-1] = -1
    return place[number], names


def _lines(bought: Bought, label: Groups, names: Sequence[str]) -> tuple[Line, ...]:
    """``label`` runs along ``bought``, -1 where there is none."""
    recent = bought.year | bought.year_before
    if not (label[recent] >= 0).any():
        return ()
    shown, others = _ranked(bought, label, len(names))
    place = np.full(len(names) + 1, len(shown), np.int64)  # the line of each name: behind those shown the rest ...
    place[shown] = np.arange(len(shown))
    place[-1] = len(shown) + 1  # ... and behind it what has no name
    line = place[label]
    size = len(shown) + 2
    this, before = (bought.grouped(np.flatnonzero(of), line[of], size) for of in (bought.year, bought.year_before))
    rows = np.bincount(line[bought.year & bought.visit], minlength=size).tolist()
    whole = sum(one.income for one in this)
    called = [*(names[name] for name in shown.tolist()), "", ""]
    found = [
        Line(called[k], this[k], before[k], rows[k], share(this[k].income, whole), others if k == len(shown) else 0)
        for k in range(size)
    ]
    return tuple(one for one in found if one.name or one.rows or one.year.income or one.before.income)


def _ranked(bought: Bought, label: Groups, size: int) -> tuple[NDArray[np.intp], int]:
    """The names to show, the largest income of the year first, then of the year before; and how many are left."""
    earned = []
    for period in (bought.year, bought.year_before):
        rows = np.flatnonzero(period & (label >= 0))
        earned.append((sums(label[rows].astype(np.int32), bought.amount[rows], size), _seen(label[rows], size)))
    (this, now), (before, then) = earned
    there = np.flatnonzero(now | then)
    order = there[np.lexsort((there, -before[there], -this[there]))]
    return (order, 0) if len(order) <= LONGEST else (order[: LONGEST - 1], len(order) - LONGEST + 1)


def _seen(label: Groups, size: int) -> NDArray[np.bool_]:
    return np.bincount(label, minlength=size) > 0
