"""A shop on one day -> the list of whom to get in touch with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from clientsheet.book.card import lines
from clientsheet.book.card.hours import hours
from clientsheet.book.card.lines import Row
from clientsheet.book.card.value import Contact, Way
from clientsheet.book.counting import phrases
from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.intervals import Source
from clientsheet.book.counting.money import exact
from clientsheet.book.counting.segments import SEGMENTS
from clientsheet.book.daylist.due import Due, due
from clientsheet.book.daylist.saying import Saying
from clientsheet.book.daylist.standing import Standing
from clientsheet.book.daylist.value import SECTIONS, DayList, Line
from clientsheet.book.letters.reach import Reach
from clientsheet.book.shop import Shop
from clientsheet.templating import Templates

LIMIT: Final = 40
"""As many calls as somebody makes on one day."""
_LOST: Final = 10


def drawn(
    shop: Shop,
    language: str,
    standing: Standing,
    *,
    limit: int = LIMIT,
    templates: Templates | None = None,
    suppressed: Iterable[tuple[str, str]] = (),
) -> DayList:
    """``limit``: of the calls; reminders and congratulations are always all there. ``templates``: for the words of
    chats. ``suppressed``: as for ``Reach``."""
    reach = Reach(shop, suppressed)
    found, quiet = due(shop, reach, standing)
    most = {"call": limit, "lost": min(_LOST, limit)}
    kept: Counter[str] = Counter()
    more: Counter[str] = Counter()
    making = _Making(shop, language, Saying(shop, templates))
    listed = []
    for one in found:
        if kept[one.section] < most.get(one.section, len(found)):
            kept[one.section] += 1
            listed.append(making.line(one))
        else:
            more[one.section] += 1
    today, currency = shop.book.today, shop.book.config.currency
    left = {name: more[name] for name in SECTIONS if more[name]}
    return DayList(today, currency, tuple(listed), left, quiet, reach.closed(today))


@dataclass(frozen=True)
class _Making:
    shop: Shop
    language: str
    saying: Saying

    def line(self, one: Due) -> Line:
        shop, client, first = self.shop, one.client, one.matters[0]
        row = Row(shop.book["clients"], client, self.language)
        history = lines.history(shop, client, self.language)
        person, theirs = self._person(client, first.kind, first.event)
        owed, has_contract = shop.debts
        checks, total = int(shop.totals.checks[client]), int(shop.totals.total[client])
        said = [contact for contact in history if not contact.draft]
        return Line(
            row=client,
            client=shop.keys[client],
            name=row.words("name"),
            cell=row.cell("name"),
            section=one.section,
            matters=one.matters,
            days=max((shop.book.today - first.day).days, 0),
            because=self._because(client, first.kind),
            person=person,
            ways=theirs or row.ways(),
            channel=row["channel"] or "",
            best_time=row.words("best_time"),
            hours=hours(history),
            segment=SEGMENTS[int(shop.segment[client])],
            last=said[0] if said else None,
            draft=any(_since(contact, first.day) for contact in history if contact.draft),
            notes=row.words("notes"),
            usual=self._usual(client),
            last_visit=_date(shop.totals.last[client]),
            average=exact(round(total / checks)) if checks else None,
            debt=exact(int(owed[client])) if has_contract[client] and owed[client] else None,
            responsible=row.words("manager"),
            say=self.saying.aloud(client, first),
            text=self.saying.chat(client, first),
        )

    def _person(self, client: int, kind: str, event: int) -> tuple[str, tuple[Way, ...]]:
        """Whose birthday it is, and how to reach them, where it is one of the client's people."""
        name = str(self.shop.events[kind].facts(event).get("person") or "") if kind == "birthday" else ""
        if not name:
            return "", ()
        people = lines.people(self.shop, client, self.language)
        return name, next((one.ways for one in people if one.name == name), ())

    def _because(self, client: int, kind: str) -> str:
        """The sum of days behind it, where it is a sum."""
        coming = self.shop.next_contacts
        same = coming.day[client] != NO_DAY and tuple(self.shop.events)[int(coming.kind[client])] == kind
        return self.shop.because("next_contact", client, self.language)[0] if same else ""

    def _usual(self, client: int) -> str:
        shop, spans = self.shop, self.shop.intervals
        label, source = int(shop.favourite[client]), Source(spans.source[client])
        span = (int(spans.days[client]), int(spans.months[client]))
        often = "" if source is Source.NOBODY else phrases.every(*span, self.language)
        return ", ".join(filter(None, (shop.labels.names[label] if label >= 0 else "", often)))


def _since(contact: Contact, day: dt.date) -> bool:
    return contact.at is not None and contact.at.date() >= day


def _date(day: Any) -> dt.date | None:
    return dt.date.fromordinal(int(day)) if day != NO_DAY else None
