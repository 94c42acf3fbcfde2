"""The cron command: apply accepted cures, check, deliver what is due, fill, write once.

    Grid -- cures, ids --> Book --> Shop --+-- mailings ---> letters ---+
                                           +-- rules ------> findings --+--> Patch --> Store
                                           +-- filling ----> cells -----+

Nothing is written when nothing would change, and a run that finds everything as the last one left it ends at once.
A workbook that somebody has open keeps its cells, but the findings and the drafts are prepared all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clientsheet.errors import TryLater, Undelivered, WorkbookChanged, WorkbookLocked, WrongUse
from clientsheet.jobs.quiet import stamp
from clientsheet.sheet.finding import Finding, Severity
from clientsheet.sheet.patch import Patch
from clientsheet.workspace import ATTEMPTS, Workspace

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop
    from clientsheet.jobs.collect import Collected
    from clientsheet.jobs.day import Day
    from clientsheet.jobs.mail.delivered import Delivered
    from clientsheet.jobs.mail.guards import Held
    from clientsheet.mail.letter import State
    from clientsheet.mail.stops import Stopped
    from clientsheet.sheet.grid import Grid, Raw
    from clientsheet.stores.base import Store

NO_LETTERS: Final[Mapping[str, int]] = {"drafted": 0, "sent": 0, "refused": 0, "unknown": 0, "left_out": 0}


@dataclass(frozen=True)
class SyncOutcome:
    """What a run did, or with ``dry_run`` would do. ``quiet``: all was as the last run left it, nothing was done.

    ``holder``: who has the workbook open ('': the lock does not say; None: nobody), so that its cells were not written;
    ``findings_page`` is where the findings were put instead. ``listed``: the findings kept whole, the gravest first.
    ``cures``: what the owner agreed to (tab, A1, before, after). ``drafts``: the page of the letters. ``held``,
    ``stopped``, ``put_off``, ``withdrawn`` and ``trials``: as of ``Delivered``. ``collected``: what came back.
    """

    counts: Mapping[str, int]
    letters: Mapping[str, int] = field(default_factory=lambda: NO_LETTERS)
    patch: Patch = field(default_factory=Patch)
    listed: tuple[Finding, ...] = ()
    run: str = ""
    quiet: bool = False
    dry_run: bool = False
    strict: bool = False
    holder: str | None = None
    kept: int = 0
    cures: tuple[tuple[str, str, Raw, Raw], ...] = ()
    not_cured: int = 0
    drafts: Path | None = None
    held: tuple[Held, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    put_off: int = 0
    withdrawn: Mapping[State, int] = field(default_factory=dict)
    trials: tuple[str, ...] = ()
    collected: Collected | None = None
    findings_page: Path | None = None

    @property
    def set_aside(self) -> bool:
        """The workbook is open elsewhere: its cells wait for the next run."""
        return self.holder is not None and bool(self.patch) and not self.dry_run

    @property
    def code(self) -> int:
        if self.set_aside:
            return WorkbookLocked.exit_code
        if self.letters["refused"] or self.letters["unknown"] or self.held:
            return Undelivered.exit_code
        if any(stop.fault for stop in self.stopped) or (self.collected and self.collected.trouble):
            return TryLater.exit_code
        return 1 if self.strict and self.counts[Severity.ERROR] else 0

    @property
    def cured(self) -> int:
        return len(self.cures)

    def as_json(self) -> dict[str, object]:
        names = ("tab", "cell", "before", "after")
        patch = self.patch if self.run or self.dry_run else Patch()  # put off: nothing of it was written
        held = {"held": [{"reason": one.why, "letters": one.letters} for one in self.held]} if self.held else {}
        return {
            "findings": dict(self.counts),
            "edits": [dict(zip(names, cell, strict=True)) for cell in patch.cells()],
            "appended": patch.appended_count,
            "letters": dict(self.letters),
            "run": self.run,
            **held,
        }


def run(workspace: Workspace, *, dry_run: bool = False, strict: bool = False, mail: bool = True) -> SyncOutcome:
    """WorkbookChanged: edited under our hands three times over. TryLater: another run is at work. WrongUse, Refused:
    a workbook that cannot be written."""
    collected = _collected(workspace) if mail and not dry_run else None
    outcome = _run(workspace, dry_run=dry_run, strict=strict, mail=mail)
    return replace(outcome, collected=collected)


def _collected(workspace: Workspace) -> Collected | None:
    """What came back is known before anybody is written to."""
    from clientsheet.jobs.collect import collect, wanted

    return collect(workspace) if wanted(workspace.config) else None


def _run(workspace: Workspace, *, dry_run: bool, strict: bool, mail: bool) -> SyncOutcome:
    fingerprint, letters = workspace.store.fingerprint(), Counter[str]()
    if dry_run:
        return _attempt(workspace, fingerprint, letters, dry_run=True, strict=strict, mail=mail)
    report = workspace.ledger.quiet(stamp(workspace, fingerprint, mail))
    if report is not None:
        return SyncOutcome(report["counts"], {**NO_LETTERS, **report["letters"]}, quiet=True, strict=strict)
    with workspace.at_work():
        for _ in range(ATTEMPTS - 1):
            try:
                return _attempt(workspace, fingerprint, letters, dry_run=False, strict=strict, mail=mail)
            except WorkbookChanged:
                fingerprint = workspace.store.fingerprint()
        return _attempt(workspace, fingerprint, letters, dry_run=False, strict=strict, mail=mail)


def _attempt(
    workspace: Workspace, fingerprint: str, letters: Counter[str], *, dry_run: bool, strict: bool, mail: bool
) -> SyncOutcome:
    """``fingerprint``: of the workbook, taken right before: it is not asked for twice, because over a network that is
    to read everything. ``letters``: handed over by the attempts so far; a letter stays handed over when the workbook
    has to wait."""
    holder = workspace.store.locked_by()
    grid, lived = _read(workspace.store)
    if grid.read_only:
        path = workspace.config.workbook_path
        raise WrongUse("file.read_only", hint="file.read_only.hint", path=path, kind=grid.read_only)
    day, shop = lived(workspace, grid, mail=mail, dry_run=dry_run)
    if day.delivered:
        letters.update({**day.delivered.counts, "left_out": 0})
        letters["left_out"] = day.delivered.counts["left_out"]
    outcome = SyncOutcome(
        counts={severity.value: number for severity, number in day.findings.counts.items()},
        letters={**NO_LETTERS, **letters},
        patch=day.patch,
        listed=day.listed,
        dry_run=dry_run,
        strict=strict,
        holder=holder,
        kept=len(day.settled.kept),
        cures=day.cures,
        not_cured=day.not_cured,
        drafts=day.delivered.page if day.delivered else None,
        held=day.delivered.held if day.delivered else (),
        stopped=day.delivered.stopped if day.delivered else (),
        put_off=day.delivered.put_off if day.delivered else 0,
        withdrawn=day.delivered.withdrawn if day.delivered else {},
        trials=day.delivered.trials if day.delivered else (),
    )
    if dry_run:
        return outcome
    if holder is not None and day.patch:
        return replace(outcome, findings_page=_set_aside(workspace, day, shop.book))
    del grid, shop  # a million rows need not lie in memory while the new file is made
    return replace(outcome, run=_written(workspace, day, fingerprint, mail))


def _read(store: Store) -> tuple[Grid, Callable[..., tuple[Day, Shop]]]:
    """The workbook, and meanwhile what understands it: unpacking need not wait for Python's imports."""
    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(store.read)
        from clientsheet.jobs.day import lived
    return reading.result(), lived


def _written(workspace: Workspace, day: Day, fingerprint: str, mail: bool) -> str:
    """Announce, write, remember. The name of the run; '' where there was nothing to write."""
    ledger, run_id = workspace.ledger, ""
    memory = None if day.memories == [day.settled.memory] else day.settled.memory
    if day.patch:
        written = workspace.write("sync", day.patch, fingerprint, day.row_keys, day.anchors, memory)
        run_id, fingerprint = written.id, written.after
    elif memory is not None:
        ledger.announce(memory)
    ledger.settle()
    if day.delivered:
        _noted(workspace, day.delivered, day)
    if day.delivered is None or day.delivered.settled:
        letters = {**NO_LETTERS, "left_out": day.delivered.counts["left_out"] if day.delivered else 0}
        counts = {severity.value: number for severity, number in day.findings.counts.items()}
        ledger.stamp(stamp(workspace, fingerprint, mail), {"counts": counts, "letters": letters})
    return run_id


def _noted(workspace: Workspace, delivered: Delivered, day: Day) -> None:
    """The rows of the letters, and of what came back, stand in the workbook now."""
    from clientsheet.jobs import collect
    from clientsheet.mail.journal import Journal

    history, unsubscribed = "history" in day.grown, "unsubscribed" in day.grown
    if not (history or unsubscribed or day.came.told_marks or day.came.told_addresses):
        return
    with Journal.open(workspace.config.state_path) as journal:
        if history:
            journal.mark_recorded(delivered.message_ids)
        collect.recorded(journal, day.came, history=history, unsubscribed=unsubscribed)


def _set_aside(workspace: Workspace, day: Day, book: Book) -> Path:
    """The workbook is open: what would go into its problems tab goes into a page beside the journal."""
    from clientsheet.pages.findings import findings_page
    from clientsheet.pages.frame import save

    path = workspace.config.state_path / "findings.html"
    save(path, findings_page(day.findings, book, workspace.language, workbook=workspace.config.workbook_name))
    return path
