"""All tabs as one SQLite database: a table a tab, under the English names of tabs and columns.

Dates and times as ISO 8601 text, which SQLite's date functions read; money as numbers; yes and no as 1 and 0; several
phones or emails of a cell as a JSON array, for ``json_each``. The table ``about`` says which heading of which tab each
column is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from clientsheet.exchange.targets.given import About, Field, Page

_TYPES: Final = {"integer": "INTEGER", "number": "REAL", "money": "REAL", "yes_no": "INTEGER"}
_ABOUT: Final = "about"


def write(path: Path, things: Sequence[Page], about: About) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        database.execute("begin")
        database.execute(f"create table {_ABOUT} (tab text, column_name text, title text, heading text)")
        for page in things:
            _write(database, page)
        database.execute("commit")


def _write(database: sqlite3.Connection, page: Page) -> None:
    if not page.fields:
        return
    columns = ", ".join(f"{_quoted(field.name)} {_TYPES.get(field.sort, 'TEXT')}" for field in page.fields)
    database.execute(f"create table {_quoted(page.name)} ({columns})")
    holes = ", ".join("?" * len(page.fields))
    rows = zip(*map(_values, page.fields), strict=True)
    database.executemany(f"insert into {_quoted(page.name)} values ({holes})", rows)
    told = [(page.name, field.name, page.title, field.heading) for field in page.fields]
    database.executemany(f"insert into {_ABOUT} values (?, ?, ?, ?)", told)


def _values(field: Field) -> Iterator[Any] | Sequence[Any]:
    way = _WAYS.get(field.sort)
    return field.values if way is None else (None if value is None else way(value) for value in field.values)


_WAYS: Final[dict[str, Callable[[Any], Any]]] = {
    "date": lambda day: day.isoformat(),
    "time": lambda time: time.isoformat(),
    "datetime": lambda moment: moment.isoformat(" "),
    "yes_no": int,
    "texts": lambda texts: json.dumps(texts, ensure_ascii=False),
}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
