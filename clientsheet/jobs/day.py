"""One day of the workbook, lived through in memory: what was agreed is cured, letters are handed over, cells are
computed, and everything that follows for the workbook stands in one Patch. Writes no cell.

Delivery comes before filling, so that a letter that left is a contact when the next contact is computed.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clientsheet.book import problems_page
from clientsheet.book.book import Book
from clientsheet.book.cures import Cures, agreed
from clientsheet.book.ids import blank_ids
from clientsheet.book.ownership import WRITE_MARK, Settled, of_this_workbook, settle, settle_shop, written_as
from clientsheet.book.revised import claimed, revised
from clientsheet.book.rules import check, ordered
from clientsheet.book.shop import Shop
from clientsheet.book.starter import blueprint
from clientsheet.jobs.mail import Delivered, deliver
from clientsheet.ledger import Memory, RowKeys
from clientsheet.sheet.address import a1
from clientsheet.sheet.blueprint import TabBlueprint
from clientsheet.sheet.finding import Finding, Findings
from clientsheet.sheet.grid import Anchor, Grid, Raw
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, Patch
from clientsheet.stores.copies import conflict_copies
from clientsheet.workspace import Workspace

Cure = tuple[str, str, Raw, Raw]
"""(tab, A1, before, after)"""


@dataclass(frozen=True)
class Day:
    """``patch``: everything to write. ``memories``: what was remembered before; ``settled.memory`` is what is to be.
    ``not_cured``: how
    many cures the owner agreed to that do not fit their cell any more. Small beside the workbook: the rows themselves
    are left behind with the ``Shop``."""

    patch: Patch
    findings: Findings
    listed: tuple[Finding, ...]
    settled: Settled
    memories: Sequence[Memory]
    cures: tuple[Cure, ...]
    not_cured: int
    delivered: Delivered | None
    row_keys: RowKeys
    anchors: Mapping[str, Anchor]


def lived(workspace: Workspace, grid: Grid, *, mail: bool, dry_run: bool) -> tuple[Day, Shop]:
    """With ``dry_run`` no letter is handed over; nor without ``mail``, and then the mailings tab stays as it is."""
    book, anchors = claimed(workspace.understand(grid))
    book, cures = _cured(book)
    book, ids = _numbered(book)
    shop = Shop(book)
    marks = {} if (book.marks or {}).get("workbook_id") else {"workbook_id": uuid.uuid4().hex}
    identity = (book.marks or marks).get("workbook_id", "")
    letters = deliver(workspace, shop, identity=identity, dry_run=dry_run or not mail)
    delivered = letters if mail else None
    findings = check(book, shop, _copies(workspace))
    last_write = (book.marks or {}).get(WRITE_MARK, "")
    memories = of_this_workbook(workspace.ledger.memories(), last_write)
    held, returned = problems_page.kept_by_hand(book), problems_page.given_back(book)
    settled = settle_shop(shop, memories, held, returned)
    findings.add(letters.findings)
    mailings = settle(shop.book["mailings"], shop.keys_of("mailings"), letters.mailings, memories, held, returned)
    settled = _joined(settled, mailings if mail else _as_it_is(mailings, memories))
    page = problems_page.page(findings, settled.kept, book)
    appended, new_tabs = _history(book, delivered)
    patch = Patch(
        edits=(*cures.edits, *ids, *settled.edits),
        appended=appended,
        new_tabs=new_tabs,
        pages=() if problems_page.unchanged(page, grid) else (page,),
        anchors=anchors,
    )
    if patch:
        last_write = hashlib.sha256(f"{last_write} {workspace.now}".encode()).hexdigest()[:16]
        patch = replace(patch, marks=marks | {WRITE_MARK: last_write})
    settled = replace(settled, memory=written_as(settled.memory, last_write))
    told = tuple(cell for edit in cures.edits for cell in _cells(edit))
    listed = tuple(ordered(findings, book))
    known = book.anchors or {}
    return Day(
        patch, findings, listed, settled, memories, told, len(cures.dropped), delivered, shop.row_keys(), known
    ), shop


def _cured(book: Book) -> tuple[Book, Cures]:
    cures = agreed(book, Shop(book))
    return (revised(book, cures.edits) if cures.edits else book), cures


def _numbered(book: Book) -> tuple[Book, tuple[ColumnEdit, ...]]:
    ids = blank_ids(book)
    return (revised(book, [ids]), (ids,)) if ids is not None else (book, ())


def _copies(workspace: Workspace) -> Sequence[str]:
    config = workspace.config
    return () if config.is_address else conflict_copies(config.workbook_path)


def _as_it_is(settled: Settled, memories: Sequence[Memory]) -> Settled:
    """Nothing is written and nothing forgotten; what the owner keeps is listed as ever."""
    known = {tab: memories[-1][tab] for tab in settled.memory if memories and tab in memories[-1]}
    return Settled((), settled.kept, known)


def _joined(one: Settled, other: Settled) -> Settled:
    return Settled((*one.edits, *other.edits), (*one.kept, *other.kept), {**one.memory, **other.memory})


def _history(book: Book, delivered: Delivered | None) -> tuple[tuple[AppendedRows, ...], tuple[TabBlueprint, ...]]:
    """The letters' rows below the history, or a history tab with them where the workbook has none."""
    rows = delivered.history if delivered else ()
    table = book["history"]
    if not rows or (table.present and not table.writable):  # the journal offers them again
        return (), ()
    if not table.present:
        return (), (blueprint(table.tab, book.language, rows),)
    number = {name: column.number for name, column in table.columns.items()}
    looks = {column.number: column.declared.kind.look for column in table.columns.values()}
    lines = [{number[name]: value for name, value in row.items() if name in number} for row in rows]
    return (AppendedRows(table.title, max(table.last_row, table.heading_row), lines, looks),), ()


def _cells(edit: ColumnEdit) -> list[Cure]:
    cells = zip(edit.rows, edit.before, edit.after, strict=True)
    return [(edit.tab, a1(row, edit.column), before, after) for row, before, after in cells]
