"""Puts back what a run wrote, wherever nobody has changed it since.

Where the workbook is still exactly what the run left, the whole file of before comes back, byte for byte. Otherwise
cell by cell: the rows are found by their keys and the columns by their anchors, so sorting and moving do no harm; a
cell that holds something else by now is left alone and named, and columns that the run made ours are ours no longer.
Rows that were brought in from elsewhere are emptied again, unless somebody wrote into them or refers to them. Rows that
the program added to the history itself stay, or come back with the next sync: they tell what happened. So do new tabs.
A client whose new number is taken back gets the same one from the next sync: letters have left under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.book.undoing.emptying import emptying, together
from clientsheet.book.undoing.reversal import reversal
from clientsheet.book.writing.ownership import unmarked
from clientsheet.errors import WrongUse
from clientsheet.jobs.numbering import taken_back
from clientsheet.ledger import EMPTIED, Memory, Run, RunRecord, TabMemory
from clientsheet.sheet.address import a1
from clientsheet.sheet.patch import Patch
from clientsheet.workspace import Workspace

DOCUMENTS: Final = "docs"
"""Runs that took a number: it has been given out, and is not to be given out again."""


@dataclass(frozen=True)
class UndoOutcome:
    """``whole``: the file of before came back as it was. ``kept``: cells changed since, left alone (tab, A1)."""

    undone: Run
    restored: int
    kept: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    code: int = 0

    def as_json(self) -> dict[str, object]:
        kept = [{"tab": tab, "cell": cell} for tab, cell in self.kept]
        return {"run": self.undone.id, "restored": self.restored, "kept": kept, "whole": self.whole}


def run(workspace: Workspace, run_id: str | None = None) -> UndoOutcome:
    """``run_id`` None: the latest run not undone yet. WrongUse: no such run. WorkbookLocked, WorkbookChanged."""
    with workspace.at_work():
        chosen = _choose(workspace, run_id)
        record = workspace.ledger.record(chosen)
        if record is None:
            raise WrongUse("undo.unknown", hint="undo.unknown.hint", run=chosen.id)
        workspace.ledger.unstamp()
        outcome = _whole(workspace, chosen, record) or _by_cell(workspace, record)
        workspace.ledger.announce(_rewound(workspace, record, set(outcome.kept)))
        workspace.ledger.settle()
        workspace.ledger.mark_undone(chosen)
        _parted(workspace, record)
    return outcome


def _parted(workspace: Workspace, record: RunRecord) -> None:
    """Clients whose row is back are written to for themselves again."""
    keys = {key.removeprefix(EMPTIED) for block in record.written for key in block.keys if key.startswith(EMPTIED)}
    if keys:
        from clientsheet.mail.journal import Journal
        from clientsheet.mail.merged import note_parted

        with Journal.peek(workspace.config.state_path) as journal:
            for key in keys:
                note_parted(journal, key)


def _choose(workspace: Workspace, run_id: str | None) -> Run:
    runs = [run for run in workspace.ledger.runs() if run_id is None or run.id == run_id]
    if run_id is not None and not runs:
        raise WrongUse("undo.unknown", hint="undo.unknown.hint", run=run_id)
    for candidate in reversed(runs):
        if candidate.verb == DOCUMENTS:
            raise WrongUse("undo.document", hint="undo.document.hint", run=candidate.id)
        undoable = not candidate.undone and candidate.verb != "undo"
        if undoable and (run_id or candidate.backup or _put_anything(workspace, candidate)):
            return candidate
    raise WrongUse("undo.nothing", hint="undo.nothing.hint")


def _put_anything(workspace: Workspace, candidate: Run) -> bool:
    """A run that only renewed the problems tab has nothing that could be put back by the cell."""
    record = workspace.ledger.record(candidate)
    return record is not None and bool(record.written or record.anchors or record.below)


def _whole(workspace: Workspace, chosen: Run, record: RunRecord) -> UndoOutcome | None:
    """The file of before, where the workbook is still exactly the one the run left."""
    backup = Path(chosen.backup) if chosen.backup else None
    if backup is None or not backup.is_file() or workspace.store.fingerprint() != chosen.after:
        return None
    grid = workspace.store.read()
    shop = Shop(workspace.understand(grid))
    if chosen.appended:
        _told_again(workspace, shop)
    taken_back(workspace, shop.book, [*reversal(record, grid, shop).edits, *emptying(record, grid, shop).edits])
    workspace.store.restore(backup, chosen.after)
    return UndoOutcome(chosen, chosen.edits + chosen.appended, whole=True)


def _told_again(workspace: Workspace, shop: Shop) -> None:
    """What the rows about to disappear tell has happened all the same: the next sync adds them anew, and until then
    the journal knows who is not to be written to."""
    from clientsheet.jobs.collect import untold
    from clientsheet.mail.journal import Journal

    with Journal.open(workspace.config.state_path) as journal:
        untold(journal, shop)


def _by_cell(workspace: Workspace, record: RunRecord) -> UndoOutcome:
    fingerprint = workspace.store.fingerprint()
    grid = workspace.store.read()
    shop = Shop(workspace.understand(grid))
    found, emptied = reversal(record, grid, shop), emptying(record, grid, shop)
    edits = together([*found.edits, *emptied.edits])
    patch = Patch(
        edits=edits,
        appended=found.appended(grid),
        forgotten=tuple(name for name in record.anchors if name in grid.anchors),
        witnesses=shop.witnesses({edit.tab for edit in edits}),
    )
    if patch:
        taken_back(workspace, shop.book, edits)
        workspace.write("undo", patch, fingerprint, shop.row_keys(), grid.anchors)
    return UndoOutcome(record.run, found.count + emptied.count, (*found.kept, *emptied.kept))


def _rewound(workspace: Workspace, record: RunRecord, kept: set[tuple[str, str]]) -> Memory:
    """What we last wrote, with the undone cells as they are again; a cell that was kept stays remembered as written."""
    memories = workspace.ledger.memories()
    if not memories:
        return {}
    memory = dict(memories[-1])
    for block in record.written:
        tab, _, name = block.name.partition(".")
        known = memory.get(tab)
        if known is None or name not in known.columns:
            continue
        known = _with_rows(known, [key.removeprefix(EMPTIED) for key in block.keys if key.startswith(EMPTIED)])
        values = list(known.columns[name])
        place = {key: position for position, key in enumerate(known.keys)}
        for row, emptied, was in zip(block.rows, block.keys, block.before, strict=True):
            key = emptied.removeprefix(EMPTIED)
            if key in place and (block.tab, a1(row, block.column)) not in kept:
                values[place[key]] = was
        memory[tab] = TabMemory(known.keys, {**known.columns, name: values})
    return unmarked(memory)


def _with_rows(known: TabMemory, back: Sequence[str]) -> TabMemory:
    """Rows that come back may not have been remembered since."""
    missing = [key for key in back if key not in known.keys]
    if not missing:
        return known
    columns = {name: [*cells, *[None] * len(missing)] for name, cells in known.columns.items()}
    return TabMemory([*known.keys, *missing], columns)
