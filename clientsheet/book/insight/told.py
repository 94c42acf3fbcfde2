"""An ``Insight`` in plain words and money, section by section: what the summary tab shows and ``report`` prints.

Nothing here names today's date or counts days from it: the words change only when a figure does, so that a quiet day
writes nothing into the workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from clientsheet.book.counting.segments import SEGMENTS
from clientsheet.book.insight.lines import Line
from clientsheet.book.insight.said import Said
from clientsheet.book.insight.sources import Source
from clientsheet.book.insight.values import Insight
from clientsheet.book.tabs import choices
from clientsheet.book.wording import about, severity_word, shown
from clientsheet.sheet.finding import Severity
from clientsheet.templating.filters import spaced

MONTHS: Final = 13
MOVES: Final = 8


@dataclass(frozen=True)
class Told:
    """One figure: what it is, what it comes to, and how, in words."""

    name: str
    value: str
    note: str = ""
    row: int = 0
    """Of the clients tab, where it is about one client."""


@dataclass(frozen=True)
class Section:
    """``about``: what its figures mean and how to count them again by hand."""

    name: str
    title: str
    about: str
    rows: tuple[Told, ...]


def told(insight: Insight, language: str) -> tuple[Section, ...]:
    """The sections that have anything to say, in order."""
    said = Said(language, insight.currency)
    found = []
    for name, rows in SECTIONS.items():
        lines = tuple(rows(insight, said))
        if lines:
            found.append(Section(name, said(f"section.{name}"), _about(name, insight, said), lines))
    return tuple(found)


def _about(name: str, insight: Insight, said: Said) -> str:
    rfm = insight.rfm
    facts = {
        "tab": insight.basis_title,
        "clients_tab": insight.clients_title,
        "fewest": insight.sources.fewest,
        "days": insight.segments.days,
        "recent": rfm.days[0],
        "away": rfm.days[1],
        "some": rfm.visits[0],
        "often": rfm.visits[1],
        "good": rfm.money[0],
        "best": rfm.money[1],
    }
    return said(f"about.{name}", **facts)


def _glance(insight: Insight, said: Said) -> Iterator[Told]:
    at, due, owed = insight.glance, insight.overdue, insight.debts
    yield Told(said("clients"), said.count("clients", at.clients), said("clients.note", buyers=said.number(at.buyers)))
    if at.since is None:
        yield Told(said("nothing"), "—", said("nothing.note", tab=insight.basis_title))
        return
    before = insight.income.months[:-1][-1:]
    yield Told(
        said("month"),
        said.money(at.month.income),
        said.sentences(
            said("checks.note", checks=said.count("checks", at.month.checks)),
            *(said("month.before", income=one.sums.income) for one in before),
        ),
    )
    yield Told(
        said("year"),
        said.money(at.year.income),
        said.sentences(
            said("checks.note", checks=said.count("checks", at.year.checks)),
            said("average", average=at.year.average_check) if at.year.average_check is not None else "",
            said("year.before", income=at.year_before.income) if at.comparable else "",
        ),
    )
    yield Told(
        said("overdue"),
        said("overdue.value", clients=said.count("clients", due.clients), worth=said.about(due.worth)),
        said("overdue.note") if due.clients else said("overdue.none"),
    )
    if owed.clients or owed.amount:
        note = said("debts.late", amount=owed.overdue) if owed.overdue else said("debts.calm")
        yield Told(said("debts"), said.money(owed.amount), note)
    if at.booked:
        note = said("booked.note", clients=said.count("clients", at.booked_clients))
        yield Told(said("booked"), said.count("visits", at.booked), note)


def _overdue(insight: Insight, said: Said) -> Iterator[Told]:
    due = insight.overdue
    if not any(one.clients for one in due.groups):
        return
    for one in due.groups:
        value = said("overdue.value", clients=said.count("clients", one.clients), worth=said.about(one.worth))
        yield Told(said(f"late.{one.group}"), value, said(f"late.{one.group}.note"))
    for client in due.first:
        note = said.sentences(
            spaced(client.phone),
            said("late.client", day=said.day(client.expected), row=client.row, tab=insight.clients_title),
        )
        yield Told(shown(client.name, said.language) or client.key, said.money(client.usual), note, client.row)


def _segments(insight: Insight, said: Said) -> Iterator[Told]:
    if not insight.glance.clients:
        return
    language = said.language
    names = {code: choices.word(choices.SEGMENTS, code, language) for code in SEGMENTS}
    for line in insight.segments.lines:
        note = said("segment.note", income=line.income, share=said.percent(line.share), before=said.number(line.before))
        yield Told(_capital(names[line.segment]), said.count("clients", line.clients), note)
    moves = insight.segments.moves
    moved = [
        (-number, origin, target)
        for origin, row in enumerate(moves[:-1])
        for target, number in enumerate(row)
        if number and origin != target
    ]
    for number, origin, target in sorted(moved)[:MOVES]:
        words = said("moved", origin=names[SEGMENTS[origin]], target=names[SEGMENTS[target]])
        yield Told(words, said.count("clients", -number), said("moved.note", days=insight.segments.days))
    if insight.segments.newcomers:
        yield Told(
            said("newcomers"),
            said.count("clients", insight.segments.newcomers),
            said("moved.note", days=insight.segments.days),
        )


def _income(insight: Insight, said: Said) -> Iterator[Told]:
    months = insight.income.months
    for place in range(len(months) - 1, max(len(months) - 1 - MONTHS, -1), -1):
        month = months[place]
        before = months[place - 12].sums.income if place >= 12 else None
        note = said.sentences(
            said("checks.note", checks=said.count("checks", month.sums.checks)),
            said(
                "month.clients",
                clients=said.count("clients", month.sums.clients),
                newcomers=said.number(month.newcomers),
            ),
            said("month.returned", amount=month.returned) if month.returned else "",
            said("month.year_ago", income=before) if before is not None else "",
        )
        name = said.month(month.first)
        yield Told(name if month.whole else said("part", period=name), said.money(month.sums.income), note)
    years = insight.income.years
    for year in reversed(years if len(years) > 1 else ()):
        note = said("checks.note", checks=said.count("checks", year.sums.checks))
        name = said("year.whole", year=year.year)
        yield Told(name if year.whole else said("part", period=name), said.money(year.sums.income), note)


def _services(insight: Insight, said: Said) -> Iterator[Told]:
    yield from _lines(insight.services, insight, said)


def _staff(insight: Insight, said: Said) -> Iterator[Told]:
    yield from _lines(insight.staff, insight, said)


def _lines(lines: tuple[Line, ...], insight: Insight, said: Said) -> Iterator[Told]:
    for line in lines:
        note = said.sentences(
            said("line.note", share=said.percent(line.share), rows=said.count("rows", line.rows)),
            said("line.clients", clients=said.count("clients", line.year.clients)),
            said("year.before", income=line.before.income) if insight.glance.comparable else "",
        )
        yield Told(_named(line, said), said.money(line.year.income), note)


def _sources(insight: Insight, said: Said) -> Iterator[Told]:
    for place, line in enumerate(insight.sources.lines):
        note = said.sentences(
            said("source.best") if place == insight.sources.best else "",
            said("source.value", value=line.value) if line.value is not None else "",
            said(
                "source.note",
                clients=said.count("clients", line.clients),
                buyers=said.number(line.buyers),
                again=said.number(line.again),
            ),
            said("source.year", income=line.year) if line.buyers else "",
        )
        yield Told(_named(line, said), said.money(line.total), note)


def _named(line: Line | Source, said: Said) -> str:
    if line.others:
        return said("others", number=said.number(line.others))
    return shown(line.name, said.language) or said("unnamed")


def _repeat(insight: Insight, said: Said) -> Iterator[Told]:
    found = insight.repeat
    if found.share is None:
        return
    note = said("again.note", again=said.number(found.again), came=said.number(found.once + found.again))
    yield Told(said("again"), said.percent(found.share), note)
    for back in found.returns:
        if back.newcomers:
            note = said("back.note", back=said.number(back.returned), of=said.number(back.newcomers), days=back.days)
            yield Told(said("back", days=back.days), said.percent(back.share), note)
    for step, clients in zip(("1", "2", "3", "4", "5–9", "10+"), found.times, strict=True):
        if clients:
            yield Told(said("times", step=step), said.count("clients", clients))


def _cohorts(insight: Insight, said: Said) -> Iterator[Told]:
    for one in reversed(insight.cohorts):
        if one.clients:
            later = " · ".join(map(said.number, one.active[1:]))
            note = said("cohort.note", later=later) if later else said("cohort.none")
            yield Told(said.month(one.month), said.count("newcomers", one.clients), note)


def _rfm(insight: Insight, said: Said) -> Iterator[Told]:
    for one in insight.rfm.groups:
        if one.clients:
            note = said.sentences(said(f"group.{one.group}.note"), said("group.total", total=one.total))
            yield Told(said(f"group.{one.group}"), said.count("clients", one.clients), note)


def _debts(insight: Insight, said: Said) -> Iterator[Told]:
    owed = insight.debts
    if owed.amount:
        yield Told(
            said("debts"), said.money(owed.amount), said("debts.note", clients=said.count("clients", owed.clients))
        )
    if owed.contracts:
        note = said("debts.contracts", contracts=said.count("contracts", owed.contracts))
        yield Told(said("debts.overdue"), said.money(owed.overdue), note)
    for foreign in insight.health.foreign:
        note = said("foreign.note", contracts=said.count("contracts", foreign.contracts))
        currency = shown(foreign.currency, said.language)
        yield Told(said("foreign", currency=currency), said.money(foreign.amount, currency), note)


def _health(insight: Insight, said: Said) -> Iterator[Told]:
    found = insight.health
    for gap in found.gaps:
        if gap.missing and gap.column:
            yield Told(said(f"gap.{gap.gap}"), said.count("clients", gap.missing), said(f"gap.{gap.gap}.note"))
    if found.strangers:
        note = said("strangers.note", income=found.strangers_income, tab=insight.basis_title)
        yield Told(said("strangers"), said.count("rows", found.strangers), note)
    for name, number in (("undated", found.undated), ("unpriced", found.unpriced)):
        if number:
            yield Told(said(name), said.count("rows", number), said(f"{name}.note", tab=insight.basis_title))
    for kind in found.kinds:
        severity = severity_word(Severity(kind.severity), said.language)
        yield Told(about(kind.code, said.language), said.count("cells", kind.number), _capital(severity))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


SECTIONS: Final[dict[str, Callable[[Insight, Said], Iterator[Told]]]] = {
    "glance": _glance,
    "overdue": _overdue,
    "segments": _segments,
    "income": _income,
    "services": _services,
    "sources": _sources,
    "staff": _staff,
    "repeat": _repeat,
    "cohorts": _cohorts,
    "rfm": _rfm,
    "debts": _debts,
    "health": _health,
}
