"""Planned letters -> the journal, then the way out, then the journal again. Killed anywhere, run again: once each.

    freeze --> recover what dead runs left --> for each way out: claim, hand over, settle --> ask for what is in doubt

A letter leaves only out of the journal, claimed by one run that shows a sign of life, and is in doubt there, on disk,
before its step of no return. What is in doubt is settled by asking, and only by asking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from clientsheet.mail.alive import sign_of_life
from clientsheet.mail.base import Transport
from clientsheet.mail.claims import UNSHOWN, Claims
from clientsheet.mail.clock import Clock
from clientsheet.mail.doubts import Asking
from clientsheet.mail.handing import Handing
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import OPEN, Letter, State
from clientsheet.mail.limits import Window, forget_old
from clientsheet.mail.openings import Openings
from clientsheet.mail.stops import Stopped, stopped_mailings

_ROUNDS: Final = 3
"""A letter that the other end turns out not to have is tried again in the same run, but not for ever."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a run came to.

    ``states``: by key, of each letter that this run brought into another state or found in doubt, those of runs before
    it included. ``waiting``: keys of letters that were to leave and did not, each still open. ``stopped``: why.
    ``pages``: to look the day's drafts through.
    """

    states: Mapping[str, State] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    stopped: tuple[Stopped, ...] = ()
    pages: tuple[Path, ...] = ()

    @property
    def page(self) -> Path | None:
        return self.pages[0] if self.pages else None


def post(
    journal: Journal,
    letters: Collection[Letter],
    open_way: Callable[[str], Transport],
    clock: Clock,
    *,
    limits: Mapping[str, tuple[Window, ...]] | None = None,
    patience: dt.timedelta = dt.timedelta(),
    only: Collection[str] | None = None,
    quiet: Callable[[dt.datetime], bool] = lambda at: False,
) -> Posted:
    """Freezes ``letters`` and hands over every open letter whose time has come, older ones included, each once.

    ``open_way``: name of a way out -> its transport. ``limits``: by way out (mail/limits.py). ``patience``: how long
    all waiting together may take, for a window to have room or an answer to be certain; what does not fit is left for
    the next run. ``only``: the keys that may leave in this run. ``quiet``: whether nothing may be sent at that moment
    (drafts may be made). A letter that is stopped, put off or over a limit is no error. TryLater: the journal cannot be
    written.
    """
    frozen = letters if letters and journal.plan(letters, clock.now()) else ()
    states = dict.fromkeys(journal.expire(clock.now()) if clock.sure else (), State.EXPIRED)
    pending = journal.pending()
    wanted = {entry.letter.key for entry in pending if entry.state in OPEN}
    wanted = wanted if only is None else wanted & set(only)
    left_by_others = any(entry.state in (State.CLAIMED, State.IN_DOUBT) for entry in pending)
    if not (wanted or left_by_others or journal.note(UNSHOWN)):
        return Posted(states)
    assert journal.folder is not None, "a journal that is only looked into hands nothing over"
    with sign_of_life(journal.folder) as owner, Openings(open_way) as openings:
        claims = Claims(journal, owner, clock, wanted, {letter.key: letter for letter in frozen})
        run = _Run(journal, claims, openings, clock, limits or {}, patience, quiet, states)
        run.all()
        pages = _pages(journal, openings)
    if clock.sure:
        journal.forget_contents(clock.now())
        forget_old(journal.database, clock.unix())
    waiting = frozenset(key for key, state in journal.state_of(wanted).items() if state in OPEN)
    return Posted(run.states, waiting, tuple(run.stopped), pages)


@dataclass
class _Run:
    journal: Journal
    claims: Claims
    openings: Openings
    clock: Clock
    limits: Mapping[str, tuple[Window, ...]]
    patience: dt.timedelta
    quiet: Callable[[dt.datetime], bool]
    states: dict[str, State]
    stopped: list[Stopped] = field(default_factory=list)

    def all(self) -> None:
        """Lasting stops first: what they hold back is not claimed."""
        for stop in stopped_mailings(self.journal, self.clock.unix()):
            if self.claims.leave_mailing(stop.mailing):
                self.stopped.append(stop)
        asking = Asking(self.journal, self.claims, self.openings, self.clock, self.states, self.stopped)
        wanted = self.claims.wanted()
        if self.clock.sure:
            asking.of_dead_runs(wanted)
        rooms = (self.journal, self.claims, self.openings, self.clock, self.states, self.stopped)
        handing = Handing(*rooms, self.quiet)
        left = self.patience.total_seconds()
        for _ in range(_ROUNDS):
            ways = [way for way in self.claims.ways() if way not in handing.ended]
            for way in ways:
                left = handing.all_of(way, self.limits.get(way, ()), left)
            if ways:
                left = asking.of_this_run(wanted, left)


def _pages(journal: Journal, openings: Openings) -> tuple[Path, ...]:
    """Before the note is taken away: cut short between the two, the next run writes it again."""
    if not (day := journal.note(UNSHOWN)):
        return ()
    shown = dt.date.fromisoformat(day)
    drafted = [entry for entry in journal.of_day(shown) if entry.state == State.DRAFTED]
    pages = []
    for way in sorted({entry.letter.way for entry in drafted}):
        entries = [entry for entry in drafted if entry.letter.way == way]
        if page := openings.look_through(way, shown, entries):
            pages.append(page)
    journal.set_note(UNSHOWN, "")
    return tuple(pages)
