"""Workbooks for the trials of the stores."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from clientsheet.sheet.grid import Grid, Raw
from clientsheet.stores.base import Store
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.stores.google import run
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.store import GoogleStore
from clientsheet.stores.memory import MemoryStore
from tests.emulator.conftest import Caller, google
from tests.emulator.control import Emulator
from tests.google.line import line

__all__ = ["google"]

Drawn = Mapping[str, Sequence[Sequence[Raw]]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Drawn], Path]:
    """Draws tables into an .xlsx and says where it lies."""

    def draw(tabs: Drawn, name: str = "clients.xlsx") -> Path:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in tabs.items():
            sheet = book.create_sheet(title)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(number, column, value)
        folder = tmp_path / "folder"
        folder.mkdir(exist_ok=True)
        book.save(folder / name)
        return folder / name

    return draw


@pytest.fixture(params=["memory", "excel", "google"])
def store(
    request: pytest.FixtureRequest, workbook: Callable[[Drawn], Path], tmp_path: Path
) -> Callable[[Drawn], Store]:
    """Each kind of store that can be written, with the tables drawn in it."""

    def make(tabs: Drawn) -> Store:
        if request.param == "memory":
            return MemoryStore(tabs)
        if request.param == "google":
            return _sheet(request.getfixturevalue("google"), tabs, tmp_path / "state")
        return ExcelStore(workbook(tabs) if tabs else tmp_path / "none.xlsx", tmp_path / "state")

    return make


def _sheet(google: Emulator, tabs: Drawn, state: Path) -> GoogleStore:
    """A spreadsheet is never without a tab."""
    drawn = {title: [list(map(from_raw, row)) for row in rows] for title, rows in tabs.items()}
    book = google.spreadsheet("Salon", drawn)
    sheets = Caller(google).ask("GET", f"/v4/spreadsheets/{book}")["sheets"]
    dates = [
        _as_date(sheet["properties"]["sheetId"], number, column)
        for sheet, rows in zip(sheets, tabs.values(), strict=False)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if isinstance(value, dt.date)
    ]
    if dates:
        Caller(google).batch(book, *dates)
    return GoogleStore(line(google, book, state), state)


def _as_date(sheet_id: int, row: int, column: int) -> dict[str, object]:
    place = {"startRowIndex": row, "endRowIndex": row + 1, "startColumnIndex": column, "endColumnIndex": column + 1}
    look = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"}}}
    fields = "userEnteredFormat.numberFormat"
    return {"repeatCell": {"range": {"sheetId": sheet_id, **place}, "cell": look, "fields": fields}}


@pytest.fixture
def lock(request: pytest.FixtureRequest) -> Callable[[Store, str], None]:
    """Somebody opens the workbook."""

    def shut(store: Store, holder: str) -> None:
        if isinstance(store, MemoryStore):
            store.holder = holder
        elif isinstance(store, GoogleStore):
            theirs = run.Run(store.spreadsheet, "1", holder, "elsewhere", time.time() + 60)
            Caller(request.getfixturevalue("google")).batch(store.spreadsheet, run.lease(theirs, 77))
        else:
            assert isinstance(store, ExcelStore)
            name = f".~lock.{store.path.name}#"
            store.path.with_name(name).write_text(f"{holder},marina,salon,22.11.2026 10:00,file:///home;", "utf-8")

    return shut


@pytest.fixture
def change(request: pytest.FixtureRequest) -> Callable[[Store], None]:
    """The owner saves the workbook with a value of their own in B2."""

    def save(store: Store) -> None:
        if isinstance(store, MemoryStore):
            store.put("Клієнти", "B2", "Змінено")
        elif isinstance(store, GoogleStore):
            request.getfixturevalue("google").owner(store.spreadsheet).puts("Клієнти", 1, 1, "Змінено")
        else:
            from openpyxl import load_workbook

            assert isinstance(store, ExcelStore)
            book = load_workbook(store.path)
            book["Клієнти"]["B2"] = "Змінено"
            book.save(store.path)

    return save


@pytest.fixture
def look(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Store], Grid]:
    """The workbook as somebody else reads it, whatever this store has seen of it."""

    def outside(store: Store) -> Grid:
        if isinstance(store, GoogleStore):
            state = tmp_path / "elsewhere"
            return GoogleStore(line(request.getfixturevalue("google"), store.spreadsheet, state), state).read()
        return store.read()

    return outside
