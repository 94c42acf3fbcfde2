"""Why a client is to be spoken to on that day: the occasion, where its interval comes from, and what else is ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.ground import Known
from clientsheet.book.counting.intervals import Source
from clientsheet.book.counting.phrases import money, span, stands
from clientsheet.text import say

_OTHERS_SHOWN: Final = 3


def next_contact(shop: Known, client: int, language: str) -> list[str]:
    """The sum of days first, then its parts; where there is nothing to speak of, why."""
    coming = shop.next_contacts
    kinds = tuple(shop.events)
    if coming.day[client] == NO_DAY:
        return [*_no_repeat(shop, client, language), say(language, "because.next.none")]
    kind, event = kinds[int(coming.kind[client])], int(coming.event[client])
    said = _WHY[kind](shop, client, event, language)
    others = _others(shop, client, kind, language)
    if kind not in ("repeat_visit", "follow_up"):
        said += _no_repeat(shop, client, language)
    return said + ([say(language, "because.next.others", others=others)] if others else [])


def _repeat_visit(shop: Known, client: int, event: int, language: str) -> list[str]:
    lead = shop.book.rules.lead_days
    facts = {"last": _date(shop.totals.last[client]), "interval": _interval(shop, client, language)}
    due = _date(shop.events["repeat_visit"].day[event])
    key = "because.next.repeat_visit" if lead else "because.next.repeat_visit.at_once"
    return [
        say(language, key, lead=span(lead, 0, language, in_days=True), due=due, **facts),
        _source(shop, client, language),
    ]


def _follow_up(shop: Known, client: int, event: int, language: str) -> list[str]:
    events, rules = shop.events["follow_up"], shop.book.rules
    pause = span(rules.follow_up_days, 0, language, in_days=True)
    first = _date(shop.expected[client] - rules.lead_days)
    contacted, due = events.facts(event)["contacted"], _date(events.day[event])
    said = say(language, "because.next.follow_up", first=first, contacted=contacted, pause=pause, due=due)
    return [said, _source(shop, client, language)]


def _booking(shop: Known, client: int, event: int, language: str) -> list[str]:
    events = shop.events["booking"]
    notice = span(shop.book.rules.booking_notice_days, 0, language, in_days=True)
    date, due = events.facts(event)["date"], _date(events.day[event])
    return [say(language, "because.next.booking", date=date, notice=notice, due=due)]


def _birthday(shop: Known, client: int, event: int, language: str) -> list[str]:
    facts = shop.events["birthday"].facts(event)
    key = "because.next.birthday.person" if facts["person"] else "because.next.birthday"
    return [say(language, key, **facts)]


def _contract_ends(shop: Known, client: int, event: int, language: str) -> list[str]:
    events = shop.events["contract_ends"]
    facts = events.facts(event)
    notice = span(shop.book.rules.contract_notice_days, 0, language, in_days=True)
    due = _date(events.day[event])
    said = say(
        language, "because.next.contract_ends", contract=facts["contract"], end=facts["end"], notice=notice, due=due
    )
    return [said, *_put_off(shop, "contract_ends", event, language)]


def _payment_overdue(shop: Known, client: int, event: int, language: str) -> list[str]:
    facts = shop.events["payment_overdue"].facts(event)
    balance = money(facts["balance"], language)
    said = say(
        language, "because.next.payment_overdue", contract=facts["contract"], pay_by=facts["pay_by"], balance=balance
    )
    return [said, *_put_off(shop, "payment_overdue", event, language)]


def _task(shop: Known, client: int, event: int, language: str) -> list[str]:
    facts = shop.events["task"].facts(event)
    return [say(language, "because.next.task", date=facts["date"], what=facts["what"] or "—")]


_WHY: Final[Mapping[str, Callable[[Known, int, int, str], list[str]]]] = {
    "repeat_visit": _repeat_visit,
    "follow_up": _follow_up,
    "booking": _booking,
    "birthday": _birthday,
    "contract_ends": _contract_ends,
    "payment_overdue": _payment_overdue,
    "task": _task,
}


def _interval(shop: Known, client: int, language: str) -> str:
    return span(int(shop.intervals.days[client]), int(shop.intervals.months[client]), language)


def _source(shop: Known, client: int, language: str) -> str:
    source = Source(shop.intervals.source[client])
    facts: dict[str, object] = {}
    if source is Source.CLIENT:
        facts = {"cell": stands(shop.book["clients"], client, "interval")}
    elif source is Source.SERVICE:
        label = int(shop.last_services.label[client])
        row = int(shop.labels.row[label])
        facts = {"service": shop.labels.names[label], "cell": stands(shop.book["services"], row, "interval")}
    return say(language, f"because.interval.{source.name.lower()}", **facts)


def _no_repeat(shop: Known, client: int, language: str) -> list[str]:
    """Why no repeat visit is among the occasions of someone who came before."""
    if shop.totals.checks[client] == 0:
        return []
    if shop.totals.booked[client] != NO_DAY:
        return [say(language, "because.next.booked", date=_date(shop.totals.booked[client]))]
    if shop.intervals.source[client] == Source.NOBODY:
        return [say(language, "because.next.no_interval")]
    if not any(_remind(shop, kind, client) for kind in ("repeat_visit", "follow_up")):
        return [say(language, "because.next.sleeps", n=shop.book.rules.follow_ups)]
    return []


def _others(shop: Known, client: int, but: str, language: str) -> str:
    """Later occasions: '12.07.2026 День народження'."""
    found = sorted((day, reason) for kind in shop.events if kind != but for day, reason in _remind(shop, kind, client))
    return "; ".join(f"{_date(day):%d.%m.%Y} {reason}" for day, reason in found[:_OTHERS_SHOWN])


def _remind(shop: Known, kind: str, client: int) -> list[tuple[int, str]]:
    events = shop.events[kind]
    asking = np.flatnonzero((events.client == client) & (events.remind != NO_DAY))
    return [(int(events.remind[event]), events.reasons[int(events.reason[event])]) for event in asking]


def _put_off(shop: Known, kind: str, event: int, language: str) -> list[str]:
    events = shop.events[kind]
    if events.remind[event] == events.day[event]:
        return []
    contacted = events.facts(event)["contacted"]
    return [say(language, "because.next.put_off", contacted=contacted, due=_date(events.remind[event]))]


def _date(day: Any) -> dt.date:
    return dt.date.fromordinal(int(day))
