"""A new workbook, read back with openpyxl: what an owner meets when they open it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint, WorkbookBlueprint
from clientsheet.sheet.look import Look
from clientsheet.stores.excel.build import build, drop_down

COLUMNS = (
    ColumnBlueprint("Name", width=28, note="What they are called."),
    ColumnBlueprint("Phone", look=Look.TEXT),
    ColumnBlueprint("Birthday", look=Look.DATE),
    ColumnBlueprint("Channel", choices=("phone", "email")),
    ColumnBlueprint("Total", look=Look.MONEY, program=True, anchor="clients.total"),
)
ROWS = (
    ("Anna", "+380670000001", dt.date(1990, 4, 6), "email", None),
    ("=1+1", "0670000002", None, Link("See", "Client's tab", "A2"), 12.5),
)


@pytest.fixture
def tab():
    return TabBlueprint("clients", "Client's tab", COLUMNS, ROWS, preamble=("Hello", "there"), heading_row=4)


@pytest.fixture
def workbook(tab):
    return load_workbook(io.BytesIO(build(WorkbookBlueprint((tab,), "en", {"workbook_id": 'a"b'}))))


@pytest.fixture
def sheet(workbook):
    return workbook["Client's tab"]


def test_rows_stand_below_the_headings_and_the_preamble_above(sheet):
    assert [sheet["A1"].value, sheet["A2"].value] == ["Hello", "there"]
    assert [cell.value for cell in sheet[4]] == ["Name", "Phone", "Birthday", "Channel", "Total"]
    assert [cell.value for cell in sheet[5]] == ["Anna", "+380670000001", dt.datetime(1990, 4, 6), "email", None]


def test_text_that_begins_with_an_equals_sign_stays_text(sheet):
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=1+1", "s")


def test_a_phone_keeps_its_plus_and_its_zeros_also_in_rows_still_empty(sheet):
    assert sheet["B6"].value == "0670000002"
    assert sheet["B6"].number_format == "@"
    assert sheet.column_dimensions["B"].number_format == "@"


def test_dates_and_money_are_shown_as_owners_write_them(sheet):
    assert sheet["C5"].number_format == "dd.mm.yyyy"
    assert sheet["E6"].number_format == "#,##0.00"


def test_a_list_column_offers_its_words_and_only_warns_about_others(sheet):
    rule = next(one for one in sheet.data_validations.dataValidation if one.type == "list")
    assert (rule.formula1, rule.errorStyle) == ('"phone,email"', "warning")
    assert "D5" in rule.sqref


def test_a_date_column_only_warns_about_what_is_no_date(sheet):
    rule = next(one for one in sheet.data_validations.dataValidation if one.type == "date")
    assert (rule.errorStyle, "C5" in rule.sqref) == ("warning", True)


@pytest.mark.parametrize("choices", [("a,b", "c"), ("x" * 200, "y" * 60)])
def test_words_that_excel_cannot_list_get_no_drop_down(choices):
    assert drop_down(choices) == ""


def test_the_programs_columns_are_coloured_and_the_owners_are_not(sheet):
    assert sheet["E4"].fill.start_color.rgb != sheet["A4"].fill.start_color.rgb
    assert sheet["E5"].fill.start_color.rgb == sheet.column_dimensions["E"].fill.start_color.rgb
    assert sheet["A5"].fill.fill_type is None


def test_headings_are_frozen_filtered_and_explained(sheet):
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:E6"
    assert sheet["A4"].comment.text == "What they are called."


def test_anchors_and_marks_are_hidden_names(workbook):
    anchor = workbook.defined_names["_clientsheet.clients.total"]
    mark = workbook.defined_names["_clientsheet.mark.workbook_id"]
    assert (anchor.attr_text, anchor.hidden) == ("'Client''s tab'!$E$4", True)
    assert (mark.attr_text, mark.hidden) == ('"a""b"', True)


def test_a_link_leads_to_its_cell(sheet):
    assert sheet["D6"].value == "See"
    assert sheet["D6"].hyperlink.location == "'Client''s tab'!A2"


def test_a_wide_tab_keeps_its_first_two_columns_in_sight():
    many = tuple(ColumnBlueprint(f"c{number}") for number in range(20))
    blueprint = WorkbookBlueprint((TabBlueprint("t", "T", many),), "en")
    assert load_workbook(io.BytesIO(build(blueprint)))["T"].freeze_panes == "C2"
