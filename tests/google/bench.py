"""A spreadsheet on the emulator, seen and changed as the store does it: one look, one batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.seeing.looking import look
from clientsheet.stores.google.seen import Seen, SeenTab
from clientsheet.stores.google.shaping.shape import Shape, structure
from tests.emulator.cells import Cell
from tests.emulator.control import Emulator
from tests.google.line import line

CLIENTS: list[list[Any]] = [
    ["ID", "ПІБ", "Всього", "Примітки"],
    [1, "Марина Коваль", 10.5, "любить каву"],
    [2, "Олена Бондар", "", ""],
    [3, "Ігор Ткач", "", "=не формула"],
]


class Bench:
    """A spreadsheet, seen and changed as the store does it."""

    def __init__(self, google: Emulator, state: Path, tabs: Mapping[str, list[list[Any]]]) -> None:
        self.google = google
        self.id = google.spreadsheet("Салон", tabs)
        self.api = line(google, self.id, state / self.id)

    def seen(self) -> Seen:
        return look(self.api)

    def tab(self, title: str) -> SeenTab:
        found = self.seen().tab(title)
        assert found is not None
        return found

    def send(self, requests_: Sequence[dict[str, Any]]) -> None:
        if requests_:
            self.api.change(requests_, fields="spreadsheetId", proof=lambda: False)

    def apply(self, patch: Patch) -> Shape:
        shape = structure(self.seen(), patch)
        self.send(shape.requests)
        return shape

    def cell(self, tab: str, row: int, column: int) -> Cell:
        return self.google.owner(self.id).cell(tab, row - 1, column - 1)

    def form(self, tab: str, row: int, column: int) -> dict[str, Any]:
        return self.cell(tab, row, column).look or {}

    def properties(self, tab: str) -> Any:
        told = self.api.get("sheets(properties,protectedRanges)")
        return next(sheet for sheet in told["sheets"] if sheet["properties"]["title"] == tab)


@pytest.fixture
def bench(google: Emulator, tmp_path: Path) -> Callable[..., Bench]:
    """Makes one, with these tabs or a clients tab."""
    return lambda tabs=None: Bench(google, tmp_path, {"Клієнти": CLIENTS} if tabs is None else tabs)
