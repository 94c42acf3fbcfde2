"""The opening of the report: the three to five sentences an owner would tell a friend, with the money in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from clientsheet.book.insight.sources import Source
from clientsheet.book.insight.values import Insight
from clientsheet.pages.spoken import Spoken, strong

if TYPE_CHECKING:
    from markupsafe import Markup

MOST: Final = 5


def lead(insight: Insight, spoken: Spoken) -> list[Markup]:
    """The first five of those that there is something to say for."""
    told = (sentence for one in _SENTENCES for sentence in one(insight, spoken))
    return [sentence for _, sentence in zip(range(MOST), told, strict=False)]


def _month(insight: Insight, spoken: Spoken) -> Iterator[Markup]:
    now, before = insight.glance.month.income, insight.glance.month_before.income
    if now <= 0:
        return
    first = insight.today.replace(day=1)
    days = (
        spoken.say("page.report.lead.day", day=spoken.day(first))
        if first == insight.today
        else spoken.say("page.report.lead.days", first=first.day, last=spoken.day(insight.today))
    )
    facts = {"days": days, "sum": strong(spoken.about(now)), "difference": strong(spoken.about(abs(now - before)))}
    direction = _direction(now, before) if before > 0 else "alone"
    yield spoken.told(f"page.report.lead.month.{direction}", **facts)


def _year(insight: Insight, spoken: Spoken) -> Iterator[Markup]:
    year, grown = insight.glance.year, insight.glance.grown
    if year.income <= 0:
        return
    direction = "alone" if grown is None else _direction(Decimal(100 * grown), Decimal(0))
    facts = {"percent": strong(spoken.percent(abs(grown or 0.0))), "clients": spoken.number(year.clients)}
    yield spoken.told(
        f"page.report.lead.year.{direction}", sum=strong(spoken.about(year.income)), clients_n=year.clients, **facts
    )


def _overdue(insight: Insight, spoken: Spoken) -> Iterator[Markup]:
    late = insight.overdue
    if late.clients:
        key = "page.report.lead.overdue" if late.worth > 0 else "page.report.lead.overdue.plain"
        facts = {"clients": strong(spoken.number(late.clients)), "worth": strong(spoken.about(late.worth))}
        yield spoken.told(key, n=late.clients, **facts)
    elif insight.glance.buyers:
        yield spoken.told("page.report.lead.overdue.none")


def _debts(insight: Insight, spoken: Spoken) -> Iterator[Markup]:
    debts = insight.debts
    if debts.amount > 0:
        key = "page.report.lead.debts" if debts.overdue > 0 else "page.report.lead.debts.calm"
        facts = {"amount": strong(spoken.about(debts.amount)), "overdue": strong(spoken.about(debts.overdue))}
        yield spoken.told(key, **facts)


def _source(insight: Insight, spoken: Spoken) -> Iterator[Markup]:
    best = best_source(insight)
    lines = insight.sources.lines
    buyers = sum(line.buyers for line in lines)
    if best is None or best.value is None:
        return
    everybody = sum((line.total for line in lines), Decimal(0)) / buyers
    facts = {"name": strong(best.name), "value": strong(spoken.about(best.value)), "all": spoken.about(everybody)}
    yield spoken.told("page.report.lead.source", **facts)


def _repeat(insight: Insight, spoken: Spoken) -> Iterator[Markup]:
    share = insight.repeat.share
    if share is not None and insight.glance.buyers >= 10:
        tenths = round(10 * share)
        yield spoken.told("page.report.lead.repeat", n=tenths, times=strong(str(tenths)))


def best_source(insight: Insight) -> Source | None:
    best = None if insight.sources.best is None else insight.sources.lines[insight.sources.best]
    return best if best is not None and best.total > 0 else None


def _direction(now: Decimal, before: Decimal) -> str:
    return "same" if round(now) == round(before) else "more" if now > before else "less"


_SENTENCES: Final[tuple[Callable[[Insight, Spoken], Iterator[Markup]], ...]] = (
    *(_year, _month, _overdue, _debts, _source, _repeat),
)
