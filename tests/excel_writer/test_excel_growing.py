"""Appended rows and added columns: what ended with the data ends with the new data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from excel_judge import read, without

from clientsheet.errors import Refused
from clientsheet.sheet.grid import Anchor, Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, NewColumn, Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

TAB = "Клієнти"


def written(source: Path, patch: Patch) -> Path:
    target = source.with_name("new.xlsx")
    rewrite(source, target, patch)
    verify(source, target, patch)
    return target


def appended(*rows: Mapping[int, Raw], after: int = 8, tab: str = TAB) -> Patch:
    return Patch(appended=(AppendedRows(tab, after, rows, {3: Look.DATE}),))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """An Excel Table at B2:D5 with a calculated column, on a tab of its own."""
    path = tmp_path / "table.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(TAB)
    columns = [{"header": "Послуга"}, {"header": "Ціна"}, {"header": "Разом", "formula": "=[@Ціна]*2"}]
    data = [["Стрижка", 400], ["Ботокс", 900], ["Манікюр", 300]]
    sheet.add_table("B2:D5", {"name": "Послуги", "columns": columns, "data": data})
    book.close()
    return path


def test_rows_below_the_data_take_the_styles_of_its_last_row(clients: Path) -> None:
    rows = ({1: 9, 2: "Ірина", 3: dt.date(1999, 9, 9), 4: 0.1}, {1: 10, 2: "Олег"})
    tab = openpyxl.load_workbook(written(clients, appended(*rows)))[TAB]
    assert [cell.value for cell in tab[9][:4]] == [9, "Ірина", dt.datetime(1999, 9, 9), 0.1]
    assert [cell.value for cell in tab[10][:4]] == [10, "Олег", None, None]
    assert (tab["C9"].number_format, tab["D9"].number_format) == ("yyyy-mm-dd", "0%")
    assert tab["D9"].border.left.style == "thin"


def test_filter_rules_lists_and_print_area_grow_with_the_rows(clients: Path) -> None:
    target = written(clients, appended({1: 9}, {1: 10}))
    book = openpyxl.load_workbook(target)
    tab = book[TAB]
    assert tab.auto_filter.ref == "A3:D10"
    assert str(tab.data_validations.dataValidation[0].sqref) == "B4:B10"
    assert [str(found.sqref) for found in tab.conditional_formatting] == ["D4:D10"]
    assert b"<xm:sqref>D4:D10</xm:sqref>" in read(target, "xl/worksheets/sheet1.xml")
    assert tab.print_area == "'Клієнти'!$A$1:$D$10"
    assert "$A$3:$D$10" in read(target, "xl/workbook.xml").decode()


def test_nothing_but_the_new_rows_and_the_reach_of_ranges_changes(clients: Path) -> None:
    target = written(clients, appended({1: 9, 2: "Ірина"}))
    part = "xl/worksheets/sheet1.xml"
    named = {(9, 1), (9, 2)}
    assert without(read(clients, part), named, grown=True) == without(read(target, part), named, grown=True)


def test_rows_are_not_appended_over_cells_in_use(clients: Path) -> None:
    with pytest.raises(Refused) as refused:
        written(clients, appended({1: 9}, after=6))
    assert refused.value.key == "excel.in_use"
    assert refused.value.facts["cell"] == "A7"


def test_a_row_that_was_hidden_while_empty_is_shown_with_its_new_values(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(TAB)
    sheet.write("A1", "Дата")
    sheet.set_row(1, None, None, {"hidden": True})
    book.close()
    tab = openpyxl.load_workbook(written(path, appended({1: "нове"}, after=1)))[TAB]
    assert tab["A2"].value == "нове"
    assert not tab.row_dimensions[2].hidden


def test_a_table_grows_and_its_calculated_column_is_filled(table: Path) -> None:
    patch = appended({2: "Педикюр", 3: 500}, after=5)
    target = written(table, patch)
    tab = openpyxl.load_workbook(target)[TAB]
    assert tab.tables["Послуги"].ref == tab.tables["Послуги"].autoFilter.ref == "B2:D6"
    assert tab["D6"].value.startswith("=")
    assert b'fullCalcOnLoad="1"' in read(target, "xl/workbook.xml")


def test_a_table_with_a_totals_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "totals.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(TAB)
    sheet.add_table(
        "A1:B4", {"total_row": True, "columns": [{"header": "a"}, {"header": "b", "total_function": "sum"}]}
    )
    book.close()
    with pytest.raises(Refused) as refused:
        written(path, appended({1: 1, 2: 2}, after=3))
    assert refused.value.key == "excel.totals"


def column(number: int, heading: str, tab: str = TAB, row: int = 3, **more: object) -> NewColumn:
    return NewColumn(tab, number, row, heading, f"clients.c{number}", row + 1, **more)  # type: ignore[arg-type]


def test_new_columns_stand_beside_the_old_ones_with_heading_values_width_and_anchor(clients: Path) -> None:
    new = (
        column(5, "Візитів", values=[1, 2, None, 4, 5], look=Look.INTEGER, width=11.5),
        column(6, "Останній візит", values=[dt.date(2026, 1, day) for day in range(1, 6)], look=Look.DATE),
    )
    target = written(clients, Patch(new_columns=new))
    book = openpyxl.load_workbook(target)
    tab = book[TAB]
    assert [tab.cell(row, 5).value for row in range(3, 9)] == ["Візитів", 1, 2, None, 4, 5]
    assert tab["F8"].value == dt.datetime(2026, 1, 5)
    assert tab["F3"].font.b
    assert tab.column_dimensions["E"].width == 11.5
    assert tab.auto_filter.ref == "A3:F8"
    assert book.defined_names["_clientsheet.clients.c6"].attr_text == "'Клієнти'!$F$3"
    assert book.defined_names["_clientsheet.clients.c6"].hidden


def test_a_program_heading_gets_a_tint_where_its_neighbour_has_no_fill(table: Path, clients: Path) -> None:
    tinted = openpyxl.load_workbook(written(table, Patch(new_columns=(column(5, "Продано", row=2),))))[TAB]["E2"]
    assert tinted.fill.fgColor.rgb == "FFE8F5F2"
    kept = openpyxl.load_workbook(written(clients, Patch(new_columns=(column(5, "Візитів"),))))[TAB]["E3"]
    assert kept.fill.fgColor.rgb == "FFFFEECC"


def test_a_table_grows_over_new_columns_with_ids_of_their_own(table: Path) -> None:
    target = written(table, Patch(new_columns=(column(5, "Продано", row=2), column(6, "Виручка", row=2))))
    found = openpyxl.load_workbook(target)[TAB].tables["Послуги"]
    assert found.ref == found.autoFilter.ref == "B2:F5"
    assert found.column_names == ["Послуга", "Ціна", "Разом", "Продано", "Виручка"]
    ids = re.findall(rb'<tableColumn id="(\d+)"', read(target, "xl/tables/table1.xml"))
    assert len(set(ids)) == 5


def test_a_heading_that_the_table_has_already_is_refused(table: Path) -> None:
    with pytest.raises(Refused) as refused:
        written(table, Patch(new_columns=(column(5, "ЦІНА", row=2),)))
    assert refused.value.key == "excel.heading_taken"


def test_a_new_column_is_not_laid_over_values(clients: Path) -> None:
    with pytest.raises(Refused) as refused:
        written(clients, Patch(new_columns=(column(4, "Візитів"),)))
    assert refused.value.facts["cell"] == "D3"


def test_anchors_move_and_go_and_marks_hold_text(clients: Path) -> None:
    first = written(
        clients, Patch(anchors={"a.x": Anchor("O'Брайен", 1, 28), "a.y": Anchor(TAB, 3, 1)}, marks={"id": 'x"&1'})
    )
    names = openpyxl.load_workbook(first).defined_names
    assert names["_clientsheet.a.x"].attr_text == "'O''Брайен'!$AB$1"
    assert names["_clientsheet.mark.id"].attr_text == '"x""&1"'
    second = first.with_name("second.xlsx")
    rewrite(first, second, Patch(anchors={"a.x": Anchor(TAB, 3, 2)}, forgotten=("a.y",)))
    names = openpyxl.load_workbook(second).defined_names
    assert names["_clientsheet.a.x"].attr_text == "'Клієнти'!$B$3"
    assert "_clientsheet.a.y" not in names
