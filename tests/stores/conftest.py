"""Workbooks for the trials of the stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.sheet.grid import Grid
from clientsheet.stores.base import Store
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.stores.google.store import GoogleStore
from clientsheet.stores.memory import MemoryStore
from tests.emulator.conftest import google
from tests.stores.on_google import LIVE, Drawn, OnGoogle, emulated, live

__all__ = ["google"]


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


@pytest.fixture
def at_google(request: pytest.FixtureRequest) -> OnGoogle:
    """The spreadsheet of a trial that is at Google, or at what plays it."""
    return live() if "live" in request.node.name else emulated(request.getfixturevalue("google"))


@pytest.fixture(params=["memory", "excel", "google", *(["live"] if LIVE else [])])
def store(
    request: pytest.FixtureRequest, workbook: Callable[[Drawn], Path], tmp_path: Path
) -> Callable[[Drawn], Store]:
    """Each kind of store that can be written, with the tables drawn in it."""

    def make(tabs: Drawn) -> Store:
        if request.param == "memory":
            return MemoryStore(tabs)
        if request.param == "excel":
            return ExcelStore(workbook(tabs) if tabs else tmp_path / "none.xlsx", tmp_path / "state")
        at_google: OnGoogle = request.getfixturevalue("at_google")
        return at_google.laid_out(tabs, tmp_path / "state")

    return make


@pytest.fixture
def lock(request: pytest.FixtureRequest) -> Callable[[Store, str], None]:
    """Somebody opens the workbook."""

    def shut(store: Store, holder: str) -> None:
        if isinstance(store, MemoryStore):
            store.holder = holder
        elif isinstance(store, GoogleStore):
            request.getfixturevalue("at_google").leased(holder)
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
            request.getfixturevalue("at_google").types("Клієнти", "B2", "Змінено")
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
            return GoogleStore(request.getfixturevalue("at_google").reach(state), state).read()
        return store.read()

    return outside
