"""A shop on disk: the demo salon, synced once, and an owner who types into its workbook."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from clientsheet.jobs import sync
from clientsheet.jobs.sync import SyncOutcome
from clientsheet.sheet.address import parse
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)


@dataclass
class Salon:
    folder: Path

    @property
    def workbook(self) -> Path:
        return self.folder / "clients.xlsx"

    @property
    def state(self) -> Path:
        return self.folder / ".clientsheet"

    @property
    def letters(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "drafts").glob("*.eml"))

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.workbook.read_bytes()).hexdigest()

    def workspace(self, today: dt.date = TODAY) -> Workspace:
        return Workspace.open(self.folder / "config.yaml", today=today, now=dt.datetime.combine(today, dt.time(9)))

    def sync(self, today: dt.date = TODAY, **options: bool) -> SyncOutcome:
        return sync.run(self.workspace(today), **options)

    def cell(self, tab: str, address: str) -> Raw:
        place = parse(address)
        found = ExcelStore(self.workbook, self.folder / "elsewhere").read().tab(tab)
        assert found is not None
        row = found.rows(place.row, place.row)
        return row[0][place.column - 1] if row and place.column <= len(row[0]) else None

    def types(self, tab: str, address: str, value: Raw) -> None:
        """The owner types into one cell and saves."""
        place = parse(address)
        store = ExcelStore(self.workbook, self.folder / "elsewhere")
        before = self.cell(tab, address)
        edit = ColumnEdit(tab, place.column, [place.row], [before], [value], keep_look=True)
        store.apply(Patch(edits=(edit,)), store.fingerprint())

    def column(self, tab: str, heading: str) -> list[Raw]:
        """The cells of the column with that heading, the heading first."""
        from openpyxl import load_workbook

        sheet = load_workbook(self.workbook)[tab]
        (found,) = (cells for cells in sheet.iter_cols(values_only=True) if cells[0] == heading)
        return list(found)

    def where(self, tab: str, heading: str, row: int) -> str:
        """The address of a cell by its heading in row 1."""
        from clientsheet.sheet.address import a1

        found = ExcelStore(self.workbook, self.folder / "elsewhere").read().tab(tab)
        assert found is not None
        return a1(row, found.rows(1, 1)[0].index(heading) + 1)

    def problems(self) -> list[list[Raw]]:
        found = ExcelStore(self.workbook, self.folder / "elsewhere").read().tab("Зауваження")
        assert found is not None
        return found.rows(4, found.row_count)
