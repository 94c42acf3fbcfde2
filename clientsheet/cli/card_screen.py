"""The card on a terminal: what is asked for most often first, the long lists cut to what a screen holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from clientsheet.book.card.value import Card, Person, Visit, Way
from clientsheet.book.card.wording import Wording
from clientsheet.screen import Screen

_VISITS: Final = 8
_HISTORY: Final = 6
_DONE: Final = 3
_BARS: Final = "·▁▂▃▄▅▆▇█"


def shown(screen: Screen, card: Card) -> None:
    _Showing(screen, card).everything()


class _Showing:
    def __init__(self, screen: Screen, card: Card) -> None:
        self.screen, self.card = screen, card
        self.words = Wording(screen.language, card.currency)

    def everything(self) -> None:
        card, words = self.card, self.words
        marks = (card.segment, card.frequency, card.stage)
        said = (words.segment(marks[0]), words.frequency(marks[1]), words.client_stage(marks[2]))
        self.screen.line(card.name or card.client, "bold")
        self.screen.line(" · ".join(filter(None, (*dict.fromkeys(said), card.cell))))
        self._next()
        self._contacts()
        self._section("card.people", map(self._person, card.people))
        self._figures()
        self._section("card.booked", map(self._visit, card.booked))
        self._section("card.contracts", self._contracts())
        self._section("card.documents", self._documents())
        self._section("card.tasks", self._tasks())
        self._cut("card.history", self._history(), _HISTORY)
        self._cut("card.visit_list", [self._visit(visit) for visit in card.visits], _VISITS)
        self._section("card.facts", [f"{heading}: {value}" for heading, value in card.facts])
        for kept in card.kept:
            self.screen.line(words.say("card.kept", heading=kept.heading, own=kept.own, computed=kept.computed))

    def _next(self) -> None:
        card, words = self.card, self.words
        self._heading("card.next")
        if card.next is None:
            self._lines(card.no_next)
            return
        far = words.how_far(card.next.day, card.today)
        late = card.next.day < card.today
        self.screen.line(f"  {words.day(card.next.day)} ({far}): {card.next.reason}", "bold red" if late else "bold")
        self._lines(card.next.because)

    def _contacts(self) -> None:
        card, words = self.card, self.words
        self._heading("card.contacts")
        self._lines(self._way(way) for way in card.ways)
        if card.channel:
            self._lines([f"{words.say('card.prefers')}: {words.channel(card.channel)}"])
        for key, value in (("best_time", card.best_time), ("interests", card.interests), ("notes", card.notes)):
            if value:
                self._lines([f"{words.say(f'card.{key}')}: {value}"])
        if card.hours and not card.best_time:
            self._lines([words.hours(card.hours)])
        if card.birthday:
            self._lines([f"{words.say('card.birthday')}: {words.birthday(card.birthday, card.today)}"])
        asked = [words.say("card.unsubscribed")] if card.unsubscribed else []
        self._lines([f"{words.say('card.consent')}: {', '.join([words.consent(card.consent), *asked])}"])

    def _figures(self) -> None:
        figures, words = self.card.figures, self.words
        self._heading("card.figures")
        if not figures.visits:
            self._lines([words.say("card.no_visits")])
            return
        ago = words.say("card.days_ago", n=(self.card.today - figures.last).days) if figures.last else ""
        expected = words.say("card.expected", day=figures.expected) if figures.expected else ""
        self._pairs(
            ("card.visits", str(figures.visits)),
            ("card.last", f"{words.day(figures.last)} ({ago})"),
            ("card.first", words.day(figures.first)),
            ("card.average", words.money(figures.average)),
            ("card.total", words.money(figures.total)),
            ("card.debt", words.money(figures.debt) if figures.debt else ""),
            ("card.interval", ", ".join(filter(None, (figures.interval, expected)))),
        )
        for one in self.card.usual:
            told = words.say("card.times", n=one.times, day=one.last, amount=words.money(one.amount))
            self._lines([f"{one.service}: {told}"])
        months = self.card.months[-24:]
        most = max([month.visits for month in months], default=0)
        if most:
            bars = "".join(_BARS[-(-8 * month.visits // most)] for month in months)
            self._lines([f"{months[0].first:%m.%Y} {bars} {months[-1].first:%m.%Y}"])

    def _contracts(self) -> Iterable[str]:
        for contract in self.card.contracts:
            head = [self.words.contract_name(contract), contract.subject, self.words.state(contract)]
            yield " · ".join(filter(None, head))
            yield f"  {' · '.join(self.words.contract(contract))}"

    def _documents(self) -> Iterable[str]:
        for one in self.card.documents:
            what = f"{self.words.document(one.kind)} № {one.number}".strip()
            yield _joined(
                self.words.day(one.date), what, self.words.money(one.amount, one.currency), one.notes, one.file
            )

    def _tasks(self) -> Sequence[str]:
        card = self.card
        done = [task for task in card.tasks if task.done][:_DONE]
        still = [
            _joined(self.words.day(task.due), f"{task.time:%H:%M}" if task.time else "", task.what, task.responsible)
            for task in card.open_tasks
        ]
        ticked = self.words.say("card.tasks.done")
        return [
            *(f"□ {line}" for line in still),
            *(f"✓ {ticked}: {_joined(self.words.day(t.due), t.what)}" for t in done),
        ]

    def _history(self) -> list[str]:
        found = []
        for one in self.card.history:
            at = f"{one.at:%d.%m.%Y %H:%M}".removesuffix(" 00:00") if one.at else ""
            found.append(_joined(at, self.words.contact(one), one.said, one.result))
        return found

    def _visit(self, visit: Visit) -> str:
        at = f"{visit.at:%H:%M}" if visit.at else ""
        amount = self.words.money(visit.amount)
        return _joined(
            self.words.day(visit.date), at, visit.service, amount, visit.staff, self.words.status(visit), visit.notes
        )

    def _person(self, person: Person) -> str:
        role = ", ".join(filter(None, (person.position, person.department)))
        born = self.words.birthday(person.birthday, self.card.today) if person.birthday else ""
        ways = ", ".join(self._way(way) for way in person.ways)
        return _joined(person.name, role, ways, person.best_time, born, person.notes)

    def _way(self, way: Way) -> str:
        note = f" ({way.note})" if way.note else ""
        return f"{way.shown}{note}" if way.links else f"{way.shown} ({self.words.say('card.unread')})"

    # -- what all of them look like

    def _pairs(self, *pairs: tuple[str, str]) -> None:
        self._lines(f"{self.words.say(key)}: {value}" for key, value in pairs if value)

    def _section(self, key: str, lines: Iterable[str]) -> None:
        found = list(lines)
        if found:
            self._heading(key)
            self._lines(found)

    def _cut(self, key: str, lines: Sequence[str], most: int) -> None:
        more = [f"… {self.words.say('card.more', n=len(lines) - most)}"] if len(lines) > most else []
        self._section(key, [*lines[:most], *more])

    def _heading(self, key: str) -> None:
        self.screen.line()
        self.screen.line(self.words.say(key), "bold")

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.screen.line(f"  {line}")


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
