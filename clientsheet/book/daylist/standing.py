"""The tasks of the list of the day: which occasions stand in the tab already, and the rows for those that do not.

Nothing is remembered elsewhere: a row of ours bears the occasion and its day in its notes («повторний візит
05.04.2026»), and says in a few words what it is about. Either is enough to know it again, in any of the three languages
and at any place, done or not, whatever else the owner wrote beside it or moved it to.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from clientsheet.book.daylist.value import DayList, Line, Matter
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import OCCASIONS
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.fold import fold
from clientsheet.text import LANGUAGES, say, show

NOT_WRITTEN: Final = frozenset({"lost"})
"""Sections that are looked through at leisure and make no task."""


class Standing:
    """The tasks tab as it stands."""

    def __init__(self, shop: Shop) -> None:
        tasks = shop.book["tasks"]
        self._today = shop.book.today
        self._due, self._done = tasks.values("due"), tasks.values("done")
        self._what = [fold(text or "") for text in tasks.values("what")]
        self._notes = [fold(text or "") for text in tasks.values("notes")]
        self._place = {row: place for place, row in enumerate(tasks.rows)}
        self._of: dict[int, list[int]] = {}
        self._met: set[int] = set()
        for place, client in enumerate(shop.links("tasks").tolist() if "client" in tasks else ()):
            self._of.setdefault(client, []).append(place)

    def has(self, client: int, matter: Matter) -> bool:
        return bool(self._standing(client, matter))

    def settles(self, client: int, matter: Matter) -> bool:
        """Its task is done, or the owner put it off to a later day."""
        return any(
            bool(self._done[place]) or (self._due[place] or self._today) > max(self._today, matter.day)
            for place in self._standing(client, matter)
        )

    def is_ours(self, row: int) -> bool:
        """Whether the task in that row of the sheet stands for an occasion. Ask after the occasions."""
        place = self._place[row]
        return place in self._met or bool(_any_mark().search(self._notes[place]))

    def _standing(self, client: int, matter: Matter) -> list[int]:
        places = self._of.get(client)
        if places is None:
            return []
        marks, reason = _marks(matter.kind, matter.day), fold(matter.reason)
        since = min(matter.day, self._today)
        found = [
            place
            for place in places
            if any(mark in self._notes[place] for mark in marks)
            or (reason in self._what[place] and (self._due[place] or since) >= since)
        ]
        self._met.update(found)
        return found


def rows(shop: Shop, listed: DayList, standing: Standing) -> list[dict[str, Raw]]:
    """The tasks to add, in the order of the list: one a client, for what has none yet."""
    language = shop.book.language
    found: list[dict[str, Raw]] = []
    for line in listed.lines:
        fresh = [one for one in line.matters if one.kind != "task" and not standing.has(line.row, one)]
        if fresh and line.section not in NOT_WRITTEN:
            found.append(_row(shop, line, fresh, language))
    return found


def _row(shop: Shop, line: Line, fresh: list[Matter], language: str) -> dict[str, Raw]:
    reasons = "; ".join(one.reason for one in fresh)
    number = next((way.shown for way in line.ways if way.kind == "phone"), "")
    marks = [_mark(one.kind, one.day, language) for one in fresh]
    return {
        "due": shop.book.today,
        "client": _reference(shop, line.row),
        "what": say(language, f"today.task.{line.section}", name=line.person or line.name, reasons=reasons),
        "responsible": line.responsible or None,
        "notes": " · ".join(filter(None, (*marks, number, line.best_time))),
    }


def _reference(shop: Shop, row: int) -> Raw:
    """What means this client and nobody else: the number as it stands in the sheet, else the name, a phone, an email."""
    clients = shop.book["clients"]
    phones, emails = clients.value("phone", row) or (), clients.value("email", row) or ()
    could = (clients.value("id", row), clients.value("name", row), *(phone.e164 for phone in phones), *emails)
    sure = (str(text) for text in could if text and shop.index_of(str(text)) == [row])
    return next(sure, clients.value("name", row))


def _mark(kind: str, day: dt.date, language: str) -> str:
    return f"{dict(OCCASIONS)[kind].first(language)} {show(day, language)}"


@cache
def _marks(kind: str, day: dt.date) -> tuple[str, ...]:
    return tuple(fold(_mark(kind, day, language)) for language in LANGUAGES)


@cache
def _any_mark() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_names())})\d{{8}}")


def _names() -> Iterable[str]:
    for kind, words in OCCASIONS:
        if kind != "task":
            yield from (re.escape(fold(words.first(language))) for language in LANGUAGES)
