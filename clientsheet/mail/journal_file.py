"""The journal as a file: opened, brought up to date, changed in whole steps."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientsheet.errors import TryLater, WrongUse
from clientsheet.mail import schema


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it or nothing; on disk when the block ends. TryLater: the disk is full, or another run holds the file."""
    with told(database):
        database.execute("begin immediate")
        try:
            yield database
        except BaseException:
            database.execute("rollback")
            raise
        try:
            database.execute("commit")
        except sqlite3.OperationalError:  # a full disk: the transaction is still open
            if database.in_transaction:
                database.execute("rollback")
            raise


@contextmanager
def told(of: sqlite3.Connection | Path | str) -> Iterator[None]:
    """What SQLite says, as an error of ours. WrongUse: the file is damaged, which may show at any page of it. TryLater:
    the disk is full, or somebody holds the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise TryLater("journal.unreachable", hint="journal.unreachable.hint", file=_file(of), what=error) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # its subclasses but the one above are mistakes of a program
            raise
        raise WrongUse("journal.damaged", hint="journal.damaged.hint", file=_file(of)) from error


def moment(at: dt.datetime) -> str:
    """As it stands in the tables."""
    return at.replace(tzinfo=None).isoformat(timespec="seconds")


def connected(path: Path | str) -> sqlite3.Connection:
    """With the tables of this version. WrongUse: damaged, or from a later program. TryLater: not to be opened now."""
    with told(path):
        database = sqlite3.connect(path, isolation_level=None, timeout=30)
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=full")
        database.execute("pragma temp_store=memory")
        _brought_up_to_date(database, str(path))
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


def _file(of: sqlite3.Connection | Path | str) -> str:
    return str(of.execute("pragma database_list").fetchone()[2] if isinstance(of, sqlite3.Connection) else of)
