"""Calls of a log into the history tab, each once; shown first, written after a yes, in one write that ``undo`` takes
back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from clientsheet.book.calls import CallPlan, planned
from clientsheet.book.importing.patch import rows_below
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.exchange.calls import opened
from clientsheet.exchange.calls.base import Log
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class CallsOutcome:
    """``run``: of the write; '' where nothing was written."""

    plan: CallPlan
    shop: Shop
    patch: Patch
    run: str = ""
    written: bool = False
    code: int = 0

    @property
    def nothing_to_do(self) -> bool:
        return not self.plan

    def as_json(self) -> dict[str, object]:
        plan = self.plan
        return {
            "sources": plan.sources,
            "calls": plan.calls,
            "added": plan.rows,
            "already_there": plan.there,
            "inside": plan.inside,
            "shared": plan.shared,
            "unknown_numbers": dict(plan.strangers),
            "unreadable_lines": plan.torn,
            "written": self.written,
            "run": self.run,
        }


def run(workspace: Workspace, files: Sequence[Path], *, source: str = "", agreed: bool = False) -> CallsOutcome:
    """``source``: which system wrote the files ('': they tell themselves).

    WrongUse: a file without calls; a workbook that cannot be written. WorkbookLocked, WorkbookChanged: nothing was
    written."""
    config = workspace.config
    own = {digits for number in (config.business.phone,) if (digits := "".join(filter(str.isdigit, number)))}
    zone = ZoneInfo(config.timezone)
    logs = [opened(file, name=source, own=own, zone=zone) for file in files]
    if not agreed:
        return _outcome(workspace, logs, workspace.store.read())
    return workspace.insist(lambda: _done(workspace, logs))


def _done(workspace: Workspace, logs: Sequence[Log]) -> CallsOutcome:
    fingerprint = workspace.store.fingerprint()
    grid = workspace.store.read()
    outcome = _outcome(workspace, logs, grid)
    if outcome.nothing_to_do:
        return outcome
    written = workspace.write("import calls", outcome.patch, fingerprint, outcome.shop.row_keys(), grid.anchors)
    workspace.ledger.unstamp()
    return replace(outcome, run=written.id, written=True)


def _outcome(workspace: Workspace, logs: Sequence[Log], grid: Grid) -> CallsOutcome:
    if grid.read_only:
        path = workspace.config.workbook_path
        raise WrongUse("file.read_only", hint="file.read_only.hint", path=path, kind=grid.read_only)
    shop = Shop(workspace.understand(grid))
    plan, history = planned(logs, shop), shop.book["history"]
    if plan and history.present and not history.writable:
        raise WrongUse("import.protected", hint="import.protected.hint", title=history.title)
    return CallsOutcome(plan, shop, rows_below("history", plan.rows, shop.book) if plan else Patch())
