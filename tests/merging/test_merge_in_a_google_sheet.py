"""The same in a Google Sheet, where undo goes by the cell and the owner may work meanwhile."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from doubled_shop import DRAWN, KEEP, OTHER, TODAY

from clientsheet.jobs import dedupe, sync, undo
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, blank_sheet


def sheet_of_doubles(google: Emulator, folder: Path) -> SheetShop:
    tabs = {title: [list(map(_typed, row)) for row in rows] for title, rows in DRAWN.items()}
    shop = blank_sheet(google, folder, "uk", tabs, locale="uk_UA")
    shop.owner.types("Клієнти", 4, 4, "05.03.1990")
    sync.run(shop.workspace(TODAY), mail=False)
    return shop


def test_merge_then_undo_gives_the_sheet_back_cell_for_cell(google: Emulator, tmp_path: Path) -> None:
    """Every value of every tab, as its owner sees it."""
    shop = sheet_of_doubles(google, tmp_path)
    before, birthday = _values(shop), shop.owner.cell("Клієнти", 4, 4)
    outcome = dedupe.merge(shop.workspace(TODAY), KEEP, OTHER, agreed=True)
    after = _values(shop)
    assert after["Клієнти"][4] == []
    assert [row[1] for row in after["Візити"][1:]] == [2, 2, "Коваль Марина", 1, "marina@ukr.net", 2]
    undone = undo.run(shop.workspace(TODAY), outcome.run)
    assert undone.kept == ()
    assert _values(shop) == before
    assert shop.owner.cell("Клієнти", 4, 4) == birthday


def test_after_the_owner_sorted_undo_finds_the_rows(google: Emulator, tmp_path: Path) -> None:
    """Clients and visits were sorted since: the other client stands in a row again, each visit is its own client's."""
    shop = sheet_of_doubles(google, tmp_path)
    before = _values(shop)
    outcome = dedupe.merge(shop.workspace(TODAY), KEEP, OTHER, agreed=True)
    shop.owner.sort("Візити", 0, down=True)
    shop.owner.sort("Клієнти", 1)
    undone = undo.run(shop.workspace(TODAY), outcome.run)
    assert undone.kept == ()
    after = _values(shop)
    for tab in ("Клієнти", "Візити"):
        assert sorted(map(str, filter(None, after[tab]))) == sorted(map(str, before[tab]))


def test_the_owners_notes_stay_and_are_told(google: Emulator, tmp_path: Path) -> None:
    """A note cannot be carried over: it hangs where it hung, and the owner knows."""
    shop = sheet_of_doubles(google, tmp_path)
    shop.owner.notes("Клієнти", 4, 2, "двічі дзвонила")
    outcome = dedupe.merge(shop.workspace(TODAY), KEEP, OTHER, agreed=True)
    assert outcome.merging is not None
    assert outcome.merging.noted == ("C5",)
    assert shop.owner.cell("Клієнти", 4, 2).note == "двічі дзвонила"


def _values(shop: SheetShop) -> dict[str, list[list[Any]]]:
    return {title: [_trim(row) for row in shop.owner.values(title)] for title in DRAWN}


def _trim(row: list[Any]) -> list[Any]:
    line = list(row)
    while line and line[-1] in ("", None):
        line.pop()
    return line


def _typed(cell: object) -> object:
    """As the emulator's owner types it."""
    if isinstance(cell, dt.datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d.%m.%Y}"
    return "" if cell is None else cell
