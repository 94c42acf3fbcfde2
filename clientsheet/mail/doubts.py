"""Letters in doubt, settled by asking the other end.

*Taken* counts at once. *Absent* counts only when the grace is over: after a kill the system itself may go on sending
for minutes what we had written, and a copy takes its time to show up. Where nobody can say for four times as long,
the letter is ``unknown``: a person settles it, or a later answer *taken*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from clientsheet.errors import ClientsheetError
from clientsheet.mail.base import AccountStopped, Answer, LinkLost
from clientsheet.mail.claims import Claims, Doubt
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, State
from clientsheet.mail.openings import Openings
from clientsheet.mail.stops import Stopped, stopped_by

GRACE: Final = dt.timedelta(minutes=15)
"""Where neither the transport (``grace``) nor a note of the journal (``grace.<way>``, seconds) says better: as long
as a system goes on sending for a process that is gone."""

_SILENCE: Final = 4
"""So many graces a letter of which nobody can say anything is asked for again."""


@dataclass
class Asking:
    """``states`` and ``stopped`` are the run's, added to here."""

    journal: Journal
    claims: Claims
    openings: Openings
    clock: Clock
    states: dict[str, State]
    stopped: list[Stopped]

    def of_dead_runs(self, wanted: Collection[str]) -> None:
        """``wanted``: keys that this run may hand over again once they are known to be absent."""
        self._settle(self.claims.recover(), wanted)

    def of_this_run(self, wanted: Collection[str], patience: float) -> float:
        """The same for its own, waiting out a grace that ``patience`` (seconds) allows. Gives what is left of it."""
        doubts = self.claims.recover()
        if not doubts:
            return patience
        now = self.clock.unix()
        over = max(doubt.since + self._grace(doubt.way) for doubt in doubts)
        if 0 < over - now <= patience:
            self.clock.sleep(over - now)
            patience -= over - now
        self._settle(doubts, wanted)
        return patience

    def _settle(self, doubts: Sequence[Doubt], wanted: Collection[str]) -> None:
        for way, group in groupby(sorted(doubts, key=attrgetter("way")), attrgetter("way")):
            mine, asked = list(group), self.clock.unix()
            if (answers := self._ask(way, mine)) is None:
                continue
            grace = self._grace(way)
            for doubt in mine:
                verdict = _verdict(doubt, answers.get(doubt.key), asked - doubt.since, grace)
                self._resolve(doubt, State.IN_DOUBT, verdict, wanted)
            for doubt in self.claims.unknown(way):
                if answers.get(doubt.key) == Answer.TAKEN:
                    self._resolve(doubt, State.UNKNOWN, _taken(doubt), wanted)

    def _ask(self, way: str, doubts: Sequence[Doubt]) -> Mapping[str, Answer] | None:
        """None: it cannot be asked now; the letters stay in doubt."""
        letters = [self._letter(doubt) for doubt in (*doubts, *self.claims.unknown(way))]
        try:
            return self.openings[way].ask(letters)
        except (LinkLost, AccountStopped, ClientsheetError) as error:
            self.openings.close(way)
            self.stopped.append(stopped_by(way, error))
            return None

    def _letter(self, doubt: Doubt) -> Letter:
        entry = self.journal.entry(doubt.key)
        assert entry is not None, doubt.key
        return entry.letter

    def _resolve(self, doubt: Doubt, before: State, after: State, wanted: Collection[str]) -> None:
        if after == before or not self.claims.resolve(doubt, before, after):
            self.states.setdefault(doubt.key, before)
            return
        self.states[doubt.key] = after
        if after == State.PLANNED and doubt.key in wanted:
            self.claims.want(doubt.key)

    def _grace(self, way: str) -> float:
        if noted := self.journal.note(f"grace.{way}"):
            return float(noted)
        try:
            grace: dt.timedelta = getattr(self.openings[way], "grace", GRACE)
        except ClientsheetError:
            grace = GRACE
        return grace.total_seconds()


def _taken(doubt: Doubt) -> State:
    return State.DRAFTED if doubt.draft else State.ACCEPTED


def _verdict(doubt: Doubt, answer: Answer | None, age: float, grace: float) -> State:
    """``age``, ``grace``: seconds."""
    if answer == Answer.TAKEN:
        return _taken(doubt)
    if answer == Answer.ABSENT and age >= grace:
        return State.PLANNED
    if answer is None and age >= _SILENCE * grace:
        return State.UNKNOWN
    return State.IN_DOUBT
