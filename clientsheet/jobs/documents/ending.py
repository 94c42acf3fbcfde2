"""Papers that were begun are brought to their end: the row into the workbook, the file into its folder.

    taken --row in the workbook, alone under its number--> written --file in its folder--> issued

Every step looks first at what is there, so each may be done again by a run that comes after one that died. Where two
machines take one number at once all the same, both see two rows under it: the upper one was first and keeps it, the
lower one takes the next, before it has made a file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from clientsheet.book.documents.kinds import titled
from clientsheet.book.documents.numbers import next_place, number_text
from clientsheet.book.shop import Shop
from clientsheet.documents.papers import Paper, Papers, Step
from clientsheet.documents.shelving import file_name, free, shelve
from clientsheet.documents.word import numbered
from clientsheet.errors import ClientsheetError, TryLater, WorkbookChanged
from clientsheet.jobs.documents.rows import appending, is_taken, must_take_rows, renumbering, standing
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch
from clientsheet.stores.base import HalfWritten
from clientsheet.workspace import Workspace

VERB: Final = "docs"
ATTEMPTS: Final = 6
"""Twice as often as elsewhere: a second machine may take a number at the same moment, and then another look follows."""

PATIENCE: Final = 30
"""Seconds to wait for another machine that takes a number in the same workbook."""


@dataclass(frozen=True)
class Look:
    """The workbook at one moment."""

    shop: Shop
    grid: Grid
    fingerprint: str

    @property
    def identity(self) -> str:
        return (self.shop.book.marks or {}).get("workbook_id", "")


@contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """One machine at a time takes numbers in a workbook that is a file: a lock lies beside it. In a Google Sheet, and
    on a disk that knows no locks, looking again after the write has to do. TryLater."""
    if workspace.config.is_address:
        yield
        return
    from filelock import FileLock, Timeout

    path = workspace.config.workbook_path.resolve()
    lock = FileLock(path.with_name(f".{path.name}.clientsheet-numbers.lock"), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as taken:
        raise TryLater("file.busy", hint="file.busy.hint", path=path) from taken
    except OSError:  # no locks there, or no new files
        yield
        return
    try:
        yield
    finally:
        lock.release()


def look(workspace: Workspace) -> Look:
    fingerprint = workspace.store.fingerprint()
    grid = workspace.store.read()
    return Look(Shop(workspace.understand(grid)), grid, fingerprint)


def named(workspace: Workspace, seen: Look, paper: Paper, taken: Collection[Paper]) -> Paper:
    """The paper with the next number of its kind and year, and a file's name nobody has yet. A paper with a number of
    the owner's own (of a contract) keeps it."""
    book = seen.shop.book
    if paper.place or not paper.number:
        places = ((one.kind, one.year, one.place) for one in taken if one.code != paper.code and one.place)
        place = next_place(paper.kind, paper.year, book["documents"], book["contracts"], places)
        paper = replace(paper, place=place, number=number_text(paper.year, place))
        paper = replace(paper, contract=paper.number) if paper.about else paper
    name = file_name(titled(paper.kind, workspace.config.language), paper.number, paper.name)
    folder = workspace.config.documents_path / str(paper.year)
    path = free(folder, name)
    home = workspace.config.folder
    file = path.relative_to(home) if path.is_relative_to(home) else path
    return replace(paper, file=str(PurePosixPath(*file.parts)))


def brought_to_end(workspace: Workspace, papers: Papers, paper: Paper, seen: Look | None = None) -> Paper:
    """Issued. ``seen``: the workbook as it was just read. WorkbookLocked, TryLater: not now, the next run goes on.
    WrongUse: something is in the way, which the owner has to take out of it."""
    for attempt in range(ATTEMPTS):
        now = seen if seen is not None and attempt == 0 else look(workspace)
        must_take_rows(now.shop)
        there = standing(now.shop, paper)
        if there is not None and not there.above:
            return _shelved(workspace, papers, paper)
        try:
            if there is None:
                paper = _appended(workspace, papers, paper, now)
            else:
                paper = _renumbered(workspace, papers, paper, now, there.index)
        except WorkbookChanged:
            continue
        except ClientsheetError:
            if there is None and paper.step is Step.TAKEN:
                papers.drop(paper)  # its row does not stand there, and nobody has seen it
            raise
    raise WorkbookChanged("file.changed", hint="file.changed.hint", path=workspace.config.workbook_name)


def _appended(workspace: Workspace, papers: Papers, paper: Paper, now: Look) -> Paper:
    """As it was to be, unless somebody has taken the number meanwhile; nobody has seen this paper with it yet."""
    if is_taken(now.shop, paper) and paper.place:
        paper = papers.advance(named(workspace, now, paper, papers.all(paper.workbook)), paper.step)
    _write(workspace, appending(now.shop, paper), now)
    return paper


def _renumbered(workspace: Workspace, papers: Papers, paper: Paper, now: Look, index: int) -> Paper:
    further = papers.advance(named(workspace, now, paper, papers.all(paper.workbook)), Step.TAKEN)
    _write(workspace, renumbering(now.shop, further, paper, index), now)
    return further


def _write(workspace: Workspace, patch: Patch, now: Look) -> None:
    try:
        workspace.write(VERB, patch, now.fingerprint, now.shop.row_keys(), now.grid.anchors)
    except HalfWritten:
        workspace.store.recover()
        raise


def _shelved(workspace: Workspace, papers: Papers, paper: Paper) -> Paper:
    draft = papers.draft(paper)
    if paper.step is Step.ISSUED or not draft.exists():
        return papers.advance(paper, Step.ISSUED)
    written = papers.advance(paper, Step.WRITTEN)
    content = numbered(draft.read_bytes(), written.number, written.place)
    shelve(content, workspace.config.resolve(written.file))
    return papers.advance(written, Step.ISSUED)


def unfinished(papers: Papers, seen: Look) -> tuple[list[Paper], list[Paper]]:
    """What runs that died left: papers that were begun, and issued ones whose row is gone from the workbook (a copy of
    before was put back)."""
    known = papers.all(seen.identity)
    codes = set(seen.shop.book["documents"].values("code"))
    begun = [paper for paper in known if paper.step is not Step.ISSUED]
    gone = [one for one in known if one.step is Step.ISSUED and one.client and one.code not in codes]
    return begun, [paper for paper in gone if not is_taken(seen.shop, paper)]
