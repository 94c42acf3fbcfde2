"""A folder to begin with: the starter workbook, config.yaml, templates. Overwrites nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

from clientsheet.book.starter import starter
from clientsheet.config import Config
from clientsheet.jobs.folder import HOMES, lay
from clientsheet.stores.opening import open_store


@dataclass(frozen=True)
class InitOutcome:
    """``made`` and ``kept``: new paths, and those that were there before and stay as they were."""

    folder: Path
    workbook: str
    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"folder": self.folder, "workbook": self.workbook, "made": self.made, "kept": self.kept}


def run(folder: Path, language: str, workbook: str = "clients.xlsx") -> InitOutcome:
    """``workbook``: a file, relative to the folder or absolute, or the address of a Google Sheet, which must exist."""
    laid = lay(Config.default(folder, workbook=workbook, language=language, **HOMES[language]))
    config = laid.config
    if config.is_address:
        return InitOutcome(folder, config.workbook, laid.made, laid.kept)
    if config.workbook_path.exists():
        return InitOutcome(folder, config.workbook, laid.made, (*laid.kept, config.workbook_path))
    store = open_store(config)
    store.build(starter(config.language, uuid.uuid4().hex))
    return InitOutcome(folder, config.workbook, (config.workbook_path, *laid.made), laid.kept)
