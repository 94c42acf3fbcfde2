"""An import is one write, and undo takes it back: the file byte for byte where nobody touched it, else row by row."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import openpyxl
import pytest
from import_files import BITRIX_RU, text
from importing_shop import CLIENTS, TODAY, column, drawn, in_memory
from test_import_deeds import BOOKINGS

from clientsheet.jobs import importing, sync, undo
from clientsheet.workspace import Workspace


def exported(folder: Path, table: list[list[object]] = BITRIX_RU) -> Path:
    path = folder / "export.csv"
    path.write_bytes(text(table, sign=";", letters="cp1251"))
    return path


def in_excel(folder: Path) -> Workspace:
    """The same shop with its workbook in a file."""
    in_memory(folder)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in drawn(visits=[]).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "clients.xlsx")
    return Workspace.open(folder / "config.yaml", today=TODAY, now=dt.datetime.combine(TODAY, dt.time(9)))


def digest(shop: Workspace) -> str:
    return hashlib.sha256(shop.config.workbook_path.read_bytes()).hexdigest()


@pytest.mark.parametrize("table", [BITRIX_RU, BOOKINGS], ids=["clients", "visits"])
def test_the_file_comes_back_byte_for_byte(tmp_path: Path, table: list[list[object]]) -> None:
    """Nobody has touched it since; and what was taken back can be brought in again, under the same numbers."""
    shop = in_excel(tmp_path)
    before = digest(shop)
    done = importing.run(shop, exported(tmp_path, table), agreed=True)
    after = digest(shop)
    assert after != before
    assert undo.run(shop, done.run).whole
    assert digest(shop) == before
    again = importing.run(shop, exported(tmp_path, table), agreed=True)
    assert [one.cells for one in again.plan.clients] == [one.cells for one in done.plan.clients]
    assert [row for block in again.patch.appended for row in block.rows] == [
        row for block in done.patch.appended for row in block.rows
    ]


def test_row_by_row_the_tab_is_as_it_was(tmp_path: Path) -> None:
    """A workbook of which no whole copy is kept: new rows are emptied, filled cells blank again."""
    shop = in_memory(tmp_path, drawn(visits=[]))
    before = {tab: shop.store.drawn(tab) for tab in (CLIENTS, "Візити")}  # type: ignore[attr-defined]
    done = importing.run(shop, exported(tmp_path, BOOKINGS), agreed=True)
    outcome = undo.run(shop, done.run)
    assert outcome.kept == ()
    for tab, cells in before.items():
        now = [row for row in shop.store.drawn(tab) if any(cell is not None for cell in row)]  # type: ignore[attr-defined]
        assert [[*row, *[None] * 20][:10] for row in now] == [[*row, *[None] * 20][:10] for row in cells]


def test_after_a_sync_and_a_sort_the_rows_are_found_again(tmp_path: Path) -> None:
    """What the program filled in them goes too; the rows of the others stay whole."""
    shop = in_memory(tmp_path, drawn(visits=[]))
    done = importing.run(shop, exported(tmp_path), agreed=True)
    sync.run(shop, mail=False)
    shop.store.sort(CLIENTS, 2, [5, 2, 4, 3])  # type: ignore[attr-defined]
    assert undo.run(shop, done.run).kept == ()
    assert [name for name in column(shop, "ПІБ") if name] == ["Шевченко Олена", "Бондар Ірина"]
    assert [number for number in column(shop, "ID") if number] == [1, 2]
    assert sync.run(shop, mail=False).counts["error"] == 0


def test_a_row_the_owner_worked_on_stays(tmp_path: Path) -> None:
    """A note in one, a visit of another: both are clients by now, and are named."""
    shop = in_memory(tmp_path, drawn(visits=[]))
    done = importing.run(shop, exported(tmp_path), agreed=True)
    shop.store.put(CLIENTS, "F4", "вул. Лісова, 3")  # type: ignore[attr-defined]
    shop.store.put("Візити", "A2", dt.date(2026, 4, 1))  # type: ignore[attr-defined]
    shop.store.put("Візити", "B2", 4)  # type: ignore[attr-defined]
    outcome = undo.run(shop, done.run)
    assert sorted(cell for _, cell in outcome.kept) == ["A4", "A5"]
    assert [number for number in column(shop, "ID") if number] == [1, 2, 3, 4]


def test_numbers_that_were_taken_back_are_given_to_nobody_else(tmp_path: Path) -> None:
    """Whoever is brought in next gets another number: something may have been sent under the first."""
    shop = in_memory(tmp_path)
    done = importing.run(shop, exported(tmp_path), agreed=True)
    undo.run(shop, done.run)
    path = tmp_path / "others.csv"
    path.write_bytes(text([["ПІБ", "Телефон"], ["Інша Людина", "0931112233"]]))
    importing.run(shop, path, agreed=True)
    assert column(shop, "ID")[-1] == 6
