"""The same in a Google Sheet, where the owner may work at that very moment and no whole copy is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from import_files import AMO_RU, text
from importing_shop import TODAY, drawn
from test_import_deeds import BOOKINGS

from clientsheet.jobs import importing, sync, undo
from clientsheet.sheet.grid import Raw
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, blank_sheet

CLIENTS = "Клієнти"


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def shop(google: Emulator, tmp_path: Path) -> SheetShop:
    tabs = {title: [list(map(_typed, row)) for row in rows] for title, rows in drawn(visits=[]).items()}
    made = blank_sheet(google, tmp_path / "shop", "uk", tabs, locale="uk_UA")
    sync.run(made.workspace(TODAY), mail=False)
    return made


def _typed(cell: Raw) -> Any:
    return "" if cell is None else cell if isinstance(cell, (int, float, str)) else str(cell)


def _values(shop: SheetShop) -> dict[str, list[list[Any]]]:
    found = {}
    for title in (CLIENTS, "Візити"):
        lines = [[*row] for row in shop.owner.values(title)]
        for line in lines:
            while line and line[-1] in ("", None):
                line.pop()
        while lines and not lines[-1]:
            lines.pop()
        found[title] = lines
    return found


@pytest.mark.parametrize("table", [AMO_RU, BOOKINGS], ids=["clients", "visits"])
def test_what_was_brought_in_is_there_once_and_can_be_taken_back(
    shop: SheetShop, tmp_path: Path, table: list[list[object]]
) -> None:
    """Text stays text, a phone keeps its plus; the second time nothing is written; undo gives the values back."""
    path = tmp_path / "export.csv"
    path.write_bytes(text(table))
    before = _values(shop)
    done = importing.run(shop.workspace(TODAY), path, agreed=True)
    names = [row[1] for row in shop.owner.values(CLIENTS)[3:] if len(row) > 1 and row[1]]
    assert names == [one.cells["name"] for one in done.plan.clients]
    assert "+380 67 454 54 51" in [row[2] for row in shop.owner.values(CLIENTS)[3:] if len(row) > 2]
    assert importing.run(shop.workspace(TODAY), path, agreed=True).nothing_to_do
    assert undo.run(shop.workspace(TODAY), done.run).kept == ()
    assert _values(shop) == before


def test_after_a_sync_and_a_sort_undo_finds_the_rows(shop: SheetShop, tmp_path: Path) -> None:
    """The owner sorted by name since, and the program filled its columns."""
    path = tmp_path / "export.csv"
    path.write_bytes(text(AMO_RU))
    done = importing.run(shop.workspace(TODAY), path, agreed=True)
    sync.run(shop.workspace(TODAY), mail=False)
    shop.owner.sort(CLIENTS, 1)
    assert undo.run(shop.workspace(TODAY), done.run).kept == ()
    left = [row[1] for row in shop.owner.values(CLIENTS)[1:] if len(row) > 1 and row[1]]
    assert sorted(left) == ["Бондар Ірина", "Шевченко Олена"]
