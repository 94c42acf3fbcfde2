"""The shop in figures (``Insight``) -> the report: one page an owner reads on the phone in bed.

First a few sentences with money in them, then a chapter for each question an owner asks; its heading says what was
found, its chart shows it, its table holds the numbers. A chapter that there is nothing to say in is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.insight.lines import Line
from clientsheet.book.insight.moved import Segments
from clientsheet.book.insight.sources import Source
from clientsheet.book.insight.values import Insight
from clientsheet.pages import report_charts as draw
from clientsheet.pages.charts import bar, heat
from clientsheet.pages.frame import rendered
from clientsheet.pages.report_lead import best_source, lead
from clientsheet.pages.spoken import Spoken

FEW: Final = 10
"""Of fewer clients than this no share is worth a heading."""


def report_page(insight: Insight, book: Book, language: str, *, workbook: str) -> str:
    """``workbook``: what to call it where the shop has no name."""
    spoken = Spoken(language, insight.currency)
    bought, earned = bool(insight.income.months), any(month.sums.income for month in insight.income.months)
    return rendered(
        "report.html",
        language,
        title=spoken.say("page.report.title", business=book.config.business.name or workbook),
        on=spoken.say("page.report.on", today=insight.today, workbook=workbook),
        foot=spoken.say("page.report.foot"),
        insight=insight,
        spoken=spoken,
        say=spoken.say,
        bought=bought,
        earned=earned,
        lead=lead(insight, spoken),
        findings=findings(insight, spoken),
        compares=insight.glance.grown is not None,
        months=draw.recent(insight),
        year_ago=draw.year_ago(insight),
        months_chart=draw.months_chart(insight, spoken) if bought else "",
        segments=[line for name in draw.FROM_GOOD_TO_GONE for line in insight.segments.lines if line.segment == name],
        segments_charts=draw.segments_charts(insight, spoken),
        moves=moves(insight.segments, spoken),
        times_chart=draw.times_chart(insight.repeat, spoken),
        best=best_source(insight),
        bar=bar,
        heat=heat,
        few=FEW,
        problems=_title(book, "problems"),
        summary=_title(book, "summary"),
    )


def _title(book: Book, tab: str) -> str:
    """What the workbook calls the tab, or will."""
    table = book[tab]
    return table.title or table.tab.titles.first(book.language)


def findings(insight: Insight, spoken: Spoken) -> dict[str, str]:
    """What each chapter found, in words: its heading."""
    return {
        "overdue": _overdue(insight, spoken),
        "income": _income(insight, spoken),
        "services": _services(insight, spoken),
        "staff": _staff(insight, spoken),
        "segments": _segments(insight, spoken),
        "sources": _sources(best_source(insight), spoken),
        "repeat": _repeat(insight, spoken),
        "cohorts": _cohorts(insight, spoken),
        "rfm": _habits(insight, spoken),
        "health": _health(insight, spoken),
    }


def moves(segments: Segments, spoken: Spoken) -> list[str]:
    """Who went from one circle of clients to another, good news first."""

    def went(origins: Sequence[str], targets: Sequence[str]) -> int:
        return sum(segments.moved(origin, target) for origin in origins for target in targets)

    away, core = ("sleeping", "lost"), ("vip", "regular")
    told = {
        "newcomers": segments.newcomers,
        "rose": went(("new", "occasional"), core),
        "woke": went(away, ("vip", "regular", "occasional", "new")),
        "asleep": went(("vip", "regular", "occasional", "new"), ("sleeping",)),
        "lost": went(("vip", "regular", "occasional", "new", "sleeping"), ("lost",)),
    }
    return [
        spoken.say(f"page.report.moved.{name}", n=spoken.number(number), n_n=number)
        for name, number in told.items()
        if number
    ]


def _overdue(insight: Insight, spoken: Spoken) -> str:
    late = insight.overdue
    if not late.clients:
        return spoken.say("page.report.lead.overdue.none").rstrip(".")
    facts = {"clients": spoken.number(late.clients), "worth": spoken.about(late.worth)}
    key = "page.report.overdue.finding" if late.worth > 0 else "page.report.overdue.plain"
    return spoken.say(key, n=late.clients, **facts)


def _income(insight: Insight, spoken: Spoken) -> str:
    best = draw.best_month(draw.recent(insight))
    if best is None:
        return spoken.say("page.report.income.plain")
    month, income = spoken.month(best.first), spoken.about(best.sums.income)
    return spoken.say("page.report.income.finding", month=month, sum=income)


def _services(insight: Insight, spoken: Spoken) -> str:
    best = _first(insight.services)
    if best is None or best.share is None:
        return spoken.say("page.report.services")
    return spoken.say("page.report.services.finding", name=best.name, share=spoken.percent(best.share))


def _staff(insight: Insight, spoken: Spoken) -> str:
    best = _first(insight.staff)
    if best is None:
        return spoken.say("page.report.staff")
    return spoken.say("page.report.staff.finding", name=best.name, sum=spoken.about(best.year.income))


def _first(lines: Sequence[Line]) -> Line | None:
    """The best of the named ones, where there are two to compare."""
    named = [line for line in lines if line.name and line.year.income > 0]
    return max(named, key=lambda line: line.year.income) if len(named) > 1 else None


def _segments(insight: Insight, spoken: Spoken) -> str:
    core = [line for line in insight.segments.lines if line.segment in ("vip", "regular")]
    clients, share = sum(line.clients for line in core), sum(line.share or 0.0 for line in core)
    if not clients or not share:
        return spoken.say("page.report.segments.plain")
    facts = {"clients": spoken.number(clients), "share": spoken.percent(share)}
    return spoken.say("page.report.segments.finding", n=clients, **facts)


def _sources(best: Source | None, spoken: Spoken) -> str:
    if best is None or best.value is None:
        return spoken.say("page.report.sources.plain")
    return spoken.say("page.report.sources.finding", name=best.name, value=spoken.about(best.value))


def _repeat(insight: Insight, spoken: Spoken) -> str:
    if insight.glance.buyers < FEW or not insight.repeat.again:
        return spoken.say("page.report.repeat.plain")
    return spoken.say("page.report.repeat.finding", share=spoken.percent(insight.repeat.share))


def _cohorts(insight: Insight, spoken: Spoken) -> str:
    """How many of ten newcomers are there in the third month, of all whose third month is over."""
    old = [cohort for cohort in insight.cohorts if len(cohort.active) > 4]
    clients, active = sum(cohort.clients for cohort in old), sum(cohort.active[3] for cohort in old)
    if clients < FEW:
        return spoken.say("page.report.cohorts.plain")
    tenths = round(10 * active / clients)
    return spoken.say("page.report.cohorts.finding" if tenths else "page.report.cohorts.few", n=tenths)


def _habits(insight: Insight, spoken: Spoken) -> str:
    best = insight.rfm.groups[0]
    everything = sum((group.total for group in insight.rfm.groups), Decimal(0))
    if not best.clients or everything <= 0:
        return spoken.say("page.report.rfm.plain")
    facts = {"clients": spoken.number(best.clients), "share": spoken.percent(float(best.total / everything))}
    return spoken.say("page.report.rfm.finding", n=best.clients, **facts)


def _health(insight: Insight, spoken: Spoken) -> str:
    found = insight.health.findings
    if not found:
        return spoken.say("page.report.health.unchecked")
    for severity in ("error", "warning"):
        if number := found.get(severity, 0):
            return spoken.say(f"page.report.health.{severity}s", n=spoken.number(number), n_n=number)
    return spoken.say("page.report.health.fine")
