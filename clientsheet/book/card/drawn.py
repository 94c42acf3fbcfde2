"""A shop and a client -> their card. What is shown was computed for the filled columns; nothing here counts anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

import numpy as np

from clientsheet.book.card import lines
from clientsheet.book.card.hours import hours
from clientsheet.book.card.lines import Row
from clientsheet.book.card.value import Card, Figures, Kept, Month, Next, Usual, birthday
from clientsheet.book.counting import phrases
from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.intervals import Source
from clientsheet.book.counting.money import exact
from clientsheet.book.counting.segments import FREQUENCIES, SEGMENTS
from clientsheet.book.letters.reach import Reach
from clientsheet.book.shop import Shop
from clientsheet.book.wording import shown
from clientsheet.book.writing.problems_page import kept_by_hand
from clientsheet.sheet.grid import Raw

_FACTS: Final = (
    *("salutation", "language", "address", "working_hours", "source", "manager", "interval", "discount"),
    *("tax_id", "iban", "signatory"),
)
"""Columns that a card tells of by their heading; the owner's own follow."""
_USUALLY: Final = 5
_MONTHS: Final = 12
_AT_MOST: Final = 36


def drawn(
    shop: Shop,
    client: int,
    language: str,
    *,
    own: Mapping[str, Raw] | None = None,
    segment: int | None = None,
    suppressed: Iterable[tuple[str, str]] = (),
) -> Card:
    """``client``: row of the clients table. ``own``: what stands in the columns that are the owner's alone, by
    heading. ``segment``: where it was found out elsewhere. ``suppressed``: as for ``Reach``."""
    book, row = shop.book, Row(shop.book["clients"], client, language)
    visits = lines.visits(shop, client, language)
    history = lines.history(shop, client, language)
    following = _next(shop, client, language)
    frequency = int(shop.frequency[client])
    return Card(
        client=shop.keys[client],
        name=row.words("name"),
        cell=row.cell("name"),
        today=book.today,
        currency=book.config.currency,
        segment=SEGMENTS[int(shop.segment[client]) if segment is None else segment],
        frequency=FREQUENCIES[frequency] if frequency >= 0 else "",
        stage=row["stage"] or "",
        ways=row.ways(),
        channel=row["channel"] or "",
        best_time=row.words("best_time"),
        hours=hours(history),
        birthday=birthday(row["birthday"], book.today, book.rules.feb29) if row["birthday"] else None,
        consent=row["consent"],
        unsubscribed=Reach(shop, suppressed).unsubscribed(client, ()),
        interests=row.words("interests"),
        notes=row.words("notes"),
        facts=(
            *_facts(row),
            *((heading, shown(cell, language)) for heading, cell in (own or {}).items() if cell is not None),
        ),
        figures=_figures(shop, client, language),
        usual=_usual(shop, client),
        months=_months(shop, client),
        next=following,
        no_next=() if following else tuple(shop.because("next_contact", client, language)),
        people=lines.people(shop, client, language),
        booked=tuple(reversed([visit for visit in visits if visit.ahead])),
        visits=tuple(visit for visit in visits if not visit.ahead),
        contracts=lines.contracts(shop, client, language),
        documents=lines.documents(shop, client, language),
        tasks=lines.tasks(shop, client, language),
        history=history,
        kept=_kept(shop, client, row, language),
    )


def _facts(row: Row) -> list[tuple[str, str]]:
    named = ((name, row.table.columns.get(name)) for name in _FACTS)
    return [(column.heading, row.words(name)) for name, column in named if column is not None and row.words(name)]


def _figures(shop: Shop, client: int, language: str) -> Figures:
    at, spans = shop.totals, shop.intervals
    owed, has_contract = shop.debts
    filled = shop.filled()["clients"]
    rhythm, checks = int(shop.rhythm[client]), int(at.checks[client])
    source = Source(spans.source[client])
    interval = (int(spans.days[client]), int(spans.months[client]))
    average = filled["average_check"][client]
    return Figures(
        visits=checks,
        first=_date(at.first[client]),
        last=_date(at.last[client]),
        average=Decimal(str(average)).quantize(Decimal("0.01")) if isinstance(average, (int, float)) else None,
        total=exact(int(at.total[client])),
        debt=exact(int(owed[client])) if has_contract[client] else None,
        rhythm=rhythm if rhythm >= 0 else None,
        expected=_date(shop.expected[client]),
        interval="" if source is Source.NOBODY else phrases.how_often(*interval, source, language),
    )


def _usual(shop: Shop, client: int) -> tuple[Usual, ...]:
    """What they took most often first; of equals the latest, of one day the lowest in the sheet."""
    bought, rows = shop.purchases, shop.purchases_of(client)
    rows = rows[bought.visit[rows]]
    labels = shop.labels.along(bought.service[rows])
    found = []
    for label in np.unique(labels[labels >= 0]).tolist():
        of = rows[labels == label]
        last = of[np.lexsort((of, bought.day[of]))[-1]]
        day = dt.date.fromordinal(int(bought.day[last]))
        usual = Usual(shop.labels.names[label], len(of), day, exact(int(bought.amount[last])))
        found.append((len(of), day, int(last), usual))
    return tuple(usual for *_, usual in sorted(found, key=lambda one: one[:3], reverse=True)[:_USUALLY])


def _months(shop: Shop, client: int) -> tuple[Month, ...]:
    """The last twelve months, and those before it back to the first visit, up to three years; none without a visit."""
    bought, rows = shop.purchases, shop.purchases_of(client)
    rows = rows[bought.counted[rows]]
    if not len(rows):
        return ()
    this = _month(shop.today)
    month = np.array([_month(int(day)) for day in bought.day[rows]])
    first = max(min(int(month.min()), this - _MONTHS + 1), this - _AT_MOST + 1)
    found = []
    for number in range(first, this + 1):
        of = rows[month == number]
        days = len(np.unique(bought.day[of[bought.visit[of]]]))
        found.append(Month(dt.date(number // 12, number % 12 + 1, 1), days, exact(int(bought.amount[of].sum()))))
    return tuple(found)


def _month(day: int) -> int:
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def _next(shop: Shop, client: int, language: str) -> Next | None:
    coming = shop.next_contacts
    day = _date(coming.day[client])
    if day is None:
        return None
    kind = tuple(shop.events)[int(coming.kind[client])]
    events = shop.events[kind]
    reason = events.reasons[int(events.reason[int(coming.event[client])])]
    return Next(day, kind, reason, tuple(shop.because("next_contact", client, language)))


def _kept(shop: Shop, client: int, row: Row, language: str) -> tuple[Kept, ...]:
    own = {column for tab, column, key in kept_by_hand(shop.book) if (tab, key) == ("clients", shop.keys[client])}
    filled, found = shop.filled()["clients"], []
    for declared in row.table.tab.filled:
        column = row.table.columns.get(declared.name)
        if column is not None and declared.name in own and column.raw[client] is not None:
            typed, computed = shown(column.raw[client], language), shown(filled[declared.name][client], language)
            found.append(Kept(column.heading, typed, computed))
    return tuple(found)


def _date(day: int | np.int64) -> dt.date | None:
    return dt.date.fromordinal(int(day)) if day != NO_DAY else None
