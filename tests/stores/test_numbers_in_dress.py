"""A client or a contract is named by a number, whatever the format of a cell makes of that number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from clientsheet.book.reading.understand import understand
from clientsheet.config import Config
from clientsheet.sheet.grid import Grid
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.stores.google.store import GoogleStore
from tests.emulator.control import Emulator
from tests.google.line import line

DRAWN: dict[str, list[list[Any]]] = {
    "Clients": [["ID", "Name"], [8, "Olena"], [31, "Iryna"], [46_054, "Anna"]],
    "Contracts": [["Contract number", "Client"], [17, 31], [18, "Anna"], ["2-Б", 8]],
}
TODAY = dt.date(2026, 4, 6)


@pytest.mark.parametrize("since_1904", [False, True])
@pytest.mark.parametrize("form", ["dd.mm.yyyy", "hh:mm", "dd.mm.yyyy hh:mm", "[h]:mm"])
def test_of_a_cell_that_shows_dates_in_excel(form: str, since_1904: bool, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.epoch = CALENDAR_MAC_1904 if since_1904 else book.epoch
    for title, rows in DRAWN.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.number_format = form
    book.save(tmp_path / "book.xlsx")
    everybody_is_known(ExcelStore(tmp_path / "book.xlsx", tmp_path / "state").read(), tmp_path)


@pytest.mark.parametrize("kind", ["DATE", "TIME", "DATE_TIME"])
def test_of_a_cell_that_shows_dates_in_a_google_sheet(kind: str, google: Emulator, tmp_path: Path) -> None:
    api = line(google, google.spreadsheet("Salon", DRAWN), tmp_path)
    store = GoogleStore(api, tmp_path)
    shown = {"userEnteredFormat": {"numberFormat": {"type": kind, "pattern": "dd.mm"}}}
    ids = [sheet.number for sheet in google.file(api.spreadsheet).book.sheets]
    dressed = [{"range": {"sheetId": id_}, "cell": shown, "fields": "userEnteredFormat.numberFormat"} for id_ in ids]
    api.change([{"repeatCell": one} for one in dressed], fields="replies", proof=lambda: False)
    everybody_is_known(store.read(), tmp_path)


def everybody_is_known(grid: Grid, folder: Path) -> None:
    book = understand(grid, Config.default(folder), TODAY)
    assert book["clients"].values("id") == ["8", "31", "46054"]
    assert book["contracts"].values("number") == ["17", "18", "2-Б"]
    assert book["contracts"].values("client") == ["31", "Anna", "8"]
