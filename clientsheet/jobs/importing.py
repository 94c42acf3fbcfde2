"""Brings in what another system exported: shows what would be done, and after a yes does it in one write that ``undo``
takes back. Bringing in the same file again adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clientsheet.book.importing.importing import planned
from clientsheet.book.importing.patch import keys_of_new, patch_of
from clientsheet.book.importing.plan import Added, Plan
from clientsheet.book.shop import Shop
from clientsheet.book.writing.appended import appended
from clientsheet.errors import WrongUse
from clientsheet.exchange.sources import known_headings, source_of
from clientsheet.exchange.sources.base import Of
from clientsheet.exchange.sources.opening import opened
from clientsheet.jobs.numbering import numbered
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Grid, Raw
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.exchange.sources.base import Source
    from clientsheet.sheet.patch import Patch


@dataclass(frozen=True)
class ImportOutcome:
    """``run``: of the write; '' where nothing was written. ``shop``: what the plan was made for, to name its cells.
    ``written``: after a yes."""

    file: Path
    plan: Plan
    shop: Shop
    patch: Patch
    run: str = ""
    written: bool = False
    code: int = 0

    @property
    def nothing_to_do(self) -> bool:
        return not self.plan

    def client(self, row: int) -> str:
        """'Марина Коваль (Клієнти!B12)'."""
        clients = self.shop.book["clients"]
        name = clients.value("name", row) or ""
        return f"{name} ({clients.title}!{a1(clients.rows[row], _number(self.shop.book, 'name'))})"

    def cell(self, tab: str, row: int, number: int) -> str:
        table = self.shop.book[tab]
        return f"{table.title}!{a1(table.rows[row], number)}"

    def as_json(self) -> dict[str, object]:
        plan = self.plan
        return {
            "file": self.file,
            "source": plan.source,
            "records": plan.of,
            "rows": plan.rows,
            "columns": [
                {"heading": one.heading, "field": one.field, "column": one.column, "how": one.how}
                for one in plan.mapped
            ],
            "clients": [{"lines": one.lines, "cells": one.cells} for one in plan.clients],
            "visits": [self._deed(one) for one in plan.deeds if plan.of == "visits"],
            "contracts": [self._deed(one) for one in plan.deeds if plan.of == "contracts"],
            "filled": [{"cell": self.cell("clients", one.row, one.number), "after": one.value} for one in plan.fills],
            "already_there": plan.there_deeds if plan.of != "clients" else plan.there,
            "differs": [
                {
                    "cell": self.cell(one.tab, one.row, one.number),
                    "there": one.there,
                    "file": one.said,
                    "line": one.line,
                }
                for one in plan.differs
            ],
            "left_out": [{"line": one.line, "reason": one.why, "name": one.name} for one in plan.left],
            "look_at": [
                {"lines": plan.clients[one.added].lines, "guess": one.guess, "clients": list(map(self._key, one.rows))}
                for one in plan.maybe
            ],
            "unreadable": [{"line": one.line, "heading": one.heading, "value": one.text} for one in plan.unread],
            "written": self.written,
            "run": self.run,
        }

    def _deed(self, one: Added) -> dict[str, object]:
        """``client``: the id of one who is there; of a new one the first line of the file that speaks of them."""
        client = self._key(one.client) if one.client >= 0 else None
        line = None if one.client >= 0 else self.plan.clients[-one.client - 1].lines[0]
        return {"lines": one.lines, "client": client, "client_line": line, "cells": one.cells}

    def _key(self, row: int) -> object:
        return self.shop.keys[row] or self.shop.book["clients"].value("name", row)


def run(
    workspace: Workspace,
    file: Path,
    *,
    source: str = "",
    of: Of | None = None,
    asked: Mapping[str, str] | None = None,
    agreed: bool = False,
) -> ImportOutcome:
    """``source``: which system wrote the file ('': its headings tell); ``asked``: what a heading is to be.

    WrongUse: a file that is none, or says nothing of clients; a workbook that cannot be written. WorkbookLocked,
    WorkbookChanged: nothing was written.
    """
    found = source_of(opened(file, known_headings_here), name=source, of=of)
    if not agreed:
        return _looked(workspace, file, found, of, asked or {})
    return workspace.insist(lambda: _done(workspace, file, found, of, asked or {}))


def known_headings_here(headings: list[str]) -> int:
    """How many headings are words of ours, or of a system that we know."""
    from clientsheet.book.reading.aliases import aliases
    from clientsheet.sheet.kinds.fold import fold

    words = {word for name in ("clients", "visits", "contracts") for word in aliases(name)}
    return max(known_headings(headings), sum(fold(heading) in words for heading in headings))


def _looked(workspace: Workspace, file: Path, source: Source, of: Of | None, asked: Mapping[str, str]) -> ImportOutcome:
    return _outcome(workspace, file, source, of, asked, workspace.store.read(), look=True)


def _done(workspace: Workspace, file: Path, source: Source, of: Of | None, asked: Mapping[str, str]) -> ImportOutcome:
    fingerprint = workspace.store.fingerprint()
    grid = workspace.store.read()
    outcome = _outcome(workspace, file, source, of, asked, grid, look=False)
    if outcome.nothing_to_do:
        return outcome
    keys = keys_of_new(outcome.plan, outcome.patch, outcome.shop)
    finished = workspace.write("import", outcome.patch, fingerprint, keys, grid.anchors)
    workspace.ledger.unstamp()
    return replace(outcome, run=finished.id, written=True)


def _outcome(
    workspace: Workspace, file: Path, source: Source, of: Of | None, asked: Mapping[str, str], grid: Grid, *, look: bool
) -> ImportOutcome:
    if grid.read_only:
        path = workspace.config.workbook_path
        raise WrongUse("file.read_only", hint="file.read_only.hint", path=path, kind=grid.read_only)
    book = workspace.understand(grid)
    shop = Shop(book)
    plan = planned(source, shop, of=of, asked=asked)
    _may_write(book, plan)
    rows: list[dict[str, Raw]] = [dict(one.cells) for one in plan.clients]
    _, ids = numbered(workspace, appended(book, "clients", rows), look=look) if plan else (book, ())
    return ImportOutcome(file, plan, shop, patch_of(plan, shop, ids[0] if ids else None))


def _may_write(book: Book, plan: Plan) -> None:
    """WrongUse: there is no tab of clients, or one that is needed is protected."""
    if not book["clients"].present:
        raise WrongUse("import.no_clients", hint="import.no_clients.hint", title=book["clients"].title)
    for name in dict.fromkeys(("clients", plan.of)):
        if plan and book[name].present and not book[name].writable:
            raise WrongUse("import.protected", hint="import.protected.hint", title=book[name].title)


def _number(book: Book, name: str) -> int:
    column = book["clients"].columns.get(name)
    return column.number if column is not None else 1
