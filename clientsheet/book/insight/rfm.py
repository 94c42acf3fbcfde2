"""Recency, frequency and money with fixed thresholds: the three columns "Last visit", "Visits" and "Total" in steps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.money import SCALE, exact, sums
from clientsheet.book.shop import Shop

GROUPS: Final = ("best", "often", "generous", "fresh", "cooling", "slipping", "passing", "gone")
_STEPS: Final = 3
_LEAST: Final = Decimal("0.01")
_MOST: Final = 2**62


@dataclass(frozen=True)
class Group:
    """Clients of one habit, by code in GROUPS. ``total``: all they ever bought."""

    group: str
    clients: int
    total: Decimal


@dataclass(frozen=True)
class Rfm:
    """Recency, frequency, money of all who came, with fixed thresholds: three steps an axis, 0 the worst, 2 the best.

    *recency*: days since the last visit: at most ``days[0]`` -> 2, at most ``days[1]`` -> 1, more -> 0.
    *frequency*: visits: at least ``visits[1]`` -> 2, at least ``visits[0]`` -> 1, fewer -> 0.
    *money*: total: at least ``money[1]`` -> 2, at least ``money[0]`` -> 1, less -> 0. ``own_money``: the owner set
    these sums; else they are as many usual checks of the shop, rounded, as ``visits`` says.
    ``clients[r][f][m]``: how many clients stand there. ``groups``: in the order of GROUPS, all of them:

    ============  =======  =========  =====
    group         recency  frequency  money
    ============  =======  =========  =====
    ``best``      2        2          2
    ``often``     2        2          0, 1
    ``generous``  2        0, 1       2
    ``fresh``     2        0, 1       0, 1
    ``cooling``   1        one of the two is 1 or 2
    ``passing``   1        0          0
    ``slipping``  0        one of the two is 2
    ``gone``      0        0, 1       0, 1
    ============  =======  =========  =====
    """

    days: tuple[int, int]
    visits: tuple[int, int]
    money: tuple[Decimal, Decimal]
    own_money: bool
    clients: tuple[tuple[tuple[int, ...], ...], ...]
    groups: tuple[Group, ...]


def rfm(shop: Shop) -> Rfm:
    rules, at = shop.book.rules.rfm, shop.totals
    days = _ascending(rules.recent_days, rules.away_days)
    visits = _ascending(rules.some_visits, rules.often_visits)
    money = _money(shop, visits)
    came = np.flatnonzero(at.checks > 0)
    recency = 2 - np.searchsorted(days, shop.today - at.last[came], side="left")
    frequency = np.searchsorted(visits, at.checks[came], side="right")
    spent = np.searchsorted([int(sum_ * SCALE) for sum_ in money], at.total[came], side="right")
    cells = np.bincount((recency * _STEPS + frequency) * _STEPS + spent, minlength=_STEPS**3)
    group = _GROUP[recency, frequency, spent]
    total = sums(group.astype(np.int32), at.total[came], len(GROUPS)).tolist()
    clients = np.bincount(group, minlength=len(GROUPS)).tolist()
    return Rfm(
        days=days,
        visits=visits,
        money=money,
        own_money=rules.good_total is not None and rules.best_total is not None,
        clients=tuple(tuple(map(tuple, plane)) for plane in cells.reshape(_STEPS, _STEPS, _STEPS).tolist()),
        groups=tuple(Group(name, clients[k], exact(total[k])) for k, name in enumerate(GROUPS)),
    )


def group_of(recency: int, frequency: int, money: int) -> str:
    """The group of three steps, 0 the worst, 2 the best."""
    if recency == 2:
        return (
            "best" if frequency == money == 2 else "often" if frequency == 2 else "generous" if money == 2 else "fresh"
        )
    if recency == 1:
        return "cooling" if frequency or money else "passing"
    return "slipping" if 2 in (frequency, money) else "gone"


_GROUP: Final = np.array(
    [[[GROUPS.index(group_of(r, f, m)) for m in range(_STEPS)] for f in range(_STEPS)] for r in range(_STEPS)]
)


def _money(shop: Shop, visits: tuple[int, int]) -> tuple[Decimal, Decimal]:
    """The owner's two sums; where one is not said, as many usual checks of the shop as make a step of visits."""
    rules, at = shop.book.rules.rfm, shop.totals
    checks = int(at.checks.sum())
    usual = exact(int(at.total.sum())) / checks if checks else Decimal(0)
    said = (rules.good_total, rules.best_total)
    sums_ = [
        _rounded(usual * times) if own is None else exact(min(round(own * SCALE), _MOST))
        for own, times in zip(said, visits, strict=True)
    ]
    return min(sums_), max(sums_)


def _rounded(amount: Decimal) -> Decimal:
    """To two leading digits, so that people can keep it in mind: 4187.25 -> 4200."""
    if amount <= 0:
        return _LEAST
    step = Decimal(1).scaleb(amount.adjusted() - 1)
    return max((amount / step).to_integral_value() * step, _LEAST).quantize(_LEAST)


def _ascending(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
