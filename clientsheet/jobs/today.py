"""Whom to call, congratulate and remind today; on request also in the tasks tab, each once.

What stands in the tab already is known by its own words, so nothing is remembered beside the workbook: a second run, a
run after one that died, and a run on another machine add only what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from clientsheet.book.card.value import as_data
from clientsheet.book.daylist.drawn import LIMIT, drawn
from clientsheet.book.daylist.standing import Standing, rows
from clientsheet.book.daylist.value import DayList, Line
from clientsheet.book.shop import Shop
from clientsheet.book.writing.below import below
from clientsheet.errors import WorkbookLocked, WrongUse
from clientsheet.jobs.card import suppressed
from clientsheet.jobs.mail.planning import templates
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import Patch
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class TodayOutcome:
    """``added``: how many tasks were written, None where none were asked for; ``tab``: where to; ``run``: under which
    name. ``locked``: why none were, though the list is here. ``page``: where the page was laid."""

    listed: DayList
    added: int | None = None
    tab: str = ""
    run: str = ""
    locked: WorkbookLocked | None = None
    page: Path | None = None

    @property
    def code(self) -> int:
        return self.locked.exit_code if self.locked else 0

    def as_json(self) -> dict[str, object]:
        listed = self.listed
        tasks = {} if self.added is None else {"tasks": {"added": self.added, "tab": self.tab, "run": self.run}}
        return {
            "today": listed.today,
            "closed": listed.closed,
            "lines": [_line(line) for line in listed.lines],
            "more": listed.more,
            "quiet": listed.quiet,
            **tasks,
        }


def _line(line: Line) -> dict[str, object]:
    """Without what only counts in this run."""
    data: dict[str, object] = as_data(line)
    del data["row"]
    return data | {"matters": [{"kind": one.kind, "due": one.day, "reason": one.reason} for one in line.matters]}


def run(workspace: Workspace, *, html: Path | None = None, tasks: bool = False, limit: int = LIMIT) -> TodayOutcome:
    """``html``: where to lay the page to print (one that is there is replaced). ``tasks``: also into the tasks tab.
    ``limit``: of the calls. WrongUse: the tab is protected, or the workbook can only be read. WorkbookChanged: edited
    under our hands three times over. TryLater: another run is at work."""
    outcome = _written(workspace, limit) if tasks else _only_listed(workspace, limit)
    if html is None:
        return outcome
    from clientsheet.pages.frame import save
    from clientsheet.pages.today import today_page

    save(html, today_page(outcome.listed, workspace.language, workspace.config.business.name))
    return replace(outcome, page=html)


def tasks(workspace: Workspace, shop: Shop) -> list[dict[str, Raw]]:
    """The rows that the tasks tab lacks today."""
    listed, standing = _listed(workspace, shop, LIMIT)
    return rows(shop, listed, standing)


def _only_listed(workspace: Workspace, limit: int) -> TodayOutcome:
    return TodayOutcome(_listed(workspace, Shop(workspace.read()), limit)[0])


def _listed(workspace: Workspace, shop: Shop, limit: int) -> tuple[DayList, Standing]:
    standing = Standing(shop)
    words, silent = templates(workspace), suppressed(workspace)
    return drawn(shop, workspace.language, standing, limit=limit, templates=words, suppressed=silent), standing


def _written(workspace: Workspace, limit: int) -> TodayOutcome:
    return workspace.insist(lambda: _attempt(workspace, limit))


def _attempt(workspace: Workspace, limit: int) -> TodayOutcome:
    fingerprint, grid = workspace.store.fingerprint(), workspace.store.read()
    if grid.read_only:
        path = workspace.config.workbook_place
        raise WrongUse("file.read_only", hint="file.read_only.hint", path=path, kind=grid.read_only)
    book = workspace.understand(grid)
    shop = Shop(book)
    listed, standing = _listed(workspace, shop, limit)
    fresh, table = rows(shop, listed, standing), book["tasks"]
    if not fresh:
        return TodayOutcome(listed, 0, table.title)
    if table.present and not table.writable:
        raise WrongUse("today.tasks_protected", hint="today.tasks_protected.hint", tab=table.title)
    appended, new_tabs, _ = below(book, {"tasks": fresh})
    headings = {column.number: column.heading for column in table.columns.values()}
    lasting = tuple(replace(rows_below, headings=headings) for rows_below in appended)  # undo empties them again
    patch = Patch(appended=lasting, new_tabs=new_tabs, witnesses=shop.witnesses({table.title}))
    try:
        written = workspace.write("today", patch, fingerprint, shop.row_keys(), grid.anchors)
    except WorkbookLocked as locked:
        return TodayOutcome(listed, 0, table.title, locked=locked)
    return TodayOutcome(listed, len(fresh), table.title, written.id)
