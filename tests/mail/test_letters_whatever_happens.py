"""Weeks of a shop in which everything happens: the owner edits and sorts, runs die at any step, the journal is lost,
the clock and the zone change. No letter is taken twice, and none that is due is passed over in silence."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from clientsheet.book.letters.chosen import LeftOut
from clientsheet.book.letters.mailings import plan as who_gets_what
from clientsheet.book.letters.written import written
from clientsheet.book.shop import Shop
from clientsheet.book.starter import starter
from clientsheet.book.tabs import tab
from clientsheet.config import Business, Config, Mail
from clientsheet.jobs import sync
from clientsheet.jobs.mail import delivering
from clientsheet.mail import journal as journal_room
from clientsheet.mail.base import Answer, LinkLost, Log
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, Letter, Receipt, State
from clientsheet.stores.memory import MemoryStore
from clientsheet.workspace import Workspace

BEGIN = dt.datetime(2026, 3, 27, 9, 0, tzinfo=dt.UTC)
"""Two days before Kyiv puts its clocks forward."""

ZONES = ("Europe/Kyiv", "Europe/London", "Asia/Tokyo", "America/New_York")
NAMES = ("repeat_visit", "birthday", "booking", "after_visit", "not_seen")
VISITS, CLIENTS, UNSUBSCRIBED, MAILINGS = (
    tab(name).titles.first("en") for name in ("visits", "clients", "unsubscribed", "mailings")
)

MOMENTS = ("before", "in doubt", "taken", "cut before", "cut after", "commit", "before the write", "after the write")
"""Where a run may die, or (``cut``) its connection."""


class Killed(BaseException):
    """The process is gone: nothing of it does anything any more."""


@dataclass
class World:
    """The other end, and fate. ``taken``: by Message-ID, how often. ``fate``: (moment, how many letters or commits
    until it comes)."""

    taken: Counter[str] = field(default_factory=Counter)
    keys: dict[str, str] = field(default_factory=dict)
    fate: tuple[str, int] = ("", 0)
    dead: bool = False
    talks: bool = True
    name: str = "smtp"
    grace: dt.timedelta = dt.timedelta(minutes=1)

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        for letter in letters:
            self.strikes("before")
            if self.comes("cut before"):
                raise LinkLost("cut")
            log.in_doubt(letter)
            self.strikes("in doubt")
            self.taken[letter.message_id] += 1
            self.keys[letter.key] = letter.message_id
            self.strikes("taken")
            if self.comes("cut after"):
                raise LinkLost("cut")
            log.settled(Receipt(letter.key, State.ACCEPTED, reply="250 ok"))

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        if not self.talks:
            return {}
        return {one.key: Answer.TAKEN if one.message_id in self.taken else Answer.ABSENT for one in letters}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        pass

    def comes(self, moment: str) -> bool:
        if self.fate[0] != moment:
            return False
        self.fate = (moment, self.fate[1] - 1) if self.fate[1] else ("", 0)
        return not self.fate[0]

    def strikes(self, moment: str) -> None:
        if self.dead or self.comes(moment):
            self.dead = True
            raise Killed(moment)


class Salon(RuleBasedStateMachine):
    """The sheet is the owner's; ``world`` is the mail server; each ``run`` is a ``clientsheet sync``."""

    @initialize()
    def opens(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="salon-"))
        self.world, self.at, self.zone = World(), BEGIN, ZONES[0]
        self.left_out: tuple[LeftOut, ...] = ()
        mailings = [
            {
                "name": name,
                "on": True,
                "occasion": name,
                "offset": {"after_visit": 1, "not_seen": 40}.get(name, 0),
                "mode": "send",
                "template": name,
            }
            for name in NAMES
        ]
        clients = [
            {
                "id": n,
                "name": f"Client {n}",
                "email": f"c{n}@example.com",
                "interval": 30,
                "birthday": dt.date(1980, 3 + n % 2, 28),
            }
            for n in range(1, 5)
        ]
        visits = [{"date": dt.date(2026, 2, 20 + n), "client": n, "service": "Cut", "amount": 10} for n in range(1, 5)]
        self.store = MemoryStore()
        self.store.build(starter("en", "salon", {"clients": clients, "visits": visits, "mailings": mailings}))
        self.patches = pytest.MonkeyPatch()
        self.patches.setattr(delivering, "opened", lambda *_: self.world)
        self.patches.setattr(delivering, "Clock", self)
        self.patches.setattr(journal_room, "transaction", _mortal(self.world, journal_room.transaction))

    def teardown(self) -> None:
        if hasattr(self, "patches"):
            self.patches.undo()
            shutil.rmtree(self.folder, ignore_errors=True)

    # -- time

    def running_from(self, moment: dt.datetime) -> Clock:
        return Clock(lambda: self._wall().replace(tzinfo=None), self.at.timestamp, lambda _: None)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.at += dt.timedelta(hours=hours)

    @rule(hours=st.integers(1, 70))
    def the_clock_is_put_back(self, hours: int) -> None:
        self.at -= dt.timedelta(hours=hours)

    @rule(zone=st.sampled_from(ZONES))
    def the_zone_changes(self, zone: str) -> None:
        self.zone = zone

    # -- the owner

    @rule(data=st.data())
    def sorts(self, data: st.DataObject) -> None:
        rows = list(range(2, len(self.store.drawn(CLIENTS)) + 1))
        self.store.sort(CLIENTS, 2, data.draw(st.permutations(rows)))

    @rule(client=st.integers(1, 6), ago=st.integers(-3, 60))
    def notes_a_visit(self, client: int, ago: int) -> None:
        row = len(self.store.drawn(VISITS)) + 1
        said = {"date": self._wall().date() - dt.timedelta(ago), "client": client, "service": "Cut", "amount": 10}
        self._types(VISITS, row, said)

    @rule(born=st.dates(dt.date(1970, 1, 1), dt.date(1999, 12, 31)))
    def adds_a_client(self, born: dt.date) -> None:
        row = len(self.store.drawn(CLIENTS)) + 1
        assume(row < 9)
        self._types(
            CLIENTS, row, {"name": f"New {row}", "email": f"new{row}@example.com", "birthday": born, "interval": 30}
        )

    @rule(row=st.integers(2, 5), word=st.sampled_from("abc"))
    def corrects_an_address(self, row: int, word: str) -> None:
        self._types(CLIENTS, row, {"email": f"{word}{row}@example.org"})

    @rule(client=st.integers(1, 4))
    def notes_who_asked_for_peace(self, client: int) -> None:
        self._types(UNSUBSCRIBED, len(self.store.drawn(UNSUBSCRIBED)) + 1, {"address": f"c{client}@example.com"})

    @rule(row=st.integers(2, 6), on=st.booleans())
    def switches_a_mailing(self, row: int, on: bool) -> None:
        self._types(MAILINGS, row, {"on": on})

    # -- losses

    @rule()
    def the_journal_is_lost(self) -> None:
        shutil.rmtree(self.folder / ".clientsheet", ignore_errors=True)

    @rule(talks=st.booleans())
    def the_server_talks_or_not(self, talks: bool) -> None:
        self.world.talks = talks

    # -- the program

    @rule(moment=st.sampled_from(MOMENTS), after=st.integers(0, 6), hours=st.integers(0, 40))
    def a_run_is_cut_short(self, moment: str, after: int, hours: int) -> None:
        self.at += dt.timedelta(hours=hours)
        self.world.fate = (moment, after)
        self._run()

    @rule()
    def a_run_goes_well(self) -> None:
        told, due = self._run(), self._due()
        assert told is not None
        reasons = {(out.key, out.reason) for out in self.left_out}
        for key in due:
            state = self._journal().get(key)
            accounted = key in self.world.keys or state is not None or key in dict(reasons) or told.held or told.put_off
            assert accounted, f"{key} was due and is passed over in silence"

    @invariant()
    def nothing_is_taken_twice(self) -> None:
        twice = [mark for mark, count in getattr(self, "world", World()).taken.items() if count > 1]
        assert not twice, twice

    def _run(self) -> sync.SyncOutcome | None:
        """None: it died."""
        workspace = self._workspace()
        seen: list[Any] = []
        deliver = delivering.deliver
        self.world.dead = False

        def watched(*args: Any, **options: Any) -> Any:
            seen[:] = [deliver(*args, **options)]
            return seen[0]

        from clientsheet.jobs import day

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(day, "deliver", watched)
            patch.setattr(self.store, "apply", _mortal_write(self.world, self.store.apply))
            try:
                outcome = sync.run(workspace)
            except Killed:
                return None
            finally:
                self.world.dead, self.world.fate = False, ("", 0)
        if not outcome.quiet:
            self.left_out = seen[0].plan.left_out
        return outcome

    def _due(self) -> list[str]:
        """The letters of today, were nothing written yet."""
        shop = self._shop()
        nobody = written(shop, [], set(), "salon")
        now = self._wall().replace(tzinfo=None)
        found = who_gets_what(shop, nobody, now, trials=False)
        return [one.key for one in found.letters]

    def _journal(self) -> dict[str, State]:
        with Journal.peek(self.folder / ".clientsheet") as journal:
            return {entry.letter.key: entry.state for entry in journal.entries()}

    # -- drawing

    def _wall(self) -> dt.datetime:
        return self.at.astimezone(ZoneInfo(self.zone))

    def _workspace(self) -> Workspace:
        options: dict[str, Any] = {
            "transport": "smtp",
            "smtp": {"host": "localhost", "security": "none"},
            "owner": "owner@example.com",
        }
        config = Config.default(
            self.folder,
            language="en",
            timezone=self.zone,
            business=Business(name="Salon", email="salon@example.com"),
            mail=Mail(**options),
        )
        now = self._wall().replace(tzinfo=None)
        made = Workspace(config, now.date(), now, "en")
        made.__dict__["store"] = self.store
        return made

    def _shop(self) -> Shop:
        workspace = self._workspace()
        with Journal.peek(self.folder / ".clientsheet") as journal:
            return Shop(workspace.read(), journal.sightings())

    def _types(self, title: str, row: int, said: Mapping[str, Any]) -> None:
        from clientsheet.sheet.address import a1

        declared = next(
            one
            for one in map(tab, ("clients", "visits", "unsubscribed", "mailings"))
            if one.titles.first("en") == title
        )
        heads = self.store.drawn(title)[0]
        for name, value in said.items():
            column = heads.index(declared.column(name).headings.first("en")) + 1
            self.store.put(title, a1(row, column), value)


def _mortal(world: World, transaction: Any) -> Any:
    from contextlib import contextmanager

    @contextmanager
    def mortal(database: Any) -> Iterator[Any]:
        world.strikes("commit")
        with transaction(database) as inner:
            yield inner
            if world.dead:
                raise Killed("dead")

    return mortal


def _mortal_write(world: World, apply: Any) -> Any:
    def mortal(*args: Any) -> Any:
        world.strikes("before the write")
        applied = apply(*args)
        world.strikes("after the write")
        return applied

    return mortal


def _lived(weeks: int) -> None:
    run_state_machine_as_test(
        Salon,
        settings=settings(
            max_examples=weeks, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_whatever_happens_no_letter_goes_twice_and_none_is_passed_over() -> None:
    _lived(weeks=20)


@pytest.mark.slow
def test_whatever_happens_for_years() -> None:
    _lived(weeks=1000)
