"""Which letters were planned and what became of each: the authority on "was it written already".

One SQLite file in the state folder, in WAL mode, each step on disk before the next begins. The rows of the history
tab are written later, from here; if the journal is lost, they say what went out. The steps of handing a letter over
are in mail/claims.py.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from clientsheet.errors import TryLater, WrongUse
from clientsheet.mail import schema
from clientsheet.mail.alive import is_alive
from clientsheet.mail.letter import OPEN, Entry, Letter, State

FILE_NAME: Final = "journal.sqlite3"
_LIGHT: Final = (
    "key, mailing, client, name, channel, recipient, phone, subject, because, due, message_id, way, draft, expires,"
    " advertising, state, at, file, recorded, attempts, reply, next_try"
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


class Journal:
    """``folder``: the state folder; None for one in memory."""

    def __init__(self, database: sqlite3.Connection, folder: Path | None = None) -> None:
        self.database, self.folder = database, folder

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The journal of a state folder, made where there is none.

        WrongUse: damaged, or from a later program. TryLater: not to be opened now.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return cls(_connected(folder / FILE_NAME), folder)

    @classmethod
    def peek(cls, folder: Path) -> Self:
        """The same to look into: where there is none, an empty one that leaves no file."""
        path = folder / FILE_NAME
        return cls(_connected(path), folder) if path.is_file() else cls(_connected(":memory:"))

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- freezing

    def plan(self, letters: Collection[Letter], at: dt.datetime) -> None:
        """Freezes them. One that the journal knows already stays as it is, whatever became of it."""
        with transaction(self.database) as database:
            database.executemany(_FREEZE, [(*_columns(letter), State.PLANNED, moment(at)) for letter in letters])
            database.executemany(
                "insert or ignore into contents (key, body, content) values (?, ?, ?)",
                [(letter.key, letter.text, letter.content) for letter in letters],
            )
            database.executemany(
                "insert or ignore into covered (key, by_key) values (?, ?)",
                [(other, letter.key) for letter in letters for other in letter.covers],
            )

    def refreeze(self, letter: Letter) -> bool:
        """Puts it in the place of the one frozen under its key. False where that one may be on its way already: taken
        by a run, gone, or ever in doubt, which only the very same message may follow."""
        with transaction(self.database) as database:
            free = "from letters where key = ? and state in ('planned', 'retry') and dot_at is null"
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

    def open_entries(self) -> list[Entry]:
        """Those that have not left and still may, without text and content."""
        return self._entries(f"where state in ({_listed(OPEN)})")

    def pending(self) -> list[Entry]:
        """The same, and those in doubt."""
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

    # -- single facts

    def note(self, name: str) -> str:
        """'' where there is none."""
        row = self.database.execute("select value from notes where name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def notes(self, prefix: str) -> list[tuple[str, str]]:
        """(name, value) of those whose name begins so."""
        query = "select name, value from notes where substr(name, 1, ?) = ? order by name"
        return list(self.database.execute(query, (len(prefix), prefix)))

    def set_note(self, name: str, value: str) -> None:
        """'' takes it away."""
        if self.note(name) != value:
            with transaction(self.database) as database:
                put_note(database, name, value)

    @property
    def generation(self) -> int:
        """How many times something was handed over: a copy from a backup is behind the workbook's own record."""
        return int(self.note("generation") or 0)

    def begin_delivery(self) -> None:
        """Before anything is handed over."""
        with transaction(self.database) as database:
            put_note(database, "generation", str(self.generation + 1))

    def sightings(self) -> dict[tuple[str, str], tuple[str, dt.date]]:
        """(kind, key) -> what was seen there, and since when."""
        rows = self.database.execute("select kind, key, value, since from sightings")
        return {(kind, key): (value, dt.date.fromisoformat(since)) for kind, key, value, since in rows}

    def sight(self, rows: Iterable[tuple[str, str, str, dt.date]]) -> None:
        """Remembers (kind, key, value, since), each in the place of what was seen there before."""
        if seen := [(kind, key, value, since.isoformat()) for kind, key, value, since in rows]:
            with transaction(self.database) as database:
                database.executemany("insert or replace into sightings values (?, ?, ?, ?)", seen)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it or nothing; on disk when the block ends. TryLater: the disk is full, or another run holds the file."""
    try:
        database.execute("begin immediate")
        try:
            yield database
        except BaseException:
            database.execute("rollback")
            raise
        database.execute("commit")
    except sqlite3.OperationalError as error:
        raise _unreachable(_path_of(database), error) from error


def put_note(database: sqlite3.Connection, name: str, value: str) -> None:
    """Within a transaction of the caller's."""
    if value:
        database.execute("insert or replace into notes (name, value) values (?, ?)", (name, value))
    else:
        database.execute("delete from notes where name = ?", (name,))


def moment(at: dt.datetime) -> str:
    """As it stands in the tables."""
    return at.replace(tzinfo=None).isoformat(timespec="seconds")


# -- the file


def _connected(path: Path | str) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path, isolation_level=None, timeout=30)
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=full")
        database.execute("pragma temp_store=memory")
        _brought_up_to_date(database, str(path))
    except sqlite3.OperationalError as error:
        raise _unreachable(str(path), error) from error
    except sqlite3.DatabaseError as error:
        raise WrongUse("journal.damaged", hint="journal.damaged.hint", file=str(path)) from error
    return database


def _brought_up_to_date(database: sqlite3.Connection, path: str) -> None:
    if _version(database) > schema.VERSION:
        raise WrongUse("journal.newer", hint="journal.newer.hint", file=path)
    if _version(database) == schema.VERSION:
        return
    with transaction(database):
        version = _version(database)  # another run may have been quicker
        if version == schema.VERSION:
            return
        steps = [schema.FROM_1, schema.TABLES, schema.COPY_1] if version == 1 else [schema.TABLES]
        for statement in ";".join(steps).split(";"):
            database.execute(statement)
        database.execute(f"pragma user_version={schema.VERSION}")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("pragma user_version").fetchone()[0])


def _unreachable(path: str, error: sqlite3.Error) -> TryLater:
    return TryLater("journal.unreachable", hint="journal.unreachable.hint", file=path, what=error)


def _path_of(database: sqlite3.Connection) -> str:
    return str(database.execute("pragma database_list").fetchone()[2])


# -- rows

_NAMES: Final = (
    "key, mailing, client, name, channel, recipient, phone, due, message_id, way, draft, expires, advertising,"
    " because, subject, state, at"
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
        letter.because,
        letter.subject,
    )


def _entry(row: tuple[Any, ...], text: str = "", content: bytes = b"") -> Entry:
    key, mailing, client, name, channel, recipient, phone, subject, because, due, message_id, *rest = row
    way, draft, expires, advertising, state, at, file, recorded, attempts, reply, next_try, *_ = rest
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
    )
    tried = None if next_try is None else dt.datetime.fromisoformat(next_try)
    return Entry(letter, State(state), dt.datetime.fromisoformat(at), file, bool(recorded), attempts, reply, tried)


def _listed(states: Iterable[State]) -> str:
    """For ``in (…)``."""
    return ", ".join(f"'{state}'" for state in states)
