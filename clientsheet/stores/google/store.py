"""A workbook that is a Google Sheet: read in two requests, written in two, while its owner goes on working in it.

fingerprint, read   two requests -> Seen -> Grid
apply               a third look at what is about to be written -> cells, column by column -> everything else in one
                    batch with the run's mark, which answers with the cells as they stand -> put right what moved
"""

from __future__ import annotations

from pathlib import Path

from clientsheet.config import Config
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch
from clientsheet.stores.base import Applied
from clientsheet.stores.google.api import Api


class GoogleStore:
    """``state``: the folder for what a write that breaks off would have to be told by."""

    def __init__(self, api: Api, state: Path) -> None:
        self._api = api
        self._state = state

    @classmethod
    def opened(cls, config: Config) -> GoogleStore:
        """WrongUse: an address that is not of a Google Sheet. ConfigError: no way in."""
        raise NotImplementedError

    def exists(self) -> bool:
        raise NotImplementedError

    def read(self) -> Grid:
        raise NotImplementedError

    def fingerprint(self) -> str:
        raise NotImplementedError

    def recover(self) -> None:
        raise NotImplementedError

    def locked_by(self) -> str | None:
        raise NotImplementedError

    def apply(self, patch: Patch, expecting: str) -> Applied:
        raise NotImplementedError

    def restore(self, backup: Path, expecting: str) -> Applied:
        raise NotImplementedError

    def build(self, blueprint: WorkbookBlueprint) -> None:
        raise NotImplementedError
