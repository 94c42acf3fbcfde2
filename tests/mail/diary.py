"""A shop whose days are lived through in memory: plan, deliver, remember. No file, no transport, no template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clientsheet.book.letters.chosen import Chosen, Planned
from clientsheet.book.letters.mailings import plan
from clientsheet.book.letters.written import Written, written
from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import tab
from clientsheet.config import Config, Mail, Rules
from clientsheet.mail.letter import Entry, Letter, State
from clientsheet.stores.memory import MemoryStore

Row = dict[str, Any]
MONDAY = dt.date(2026, 4, 6)
SENDING: Mapping[str, Any] = {
    "transport": "smtp",
    "smtp": {"host": "smtp.example.com"},
    "owner": "owner@example.com",
}


def client(number: int, **said: Any) -> Row:
    return {"id": number, "name": f"Клієнт {number}", "email": f"c{number}@example.com", "consent": "так"} | said


def mailing(occasion: str, **said: Any) -> Row:
    return {"name": occasion, "on": "так", "occasion": occasion} | said


def sending(occasion: str, **said: Any) -> Row:
    return mailing(occasion, mode="надсилати", **said)


@dataclass
class Diary:
    """``rows``: tab -> its records by column name. ``mail``, ``rules``: options of the config. ``entries`` and
    ``sightings`` are what a journal would remember."""

    rows: dict[str, list[Row]]
    today: dt.date = MONDAY
    mail: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    sightings: dict[tuple[str, str], tuple[str, dt.date]] = field(default_factory=dict)
    suppressed: list[tuple[str, str]] = field(default_factory=list)

    def shop(self) -> Shop:
        config = Config.default(Path(), mail=Mail(**self.mail), rules=Rules(**self.rules))
        store = MemoryStore({tab(name).titles.first("uk"): self._drawn(name) for name in self.rows})
        return Shop(understand(store.read(), config, self.today), self.sightings)

    def written(self, shop: Shop) -> Written:
        return written(shop, list(self.entries.values()), self.covered, "book-1", self.suppressed)

    def plan(self, now: dt.datetime | None = None, *, trials: bool = True) -> Planned:
        shop = self.shop()
        return plan(shop, self.written(shop), now, trials=trials)

    def deliver(self, now: dt.datetime | None = None, *, trials: bool = True) -> list[str]:
        """Hands over what is due, and gives the keys."""
        shop = self.shop()
        planned = plan(shop, self.written(shop), now, trials=trials)
        self.sightings.update(shop.sighted)
        at = now.replace(tzinfo=None) if now else dt.datetime.combine(self.today, dt.time(10))
        for one in (*planned.letters, *planned.trials):
            self.remember(one, shop, State.DRAFTED if one.draft else State.ACCEPTED, at)
        return [one.key for one in (*planned.letters, *planned.trials)]

    def remember(self, chosen: Chosen, shop: Shop, state: State, at: dt.datetime) -> None:
        letter = Letter(
            key=chosen.key,
            mailing=chosen.mailing.name,
            client=shop.keys[chosen.client],
            name="",
            channel=chosen.channel,
            recipient=chosen.recipient,
            phone="",
            subject="",
            text="",
            because="",
            due=chosen.due,
            message_id=f"<{chosen.key}>",
            way=chosen.way,
            draft=chosen.draft,
            advertising=chosen.advertising,
        )
        self.entries[chosen.key] = Entry(letter, state, at)
        self.covered |= {key for _, key in chosen.others}

    def live(self, days: int) -> dict[dt.date, list[str]]:
        """Day by day, the letters of each; days without a letter are left out."""
        found = {}
        for _ in range(days):
            if keys := self.deliver():
                found[self.today] = keys
            self.today += dt.timedelta(1)
        return found

    def keys(self) -> list[str]:
        return [one.key for one in self.plan().letters]

    def reasons(self, now: dt.datetime | None = None) -> dict[str, str]:
        """Client's id -> why they are left out, of the last mailing that leaves them out."""
        shop = self.shop()
        return {shop.keys[out.client]: out.reason for out in plan(shop, self.written(shop), now).left_out}

    def _drawn(self, name: str) -> list[list[Any]]:
        columns = tab(name).columns
        present = [c for c in columns if any(c.name in row for row in self.rows[name])] or list(columns)
        heads: list[Any] = [column.headings.first("uk") for column in present]
        return [heads, *([row.get(c.name) for c in present] for row in self.rows[name])]


def diary(*mailings: Row, clients: int | list[Row] = 1, **rest: Any) -> Diary:
    """``clients``: that many, or these. A keyword that names a tab is its rows, any other an option of the diary."""
    people = [client(number) for number in range(1, clients + 1)] if isinstance(clients, int) else clients
    tabs = {name: rest.pop(name) for name in list(rest) if name in TABS}
    return Diary({"clients": people, "mailings": list(mailings)} | tabs, **rest)


TABS = {"visits", "contracts", "tasks", "history", "phones", "days_off", "unsubscribed", "services"}
