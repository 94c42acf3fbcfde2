"""Cells of an existing tab: what is written reads back, keeps its style, and nothing else moves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from excel_judge import changed_members, read, same_but_calculation, without

from clientsheet.errors import Refused
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

TAB = "Клієнти"


def edit(column: int, row: int, value: Raw, look: Look = Look.GENERAL, *, keep_look: bool = False) -> ColumnEdit:
    return ColumnEdit(TAB, column, [row], [None], [value], look, keep_look)


def written(source: Path, *edits: ColumnEdit) -> Path:
    target = source.with_name("new.xlsx")
    patch = Patch(edits=edits)
    rewrite(source, target, patch)
    verify(source, target, patch)
    return target


def sheet(path: Path, tab: str = TAB) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(path)[tab]


@pytest.mark.parametrize(
    ("value", "look", "back", "format_"),
    [
        (7, Look.INTEGER, 7, "0"),
        (1234.5, Look.MONEY, 1234.5, "#,##0.00"),
        (dt.date(2026, 4, 5), Look.DATE, dt.datetime(2026, 4, 5), "dd.mm.yyyy"),
        (dt.date(2026, 4, 5), Look.GENERAL, dt.datetime(2026, 4, 5), "dd.mm.yyyy"),
        (dt.datetime(2026, 4, 5, 12, 30), Look.DATETIME, dt.datetime(2026, 4, 5, 12, 30), "dd.mm.yyyy hh:mm"),
        ("Ірина & Ко <1>", Look.GENERAL, "Ірина & Ко <1>", "General"),
        (" два\nрядки ", Look.GENERAL, " два\nрядки ", "General"),
        ("0042", Look.TEXT, "0042", "@"),
        (True, Look.GENERAL, True, "General"),
    ],
)
@pytest.mark.parametrize("row", [4, 12, 30])
def test_a_value_reads_back_with_the_look_asked_for(
    clients: Path, row: int, value: Raw, look: Look, back: Raw, format_: str
) -> None:
    cell = sheet(written(clients, edit(6, row, value, look))).cell(row, 6)
    assert (cell.value, cell.number_format) == (back, format_)


def test_only_the_named_cells_differ_and_every_other_part_keeps_its_bytes(clients: Path) -> None:
    target = written(clients, edit(2, 5, "Ганна"), edit(6, 4, 1), edit(6, 40, "далі"))
    sheet_part, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    assert changed_members(clients, target) <= {sheet_part, book, "xl/sharedStrings.xml", "xl/styles.xml"}
    named = {(5, 2), (4, 6), (40, 6)}
    assert without(read(clients, sheet_part), named) == without(read(target, sheet_part), named)
    assert same_but_calculation(read(clients, book), read(target, book))


def test_a_cell_keeps_its_own_style_and_a_date_its_own_format(clients: Path) -> None:
    tab = sheet(written(clients, edit(4, 5, 0.1, Look.MONEY), edit(3, 5, dt.date(1990, 1, 2), Look.DATE)))
    assert tab["D5"].border.left.style == "thin"
    assert tab["D5"].number_format == "0%"
    assert tab["C5"].number_format == "yyyy-mm-dd"


def test_a_cure_keeps_the_look_of_the_owners_cell_unless_a_date_would_become_unreadable(clients: Path) -> None:
    tab = sheet(
        written(
            clients, edit(4, 5, "текст", Look.MONEY, keep_look=True), edit(1, 5, dt.date(2020, 1, 2), keep_look=True)
        )
    )
    assert tab["D5"].number_format == "0%"
    assert tab["A5"].value == dt.datetime(2020, 1, 2)


def test_a_new_cell_takes_the_style_of_its_row(clients: Path) -> None:
    assert sheet(written(clients, edit(6, 21, 0.5))).cell(21, 6).number_format == "0%"


def test_clearing_leaves_the_style_and_takes_the_value(clients: Path) -> None:
    target = written(clients, edit(4, 5, None), edit(2, 6, None), edit(9, 9, None))
    tab = sheet(target)
    assert tab["D5"].value is None
    assert tab["D5"].border.left.style == "thin"
    assert tab["B6"].value is None
    assert tab["B7"].value == "Олена 6"


@pytest.mark.parametrize("text", ["_x0041_", "a\rb", "bell\x07", "_x", "€ 😀", "\t", "]]>"])
def test_odd_characters_survive(clients: Path, text: str) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(written(clients, edit(6, 4, text))))
    assert book.get_sheet_by_index(0).to_python()[3][5] == text


def test_formulas_elsewhere_are_calculated_when_the_workbook_opens(clients: Path) -> None:
    target = written(clients, edit(1, 4, 100))
    assert b'fullCalcOnLoad="1"' in read(target, "xl/workbook.xml")


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [(1, 2, "excel.merged"), (4, 8, "excel.formula"), (5, 8, "excel.formula"), (6, 8, "excel.formula")],
)
@pytest.mark.parametrize("value", [1, None])
def test_what_must_not_be_written_over_is_refused_by_name(
    clients: Path, row: int, column: int, key: str, value: Raw
) -> None:
    with pytest.raises(Refused) as refused:
        written(clients, edit(column, row, value))
    assert refused.value.key == key
    assert refused.value.facts["cell"] == openpyxl.utils.get_column_letter(column) + str(row)


def test_a_tab_that_is_gone_is_refused(clients: Path) -> None:
    with pytest.raises(Refused) as refused:
        written(clients, ColumnEdit("Візити", 1, [1], [None], [1]))
    assert refused.value.key == "excel.no_tab"


def test_a_cell_named_twice_is_our_own_mistake(clients: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        written(clients, edit(6, 4, 1), edit(6, 4, 2))


def test_a_text_is_kept_once_however_often_it_is_written(clients: Path) -> None:
    again = ColumnEdit(TAB, 6, range(4, 9), [None] * 5, ["Олена 4", "нове", "нове", "нове", "Олена 4"])
    strings = read(written(clients, again), "xl/sharedStrings.xml").decode()
    assert strings.count("Олена 4") == 1
    assert strings.count("нове") == 1
    assert strings.count("<si>") == int(strings.split('uniqueCount="')[1].split('"')[0])


def test_dates_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    book.add_worksheet(TAB).write("A1", "Дата")
    book.close()
    moments = dt.date(2026, 4, 5), dt.datetime(1904, 1, 2, 6, 0)
    target = written(path, *(edit(column, 2, value, Look.DATETIME) for column, value in enumerate(moments, 1)))
    assert [cell.value for cell in sheet(target)[2]] == [dt.datetime(2026, 4, 5), dt.datetime(1904, 1, 2, 6, 0)]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), dt.date(1899, 1, 1), "я" * 32_768])
def test_what_no_cell_can_hold_is_refused(clients: Path, value: Raw) -> None:
    with pytest.raises(Refused):
        written(clients, edit(6, 4, value))
