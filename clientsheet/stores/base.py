"""The contract of a store: the place where a workbook lies.

*Grid*: the workbook as read. *Patch*: what is to be written. *Fingerprint*: a short text that changes whenever the
workbook does; cheap to ask for. *Applied*: what a write did.

A store checks, right before it writes, that what the patch was made from still stands (for a file: the same
fingerprint) and that nobody else is at work; it changes only the cells the patch names and keeps everything else.
Killed at any instant a file is the old workbook or the new one; a workbook on a network may be left half-way, and
``recover`` puts right what the next run could not work out by itself.

A store over a network may answer the first ``read`` after ``fingerprint`` with what it saw when it was asked for that:
two looks at one moment are one look.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clientsheet.errors import WorkbookChanged
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch


@dataclass(frozen=True, slots=True)
class Applied:
    """``fingerprint``: of the workbook after the write. ``backup``: where the old workbook is kept, if it is."""

    fingerprint: str
    backup: Path | None = None


class HalfWritten(WorkbookChanged):
    """A write to a workbook on a network broke off: some of it stands there, perhaps all. Whoever reads it anew and
    writes what is missing then loses nothing."""


class Store(Protocol):
    def exists(self) -> bool: ...

    def read(self) -> Grid:
        """Refused: a damaged, encrypted or hostile file. WrongUse: no such workbook."""

    def fingerprint(self) -> str:
        """Of the workbook as it lies now. For a file: from its directory entry alone, so instant."""

    def recover(self) -> None:
        """Puts right what a write of ours that broke off left askew, if one did. Asked for before a run reads, when it
        alone is at work. TryLater."""

    def confirm(self) -> None:
        """Asked for before anything leaves that nobody can call back: what was read last was the workbook of one
        moment. A file always is; of a workbook on a network the values and what is known about them come one after the
        other. WorkbookChanged: rows, columns or what is known about cells changed in between. TryLater."""

    def locked_by(self) -> str | None:
        """Who has the workbook open: a name, '' where the lock does not say, None where nobody has."""

    def apply(self, patch: Patch, expecting: str) -> Applied:
        """Writes. WorkbookLocked, WorkbookChanged: nothing was written, try later. Refused: the patch would touch
        what must not be touched (a formula, a merged cell); nothing was written. HalfWritten."""

    def restore(self, backup: Path, expecting: str) -> Applied:
        """Puts the workbook of ``backup`` back, byte for byte. WorkbookLocked, WorkbookChanged as for ``apply``.
        WrongUse: this store keeps no whole workbooks (it never gave a ``backup``)."""

    def build(self, blueprint: WorkbookBlueprint) -> None:
        """Makes a new workbook. WrongUse: there is one already."""
