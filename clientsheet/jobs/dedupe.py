"""Likely doubles of the clients tab; and two rows made one, after a yes.

Listing and asking change nothing. A merge is one write, and ``undo`` takes it back cell for cell. Letters that were
sent to the other row count as sent to the kept one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clientsheet.book.persons.merging import Merging, merging
from clientsheet.book.persons.merging_cells import MergedCell
from clientsheet.book.persons.sameness import Double, Persons
from clientsheet.book.shop import Shop
from clientsheet.book.wording import shown
from clientsheet.errors import ClientsheetError, WorkbookChanged, WrongUse
from clientsheet.jobs.clients import Match, match, somebody_meant
from clientsheet.mail.journal import Journal
from clientsheet.mail.merged import note_merged, note_parted, take_over_chat
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Grid
from clientsheet.stores.base import HalfWritten
from clientsheet.workspace import ATTEMPTS, Workspace


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that are likely one person. ``by``: phone, email or name; ``cells``: where what they share stands.
    ``upper_fuller``: the upper row says more of them than the lower one."""

    one: Match
    other: Match
    by: str
    certain: bool
    shared: str
    cells: tuple[str, str]
    upper_fuller: bool = True

    @property
    def keep(self) -> Match:
        """The fuller row, the one to be kept."""
        return self.one if self.upper_fuller else self.other

    @property
    def gone(self) -> Match:
        return self.other if self.upper_fuller else self.one


@dataclass(frozen=True)
class DoublesOutcome:
    pairs: tuple[Pair, ...]
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"doubles": [_plain_pair(pair) for pair in self.pairs]}


@dataclass(frozen=True)
class MergeOutcome:
    """``several``: what was typed may mean these, and nothing was done. ``run``: the write, '' where there was none.
    ``conflicts`` and the others are as of ``Merging``; places are A1 with the tab."""

    keep: Match | None = None
    other: Match | None = None
    several: tuple[Match, ...] = ()
    merging: Merging | None = None
    run: str = ""
    language: str = "en"

    @property
    def code(self) -> int:
        return WrongUse.exit_code if self.several else 0

    @property
    def cells(self) -> list[dict[str, str]]:
        """What there is to say of each cell of the kept row, in words."""
        return [self._told(cell) for cell in self.merging.cells] if self.merging else []

    def as_json(self) -> dict[str, object]:
        if self.several or self.merging is None or self.keep is None or self.other is None:
            return {"matches": [_plain_match(one) for one in self.several]}
        found = self.merging
        return {
            "keep": _plain_match(self.keep),
            "other": _plain_match(self.other),
            "cells": self.cells,
            "repointed": dict(found.repointed_count),
            "cleared_up": found.cleared_up,
            "left": list(found.left),
            "noted": list(found.noted),
            "names": str(found.names.value),
            "run": self.run,
        }

    def _told(self, cell: MergedCell) -> dict[str, str]:
        values = {"kept": cell.kept, "other": cell.other, "after": cell.after}
        told = {name: shown(value, self.language) for name, value in values.items()}
        return {"heading": cell.heading, "how": str(cell.how), **told}


def doubles(workspace: Workspace) -> DoublesOutcome:
    shop = Shop(workspace.read())
    return DoublesOutcome(tuple(_pairs(shop)))


def merge(workspace: Workspace, keep: str, other: str, *, agreed: bool = False) -> MergeOutcome:
    """``keep``, ``other``: as people name clients. Without ``agreed``: what would be done.

    WrongUse: nobody is meant, or one row is by both. Refused: it cannot be written. WorkbookLocked, WorkbookChanged.
    """
    if not agreed:
        grid = workspace.store.read()
        return _planned(workspace, grid, keep, other)
    with workspace.at_work():
        for attempt in range(ATTEMPTS):
            try:
                return _merged(workspace, keep, other)
            except HalfWritten:
                raise
            except WorkbookChanged:
                if attempt == ATTEMPTS - 1:
                    raise
    raise AssertionError("the last attempt gives or raises")


def _merged(workspace: Workspace, keep: str, other: str) -> MergeOutcome:
    fingerprint = workspace.store.fingerprint()
    grid = workspace.store.read()
    outcome = _planned(workspace, grid, keep, other)
    found = outcome.merging
    if found is None:
        return outcome
    if grid.read_only:
        path = workspace.config.workbook_path
        raise WrongUse("file.read_only", hint="file.read_only.hint", path=path, kind=grid.read_only)
    workspace.ledger.unstamp()
    with Journal.open(workspace.config.state_path) as journal:
        note_merged(journal, found.key, *found.keys)
        try:
            run = workspace.write("dedupe", found.patch, fingerprint, found.row_keys, grid.anchors)
        except HalfWritten:
            raise  # the other row may be gone
        except ClientsheetError:
            note_parted(journal, found.keys[1])
            raise
        take_over_chat(journal, found.key, found.keys[1])
    return replace(outcome, run=run.id)


def _planned(workspace: Workspace, grid: Grid, keep: str, other: str) -> MergeOutcome:
    shop = Shop(workspace.understand(grid))
    for text in (keep, other):
        rows = somebody_meant(shop, text)
        if len(rows) > 1:
            return MergeOutcome(several=tuple(match(shop, row) for row in rows), language=workspace.language)
    (kept,), (gone,) = somebody_meant(shop, keep), somebody_meant(shop, other)
    if kept == gone:
        raise WrongUse("merging.same_row", hint="merging.same_row.hint", cell=match(shop, kept).cell)
    found = merging(shop, grid, kept, gone)
    return MergeOutcome(match(shop, kept), match(shop, gone), (), found, language=workspace.language)


def _pairs(shop: Shop) -> Iterator[Pair]:
    for double in Persons(shop).doubles():
        one, other = match(shop, double.one), match(shop, double.other)
        fuller = _said(shop, double.one) >= _said(shop, double.other)
        yield Pair(one, other, str(double.by), double.certain, double.shared, _cells(shop, double), fuller)


def _said(shop: Shop, row: int) -> tuple[bool, int]:
    """Whether they have a number of their own, and how many cells of the owner's tell of them."""
    columns = [column for column in shop.book["clients"].columns.values() if not column.declared.filled]
    return bool(shop.keys[row]), sum(column.raw[row] is not None for column in columns)


def _cells(shop: Shop, double: Double) -> tuple[str, str]:
    clients = shop.book["clients"]
    column = clients.columns.get(str(double.by)) or clients.columns.get("name")
    number = column.number if column else 1
    one, other = (f"{clients.title}!{a1(clients.rows[row], number)}" for row in (double.one, double.other))
    return one, other


def _plain_match(one: Match) -> Mapping[str, str]:
    return {"client": one.client, "name": one.name, "cell": one.cell}


def _plain_pair(pair: Pair) -> dict[str, object]:
    rows = {"one": _plain_match(pair.one), "other": _plain_match(pair.other)}
    return {**rows, "by": pair.by, "certain": pair.certain, "shared": pair.shared, "cells": list(pair.cells)}
