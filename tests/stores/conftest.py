"""Workbooks for the trials of the stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from clientsheet.sheet.grid import Raw
from clientsheet.stores.base import Store
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.stores.memory import MemoryStore

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


@pytest.fixture(params=["memory", "excel"])
def store(
    request: pytest.FixtureRequest, workbook: Callable[[Drawn], Path], tmp_path: Path
) -> Callable[[Drawn], Store]:
    """Each kind of store that can be written, with the tables drawn in it."""

    def make(tabs: Drawn) -> Store:
        if request.param == "memory":
            return MemoryStore(tabs)
        return ExcelStore(workbook(tabs) if tabs else tmp_path / "none.xlsx", tmp_path / "state")

    return make


@pytest.fixture
def lock() -> Callable[[Store, str], None]:
    """Somebody opens the workbook."""

    def shut(store: Store, holder: str) -> None:
        if isinstance(store, MemoryStore):
            store.holder = holder
        else:
            assert isinstance(store, ExcelStore)
            name = f".~lock.{store.path.name}#"
            store.path.with_name(name).write_text(f"{holder},marina,salon,22.11.2026 10:00,file:///home;", "utf-8")

    return shut


@pytest.fixture
def change() -> Callable[[Store], None]:
    """The owner saves the workbook with a value of their own in B2."""

    def save(store: Store) -> None:
        if isinstance(store, MemoryStore):
            store.put("Клієнти", "B2", "Змінено")
        else:
            from openpyxl import load_workbook

            assert isinstance(store, ExcelStore)
            book = load_workbook(store.path)
            book["Клієнти"]["B2"] = "Змінено"
            book.save(store.path)

    return save
