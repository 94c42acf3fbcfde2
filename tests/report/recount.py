"""The figures of the report counted a second time, by pandas, from the rows as an owner would copy them out of the
sheet: nothing of ours is asked but the definitions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from clientsheet.book.insight.sums import Sums
from clientsheet.book.insight.values import Insight

Figures = dict[str, Any]
SEGMENTS = ("vip", "new", "lost", "sleeping", "regular", "occasional")


@dataclass
class Ledger:
    """``rows``: one a purchase that counts, with columns client (-1: unknown), day, amount (ten-thousandths, negative:
    a return), receipt (None: a check of its own), service, staff ('' for none). ``interval``: what the owner says of a
    client, in days, by the time of their last visit."""

    rows: pd.DataFrame
    clients: int
    today: dt.date
    vip_total: Decimal | None = None
    interval: Callable[[int, pd.DataFrame], float | None] = lambda _client, _visits: None
    booked: frozenset[int] = frozenset()


def recount(ledger: Ledger) -> Figures:
    rows, today = _prepared(ledger.rows), ledger.today
    year = rows[rows.ago < 365]
    before = rows[(rows.ago >= 365) & (rows.ago < 730)]
    first_of_month = pd.Timestamp(today.replace(day=1))
    last_month = first_of_month - pd.DateOffset(months=1)
    same_day = min(pd.Timestamp(today) - pd.DateOffset(months=1), first_of_month - pd.Timedelta(days=1))
    visits = rows[rows.visit & (rows.client >= 0)]
    return {
        "month": sums(rows[rows.date >= first_of_month]),
        "month_before": sums(rows[(rows.date >= last_month) & (rows.date <= same_day)]),
        "year": sums(year),
        "year_before": sums(before),
        "months": _months(rows, visits, today),
        "years": {int(of): sums(part) for of, part in rows.groupby(rows.date.dt.year)},
        "services": _named(rows, year, before, "service"),
        "staff": _named(rows, year, before, "staff"),
        "strangers": (int((rows.visit & (rows.client < 0)).sum()), money(rows[rows.client < 0].amount.sum())),
        **_repeat(visits, today),
        "cohorts": _cohorts(rows[rows.client >= 0], visits, today),
        **_segments(ledger, rows),
    }


def told(insight: Insight) -> Figures:
    """The same figures of ours, in the same shape."""

    def plain(one: Sums) -> tuple[Decimal, int, int]:
        return one.income, one.checks, one.clients

    def named(lines: Any) -> Figures:
        return {one.name: (plain(one.year), plain(one.before), one.rows) for one in lines if not one.others}

    at, due = insight.glance, insight.overdue
    return {
        **{name: plain(getattr(at, name)) for name in ("month", "month_before", "year", "year_before")},
        "months": {
            one.first: (plain(one.sums), one.newcomers, one.returned)
            for one in insight.income.months
            if one.sums != Sums() or one.newcomers or one.returned
        },
        "years": {one.year: plain(one.sums) for one in insight.income.years if one.sums != Sums()},
        "services": named(insight.services),
        "staff": named(insight.staff),
        "strangers": (insight.health.strangers, insight.health.strangers_income),
        "once": insight.repeat.once,
        "again": insight.repeat.again,
        "times": list(insight.repeat.times),
        "returns": {one.days: (one.newcomers, one.returned) for one in insight.repeat.returns},
        "cohorts": {one.month: (one.active, one.income) for one in insight.cohorts if one.clients},
        "segments": {one.segment: (one.clients, one.before, one.income) for one in insight.segments.lines},
        "newcomers": insight.segments.newcomers,
        "overdue": {one.group: (one.clients, one.worth) for one in due.groups},
        "hopeful": (due.clients, due.worth),
    }


def money(scaled: int) -> Decimal:
    return (Decimal(int(scaled)) / 10_000).quantize(Decimal("0.01"))


def sums(rows: pd.DataFrame) -> tuple[Decimal, int, int]:
    visits = rows[rows.visit]
    known = visits[visits.client >= 0]
    return money(rows.amount.sum()), visits.check.nunique(), known.client.nunique()


def _prepared(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.reset_index(drop=True)
    rows["date"] = pd.to_datetime(rows.day)
    rows["visit"] = rows.amount >= 0
    alone = rows.receipt.isna()
    rows["check"] = rows.client.astype(str) + "|" + rows.receipt.astype(str)
    rows.loc[alone, "check"] = "row " + rows.index[alone].astype(str)
    return rows


def _months(rows: pd.DataFrame, visits: pd.DataFrame, today: dt.date) -> Figures:
    first = visits.groupby("client").date.min()
    found = {}
    for month, part in rows.groupby(rows.date.dt.to_period("M")):
        if (pd.Period(today, "M") - month).n < 25:
            newcomers = int((first.dt.to_period("M") == month).sum())
            found[month.start_time.date()] = sums(part), newcomers, money(-part[~part.visit].amount.sum())
    return found


def _named(rows: pd.DataFrame, year: pd.DataFrame, before: pd.DataFrame, column: str) -> Figures:
    """Of the largest of the year; where there are more than twelve, eleven have a line of their own."""
    names = [name for name in pd.concat([year, before])[column].unique() if name]
    worth = {
        name: (-year[year[column] == name].amount.sum(), -before[before[column] == name].amount.sum()) for name in names
    }
    seen = list(rows[column].unique())
    names.sort(key=lambda name: (*worth[name], seen.index(name)))
    shown = names if len(names) <= 12 else names[:11]
    if shown and not pd.concat([year, before])[column].map(bool).all():
        shown = [*shown, ""]
    parts = {name: (year[year[column] == name], before[before[column] == name]) for name in shown}
    return {name: (sums(this), sums(that), int(this.visit.sum())) for name, (this, that) in parts.items()}


def _repeat(visits: pd.DataFrame, today: dt.date) -> Figures:
    checks = visits.groupby("client").check.nunique()
    days = visits.groupby("client").date.agg(lambda dates: sorted(set(dates)))
    returns = {}
    for span in (30, 60, 90, 180):
        of = [dates for dates in days if span <= (pd.Timestamp(today) - dates[0]).days < span + 365]
        returns[span] = len(of), sum(len(dates) > 1 and (dates[1] - dates[0]).days <= span for dates in of)
    steps = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 9), (10, 10**9)]
    return {
        "once": int((checks == 1).sum()),
        "again": int((checks > 1).sum()),
        "times": [int(checks.between(low, high).sum()) for low, high in steps],
        "returns": returns,
    }


def _cohorts(rows: pd.DataFrame, visits: pd.DataFrame, today: dt.date) -> Figures:
    born = visits.groupby("client").date.min().dt.to_period("M")
    now, found = pd.Period(today, "M"), {}
    for month in sorted(set(born)):
        if (now - month).n > 12:
            continue
        members = set(born[born == month].index)
        active, income = [], []
        for later in range((now - month).n + 1):
            came = visits[(visits.date.dt.to_period("M") == month + later) & visits.client.isin(members)]
            bought = rows[(rows.date.dt.to_period("M") == month + later) & rows.client.isin(members)]
            active.append(came.client.nunique())
            income.append(money(bought.amount.sum()))
        found[month.start_time.date()] = tuple(active), tuple(income)
    return found


def _segments(ledger: Ledger, rows: pd.DataFrame) -> Figures:
    then = ledger.today - dt.timedelta(days=30)
    now, lateness = _sorted(ledger, rows, ledger.today, ledger.booked)
    earlier, _ = _sorted(ledger, rows[rows.day <= then], then, frozenset())
    first = rows[rows.visit & (rows.client >= 0)].groupby("client").day.min()
    absent = set(first[first > then].index)
    year = rows[(rows.ago < 365) & (rows.client >= 0)].groupby("client").amount.sum()
    found = {}
    for segment in SEGMENTS:
        members = [client for client, of in now.items() if of == segment]
        were = sum(of == segment and client not in absent for client, of in earlier.items())
        found[segment] = len(members), were, money(year.reindex(members).fillna(0).sum())
    groups = {name: [worth for of, worth in lateness if of == name] for name in ("late", "sleeping", "lost")}
    overdue = {name: (len(worth), sum(worth, Decimal("0.00"))) for name, worth in groups.items()}
    hopeful = tuple(sum(pair) for pair in zip(overdue["late"], overdue["sleeping"], strict=True))
    return {"segments": found, "newcomers": len(absent), "overdue": overdue, "hopeful": hopeful}


def _sorted(ledger: Ledger, rows: pd.DataFrame, day: dt.date, booked: frozenset[int]) -> tuple[Figures, list[Any]]:
    """The segment of each client, and (how late, usual check) of those who are expected."""
    visits = rows[rows.visit & (rows.client >= 0)]
    totals = rows[rows.client >= 0].groupby("client").amount.sum()
    groups = dict(list(visits.groupby("client")))
    segment, late = {}, []
    for client in range(ledger.clients):
        theirs = groups.get(client)
        checks = theirs.check.nunique() if theirs is not None else 0
        factor, over, away = 0.0, False, 0
        if theirs is not None:
            last = theirs.day.max()
            away = (day - last).days
            interval = ledger.interval(client, theirs) or _rhythm(theirs)
            if interval and client not in booked:
                factor = away / interval
                over = away > interval
        segment[client] = (
            "vip"
            if ledger.vip_total is not None and money(totals.get(client, 0)) >= ledger.vip_total
            else "new"
            if checks == 0 or (checks == 1 and away <= 30)
            else "lost"
            if factor > 3
            else "sleeping"
            if factor > 1.5
            else "regular"
            if checks >= 3
            else "occasional"
        )
        if over:
            usual = (Decimal(int(totals[client])) / 10_000 / checks).quantize(Decimal("0.01"))
            late.append(("lost" if factor > 3 else "sleeping" if factor > 1.5 else "late", usual))
    return segment, late


def _rhythm(visits: pd.DataFrame) -> float | None:
    """The median gap between days of visit, whole, half to even."""
    gaps = pd.Series(sorted(set(visits.day))).diff().dropna().map(lambda gap: gap.days)
    return round(float(gaps.median())) if len(gaps) >= 2 else None
