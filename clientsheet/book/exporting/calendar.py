"""What happens on a day, as events of a calendar: visits that are booked, birthdays, ends of contracts, tasks.

A UID follows from the workbook's own id and from what the event is about, so that a file that is read in again changes
the events that are there instead of doubling them. A booked visit has the UID that the letter about it gives it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from typing import Final
from zoneinfo import ZoneInfo

from clientsheet.book.counting.phrases import money
from clientsheet.book.exporting.bookings import Booking, bookings
from clientsheet.book.shop import Shop
from clientsheet.exchange.targets.given import Event, Repeats
from clientsheet.mail.message import token
from clientsheet.sheet.kinds import Birthday, Phone
from clientsheet.sheet.kinds.fold import fold
from clientsheet.text import say

TASK_MINUTES: Final = 30
YEARS_AHEAD: Final = 10
"""Of a 29 February that is kept on 1 March elsewhere: no rule that all calendars know says that."""

_FAR: Final = 50
"""Years; a day beyond, either way, means «never», or is a slip of the finger."""

_NINE: Final = dt.timedelta(hours=9)
_A_WHILE: Final = dt.timedelta(hours=-1)
_SOON: Final = dt.timedelta(minutes=-15)


def events(
    shop: Shop, rows: Collection[int], identity: str, language: str, sorts: Collection[str] = ()
) -> dict[str, list[Event]]:
    """By their sort, each in the order of days. ``rows``: of the clients meant; what is about nobody we know is told
    where everybody is meant. ``sorts``: only these of SORTS; none: all."""
    making = _Making(shop, rows, identity, language)
    asked = {sort: make for sort, make in SORTS.items() if not sorts or sort in sorts}
    year = shop.book.today.year
    told = {sort: (one for one in make(making) if abs(one.start.year - year) <= _FAR) for sort, make in asked.items()}
    return {sort: sorted(found, key=_in_time) for sort, found in told.items()}


def _in_time(event: Event) -> tuple[str, str]:
    return event.start.isoformat(), event.uid


class _Making:
    """Events of each sort, in the words of the person who asked."""

    def __init__(self, shop: Shop, rows: Collection[int], identity: str, language: str) -> None:
        self._shop, self._identity, self._language = shop, identity, language
        self._rows = frozenset(rows)
        self._everybody = len(self._rows) == len(shop.keys)
        self._clients = shop.book["clients"]
        self._today = shop.book.today
        self._zone = ZoneInfo(shop.book.config.timezone)
        self._taken: set[str] = set()

    # -- the sorts

    def visits(self) -> Iterator[Event]:
        for booking in bookings(self._shop):
            if self._is_meant(booking.who):
                yield self._visit(booking)

    def _visit(self, booking: Booking) -> Event:
        who, time = booking.who, booking.time
        key = f"visit/{self._key(who)}/{booking.day.isoformat()}"
        service, name = ", ".join(booking.services) or self._say("visit.any"), self._name(who)
        return Event(
            uid=self._uid(f"{key}/{time}" if booking.number else key),
            title=": ".join(filter(None, (name, service))),
            start=dt.datetime.combine(booking.day, time, self._zone) if time else booking.day,
            minutes=booking.minutes,
            about=self._about(who, *self._fact("staff", ", ".join(booking.staff)), *booking.notes),
            sort=self._say("sort.visits"),
            remind=_A_WHILE if time else None,
            busy=time is not None,
            called_off=booking.called_off,
        )

    def birthdays(self) -> Iterator[Event]:
        """Of clients and of the people at them, each once, every year."""
        people, told = self._shop.book["phones"], set[tuple[int, str]]()
        columns = (self._clients.values(name) for name in ("name", "birthday", "phone"))
        own = zip(range(len(self._clients)), *columns, strict=True)
        columns = (people.values(name) for name in ("person", "birthday", "phone"))
        theirs = zip(self._shop.links("phones").tolist(), *columns, strict=True)
        for client, name, born, phones in (*own, *theirs):
            whose = (client, fold(name or self._name(client))) if client >= 0 else None
            if born and whose and self._is_meant(client) and whose not in told:
                told.add(whose)
                same = whose[1] == fold(self._name(client))
                yield from self._birthday(client, "" if same else name, born, phones or ())

    def _birthday(self, client: int, person: str, born: Birthday, phones: tuple[Phone, ...]) -> Iterator[Event]:
        name = person or self._name(client)
        key = f"birthday/{self._key(client)}/{fold(person)}"
        facts = self._fact("born", f"{born.day:02}.{born.month:02}.{born.year:04}" if born.year else "")
        whose = (self._say("at", client=self._name(client)),) if person else ()

        def event(uid: str, start: dt.date, repeats: Repeats) -> Event:
            return Event(
                uid=self._uid(uid),
                title=self._say("birthday", person=name),
                start=start,
                about=self._told(phones or self._phones(client), *whose, *facts),
                sort=self._say("sort.birthdays"),
                repeats=repeats,
                remind=_NINE,
            )

        feb29 = self._shop.book.rules.feb29
        first = born.next(self._today, feb29)
        if (born.month, born.day) != (2, 29):
            yield event(key, first, "yearly")
        elif feb29 == "28feb":
            yield event(key, first, "end of february")
        else:
            for year in range(first.year, first.year + YEARS_AHEAD):
                yield event(f"{key}/{year}", born.on(year, feb29), "")

    def contracts(self) -> Iterator[Event]:
        """The last day of those in force that no later one follows."""
        ends = self._shop.events["contract_ends"]
        notice = dt.timedelta(self._shop.book.rules.contract_notice_days)
        for number, client in enumerate(ends.client.tolist()):
            facts = ends.facts(number)
            end = facts["end"]
            if not isinstance(end, dt.date) or end < self._today or not self._is_meant(client):
                continue
            of, name = str(facts["contract"] or facts["subject"] or ""), self._name(client)
            balance = facts["balance"]
            owed = money(balance, self._language) if isinstance(balance, float) and balance > 0 else ""
            told = (*self._fact("subject", str(facts["subject"])), *self._fact("balance", owed))
            yield Event(
                uid=self._uid(f"contract/{ends.occurrence(number).rpartition(' ')[0]}"),
                title=self._say("contract" if of else "contract.plain", number=of, client=name),
                start=end,
                about=self._about(client, *told),
                sort=self._say("sort.contracts"),
                remind=_NINE - notice,
            )

    def tasks(self) -> Iterator[Event]:
        """What is not done yet."""
        tasks, links = self._shop.book["tasks"], self._shop.links("tasks").tolist()
        for row, client in enumerate(links):
            due, what = tasks.value("due", row), tasks.value("what", row) or ""
            if due is None or tasks.value("done", row) or not self._is_meant(client):
                continue
            who = client if client >= 0 else tasks.value("client", row) or ""
            time, name = tasks.value("time", row), self._name(who)
            key = f"task/{self._key(who)}/{due.isoformat()} {what}"
            notes = tasks.value("notes", row)
            yield Event(
                uid=self._uid(key),
                title=" · ".join(filter(None, (what or self._say("task.any"), name))),
                start=dt.datetime.combine(due, time, self._zone) if time else due,
                minutes=TASK_MINUTES,
                about=self._about(who, *self._fact("responsible", tasks.value("responsible", row)), notes),
                sort=self._say("sort.tasks"),
                remind=_SOON if time else _NINE,
                busy=time is not None,
            )

    # -- the words

    def _is_meant(self, who: int | str) -> bool:
        return who in self._rows if isinstance(who, int) and who >= 0 else self._everybody

    def _name(self, who: int | str) -> str:
        if isinstance(who, str):
            return who
        return self._clients.value("name", who) or self._shop.keys[who] or ""

    def _key(self, who: int | str) -> str:
        return fold(who) if isinstance(who, str) else self._shop.keys[who] or fold(self._name(who))

    def _uid(self, key: str) -> str:
        """Two events of one key are told apart by their order."""
        mark, number = token(self._identity, key), 1
        while mark in self._taken:
            number += 1
            mark = token(self._identity, f"{key}/{number}")
        self._taken.add(mark)
        return f"{mark}@clientsheet"

    def _about(self, who: int | str, *told: str | None) -> str:
        return self._told(self._phones(who), *told)

    def _phones(self, who: int | str) -> tuple[Phone, ...]:
        return self._clients.value("phone", who) or () if isinstance(who, int) else ()

    @staticmethod
    def _told(phones: tuple[Phone, ...], *told: str | None) -> str:
        return "\n".join(filter(None, (*(phone.display() for phone in phones), *told)))

    def _fact(self, key: str, value: str | None) -> tuple[str, ...]:
        return (self._say(key, value=value),) if value else ()

    def _say(self, key: str, **facts: object) -> str:
        return say(self._language, f"calendar.{key}", **facts)


SORTS: Final[dict[str, Callable[[_Making], Iterator[Event]]]] = {
    "visits": _Making.visits,
    "birthdays": _Making.birthdays,
    "contracts": _Making.contracts,
    "tasks": _Making.tasks,
}
