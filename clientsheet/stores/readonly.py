"""Workbooks that can be read but not written: .xls and .ods (through calamine), and tables in text files.

A program that only reads one of these still checks it, explains it and prepares letters from it; to have it filled
in, the owner saves it as .xlsx once.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from clientsheet.errors import Refused, WrongUse
from clientsheet.files import fingerprint
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.sheet.delimited import decoded, table
from clientsheet.sheet.grid import Grid, GridTab
from clientsheet.sheet.patch import Patch
from clientsheet.stores.base import Applied
from clientsheet.stores.excel.locks import locked_by
from clientsheet.stores.held import HeldTab, LazyTab, hold

TEXT_KINDS: Final = frozenset({"csv", "tsv", "txt"})
BOOK_KINDS: Final = frozenset({"xls", "xlsb", "ods"})
_MOST_BYTES: Final = 400 << 20


class ReadOnlyStore:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._kind = path.suffix.removeprefix(".").lower()

    def exists(self) -> bool:
        return self.path.is_file()

    def read(self) -> Grid:
        try:
            if self.path.stat().st_size > _MOST_BYTES:
                raise Refused("file.too_large", hint="file.too_large.hint", tab=self.path.name)
            tabs = self._text() if self._kind in TEXT_KINDS else self._book()
        except FileNotFoundError as missing:
            raise WrongUse("file.missing", hint="file.missing.hint", path=self.path) from missing
        except OSError as closed:
            raise WrongUse("file.no_access", hint="file.no_access.hint", path=self.path) from closed
        return Grid(tabs, read_only=self._kind)

    def fingerprint(self) -> str:
        try:
            return fingerprint(self.path)
        except OSError as missing:
            raise WrongUse("file.missing", hint="file.missing.hint", path=self.path) from missing

    def recover(self) -> None:
        """A write is whole or it is not there."""

    def confirm(self) -> None:
        """It was."""

    def locked_by(self) -> str | None:
        return locked_by(self.path)

    def apply(self, patch: Patch, expecting: str) -> Applied:
        if not patch:
            return Applied(expecting)
        raise self._cannot()

    def restore(self, backup: Path, expecting: str) -> Applied:
        raise self._cannot()

    def build(self, blueprint: WorkbookBlueprint) -> None:
        raise self._cannot()

    def _cannot(self) -> WrongUse:
        return WrongUse("file.read_only", hint="file.read_only.hint", path=self.path, kind=self._kind)

    def _text(self) -> tuple[GridTab, ...]:
        """One tab, named like the file. A number stays text, as it stands there."""
        try:
            rows = [row for _, row in table(decoded(self.path.read_bytes()))]
        except csv.Error as wrong:
            raise self._unreadable(wrong) from wrong
        return (hold(self.path.stem, rows),)

    def _book(self) -> tuple[GridTab, ...]:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

        try:
            book = CalamineWorkbook.from_path(str(self.path))
        except PasswordError as closed:
            raise Refused("excel.encrypted", hint="excel.encrypted.hint", path=self.path) from closed
        except CalamineError as wrong:
            raise self._unreadable(wrong) from wrong

        def load(title: str, has_cells: bool) -> HeldTab:
            if not has_cells:
                return HeldTab(title, (), 0, writable=False)
            try:
                sheet = book.get_sheet_by_name(title)
            except CalamineError as wrong:
                raise self._unreadable(wrong) from wrong
            before = [None] * (sheet.start[1] if sheet.start else 0)
            return hold(title, [[*before, *row] for row in sheet.iter_rows()])

        return tuple(
            LazyTab(each.name, lambda each=each: load(each.name, each.typ == SheetTypeEnum.WorkSheet))  # type: ignore[misc]
            for each in book.sheets_metadata
        )

    def _unreadable(self, wrong: Exception) -> Refused:
        return Refused("file.unreadable", hint="file.unreadable.hint", path=self.path, reason=str(wrong))
