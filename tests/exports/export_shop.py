"""A salon drawn as rows, and what is exported from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clientsheet.book.tabs import tab
from clientsheet.config import Config
from clientsheet.jobs.export import ExportOutcome, run
from clientsheet.stores.memory import MemoryStore
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
MORNING = dt.time(9, 30)

Row = Mapping[str, Any]

MARINA: Row = {
    "id": 1,
    "name": "Коваленко Марина Іванівна",
    "phone": "+380674545451",
    "email": "marina@example.com",
    "consent": "так",
}


def drawn(name: str, rows: Sequence[Row], language: str = "uk") -> list[list[Any]]:
    """A tab with just the columns that some row has."""
    columns = [column for column in tab(name).columns if any(column.name in row for row in rows)]
    heads: list[Any] = [column.headings.first(language) for column in columns or tab(name).columns]
    return [heads, *([row.get(column.name) for column in columns] for row in rows)]


def workspace(
    folder: Path,
    tabs: Mapping[str, Sequence[Row]],
    *,
    language: str = "uk",
    today: dt.date = TODAY,
    strangers: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    **config: Any,
) -> Workspace:
    """``strangers``: tabs nobody declared, by title."""
    grid = {tab(name).titles.first(language): drawn(name, rows, language) for name, rows in tabs.items()}
    now = dt.datetime.combine(today, MORNING)
    made = Workspace(Config.default(folder, language=language, **config), today, now, language)
    made.__dict__["store"] = MemoryStore({**grid, **(strangers or {})}, marks={"workbook_id": "book-1"})
    return made


def exported(folder: Path, form: str, tabs: Mapping[str, Sequence[Row]], **said: Any) -> tuple[ExportOutcome, bytes]:
    """The outcome, and what stands in the file; b'' where there is none. ``segment``, ``mailing``, ``only``, ``out`` go
    to the export, all else is said of the workspace."""
    told = {name: said.pop(name) for name in ("segment", "mailing", "only", "out") if name in said}
    outcome = run(workspace(folder, tabs, **said), form, **told)
    if outcome.path is None or outcome.path.is_dir():
        return outcome, b""
    return outcome, outcome.path.read_bytes()
