"""One way out, one run: letters are claimed a few at a time and handed over until none is left or something stops it.

What stops it, and what comes of that: a full minute, a broken link (wait a little, a few times), a full hour or day,
an account that is closed to us, three refusals for policy in one mailing (the rest, with its words in ``stopped``).
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Final

from clientsheet.errors import ClientsheetError
from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.claims import Claims
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, Receipt, State
from clientsheet.mail.limits import Allowance, Window
from clientsheet.mail.openings import Openings
from clientsheet.mail.stops import POLICY_REST, Stopped, rest, resting, stopped_by

_AT_A_TIME: Final = 50
"""Letters that a run claims together: another one may take the rest meanwhile."""

_DRAFTS_AT_A_TIME: Final = 1000
_KEPT_BACK: Final = 200
"""Receipts that may wait in memory for the next step of no return."""

_LINK_TRIES: Final = 5
_POISON: Final = 3
"""A letter over which the link broke that often waits for the next run."""

_POLICY_REFUSALS: Final = 3


@dataclass
class Handing:
    """``states`` and ``stopped`` are the run's, added to here."""

    journal: Journal
    claims: Claims
    openings: Openings
    clock: Clock
    states: dict[str, State]
    stopped: list[Stopped]
    quiet: Callable[[dt.datetime], bool] = lambda at: False
    """Whether nothing may be sent at that moment; drafts may always be made."""

    ended: set[str] = field(default_factory=set)
    """Ways out that take nothing more in this run."""
    looked_on: dt.date | None = None
    """The day on which letters past their last day were looked for; a run may go on over midnight."""

    refusals: Counter[str] = field(default_factory=Counter)
    """For policy, by mailing."""

    def all_of(self, way: str, windows: tuple[Window, ...], patience: float) -> float:
        """Hands over what can be claimed of that way. ``patience``: seconds it may wait. Gives what is left of it."""
        if stop := resting(self.journal, way, self.clock.unix()):
            self._end(way, stop)
            return patience
        failures, poison, broken = 0, Counter[str](), None
        allowance = Allowance(self.journal.database, way, windows)
        while way not in self.ended:
            turn = _Turn(self, way, allowance)
            try:
                turn.run()
            except LinkLost as lost:
                broken = lost if turn.begun else None
                failures = 0 if turn.settled_some else failures + 1
                self._link_lost(way, lost, failures)
                self._line_up_again(turn, lost, poison)
            except (AccountStopped, ClientsheetError) as error:
                self._close_account(way, error)
            except Exception as mistake:
                self._last_in_line(turn, mistake)
                raise
            else:
                if turn.full is None:
                    self._came_to_an_end(way, turn, broken)
                    break
                patience = self._wait_for_room(way, turn.full, patience)
        return patience

    def _end(self, way: str, stop: Stopped) -> None:
        self.openings.close(way)
        self.ended.add(way)
        self.stopped.append(stop)

    def _came_to_an_end(self, way: str, turn: _Turn, broken: LinkLost | None) -> None:
        """``broken``: the link, over the last letter tried; where none is left, each was tried often enough."""
        if turn.quiet:
            self._end(way, Stopped(way, "delivery.quiet", fault=False))
        elif broken and not turn.settled_some:
            self._end(way, stopped_by(way, broken))

    def _link_lost(self, way: str, lost: LinkLost, failures: int) -> None:
        self.openings.close(way)
        if failures == _LINK_TRIES:
            self._end(way, stopped_by(way, lost))
        else:
            self.clock.sleep(min(2.0**failures, 30.0) * random.uniform(0.5, 1.0))

    def _line_up_again(self, turn: _Turn, lost: LinkLost, poison: Counter[str]) -> None:
        """The letters over which the link broke come last, and not a fourth time: they may be what breaks it."""
        self._last_in_line(turn, lost)
        poison.update(list(turn.begun))
        self.claims.leave(key for key in turn.begun if poison[key] >= _POISON)

    def _last_in_line(self, turn: _Turn, error: Exception) -> None:
        """Also for a mistake of ours that one letter brings to light: the next run begins with the others."""
        for key in turn.begun:
            self.claims.last_in_line(key, str(error))

    def _close_account(self, way: str, error: AccountStopped | ClientsheetError) -> None:
        stop = stopped_by(way, error)
        self._end(way, stop)
        if isinstance(error, AccountStopped) and error.wait is not None:
            rest(self.journal, stop, self.clock.unix() + error.wait.total_seconds())

    def _wait_for_room(self, way: str, full: tuple[float, Window], patience: float) -> float:
        seconds, window = full
        if seconds > patience:
            facts = {"n": window.most, "minutes": -int(-seconds // 60)}
            self._end(way, Stopped(way, f"delivery.full-{window.name}", facts, fault=False))
            return patience
        self.clock.sleep(seconds)
        return patience - seconds


class _Turn:
    """One call of ``hand_over``: the letters it takes, and the log of what it does with them.

    ``begun``: keys taken and neither in doubt nor settled. ``full``: the limit that ended it, and for how long.
    ``quiet``: the quiet hours did.
    """

    def __init__(self, handing: Handing, way: str, allowance: Allowance) -> None:
        self._handing, self._way, self._allowance = handing, way, allowance
        self._kept_back: list[Receipt] = []
        self._mailings: dict[str, str] = {}
        self._shut: list[Stopped] = []
        self.begun: dict[str, None] = {}
        self.full: tuple[float, Window] | None = None
        self.quiet = False
        self.settled_some = False

    def run(self) -> None:
        """LinkLost, AccountStopped, ClientsheetError; whatever ends it, the journal is right afterwards."""
        letters = self._letters()
        try:
            if (first := next(letters, None)) is not None:
                self._handing.openings[self._way].hand_over(_with(first, letters), self)
        finally:
            letters.close()
            self.flush()
            self._handing.claims.release()
            self._leave_shut_mailings()

    def _letters(self) -> Generator[Letter, None, None]:
        while batch := self._batch():
            for letter in batch:
                if self._handing.refusals[letter.mailing] >= _POLICY_REFUSALS:
                    continue
                if not letter.draft and self._handing.quiet(self._handing.clock.now()):
                    self.quiet = True
                    return
                wait, window = self._allowance.wait(self._handing.clock.unix(), len(self.begun) + 1)
                if window is not None:
                    self.full = (wait, window)
                    return
                self._mailings[letter.key] = letter.mailing
                self.begun[letter.key] = None
                yield letter

    def _batch(self) -> list[Letter]:
        run, now = self._handing, self._handing.clock.now()
        if run.clock.sure and run.looked_on != now.date():
            run.states.update(dict.fromkeys(run.journal.expire(now), State.EXPIRED))
            run.looked_on = now.date()
        return run.claims.claim(self._way, _AT_A_TIME if self._allowance.windows else _DRAFTS_AT_A_TIME)

    # -- the log

    def in_doubt(self, letter: Letter) -> None:
        account = self._way if self._allowance.windows else ""
        self._note(self._handing.claims.in_doubt(letter, self._kept_back, account))
        self.begun.pop(letter.key, None)
        self._handing.states[letter.key] = State.IN_DOUBT

    def settled(self, receipt: Receipt) -> None:
        self.begun.pop(receipt.key, None)
        self.settled_some = True
        self._kept_back.append(receipt)
        if receipt.policy:
            self._refused(receipt)
        if len(self._kept_back) >= _KEPT_BACK:
            self.flush()

    def flush(self) -> None:
        self._note(self._handing.claims.settle(self._kept_back))

    def _note(self, receipts: list[Receipt]) -> None:
        """They are on disk as these say."""
        self._kept_back = []
        self._handing.states.update((receipt.key, receipt.state) for receipt in receipts)

    def _refused(self, receipt: Receipt) -> None:
        """For policy; the third time nothing more of that mailing is tried."""
        run, mailing = self._handing, self._mailings[receipt.key]
        run.refusals[mailing] += 1
        if run.refusals[mailing] == _POLICY_REFUSALS:
            facts = {"mailing": mailing, "words": receipt.reply, "n": _POLICY_REFUSALS}
            run.stopped.append(Stopped(self._way, "delivery.policy", facts, "delivery.policy.cure", mailing))
            self._shut.append(run.stopped[-1])

    def _leave_shut_mailings(self) -> None:
        until = self._handing.clock.unix() + POLICY_REST.total_seconds()
        for stop in self._shut:
            self._handing.claims.leave_mailing(stop.mailing)
            rest(self._handing.journal, stop, until)


def _with(first: Letter, others: Iterator[Letter]) -> Iterator[Letter]:
    yield first
    yield from others
