"""Which letters were planned and what became of each: the authority on "was it written already".

One SQLite file in the state folder, in WAL mode, each step on disk before the next begins. The rows of the history
tab are written later, from here; if the journal is lost, they say what went out. The steps of handing a letter over
are in mail/claims.py.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from clientsheet.mail.alive import is_alive
from clientsheet.mail.facts import Facts
from clientsheet.mail.journal_file import connected, moment, told, transaction
from clientsheet.mail.letter import OPEN, Entry, Letter, State

FILE_NAME: Final = "journal.sqlite3"
_LIGHT: Final = (
    "key, mailing, client, name, channel, recipient, phone, subject, because, due, message_id, way, draft, expires,"
    " advertising, occasion, state, at, file, recorded, attempts, reply, next_try"
)
_KEPT: Final = dt.timedelta(days=31)
_TOLD: Final = (State.ACCEPTED, State.DRAFTED, State.UNKNOWN)
"""What belongs in the history tab: what left, and what may have."""

_MAY_BECOME: Final[Mapping[State, frozenset[State]]] = {
    State.CANCELLED: frozenset({State.PLANNED, State.RETRY}),
    State.EXPIRED: frozenset({State.PLANNED, State.RETRY}),
    State.SUPPRESSED: frozenset({State.PLANNED, State.RETRY}),
    State.ACCEPTED: frozenset({State.PLANNED, State.IN_DOUBT, State.UNKNOWN, State.DRAFTED}),
    State.DRAFTED: frozenset({State.PLANNED}),
    State.UNKNOWN: frozenset({State.IN_DOUBT}),
    State.REJECTED: frozenset({State.PLANNED, State.RETRY, State.IN_DOUBT, State.UNKNOWN, State.ACCEPTED}),
    State.PLANNED: frozenset(State) - {State.PLANNED, State.CLAIMED, State.ACCEPTED, State.DRAFTED},
}


_REFROZEN: Final = (State.PLANNED, State.RETRY, State.CANCELLED, State.SUPPRESSED)


class Journal(Facts):
    """``folder``: the state folder; None for one in memory."""

    def __init__(self, database: sqlite3.Connection, folder: Path | None = None) -> None:
        super().__init__(database)
        self.folder = folder

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The journal of a state folder, made where there is none.

        WrongUse: damaged, or from a later program. TryLater: not to be opened now.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return cls(connected(folder / FILE_NAME), folder)

    @classmethod
    def peek(cls, folder: Path) -> Self:
        """The same to look into: where there is none, an empty one that leaves no file."""
        path = folder / FILE_NAME
        return cls(connected(path), folder) if path.is_file() else cls(connected(":memory:"))

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """WrongUse: the file turned out to be damaged. TryLater: it could not be read or written."""
        try:
            if isinstance(error, sqlite3.Error):
                with told(self.database):
                    raise error
        finally:
            self.close()

    # -- freezing

    def plan(self, letters: Collection[Letter], at: dt.datetime, state: State = State.PLANNED) -> bool:
        """Freezes them. One that the journal knows already stays as it is, whatever became of it. ``state``: another
        where somebody else knows what became of them. False: not all of them were new."""
        with transaction(self.database) as database:
            frozen = database.executemany(_FREEZE, [(*_columns(letter), state, moment(at)) for letter in letters])
            database.executemany(
                "insert or ignore into contents (key, body, content) values (?, ?, ?)",
                [(letter.key, letter.text, letter.content) for letter in letters],
            )
            database.executemany(
                "insert or ignore into covered (key, by_key) values (?, ?)",
                [(other, letter.key) for letter in letters for other in letter.covers],
            )
        return frozen.rowcount == len(letters)

    def refreeze(self, letter: Letter) -> bool:
        """Puts it in the place of the one frozen under its key. False where that one may be on its way already: taken
        by a run, gone, or ever in doubt, which only the very same message may follow."""
        with transaction(self.database) as database:
            free = f"from letters where key = ? and state in ({_listed(_REFROZEN)}) and dot_at is null"
            row = database.execute(f"select at {free}", (letter.key,)).fetchone()
            if row is None:
                return False
            database.execute(f"delete {free}", (letter.key,))
            database.execute(_FREEZE, (*_columns(letter), State.PLANNED, row[0]))
            database.execute(
                "insert or replace into contents (key, body, content) values (?, ?, ?)",
                (letter.key, letter.text, letter.content),
            )
            database.execute("delete from covered where by_key = ?", (letter.key,))
            database.executemany(
                "insert or ignore into covered (key, by_key) values (?, ?)",
                [(other, letter.key) for other in letter.covers],
            )
        return True

    def set_state(self, keys: Collection[str], state: State, at: dt.datetime, reply: str = "") -> set[str]:
        """What a person or another part of the program decides: cancelled, resolved, to be tried again.

        Only where a letter may become that (a claimed one may not be cancelled: it is on its way), and never one that
        a living run holds. To be planned again a letter needs its frozen message. Gives the keys that changed.
        """
        changed = set()
        with transaction(self.database) as database:
            for key in keys:
                before, owner, frozen = self._stands(key)
                if before not in _MAY_BECOME.get(state, ()) or (state == State.PLANNED and not frozen):
                    continue
                if before == State.IN_DOUBT and self.is_alive(owner):
                    continue
                database.execute(
                    "update letters set state = ?, at = ?, reply = case when ? = '' then reply else ? end, owner = '',"
                    " next_try = null, attempts = case when ? then 0 else attempts end where key = ?",
                    (state, moment(at), reply, reply, state == State.PLANNED, key),
                )
                changed.add(key)
        return changed

    def _stands(self, key: str) -> tuple[str, str, bool]:
        row = self.database.execute(
            "select state, owner, exists (select 1 from contents where contents.key = letters.key)"
            " from letters where key = ?",
            (key,),
        ).fetchone()
        return ("", "", False) if row is None else (row[0], row[1], bool(row[2]))

    def is_alive(self, owner: str) -> bool:
        """Whether the run of that name still works."""
        return self.folder is not None and is_alive(self.folder, owner)

    def expire(self, at: dt.datetime) -> list[str]:
        """Letters whose last day is over are not sent late; gives which they were."""
        late = "from letters where state in ('planned', 'retry') and expires < ?"
        values = (at.date().isoformat(),)
        if not self.database.execute(f"select 1 {late} limit 1", values).fetchone():
            return []
        with transaction(self.database) as database:
            keys = [key for (key,) in database.execute(f"select key {late}", values)]
            rows = [(moment(at), key) for key in keys]
            database.executemany("update letters set state = 'expired', at = ? where key = ?", rows)
        return keys

    def forget_contents(self, at: dt.datetime) -> None:
        """Of letters that left before today; of those that did not, and came to nothing, after a month."""
        done = _listed((State.ACCEPTED, State.DRAFTED))
        nothing = _listed((State.REJECTED, State.UNKNOWN, State.EXPIRED, State.CANCELLED, State.SUPPRESSED))
        old = (
            "from contents join letters using (key)"
            f" where state in ({done}) and at < ? or state in ({nothing}) and at < ?"
        )
        values = (at.date().isoformat(), (at.date() - _KEPT).isoformat())
        if self.database.execute(f"select 1 {old} limit 1", values).fetchone():
            with transaction(self.database) as database:
                database.execute(f"delete from contents where key in (select key {old})", values)

    # -- the history tab

    def unrecorded(self) -> list[Entry]:
        """Letters that left, or may have, and have no row in the history tab yet; the oldest first."""
        return self._entries(f"where recorded = 0 and state in ({_listed(_TOLD)})")

    def mark_recorded(self, message_ids: Iterable[str]) -> None:
        """Their rows stand in the history tab."""
        with transaction(self.database) as database:
            rows = [(message_id,) for message_id in message_ids]
            database.executemany("update letters set recorded = 1 where message_id = ? and recorded = 0", rows)

    # -- questions

    def entries(self) -> list[Entry]:
        """Every letter, the oldest first, without its text and content."""
        return self._entries("")

    def pending(self) -> list[Entry]:
        """Those that have not left and still may, and those in doubt; without text and content."""
        return self._entries(f"where state in ({_listed((*OPEN, State.IN_DOUBT))})")

    def of_day(self, day: dt.date) -> list[Entry]:
        """What was delivered on that day, in the order of delivery, with its text."""
        rows = self.database.execute(
            f"select {_LIGHT}, body from letters left join contents using (key)"
            f" where substr(at, 1, 10) = ? and state in ({_listed(_TOLD)}) order by at, key",
            (day.isoformat(),),
        )
        return [_entry(row, row[-1] or "") for row in rows]

    def entry(self, key: str) -> Entry | None:
        """One letter, with its text and content where they are still kept."""
        row = self.database.execute(
            f"select {_LIGHT}, body, content from letters left join contents using (key) where key = ?", (key,)
        ).fetchone()
        return None if row is None else _entry(row, row[-2] or "", row[-1] or b"")

    def state_of(self, keys: Iterable[str]) -> dict[str, State]:
        """Of those the journal knows."""
        found = {}
        for key in keys:
            if row := self.database.execute("select state from letters where key = ?", (key,)).fetchone():
                found[key] = State(row[0])
        return found

    def counts(self) -> dict[str, dict[State, int]]:
        """By mailing, how many letters are in each state."""
        found: dict[str, dict[State, int]] = {}
        for mailing, state, count in self.database.execute(
            "select mailing, state, count(*) from letters group by mailing, state"
        ):
            found.setdefault(mailing, {})[State(state)] = count
        return found

    def covered(self) -> set[str]:
        """The keys of those whom a letter to another person at the same address spoke to as well; a letter that came
        to nothing spoke to nobody."""
        nobody = _listed((State.CANCELLED, State.EXPIRED, State.SUPPRESSED))
        return {
            key
            for (key,) in self.database.execute(
                f"select covered.key from covered join letters on by_key = letters.key where state not in ({nobody})"
            )
        }

    def _entries(self, condition: str) -> list[Entry]:
        return [_entry(row) for row in self.database.execute(f"select {_LIGHT} from letters {condition} order by at")]


# -- rows

_NAMES: Final = (
    "key, mailing, client, name, channel, recipient, phone, due, message_id, way, draft, expires, advertising,"
    " occasion, because, subject, state, at"
)
_FREEZE: Final = f"insert or ignore into letters ({_NAMES}) values ({', '.join('?' * (_NAMES.count(',') + 1))})"


def _columns(letter: Letter) -> tuple[object, ...]:
    return (
        letter.key,
        letter.mailing,
        letter.client,
        letter.name,
        letter.channel,
        letter.recipient,
        letter.phone,
        letter.due.isoformat(),
        letter.message_id,
        letter.way,
        letter.draft,
        None if letter.expires is None else letter.expires.isoformat(),
        letter.advertising,
        letter.occasion,
        letter.because,
        letter.subject,
    )


def _entry(row: tuple[Any, ...], text: str = "", content: bytes = b"") -> Entry:
    key, mailing, client, name, channel, recipient, phone, subject, because, due, message_id, *rest = row
    way, draft, expires, advertising, occasion, state, at, file, recorded, attempts, reply, next_try, *_ = rest
    letter = Letter(
        key=key,
        mailing=mailing,
        client=client,
        name=name,
        channel=channel,
        recipient=recipient,
        phone=phone,
        subject=subject,
        text=text,
        because=because,
        due=dt.date.fromisoformat(due),
        message_id=message_id,
        content=content,
        way=way,
        draft=bool(draft),
        expires=None if expires is None else dt.date.fromisoformat(expires),
        advertising=bool(advertising),
        occasion=occasion,
    )
    tried = None if next_try is None else dt.datetime.fromisoformat(next_try)
    return Entry(letter, State(state), dt.datetime.fromisoformat(at), file, bool(recorded), attempts, reply, tried)


def _listed(states: Iterable[State]) -> str:
    """For ``in (…)``."""
    return ", ".join(f"'{state}'" for state in states)
