"""Tabs of ours: added last, rewritten whole, with what the blueprint says of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from excel_judge import changed_members, read

from clientsheet.errors import Refused
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import Patch
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

COLUMNS = (
    ColumnBlueprint("Де", 12, program=True),
    ColumnBlueprint("Що не так", 20, note="Одне речення"),
    ColumnBlueprint("Коли", 12, Look.DATE),
    ColumnBlueprint("Застосувати?", 10, choices=("так", "ні"), anchor="problems.apply"),
)


def page(*rows: tuple[object, ...]) -> TabBlueprint:
    return TabBlueprint("problems", "Зауваження", COLUMNS, rows, ("Що знайшла програма",), 3, program=True)  # type: ignore[arg-type]


ROW = (
    Link("Клієнти!B4", "Клієнти", "B4"),
    "номер має 8 цифр замість 9, можливо, загублено цифру",
    dt.date(2026, 5, 1),
    None,
)


def written(source: Path, patch: Patch, name: str = "new.xlsx") -> Path:
    target = source.with_name(name)
    rewrite(source, target, patch)
    verify(source, target, patch)
    return target


def test_a_new_tab_has_its_headings_rows_links_lists_widths_and_frozen_top(clients: Path) -> None:
    book = openpyxl.load_workbook(written(clients, Patch(pages=(page(ROW, ROW),))))
    assert book.sheetnames == ["Клієнти", "O'Брайен", "Зауваження"]
    tab = book["Зауваження"]
    assert tab["A1"].value == "Що знайшла програма"
    assert [cell.value for cell in tab[3]] == [column.heading for column in COLUMNS]
    assert tab["A3"].font.b
    assert tab["A4"].hyperlink.location == "'Клієнти'!B4"
    assert (tab["C5"].value, tab["C5"].number_format) == (dt.datetime(2026, 5, 1), "dd.mm.yyyy")
    assert tab["B4"].alignment.wrap_text
    assert tab.freeze_panes == "A4"
    assert tab.auto_filter.ref == "A3:D5"
    assert tab.column_dimensions["B"].width == 20
    listed = next(each for each in tab.data_validations.dataValidation if each.type == "list")
    assert (listed.formula1, listed.errorStyle, str(listed.sqref)) == ('"так,ні"', "warning", "D4:D1048576")
    assert book.defined_names["_clientsheet.problems.apply"].attr_text == "'Зауваження'!$D$3"


def test_a_page_that_shrinks_keeps_its_part_and_loses_its_old_rows(clients: Path) -> None:
    first = written(clients, Patch(pages=(page(ROW, ROW, ROW),)))
    second = written(first, Patch(pages=(page(ROW),)), "second.xlsx")
    tab = openpyxl.load_workbook(second)["Зауваження"]
    assert (tab.max_row, tab.auto_filter.ref) == (4, "A3:D4")
    assert changed_members(first, second) <= {"xl/worksheets/sheet3.xml", "xl/workbook.xml"}
    assert read(second, "xl/workbook.xml").count(b"problems.apply") == 1


def test_the_same_page_written_twice_changes_no_byte(clients: Path) -> None:
    first = written(clients, Patch(pages=(page(ROW),)))
    second = written(first, Patch(pages=(page(ROW),)), "second.xlsx")
    assert not changed_members(first, second)


def test_a_new_tab_does_not_replace_the_owners(clients: Path) -> None:
    tab = TabBlueprint("clients", "КЛІЄНТИ", COLUMNS)
    with pytest.raises(Refused) as refused:
        written(clients, Patch(new_tabs=(tab,)))
    assert refused.value.key == "excel.tab_exists"


@pytest.mark.parametrize("title", ["", "a" * 32, "a/b", "'x"])
def test_a_title_excel_would_not_take_is_refused(clients: Path, title: str) -> None:
    with pytest.raises(Refused) as refused:
        written(clients, Patch(new_tabs=(TabBlueprint("x", title, COLUMNS),)))
    assert refused.value.key == "excel.bad_title"
