"""Each filled value of a client in words, from the owner's own rows: «останній візит 15.02.2026 + 8 тижнів − 7 днів».

The words retrace the values; what is shown is never computed a second way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from clientsheet.book.because_next import next_contact
from clientsheet.book.counting.ground import Known
from clientsheet.book.counting.money import SCALE
from clientsheet.book.counting.phrases import money, span, stands
from clientsheet.book.counting.segments import SEGMENTS, VISITS_A_YEAR
from clientsheet.text import say

_SHOWN: Final = 8
"""How many rows are named one by one."""


def because(shop: Known, column: str, client: int, language: str) -> list[str]:
    """Why a filled column of the clients tab says what it says of a client. KeyError: no such column."""
    explain = _EXPLANATIONS[column]
    if not shop.keys[client]:
        return [say(language, "because.no_key")]
    return explain(_Asked(shop, client, language))


class _Asked:
    """One client, one language, and the rows that concern them."""

    def __init__(self, shop: Known, client: int, language: str) -> None:
        self.shop, self.client, self.language = shop, client, language
        bought = shop.purchases
        self.table = bought.table
        rows = shop.purchases_of(client)
        self.visits = [int(row) for row in rows if bought.visit[row]]
        self.returns = [int(row) for row in rows if bought.counted[row] and not bought.visit[row]]
        self.left = [int(row) for row in rows if not bought.counted[row]]
        self.checks = int(shop.totals.checks[client])
        self.last = int(shop.totals.last[client])

    def say(self, key: str, **facts: object) -> str:
        return say(self.language, f"because.{key}", **facts)

    def money(self, amount: Any) -> str:
        return money(int(amount) / SCALE, self.language)

    def cells(self, rows: Sequence[int]) -> str:
        named = ", ".join(stands(self.table, row, "date") for row in rows[:_SHOWN])
        return f"{named} {self.say('more', n=len(rows) - _SHOWN)}" if len(rows) > _SHOWN else named

    def day(self, row: int) -> dt.date:
        return dt.date.fromordinal(int(self.shop.purchases.day[row]))


def _visits(asked: _Asked) -> list[str]:
    if not asked.visits:
        found = [asked.say("visits.none", tab=asked.table.title)]
    else:
        cells = asked.cells(asked.visits)
        found = [asked.say("visits", rows=len(asked.visits), tab=asked.table.title, n=asked.checks, cells=cells)]
    return found + ([asked.say("visits.left", cells=asked.cells(asked.left))] if asked.left else [])


def _first_visit(asked: _Asked) -> list[str]:
    return _visit(asked, "first_visit", min)


def _last_visit(asked: _Asked) -> list[str]:
    return _visit(asked, "last_visit", max)


def _visit(asked: _Asked, key: str, which: Callable[[Iterable[dt.date]], dt.date]) -> list[str]:
    if not asked.visits:
        return _visits(asked)
    day = which(map(asked.day, asked.visits))
    row = next(row for row in asked.visits if asked.day(row) == day)
    return [asked.say(key, cell=stands(asked.table, row, "date"), date=day)]


def _total(asked: _Asked) -> list[str]:
    rows = sorted(asked.visits + asked.returns)
    if not rows:
        return _visits(asked)
    total = asked.money(asked.shop.totals.total[asked.client])
    amounts = [int(asked.shop.purchases.amount[row]) for row in rows]
    if len(rows) <= _SHOWN:
        parts = [f"{'−' if amount < 0 else '+'} {asked.money(abs(amount))}" for amount in amounts]
        found = [asked.say("total", sum=" ".join(parts).removeprefix("+ "), total=total)]
    else:
        found = [asked.say("total.many", n=len(rows), tab=asked.table.title, total=total)]
    return found + ([asked.say("total.returns", cells=asked.cells(asked.returns))] if asked.returns else [])


def _average_check(asked: _Asked) -> list[str]:
    if not asked.checks:
        return _visits(asked)
    average = asked.shop.filled()["clients"]["average_check"][asked.client]
    total = asked.money(asked.shop.totals.total[asked.client])
    return [asked.say("average_check", total=total, n=asked.checks, average=money(average, asked.language))]


def _debt(asked: _Asked) -> list[str]:
    table, due = asked.shop.book["contracts"], asked.shop.contracts
    owing = (asked.shop.links("contracts") == asked.client) & due.owing
    found = []
    for row in np.flatnonzero(owing).tolist():
        amount = table.value("amount", row)
        balance = int(due.balance[row]) / SCALE
        found.append(
            asked.say(
                "debt",
                number=table.value("number", row) or "",
                cell=stands(table, row, "amount"),
                amount=money(amount, asked.language),
                paid=money(amount - balance, asked.language),
                balance=money(balance, asked.language),
            )
        )
    return found or [asked.say("debt.none")]


def _rhythm(asked: _Asked) -> list[str]:
    days = sorted({asked.day(row) for row in asked.visits})
    rhythm = int(asked.shop.rhythm[asked.client])
    if rhythm < 0:
        return [asked.say("rhythm.none", n=len(days))]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    shown = ", ".join(map(str, gaps[-_SHOWN:]))
    return [asked.say("rhythm", gaps=f"… {shown}" if len(gaps) > _SHOWN else shown, n=rhythm)]


def _favourite_service(asked: _Asked) -> list[str]:
    label, labels = int(asked.shop.favourite[asked.client]), asked.shop.labels
    if label < 0:
        return [asked.say("favourite_service.none")]
    along = labels.along(asked.shop.purchases.service[asked.visits])
    rows = [row for row, of in zip(asked.visits, along, strict=True) if of == label]
    date = max(map(asked.day, rows))
    facts = {"service": labels.names[label], "times": len(rows), "n": int((along >= 0).sum()), "date": date}
    return [asked.say("favourite_service", **facts)]


def _segment(asked: _Asked) -> list[str]:
    shop, rules, client = asked.shop, asked.shop.book.rules, asked.client
    name = SEGMENTS[int(shop.segment[client])]
    if name == "vip":
        return [_vip(asked)]
    if name == "new":
        away = shop.today - asked.last
        return [
            asked.say("segment.new", n=away, limit=rules.new_days) if asked.checks else asked.say("segment.new.none")
        ]
    if name in ("lost", "sleeping"):
        away, expected = shop.today - asked.last, int(shop.expected[client]) - asked.last
        times = round(away / max(expected, 1), 1)
        factor = rules.lost_factor if name == "lost" else rules.sleeping_factor
        interval = span(int(shop.intervals.days[client]), int(shop.intervals.months[client]), asked.language)
        return [asked.say("segment.late", n=away, interval=interval, times=times, factor=factor)]
    return [asked.say(f"segment.{name}", n=asked.checks, limit=rules.regular_visits)]


def _vip(asked: _Asked) -> str:
    clients, rules = asked.shop.book["clients"], asked.shop.book.rules
    total = asked.shop.totals.total
    if clients.value("vip", asked.client):
        return asked.say("segment.vip.mark", cell=stands(clients, asked.client, "vip"))
    said = asked.money(total[asked.client])
    if rules.vip_total is not None and total[asked.client] >= round(rules.vip_total * SCALE):
        return asked.say("segment.vip.total", total=said, threshold=money(rules.vip_total, asked.language))
    return asked.say("segment.vip.top", total=said, percent=rules.vip_top_percent)


def _frequency(asked: _Asked) -> list[str]:
    number = int(asked.shop.frequency[asked.client])
    if number < 0:
        return [asked.say("frequency.none")]
    recent = int(asked.shop.totals.recent_checks[asked.client])
    name = ("one_off", "regular", "rare")[number]
    return [asked.say(f"frequency.{name}", n=recent, limit=VISITS_A_YEAR)]


def _next_contact(asked: _Asked) -> list[str]:
    return next_contact(asked.shop, asked.client, asked.language)


_EXPLANATIONS: Final[Mapping[str, Callable[[_Asked], list[str]]]] = {
    "visits": _visits,
    "first_visit": _first_visit,
    "last_visit": _last_visit,
    "average_check": _average_check,
    "total": _total,
    "debt": _debt,
    "rhythm": _rhythm,
    "favourite_service": _favourite_service,
    "segment": _segment,
    "frequency": _frequency,
    "next_contact": _next_contact,
    "reason": _next_contact,
}
