"""Where Excel itself ends: links on a page, styles in a workbook, texts in a cell."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from excel_judge import read

from clientsheet.errors import Refused
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.grid import CellError
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, NewColumn, Patch
from clientsheet.stores.excel import pages, styles
from clientsheet.stores.excel.reading import OpenWorkbook
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

TAB = "Клієнти"


def test_a_page_with_more_links_than_excel_opens_shows_the_rest_as_text(
    clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_MOST_LINKS", 3)
    target = clients.with_name("new.xlsx")
    rows: list[list[Link | str]] = [[Link(f"Рядок {n}", TAB, f"A{n}"), ""] for n in range(1, 6)]
    page = TabBlueprint("problems", "Зауваження", (ColumnBlueprint("Де"), ColumnBlueprint("Що")), rows)
    rewrite(clients, target, Patch(pages=(page,)))
    sheet = openpyxl.load_workbook(target)["Зауваження"]
    assert [sheet.cell(row, 1).value for row in range(2, 7)] == [f"Рядок {n}" for n in range(1, 6)]
    assert [sheet.cell(row, 1).hyperlink is not None for row in range(2, 7)] == [True] * 3 + [False] * 2


def test_a_workbook_that_holds_no_more_styles_is_refused(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "_MOST", 1)
    patch = Patch(edits=(ColumnEdit(TAB, 4, [5], [None], [1234.5], Look.MONEY),))
    rewrite(clients, clients.with_name("new.xlsx"), Patch(edits=(ColumnEdit(TAB, 2, [5], [None], ["Ганна"]),)))
    with pytest.raises(Refused) as refused:
        rewrite(
            clients,
            clients.with_name("new.xlsx"),
            Patch(new_columns=(NewColumn(TAB, 9, 3, "Борг", "x.y", 4, [1.5], Look.MONEY),), edits=patch.edits),
        )
    assert refused.value.key == "excel.styles_full"


def test_styles_that_are_none_are_refused(clients: Path) -> None:
    odd = clients.with_name("odd.xlsx")
    with zipfile.ZipFile(clients) as old, zipfile.ZipFile(odd, "w") as new:
        for member in old.infolist():
            new.writestr(member, b"<notes/>" if member.filename == "xl/styles.xml" else old.read(member))
    with pytest.raises(Refused) as refused:
        rewrite(odd, odd.with_name("new.xlsx"), Patch(edits=(ColumnEdit(TAB, 4, [30], [None], [1.5], Look.MONEY),)))
    assert refused.value.key == "excel.damaged"


def test_a_date_keeps_a_format_of_excels_own_in_which_dates_are_shown(tmp_path: Path) -> None:
    """Number 14 shows a date as the owner's computer does."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(TAB)
    sheet.write_number(1, 0, 46000, book.add_format({"num_format": 14}))
    book.close()
    patch = Patch(edits=(ColumnEdit(TAB, 1, [2], [dt.date(2025, 12, 9)], [dt.date(2026, 4, 5)], Look.DATE),))
    target = tmp_path / "new.xlsx"
    rewrite(path, target, patch)
    verify(path, target, patch)
    assert read(path, "xl/styles.xml") == read(target, "xl/styles.xml")
    assert OpenWorkbook(target).grid().tabs[0].columns([1], 2) == [[dt.date(2026, 4, 5)]]


@pytest.mark.parametrize("value", [dt.time(18, 30), dt.timedelta(hours=30), CellError("#N/A")])
def test_a_time_a_span_and_an_error_are_put_back_as_they_were(tmp_path: Path, value: object) -> None:
    """Undo writes what stood there, in the owner's own format."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(TAB)
    code = "[h]:mm" if isinstance(value, dt.timedelta) else "hh:mm"
    sheet.write_number(1, 0, 0.5, book.add_format({"num_format": code}))
    book.close()
    target = tmp_path / "new.xlsx"
    patch = Patch(edits=(ColumnEdit(TAB, 1, [2], [None], [value], keep_look=True),))  # type: ignore[list-item]
    rewrite(path, target, patch)
    verify(path, target, patch)
    assert OpenWorkbook(target).grid().tabs[0].columns([1], 2) == [[value]]
