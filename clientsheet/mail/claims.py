"""The steps of handing letters over, as the journal has them: claimed, in doubt, settled, or put back.

    claim      planned, or retry whose time has come --> claimed        one run has it
    in_doubt   claimed --> in_doubt                                     on disk before the step of no return
    settle     claimed, in_doubt --> accepted, drafted, retry, rejected
    release    claimed --> planned                                      it certainly has not left

Every step is one transaction, and touches only what is this run's own.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from clientsheet.errors import TryLater
from clientsheet.mail.clock import Clock
from clientsheet.mail.facts import put_note
from clientsheet.mail.journal import Journal
from clientsheet.mail.journal_file import moment, transaction
from clientsheet.mail.letter import Letter, Receipt, State
from clientsheet.mail.limits import note_dot

BACK_OFF: Final = tuple(dt.timedelta(hours=hours) for hours in (1, 2, 4, 8, 16, 16))
"""Between the tries of a letter that was put off: two days in all, then it is refused."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A letter whose fate is not on record. ``since``: Unix time of the step of no return."""

    key: str
    owner: str
    way: str
    since: float
    draft: bool


UNSHOWN: Final = "unshown"
"""Note: the day whose drafts a page has yet to show."""

_DUE: Final = "(state = 'planned' or state = 'retry' and (next_try is null or next_try <= ?))"
_PLANNED_AGAIN: Final = "update letters set state = 'planned', owner = ''"


class Claims:
    """This run's. ``wanted``: the keys of the letters that it may hand over. ``fresh``: those of them that were frozen
    a moment ago, by key, just as the journal has them."""

    def __init__(
        self,
        journal: Journal,
        owner: str,
        clock: Clock,
        wanted: Iterable[str],
        fresh: Mapping[str, Letter] = MappingProxyType({}),
    ) -> None:
        self._journal, self._owner, self._clock, self._fresh = journal, owner, clock, fresh
        self._attempts: dict[str, int] = {}
        self._lines: dict[str, deque[str]] = {}
        self._begun = False
        database = journal.database
        database.execute("drop table if exists temp.wanted")
        database.execute("create temp table wanted (key text primary key) without rowid")
        database.executemany("insert or ignore into temp.wanted values (?)", ((key,) for key in wanted))

    # -- taking and putting back

    def ways(self) -> list[str]:
        """The ways out of the letters that can be claimed now."""
        query = f"select distinct way from temp.wanted cross join letters using (key) where {_DUE} order by way"
        return [way for (way,) in self._journal.database.execute(query, (self._now(),))]

    def claim(self, way: str, count: int) -> list[Letter]:
        """Up to ``count`` letters of that way, those that have waited longest first; each once in a run, unless it is
        put back."""
        line = self._line(way)
        letters: list[Letter] = []
        with transaction(self._journal.database) as database:
            while line and len(letters) < count:
                if letter := self._due(line.popleft()):
                    letters.append(letter)
            if letters and not self._begun:
                put_note(database, "generation", str(self._journal.generation + 1))
            taken = [(self._owner, letter.key) for letter in letters]
            database.executemany("update letters set state = 'claimed', owner = ? where key = ?", taken)
        self._no_more_wanted(letter.key for letter in letters)
        self._begun = self._begun or bool(letters)
        return letters

    def _line(self, way: str) -> deque[str]:
        """The keys in the order in which they are claimed; made once, and again when some were put back."""
        if not self._lines.get(way):
            query = (
                "select key from temp.wanted cross join letters using (key)"
                f" where {_DUE} and way = ? order by at, reply <> '', due, key"
            )
            rows = self._journal.database.execute(query, (self._now(), way))
            self._lines[way] = deque(key for (key,) in rows)
        return self._lines[way]

    def _due(self, key: str) -> Letter | None:
        """The letter as it is frozen, with its attempts noted; None: another run was quicker."""
        query = f"select attempts from letters join contents using (key) where {_DUE} and letters.key = ?"
        row = self._journal.database.execute(query, (self._now(), key)).fetchone()
        if row is None:
            return None
        self._attempts[key] = row[0]
        if letter := self._fresh.get(key):
            return letter
        entry = self._journal.entry(key)
        return entry.letter if entry else None

    def release(self) -> None:
        """What is claimed and not settled is as it was, and may be claimed again."""
        query = "select key from letters where state = 'claimed'"
        keys = self._journal.database.execute(f"{query} and owner = ?", (self._owner,)).fetchall()
        if keys:
            with transaction(self._journal.database) as database:
                database.executemany(f"{_PLANNED_AGAIN} where key = ? and state = 'claimed'", keys)
            self._journal.database.executemany("insert or ignore into temp.wanted values (?)", keys)
        self._lines.clear()

    def last_in_line(self, key: str, reply: str) -> None:
        """The link broke over this letter: the others go first. ``reply``: what was said."""
        with transaction(self._journal.database) as database:
            database.execute(
                "update letters set at = ?, reply = ? where key = ? and state = 'planned'", (self._now(), reply, key)
            )

    def wanted(self) -> set[str]:
        return {key for (key,) in self._journal.database.execute("select key from temp.wanted")}

    def want(self, key: str) -> None:
        self._journal.database.execute("insert or ignore into temp.wanted values (?)", (key,))
        self._lines.clear()

    def leave(self, keys: Iterable[str]) -> None:
        """This run tries them no more."""
        self._no_more_wanted(keys)
        self._lines.clear()

    def leave_mailing(self, mailing: str) -> bool:
        """False: none of its letters was wanted."""
        left = self._journal.database.execute(
            "delete from temp.wanted where key in"
            " (select key from temp.wanted cross join letters using (key) where mailing = ?)",
            (mailing,),
        )
        self._lines.clear()
        return left.rowcount > 0

    def _no_more_wanted(self, keys: Iterable[str]) -> None:
        self._journal.database.executemany("delete from temp.wanted where key = ?", [(key,) for key in keys])

    # -- what dead runs left

    def recover(self) -> list[Doubt]:
        """What dead runs had claimed is planned again; what they, or this run, left in doubt."""
        query = (
            "select key, owner, way, coalesce(dot_at, 0), draft, state from letters"
            " where state in ('claimed', 'in_doubt')"
        )
        rows = self._journal.database.execute(query).fetchall()
        alive = {owner for owner in {row[1] for row in rows} if owner != self._owner and self._journal.is_alive(owner)}
        dead = [(key, owner) for key, owner, *_, state in rows if state == State.CLAIMED and owner not in alive]
        dead = [(key, owner) for key, owner in dead if owner != self._owner]
        if dead:
            with transaction(self._journal.database) as database:
                database.executemany(f"{_PLANNED_AGAIN} where key = ? and owner = ? and state = 'claimed'", dead)
        return [Doubt(*row[:-1]) for row in rows if row[-1] == State.IN_DOUBT and row[1] not in alive]

    def unknown(self, way: str) -> list[Doubt]:
        """Those that nobody could say anything of so far."""
        query = "select key, owner, way, coalesce(dot_at, 0), draft from letters where way = ? and state = 'unknown'"
        return [Doubt(*row) for row in self._journal.database.execute(query, (way,))]

    def resolve(self, doubt: Doubt, before: State, state: State) -> bool:
        """``state``: accepted, drafted, planned or unknown. False: another run has settled it meanwhile."""
        with transaction(self._journal.database) as database:
            changed = database.execute(
                "update letters set state = ?, at = case when ? then ? else at end, owner = ''"
                " where key = ? and owner = ? and state = ?",
                (state, state != State.PLANNED, self._now(), doubt.key, doubt.owner, before),
            )
        return bool(changed.rowcount)

    # -- the step of no return, and after

    def in_doubt(self, letter: Letter, receipts: Sequence[Receipt], account: str = "") -> list[Receipt]:
        """On disk with the receipts before it. ``account``: whose limits it counts for."""
        now = self._clock.unix()
        with transaction(self._journal.database) as database:
            settled = self._settle(receipts)
            taken = database.execute(
                "update letters set state = 'in_doubt', at = ?, dot_at = ?"
                " where key = ? and state = 'claimed' and owner = ?",
                (self._now(), now, letter.key, self._owner),
            )
            if taken.rowcount != 1:
                raise TryLater("delivery.taken-over", hint="delivery.taken-over.cure")
            if account:
                note_dot(database, account, now)
        return settled

    def settle(self, receipts: Sequence[Receipt]) -> list[Receipt]:
        """Gives them as they were written down: one put off too often is rejected."""
        if not receipts:
            return []
        with transaction(self._journal.database):
            return self._settle(receipts)

    def _settle(self, receipts: Sequence[Receipt]) -> list[Receipt]:
        at = self._clock.now()
        settled, rows = [], []
        for receipt in receipts:
            innocent = receipt.policy or receipt.state == State.PLANNED
            attempts = self._attempts.get(receipt.key, 0) + (not innocent)
            receipt, next_try = _put_off(receipt, attempts, at)
            settled.append(receipt)
            rows.append(
                (receipt.state, moment(at), receipt.file, receipt.reply, attempts, next_try, receipt.key, self._owner)
            )
        self._journal.database.executemany(
            "update letters set state = ?, at = ?, file = ?, reply = ?, attempts = ?, next_try = ?, owner = '',"
            " dot_at = null where key = ? and owner = ? and state in ('claimed', 'in_doubt')",
            rows,
        )
        if any(receipt.state == State.DRAFTED for receipt in receipts):
            put_note(self._journal.database, UNSHOWN, at.date().isoformat())
        return settled

    def _now(self) -> str:
        return moment(self._clock.now())


def _put_off(receipt: Receipt, attempts: int, at: dt.datetime) -> tuple[Receipt, str | None]:
    """When to try again; one that was put off for two days is refused. A refusal for policy is not the letter's own."""
    if receipt.policy:
        return replace(receipt, state=State.RETRY), moment(at + (receipt.wait or BACK_OFF[0]))
    if receipt.state != State.RETRY:
        return receipt, None
    if attempts > len(BACK_OFF):
        return replace(receipt, state=State.REJECTED), None
    wait = receipt.wait if receipt.wait is not None else BACK_OFF[attempts - 1]
    return receipt, moment(at + wait)
