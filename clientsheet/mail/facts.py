"""Single facts that the journal keeps: notes by name, and what was seen first when."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable

from clientsheet.mail.journal_file import transaction


class Facts:
    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

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

    def sightings(self) -> dict[tuple[str, str], tuple[str, dt.date]]:
        """(kind, key) -> what was seen there, and since when."""
        rows = self.database.execute("select kind, key, value, since from sightings")
        return {(kind, key): (value, dt.date.fromisoformat(since)) for kind, key, value, since in rows}

    def sight(self, rows: Iterable[tuple[str, str, str, dt.date]]) -> None:
        """Remembers (kind, key, value, since), each in the place of what was seen there before."""
        if seen := [(kind, key, value, since.isoformat()) for kind, key, value, since in rows]:
            with transaction(self.database) as database:
                database.executemany("insert or replace into sightings values (?, ?, ?, ?)", seen)


def put_note(database: sqlite3.Connection, name: str, value: str) -> None:
    """Within a transaction of the caller's."""
    if value:
        database.execute("insert or replace into notes (name, value) values (?, ?)", (name, value))
    else:
        database.execute("delete from notes where name = ?", (name,))
