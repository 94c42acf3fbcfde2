"""The charts of the report, each with words for who listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from clientsheet.book.insight.income import Month
from clientsheet.book.insight.repeat import Repeat
from clientsheet.book.insight.values import Insight
from clientsheet.pages.charts import Column, Piece, columns, stack
from clientsheet.pages.spoken import Spoken

if TYPE_CHECKING:
    from markupsafe import Markup

FROM_GOOD_TO_GONE: Final = ("vip", "regular", "new", "occasional", "sleeping", "lost")
"""The order that segments are drawn in: who is here first, who has left last."""
TIMES: Final = ("1", "2", "3", "4", "5–9", "10+")
SHOWN_MONTHS: Final = 13
YEAR: Final = 12


def recent(insight: Insight) -> Sequence[Month]:
    """The months that are drawn: the current one and the same of last year stand at the ends."""
    return insight.income.months[-SHOWN_MONTHS:]


def best_month(months: Sequence[Month]) -> Month | None:
    """Of those that are over; None where there are not two to choose from."""
    whole = [month for month in months if month.whole]
    best = max(whole, key=lambda month: month.sums.income, default=None)
    return best if best is not None and len(whole) > 1 and best.sums.income > 0 else None


def year_ago(insight: Insight) -> dict[Month, Month]:
    """The whole months that are drawn, and the same month a year before, where the workbook goes back so far."""
    months, shown = insight.income.months, recent(insight)
    return {now: then for then, now in zip(months[:-YEAR], months[YEAR:], strict=True) if now in shown and now.whole}


def months_chart(insight: Insight, spoken: Spoken) -> Markup:
    months, before = recent(insight), year_ago(insight)
    best = best_month(months)
    bars = [
        Column(
            float(month.sums.income),
            f"{spoken.month(month.first)}: {spoken.money(month.sums.income)}",
            spoken.short_month(month.first),
            "best" if month is best else "" if month.whole else "part",
            spoken.axis(float(month.sums.income)) if month is best and not before else "",
            float(before[month].sums.income) if month in before else None,
        )
        for month in months
    ]
    least, most = (choose(months, key=lambda month: month.sums.income) for choose in (min, max))
    about = spoken.say(
        "page.report.income.chart",
        first=spoken.month(months[0].first),
        last=spoken.month(months[-1].first),
        lowest=spoken.money(least.sums.income),
        lowest_month=spoken.month(least.first),
        highest=spoken.money(most.sums.income),
        highest_month=spoken.month(most.first),
    )
    return columns(bars, spoken.say("page.report.income.plain"), about, spoken.axis)


def segments_charts(insight: Insight, spoken: Spoken) -> tuple[Markup, Markup]:
    """Today, and then."""
    lines = {line.segment: line for line in insight.segments.lines}
    now = {name: lines[name].clients for name in FROM_GOOD_TO_GONE}
    before = {name: lines[name].before for name in FROM_GOOD_TO_GONE}
    return (
        _stacked(now, spoken.say("page.report.segments.now"), spoken, height=40),
        _stacked(before, spoken.day(insight.segments.then), spoken, height=24),
    )


def times_chart(repeat: Repeat, spoken: Spoken) -> Markup:
    told = [f"{times}: {spoken.number(number)}" for times, number in zip(TIMES, repeat.times, strict=True)]
    bars = [
        Column(number, words, times, above=spoken.number(number))
        for times, words, number in zip(TIMES, told, repeat.times, strict=True)
    ]
    about = spoken.say("page.report.times.chart", told=", ".join(told))
    return columns(bars, spoken.say("page.report.times"), about, spoken.axis, height=150)


def _stacked(clients: dict[str, int], day: str, spoken: Spoken, height: int) -> Markup:
    told = {name: f"{spoken.say(f'page.report.segment.{name}')}: {spoken.number(n)}" for name, n in clients.items()}
    pieces = [Piece(n, told[name], name, spoken.number(n)) for name, n in clients.items()]
    about = spoken.say("page.report.segments.chart", day=day, told=", ".join(told.values()))
    return stack(pieces, spoken.say("page.report.segments.plain"), about, height=height)
