"""A folder to begin with: the starter workbook, config.yaml, templates. Overwrites nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clientsheet.book.starter import starter
from clientsheet.config import Config
from clientsheet.errors import WrongUse
from clientsheet.jobs.folder import HOMES, lay
from clientsheet.jobs.naming import is_other, named
from clientsheet.stores.base import Store
from clientsheet.stores.opening import open_store

NEW: Final = "clients.xlsx"


@dataclass(frozen=True)
class InitOutcome:
    """``made`` and ``kept``: new paths (of a Google Sheet its address), and those that were there before and stay as
    they were."""

    folder: Path
    workbook: str
    made: tuple[Path | str, ...]
    kept: tuple[Path | str, ...]
    is_address: bool = False
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"folder": self.folder, "workbook": self.workbook, "made": self.made, "kept": self.kept}


def run(folder: Path, language: str, workbook: str | None = None) -> InitOutcome:
    """``workbook``: a file, relative to the folder or absolute, or the address of a Google Sheet, which must exist and
    be blank; None: the one that the folder looks after, else a new file. WrongUse: the sheet holds something, or the
    folder looks after another one."""
    wanted = None if workbook is None else named(workbook)
    laid = lay(Config.default(folder, workbook=wanted or NEW, language=language, **HOMES[language]))
    config, store = laid.config, open_store(laid.config)
    if config.is_address:
        _expect_blank(config, store, wanted or config.workbook)
    there = store.exists()
    if not there:
        store.build(starter(config.language, uuid.uuid4().hex))
    made, kept = ((), (config.workbook_place,)) if there else ((config.workbook_place,), ())
    return InitOutcome(folder, config.workbook, (*made, *laid.made), (*laid.kept, *kept), config.is_address)


def _expect_blank(config: Config, store: Store, workbook: str) -> None:
    """Or begun by us: a sheet that an owner works in is taken over by ``adopt`` alone."""
    if is_other(config, workbook):
        raise WrongUse("adopt.other", hint="init.other.hint", path=str(config.path), workbook=config.workbook)
    if store.exists() and not store.read().marks.get("workbook_id"):
        raise WrongUse("init.not_blank", hint="init.not_blank.hint", workbook=config.workbook, folder=config.folder)
