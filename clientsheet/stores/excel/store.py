"""A workbook that lies on the disk as .xlsx or .xlsm: read by column, written by patch, replaced whole or not at all.

read        guard -> Grid
apply       lock? changed? -> new file beside -> verified -> lock? changed? -> backup -> put in place
"""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from clientsheet.errors import ClientsheetError, WorkbookChanged, WorkbookLocked, WrongUse
from clientsheet.files import DISK, Disk, digest, fingerprint, is_fresh, replacing, write_file
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.patch import Patch
from clientsheet.stores.backups import keep_backup
from clientsheet.stores.base import Applied
from clientsheet.stores.excel.locks import locked_by

if TYPE_CHECKING:
    from clientsheet.stores.excel.reading import OpenWorkbook

_SAVING: Final = 0.2


class ExcelStore:
    """``state``: the folder for backups. ``disk``: what replaces files."""

    def __init__(self, path: Path, state: Path, disk: Disk = DISK) -> None:
        self.path = path
        self._backups = state / "backups"
        self._disk = disk
        self._digests: dict[str, str] = {}
        self._opened: Callable[[], OpenWorkbook | None] = lambda: None
        self._formulas: tuple[str, Mapping[int, bool | None]] = ("", {})

    def exists(self) -> bool:
        return self.path.is_file()

    def read(self) -> Grid:
        from clientsheet.stores.excel.guard import guard
        from clientsheet.stores.excel.reading import OpenWorkbook

        seen = self.fingerprint()
        with self._reachable():
            guard(self.path)
            opened = OpenWorkbook(self.path)
        self._opened = weakref.ref(opened)
        self._formulas = (seen, opened.formulas)
        return opened.grid()

    def fingerprint(self) -> str:
        """Right after a change of the workbook its content is remembered too, as a disk may count whole seconds."""
        with self._reachable():
            found = self._found()
            if is_fresh(self.path) and found not in self._digests:
                self._digests = {found: digest(self.path)}
        return found

    def recover(self) -> None:
        """A write is whole or it is not there."""

    def confirm(self) -> None:
        """It was."""

    def locked_by(self) -> str | None:
        return locked_by(self.path)

    def apply(self, patch: Patch, expecting: str) -> Applied:
        if not patch:
            return Applied(expecting)
        from clientsheet.stores.excel.verify import verify
        from clientsheet.stores.excel.writer import rewrite

        def write(new: Path) -> None:
            rewrite(self.path, new, patch, formulas=self._has_formulas(expecting))
            verify(self.path, new, patch)

        return self._put(write, expecting)

    def restore(self, backup: Path, expecting: str) -> Applied:
        return self._put(lambda new: _fill(new, backup), expecting)

    def build(self, blueprint: WorkbookBlueprint) -> None:
        from clientsheet.stores.excel.build import build

        if self.path.exists():
            raise WrongUse("file.exists", hint="file.exists.hint", path=self.path)
        write_file(self.path, build(blueprint), self._disk)

    def _put(self, write: Callable[[Path], None], expecting: str) -> Applied:
        """Lets ``write`` make the new workbook beside the old one and puts it in place, if nobody came between."""
        backup = None
        self._check(expecting)
        try:
            with replacing(self.path, self._disk) as new:
                self._written(write, new, expecting)
                self._disk.sync(new)
                self._check(expecting)
                backup = keep_backup(self.path, self._backups)
                self._let_go()
        except BaseException:
            if backup is not None:  # it may be a second name of the workbook itself
                backup.unlink(missing_ok=True)
            raise
        return Applied(self.fingerprint(), backup)

    def _written(self, write: Callable[[Path], None], new: Path, expecting: str) -> None:
        """A workbook that somebody replaced while it was read fits nothing any more: that is a change, no damage."""
        try:
            write(new)
        except (ClientsheetError, OSError, BadZipFile):
            self._check(expecting)
            raise

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as missing:
            raise WrongUse("file.missing", hint="file.missing.hint", path=self.path) from missing
        except IsADirectoryError as wrong:
            raise WrongUse("file.not_a_file", path=self.path) from wrong
        except PermissionError as closed:
            raise WrongUse("file.no_access", hint="file.no_access.hint", path=self.path) from closed

    def _has_formulas(self, expecting: str) -> bool | None:
        """None: not every tab of the workbook as it is now was read."""
        seen, formulas = self._formulas
        if seen != expecting or None in formulas.values():
            return None
        return any(formulas.values())

    def _let_go(self) -> None:
        """Windows does not let a file be replaced that is open, not even by ourselves."""
        opened = self._opened()
        if os.name == "nt" and opened is not None:  # pragma: no cover (on Windows alone)
            opened.close()

    def _found(self) -> str:
        """Excel saves by deleting and renaming: for a moment there is no such file."""
        try:
            return fingerprint(self.path)
        except FileNotFoundError:
            if not any(self.path.parent.glob("*.tmp")):
                raise
            self._disk.wait(_SAVING)
            return fingerprint(self.path)

    def _check(self, expecting: str) -> None:
        holder = self.locked_by()
        if holder is not None:
            key = "file.locked" if holder else "file.locked_unknown"
            raise WorkbookLocked(key, holder=holder, hint="file.locked.hint", path=self.path)
        remembered = self._digests.get(expecting)
        if self.fingerprint() != expecting or (remembered and digest(self.path) != remembered):
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path=self.path)


def _fill(new: Path, backup: Path) -> None:
    shutil.copyfile(backup, new)
