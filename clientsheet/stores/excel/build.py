"""A WorkbookBlueprint in, the bytes of a new .xlsx out. Only for workbooks that do not exist yet.

What an owner meets in it: frozen coloured headings with a note on each, date cells, drop-downs that warn instead of
forbidding, phone columns that keep their plus and their leading zeros, a filter, the program's columns in a colour of
their own. Which columns are the program's, and the workbook's own facts, are hidden defined names.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from clientsheet.sheet.address import MAX_ROWS, letters
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint, WorkbookBlueprint
from clientsheet.sheet.grid import Raw, Uncalculated
from clientsheet.sheet.look import Look

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PREFIX: Final = "_clientsheet."
NUMBER_FORMATS: Final[dict[Look, str]] = {
    Look.GENERAL: "General",
    Look.TEXT: "@",
    Look.INTEGER: "0",
    Look.MONEY: "#,##0.00",
    Look.DATE: "dd.mm.yyyy",
    Look.DATETIME: "dd.mm.yyyy hh:mm",
}
OWNER_HEADING: Final = "37474F"
PROGRAM_HEADING: Final = "00796B"
PROGRAM_TINT: Final = "E8F5F2"
WIDE: Final = 12
"""A tab with more columns than this keeps its first two in sight when scrolled sideways."""


def build(blueprint: WorkbookBlueprint) -> bytes:
    """The package of a new workbook."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for tab in blueprint.tabs:
        sheet = workbook.create_sheet(tab.title)
        _fill(sheet, tab)
        _dress(sheet, tab)
        _anchor(workbook, tab)
    for name, value in blueprint.marks.items():
        quoted = value.replace('"', '""')
        _hidden_name(workbook, f"{PREFIX}mark.{name}", f'"{quoted}"')
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _fill(sheet: Worksheet, tab: TabBlueprint) -> None:
    for number, line in enumerate(tab.preamble, 1):
        _put(sheet, number, 1, line, Look.GENERAL)
    for offset, row in enumerate(tab.rows, 1):
        for column, (declared, value) in enumerate(zip(tab.columns, row, strict=True), 1):
            if value is not None:
                _put(sheet, tab.heading_row + offset, column, value, declared.look)


def _put(sheet: Worksheet, row: int, column: int, value: Raw | Link, look: Look) -> None:
    from openpyxl.cell.cell import MergedCell

    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell)
    if isinstance(value, Link):
        _link(cell, value)
        return
    cell.value = None if isinstance(value, Uncalculated) else value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes text that begins with "=" for a formula
    if not isinstance(value, str) or look is Look.TEXT:
        cell.number_format = NUMBER_FORMATS[look]


def _link(cell: Cell, link: Link) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.value = link.text
    cell.data_type = "s"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{_quoted(link.tab)}!{link.cell}", display=link.text)
    cell.font = Font(name="Calibri", color="1565C0", underline="single")


def _dress(sheet: Worksheet, tab: TabBlueprint) -> None:
    """Everything but the values: headings, widths, formats of columns still empty, drop-downs, filter, frozen panes."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, column in enumerate(tab.columns, 1):
        heading = sheet.cell(tab.heading_row, number, column.heading)
        heading.font = Font(name="Calibri", bold=True, color="FFFFFF")
        heading.fill = PatternFill("solid", start_color=PROGRAM_HEADING if _ours(tab, column) else OWNER_HEADING)
        heading.alignment = Alignment(vertical="center", wrap_text=True)
        if column.note:
            heading.comment = _comment(column.note)
        whole = sheet.column_dimensions[letters(number)]
        whole.width = column.width
        whole.number_format = NUMBER_FORMATS[column.look]
        if column.program:
            tint = PatternFill("solid", start_color=PROGRAM_TINT)
            whole.fill = tint
            for row in range(tab.heading_row + 1, tab.heading_row + len(tab.rows) + 1):
                sheet.cell(row, number).fill = tint
                sheet.cell(row, number).number_format = NUMBER_FORMATS[column.look]
        _limit(sheet, tab, number, column)
    for number in range(1, len(tab.preamble) + 1):
        sheet.cell(number, 1).font = Font(name="Calibri", italic=True, color="546E7A")
    last_row = tab.heading_row + max(len(tab.rows), 1)
    sheet.auto_filter.ref = f"A{tab.heading_row}:{letters(len(tab.columns))}{last_row}"
    frozen = 3 if len(tab.columns) > WIDE else 1
    sheet.freeze_panes = f"{letters(frozen)}{tab.heading_row + 1}"
    sheet.row_dimensions[tab.heading_row].height = 32
    sheet.sheet_properties.tabColor = PROGRAM_HEADING if tab.program else None
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{tab.heading_row}:{tab.heading_row}"


def _ours(tab: TabBlueprint, column: ColumnBlueprint) -> bool:
    return tab.program or column.program


def _comment(note: str) -> Comment:
    from openpyxl.comments import Comment

    lines = 1 + len(note) // 38
    return Comment(note, "clientsheet", width=270, height=24 + 18 * lines)


def _limit(sheet: Worksheet, tab: TabBlueprint, number: int, column: ColumnBlueprint) -> None:
    """A drop-down, or a date check; both only warn, an owner may always write a word of their own."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.choices and (listed := drop_down(column.choices)):
        rule = DataValidation(type="list", formula1=listed, allow_blank=True, errorStyle="warning")
    elif column.look is Look.DATE and not _ours(tab, column):
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True, errorStyle="warning")
    else:
        return
    rule.showErrorMessage = True
    rule.add(f"{letters(number)}{tab.heading_row + 1}:{letters(number)}{MAX_ROWS}")
    sheet.add_data_validation(rule)


def drop_down(choices: Sequence[str]) -> str:
    """The list as Excel keeps it; empty where it cannot (a comma in a word, more than 255 characters)."""
    listed = ",".join(choices)
    if len(listed) > 255 or any("," in choice for choice in choices):
        return ""
    return '"' + listed.replace('"', '""') + '"'


def _anchor(workbook: Workbook, tab: TabBlueprint) -> None:
    for number, column in enumerate(tab.columns, 1):
        if column.anchor:
            place = f"{_quoted(tab.title)}!${letters(number)}${tab.heading_row}"
            _hidden_name(workbook, PREFIX + column.anchor, place)


def _hidden_name(workbook: Workbook, name: str, text: str) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    workbook.defined_names[name] = DefinedName(name, attr_text=text, hidden=True)


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
