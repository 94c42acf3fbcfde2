"""A folder that works at once: a hair salon's workbook, its config and templates, one sync, and the pages to look at.
A folder that already has a config.yaml is left as it is."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clientsheet.book.demo import BUSINESS, COUNTRY, CURRENCY, TIMEZONE, TODAY, demo
from clientsheet.config import FILE_NAME, Config
from clientsheet.errors import WrongUse
from clientsheet.jobs import check, report, sync
from clientsheet.jobs.folder import lay
from clientsheet.stores.opening import open_store
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.jobs.sync import SyncOutcome

PAGE: Final = "report.html"
FINDINGS: Final = "findings.html"


@dataclass(frozen=True)
class DemoOutcome:
    """``synced`` is None where the demo was there already and nothing was done. ``page``: the report; ``findings``: the
    page of these; ``drafts``: the folder of letters."""

    folder: Path
    workbook: Path
    page: Path
    findings: Path
    drafts: Path
    today: dt.date
    synced: SyncOutcome | None = None
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "folder": self.folder,
            "workbook": self.workbook,
            "page": self.page,
            "findings": self.findings,
            "drafts": self.drafts,
            "today": self.today,
            "made": self.synced is not None,
            "sync": self.synced.as_json() if self.synced else None,
        }


def run(folder: Path, language: str, today: dt.date | None = None) -> DemoOutcome:
    """``today`` None: the day on which the demo's story is told. WrongUse: a workbook of that name is there, which is
    somebody's own."""
    there = (folder / FILE_NAME).exists()
    day = today or TODAY
    if there:
        workspace = Workspace.open(folder / FILE_NAME, today=day)
        return _outcome(workspace, None)
    config = _config(folder, language)
    if config.workbook_path.exists():
        raise WrongUse("demo.taken", hint="demo.taken.hint", path=str(config.workbook_path))
    laid = lay(config)
    store = open_store(laid.config)
    store.build(demo(language, uuid.uuid4().hex))
    workspace = Workspace.open(folder / FILE_NAME, today=day)
    synced = sync.run(workspace)
    report.run(workspace, html=folder / PAGE)
    check.run(workspace, html=folder / FINDINGS)
    return _outcome(workspace, synced)


def _config(folder: Path, language: str) -> Config:
    business = {**BUSINESS[language], "email": "salon@example.com"}
    return Config.default(
        folder,
        language=language,
        country=COUNTRY[language],
        currency=CURRENCY[language],
        timezone=TIMEZONE[language],
        business=business,
        mail={"from": f"{business['name']} <salon@example.com>", "owner": "owner@example.com"},
    )


def _outcome(workspace: Workspace, synced: SyncOutcome | None) -> DemoOutcome:
    folder, config = workspace.config.folder, workspace.config
    drafts = config.resolve(config.mail.folder.path)
    pages = folder / PAGE, folder / FINDINGS
    return DemoOutcome(folder, config.workbook_path, *pages, drafts, workspace.today, synced)
