"""Takes an existing workbook as it is: what was recognised in it, a config.yaml for it, and after a yes the missing
tabs and columns, in one write that ``undo`` takes back."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clientsheet.book.reading.adoption import Adoption, adoption
from clientsheet.book.reading.headings import Recognition, recognise
from clientsheet.book.shop import Shop
from clientsheet.config import FILE_NAME, Config
from clientsheet.errors import Refused, WrongUse
from clientsheet.files import folder_of
from clientsheet.jobs.folder import HOMES, lay
from clientsheet.jobs.naming import is_other, named
from clientsheet.stores.opening import open_store
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class AdoptOutcome:
    """``done``: the changes were written. ``nothing_to_do``: the workbook is adopted already. ``records``: how many
    rows each recognised tab has, by its title. ``language``: of the person who reads it."""

    config: Path
    language: str
    seen: Recognition
    records: Mapping[str, int]
    adoption: Adoption
    done: bool = False
    run: str = ""
    code: int = 0

    @property
    def nothing_to_do(self) -> bool:
        return not self.adoption.patch

    def as_json(self) -> dict[str, object]:
        plan = self.adoption
        tabs = [
            {
                "title": tab.title,
                "tab": tab.name,
                "columns": {column.heading: name for name, column in tab.columns.items()},
                "unknown": list(tab.unknown.values()),
                "records": self.records.get(tab.title, 0),
            }
            for tab in self.seen.tabs
        ]
        return {
            "config": self.config,
            "tabs": tabs,
            "new_tabs": plan.new_tabs,
            "new_columns": plan.new_columns,
            "taken_over": [{"tab": tab, "heading": heading} for tab, heading in plan.taken_over],
            "clients_made": plan.made_clients,
            "locked": plan.locked,
            "written": self.done,
            "run": self.run,
        }


def run(workbook: str | Path, folder: Path, language: str | None = None, *, agreed: bool = False) -> AdoptOutcome:
    """``workbook``: a file, or the address of a Google Sheet. ``language``: of the config to be written; None: the
    workbook's own. WrongUse: no such workbook, or the folder belongs to another one. Refused: a kind of file that can
    only be read."""
    workspace = _workspace(_found(str(workbook)), folder, language)
    fingerprint = workspace.store.fingerprint()
    grid = workspace.store.read()
    book = workspace.understand(grid)
    plan = adoption(book, grid, uuid.uuid4().hex)
    seen = recognise(grid, workspace.config)
    records = {table.title: len(table) for table in book.tables.values() if table.present}
    outcome = AdoptOutcome(folder / FILE_NAME, workspace.language, seen, records, plan)
    if not agreed or not plan.patch:
        return outcome
    if grid.read_only:
        raise Refused("adopt.read_only", hint="adopt.read_only.hint", kind=grid.read_only, path=str(workbook))
    with workspace.at_work():
        patch = replace(plan.patch, witnesses=Shop(book).witnesses())
        finished = workspace.write("adopt", patch, fingerprint, {}, grid.anchors)
        workspace.ledger.unstamp()
    return replace(outcome, done=True, run=finished.id)


def _found(text: str) -> str:
    workbook = named(text)
    if "://" not in workbook and not Path(workbook).is_file():
        raise WrongUse("adopt.missing", hint="adopt.missing.hint", path=text)
    return workbook


def _workspace(workbook: str, folder: Path, language: str | None) -> Workspace:
    """The folder's own config where there is one, else one written now for this workbook; templates where there are
    none."""
    place = folder / FILE_NAME
    if not place.exists():
        lay(_config(workbook, folder, language))
    workspace = Workspace.open(place, language=language)
    if is_other(workspace.config, workbook):
        raise WrongUse("adopt.other", hint="adopt.other.hint", path=str(place), workbook=workspace.config.workbook)
    if not workspace.config.templates_path.exists():
        lay(workspace.config)
    return workspace


def _config(workbook: str, folder: Path, language: str | None) -> Config:
    """In the language of the headings; tabs are named only where their titles do not tell what they are."""
    folder_of(folder / FILE_NAME)
    config = Config.default(folder, workbook=workbook if "://" in workbook else _relative(Path(workbook), folder))
    seen = recognise(open_store(config).read(), config)
    tabs = {tab.name: [tab.title] for tab in seen.tabs if tab.how == "headings"}
    spoken, home = language or seen.language, HOMES[seen.language]
    return Config.default(folder, workbook=config.workbook, language=spoken, tabs=tabs, **home)


def _relative(file: Path, folder: Path) -> str:
    try:
        told = os.path.relpath(file.resolve(), folder.resolve())
    except ValueError:  # another drive of Windows
        told = str(file.resolve())
    return Path(told).as_posix()
