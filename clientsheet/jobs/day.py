"""One day of the workbook, lived through in memory: what was agreed is cured, letters are handed over, cells are
computed, and everything that follows for the workbook stands in one Patch. Writes no cell.

Delivery comes before filling, so that a letter that left is a contact when the next contact is computed.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.insight.insight import insight
from clientsheet.book.letters.returned import ReturnedRows
from clientsheet.book.rules import check, ordered
from clientsheet.book.shop import Shop
from clientsheet.book.writing import problems_page, summary_page
from clientsheet.book.writing.appended import appended as with_rows
from clientsheet.book.writing.below import below
from clientsheet.book.writing.cures import Cures, agreed
from clientsheet.book.writing.ownership import WRITE_MARK, Settled, of_this_workbook, settle, settle_shop, written_as
from clientsheet.book.writing.remarks import remarks
from clientsheet.book.writing.revised import claimed, revised
from clientsheet.jobs.collect import returned as returned_rows
from clientsheet.jobs.mail import Delivered, deliver
from clientsheet.jobs.mail.guards import HOME
from clientsheet.jobs.mail.rows import columns_after
from clientsheet.jobs.numbering import numbered
from clientsheet.ledger import Memory, RowKeys
from clientsheet.mail.journal import Journal
from clientsheet.sheet.address import a1
from clientsheet.sheet.finding import Finding, Findings
from clientsheet.sheet.grid import Anchor, Grid, Raw
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.copies import conflict_copies
from clientsheet.workspace import Workspace

COUNTED_FROM: Final = ("clients", "visits", "contracts")

Cure = tuple[str, str, Raw, Raw]
"""(tab, A1, before, after)"""


@dataclass(frozen=True)
class Day:
    """``patch``: everything to write. ``memories``: what was remembered before; ``settled.memory`` is what is to be.
    ``not_cured``: how many cures the owner agreed to that do not fit their cell any more. ``came``: what came back from
    clients; ``grown``: names of the tabs that the patch appends rows to. Small beside the workbook: the rows themselves
    are left behind with the ``Shop``."""

    patch: Patch
    findings: Findings
    listed: tuple[Finding, ...]
    settled: Settled
    memories: Sequence[Memory]
    cures: tuple[Cure, ...]
    not_cured: int
    delivered: Delivered | None
    came: ReturnedRows
    grown: frozenset[str]
    row_keys: RowKeys
    anchors: Mapping[str, Anchor]


def lived(workspace: Workspace, grid: Grid, *, mail: bool, dry_run: bool) -> tuple[Day, Shop]:
    """With ``dry_run`` no letter is handed over; nor without ``mail``, and then the mailings tab stays as it is."""
    book, anchors = claimed(workspace.understand(grid))
    book, cures = _cured(book)
    book, ids = numbered(workspace, book, look=dry_run)
    marks = {} if (book.marks or {}).get("workbook_id") else {"workbook_id": uuid.uuid4().hex}
    identity = (book.marks or marks).get("workbook_id", "")
    shop, letters, came = _written_to(workspace, book, identity, look=dry_run or not mail)
    delivered, came = (letters, came) if mail else (None, ReturnedRows())
    rows: dict[str, Sequence[Mapping[str, Raw]]] = {
        "history": (*(delivered.history if delivered else ()), *came.history),
        "unsubscribed": came.unsubscribed,
    }
    if any(rows.values()):
        shop = shop.after(_grown(shop.book, rows))
    if tasks := _tasks(workspace, shop):
        rows["tasks"] = tasks
        shop = shop.after(_grown(shop.book, {"tasks": tasks}))
    appended, new_tabs, grown = below(book, rows)
    book = shop.book
    mailings_now = letters.mailings
    if letters.contacts or came.history or came.unsubscribed:
        mailings_now = columns_after(workspace, shop, letters)
    findings = check(book, shop, _copies(workspace))
    last_write = (book.marks or {}).get(WRITE_MARK, "")
    memories = of_this_workbook(workspace.ledger.memories(), last_write)
    held, returned = problems_page.kept_by_hand(book), problems_page.given_back(book)
    settled = settle_shop(shop, memories, held, returned)
    blind = bool(memories) and _lacks_a_heading(findings, book)
    if blind:
        settled = _as_it_is(settled, memories)
    findings.add(letters.findings)
    mailings = settle(shop.book["mailings"], shop.keys_of("mailings"), mailings_now, memories, held, returned)
    settled = _joined(settled, mailings if mail else _as_it_is(mailings, memories))
    pages = [problems_page.page(findings, settled.kept, book)]
    if not blind:
        pages.append(summary_page.page(insight(shop, findings), book))
    edits, hung = (*cures.edits, *ids, *settled.edits), remarks(findings, book, grid)
    patch = Patch(
        edits=edits,
        appended=appended,
        new_tabs=new_tabs,
        pages=tuple(page for page in pages if not problems_page.unchanged(page, grid)),
        anchors=anchors,
        notes=hung,
        witnesses=shop.witnesses({*(edit.tab for edit in edits), *(tab for tab, _, _ in hung or ())}),
    )
    own = delivered.marks if delivered else {}
    if patch or (own and HOME not in (book.marks or {})):
        last_write = hashlib.sha256(f"{last_write} {workspace.now}".encode()).hexdigest()[:16]
        patch = replace(patch, marks={**marks, **own, WRITE_MARK: last_write})
    settled = replace(settled, memory=written_as(settled.memory, last_write))
    told = tuple(cell for edit in cures.edits for cell in _cells(edit))
    return Day(
        patch=patch,
        findings=findings,
        listed=tuple(ordered(findings, book)),
        settled=settled,
        memories=memories,
        cures=told,
        not_cured=len(cures.dropped),
        delivered=delivered,
        came=came,
        grown=grown,
        row_keys=shop.row_keys(),
        anchors=book.anchors or {},
    ), shop


def _written_to(workspace: Workspace, book: Book, identity: str, *, look: bool) -> tuple[Shop, Delivered, ReturnedRows]:
    """Hands the letters over; what came back by now, that the workbook does not tell yet."""
    folder = workspace.config.state_path
    with Journal.peek(folder) if look else Journal.open(folder) as journal:
        shop = Shop(book, journal.sightings())
        letters = deliver(workspace, shop, journal, identity=identity, dry_run=look)
        return shop, letters, returned_rows(shop, journal)


def _tasks(workspace: Workspace, shop: Shop) -> Sequence[Mapping[str, Raw]]:
    """The list of the day, as far as the tasks tab lacks it; none where the owner does not want it there."""
    table = shop.book["tasks"]
    if not shop.book.rules.day_tasks or (table.present and not table.writable):
        return ()
    from clientsheet.jobs.today import tasks

    return tasks(workspace, shop)


def _cured(book: Book) -> tuple[Book, Cures]:
    cures = agreed(book, Shop(book))
    return (revised(book, cures.edits) if cures.edits else book), cures


def _copies(workspace: Workspace) -> Sequence[str]:
    config = workspace.config
    return () if config.is_address else conflict_copies(config.workbook_path)


def _lacks_a_heading(findings: Findings, book: Book) -> bool:
    """A column that everything is counted from is not there under any name we know: what was counted when it was there
    is truer than what could be counted now."""
    counted = {book[name].title for name in COUNTED_FROM}
    return any(one.code == "heading-missing" and one.tab in counted for one in findings)


def _as_it_is(settled: Settled, memories: Sequence[Memory]) -> Settled:
    """Nothing is written and nothing forgotten; what the owner keeps is listed as ever."""
    known = {tab: memories[-1][tab] for tab in settled.memory if memories and tab in memories[-1]}
    return Settled((), settled.kept, known)


def _joined(one: Settled, other: Settled) -> Settled:
    return Settled((*one.edits, *other.edits), (*one.kept, *other.kept), {**one.memory, **other.memory})


def _grown(book: Book, rows: Mapping[str, Sequence[Mapping[str, Raw]]]) -> Book:
    """As it will be with them: what happened in this run counts in this run."""
    for name, lines in rows.items():
        book = with_rows(book, name, lines)
    return book


def _cells(edit: ColumnEdit) -> list[Cure]:
    cells = zip(edit.rows, edit.before, edit.after, strict=True)
    return [(edit.tab, a1(row, edit.column), before, after) for row, before, after in cells]
