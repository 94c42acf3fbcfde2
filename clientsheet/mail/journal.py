"""Which letters were planned and what became of each: the authority on "was it written already".

One SQLite file in the state folder, in WAL mode, each step on disk before the next begins. The rows of the history
tab are written later, from here; if the journal is lost, they say what went out.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from clientsheet.errors import TryLater, WrongUse
from clientsheet.mail.letter import Entry, Letter, Receipt, State

FILE_NAME: Final = "journal.sqlite3"
_VERSION: Final = 1
_SCHEMA: Final = """
create table if not exists letters (
    key text primary key, mailing text not null, client text not null, name text not null, channel text not null,
    recipient text not null, phone text not null, subject text not null, body text not null, because text not null,
    due text not null,    message_id text not null unique, content blob not null,
    state text not null, at text not null, file text not null default '', recorded integer not null default 0
) without rowid;
create table if not exists covered (key text primary key, by_key text not null) without rowid;
create index if not exists letters_state on letters (state);
create index if not exists letters_recorded on letters (recorded) where recorded = 0;
"""


class Journal:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The journal of a state folder, made where there is none.

        WrongUse: damaged, or from a later program. TryLater: not to be opened now.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return cls._connected(folder / FILE_NAME)

    @classmethod
    def peek(cls, folder: Path) -> Self:
        """The same to look into: where there is none, an empty one that leaves no file."""
        path = folder / FILE_NAME
        return cls._connected(path if path.is_file() else ":memory:")

    @classmethod
    def _connected(cls, path: Path | str) -> Self:
        try:
            database = sqlite3.connect(path, isolation_level=None, timeout=30)
            database.execute("pragma journal_mode=wal")
            database.execute("pragma synchronous=full")
            (version,) = database.execute("pragma user_version").fetchone()
            if version > _VERSION:
                raise WrongUse("journal.newer", hint="journal.newer.hint", file=str(path))
            if version < _VERSION:
                database.executescript(_SCHEMA + f"pragma user_version={_VERSION};")
        except sqlite3.OperationalError as error:
            raise TryLater(
                "journal.unreachable", hint="journal.unreachable.hint", file=str(path), what=error
            ) from error
        except sqlite3.DatabaseError as error:
            raise WrongUse("journal.damaged", hint="journal.damaged.hint", file=str(path)) from error
        return cls(database)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- steps of a letter

    def plan(self, letters: Collection[Letter], at: dt.datetime) -> None:
        """Freezes them. One that the journal knows already stays as it is."""
        rows = [
            (
                letter.key,
                letter.mailing,
                letter.client,
                letter.name,
                letter.channel,
                letter.recipient,
                letter.phone,
                letter.subject,
                letter.text,
                letter.because,
                letter.due.isoformat(),
                letter.message_id,
                letter.content,
                State.PLANNED,
                _moment(at),
            )
            for letter in letters
        ]
        with _transaction(self._database) as database:
            database.executemany(
                "insert or ignore into letters (key, mailing, client, name, channel, recipient, phone, subject, body,"
                f" because, due, message_id, content, state, at) values ({', '.join('?' * 15)})",
                rows,
            )
            database.executemany(
                "insert or ignore into covered (key, by_key) values (?, ?)",
                [(other, letter.key) for letter in letters for other in letter.covers],
            )

    def waiting(self) -> list[Letter]:
        """Planned, and not handed over yet: by this run, or by one that was cut short."""
        return [entry.letter for entry in self._entries("where state = ?", (State.PLANNED,))]

    def settle(self, receipts: Iterable[Receipt], at: dt.datetime) -> None:
        """A frozen message is needed no longer once it has become a file."""
        rows = [(receipt.state, _moment(at), receipt.file, receipt.key) for receipt in receipts]
        with _transaction(self._database) as database:
            database.executemany("update letters set state = ?, at = ?, file = ?, content = x'' where key = ?", rows)

    # -- the history tab

    def unrecorded(self) -> list[Entry]:
        """Delivered letters that have no row in the history tab yet, the oldest first."""
        return self._entries("where recorded = 0 and state != ?", (State.PLANNED,))

    def mark_recorded(self, message_ids: Iterable[str]) -> None:
        """Their rows stand in the history tab."""
        with _transaction(self._database) as database:
            rows = [(message_id,) for message_id in message_ids]
            database.executemany("update letters set recorded = 1 where message_id = ? and recorded = 0", rows)

    # -- questions

    def entries(self) -> list[Entry]:
        """Every letter, the oldest first."""
        return self._entries("", ())

    def covered(self) -> set[str]:
        """The keys of those whom a letter to another person at the same address spoke to as well."""
        return {key for (key,) in self._database.execute("select key from covered")}

    def of_day(self, day: dt.date) -> list[Entry]:
        """What was delivered on that day, in the order of delivery."""
        return self._entries("where state != ? and substr(at, 1, 10) = ?", (State.PLANNED, day.isoformat()))

    def _entries(self, condition: str, values: tuple[Any, ...]) -> list[Entry]:
        query = (
            "select key, mailing, client, name, channel, recipient, phone, subject, body, because, due, message_id,"
            f" content, state, at, file, recorded from letters {condition} order by at, key"
        )
        return [_entry(row) for row in self._database.execute(query, values)]


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it or nothing; on disk when the block ends."""
    database.execute("begin immediate")
    try:
        yield database
    except BaseException:
        database.execute("rollback")
        raise
    database.execute("commit")


def _entry(row: tuple[Any, ...]) -> Entry:
    key, mailing, client, name, channel, recipient, phone, subject, body, because, due, mark, *rest = row
    content, state, at, file, recorded = rest
    letter = Letter(
        key=key,
        mailing=mailing,
        client=client,
        name=name,
        channel=channel,
        recipient=recipient,
        phone=phone,
        subject=subject,
        text=body,
        because=because,
        due=dt.date.fromisoformat(due),
        message_id=mark,
        content=content,
    )
    return Entry(letter, State(state), dt.datetime.fromisoformat(at), file, bool(recorded))


def _moment(at: dt.datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds")
