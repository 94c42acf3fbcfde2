"""The contract of a store: the place where a workbook lies.

*Grid*: the workbook as read. *Patch*: what is to be written. *Fingerprint*: a short text that changes whenever the
workbook does; cheap to ask for. *Applied*: what a write did.

A store checks, right before it writes, that the workbook is still the one that was read (same fingerprint) and not
open elsewhere; it changes only the cells the patch names and keeps every other byte. Killed at any instant it leaves
the old workbook or the new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch


@dataclass(frozen=True, slots=True)
class Applied:
    """``fingerprint``: of the workbook after the write. ``backup``: where the old workbook is kept, if it is."""

    fingerprint: str
    backup: Path | None = None


class Store(Protocol):
    def exists(self) -> bool: ...

    def read(self) -> Grid:
        """Refused: a damaged, encrypted or hostile file. WrongUse: no such workbook."""

    def fingerprint(self) -> str:
        """Of the workbook as it lies now. For a file: from its directory entry alone, so instant."""

    def locked_by(self) -> str | None:
        """Who has the workbook open: a name, '' where the lock does not say, None where nobody has."""

    def apply(self, patch: Patch, expecting: str) -> Applied:
        """Writes. WorkbookLocked, WorkbookChanged: nothing was written, try later. Refused: the patch would touch
        what must not be touched (a formula, a merged cell); nothing was written."""

    def restore(self, backup: Path, expecting: str) -> Applied:
        """Puts the workbook of ``backup`` back, byte for byte. WorkbookLocked, WorkbookChanged as for ``apply``."""

    def build(self, blueprint: WorkbookBlueprint) -> None:
        """Makes a new workbook. WrongUse: there is one already."""
