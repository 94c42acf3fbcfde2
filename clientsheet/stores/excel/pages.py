"""Tabs of ours as worksheets: written whole, each time anew.

A tab that is there already keeps its part, its number and its place among the tabs; everything in it is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final

from clientsheet.errors import Refused
from clientsheet.sheet.address import MAX_ROWS, Range, a1, letters
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.stores.excel import names, xml
from clientsheet.stores.excel.archive import stage
from clientsheet.stores.excel.fragments import Fragments
from clientsheet.stores.excel.package import Package, relations_of
from clientsheet.stores.excel.plan import look_for
from clientsheet.stores.excel.strings import SharedStrings
from clientsheet.stores.excel.styles import Styles
from clientsheet.stores.excel.workbook_part import Sheet, WorkbookPart

_MOST_LINKS: Final = 65_000
"""Excel gives up at 65,530 links on one sheet; what is beyond stays plain text."""
_LONGEST_LIST: Final = 255
_LONGEST_NOTE: Final = 255
_ROWS_AT_ONCE: Final = 2000
_LINE: Final = 15
"""The height of a line of text, in points."""
_HIGHEST_ROW: Final = 409


class Pages:
    def __init__(self, package: Package, book: WorkbookPart, strings: SharedStrings, styles: Styles) -> None:
        self._package = package
        self._book = book
        self._styles = styles
        self._fragments = Fragments(strings, date1904=book.date1904)

    def write(self, tab: TabBlueprint, *, new: bool) -> None:
        """Refused: a new tab whose title is taken, or a page of ours where now a chart stands."""
        sheet = self._book.sheet(tab.title)
        if sheet is None:
            part = self._free_part()
            self._book.add_sheet(tab.title, part)
            self._package.add(part, "worksheet", stage(self._page(tab, selected=False)))
            self._book.ensure_view()
        elif new or sheet.kind != "worksheet":
            raise Refused("excel.tab_exists", hint="excel.tab_exists.hint", tab=tab.title)
        else:
            self._replace(tab, sheet)
        if not tab.sections:  # to sort a page of sections is to lose them
            self._name_filter(tab)

    def _replace(self, tab: TabBlueprint, sheet: Sheet) -> None:
        old = self._package.text(sheet.part)
        if re.search(r"<(?:\w+:)?f[\s>]", old):
            for chain in self._package.related(self._book.part, "calcChain"):
                self._package.remove(chain, base=self._book.part)  # it would name cells that hold no formula now
        if relations_of(sheet.part) in self._package:
            self._package.remove(relations_of(sheet.part))
        self._book.ensure_view()
        page = self._page(tab, selected='tabSelected="1"' in old[:4096])
        self._package.put_staged(sheet.part, stage(page))

    def _name_filter(self, tab: TabBlueprint) -> None:
        sheet = self._book.sheet(tab.title)
        assert sheet is not None
        names.filter_area(self._book, sheet.index, tab.title, _area(tab))

    def _free_part(self) -> str:
        folder = self._package.workbook.rpartition("/")[0]
        number = 1
        while (part := f"{folder}/worksheets/sheet{number}.xml".lstrip("/")) in self._package:
            number += 1
        return part

    def _page(self, tab: TabBlueprint, *, selected: bool) -> Iterator[bytes]:
        """The worksheet's bytes, a few thousand rows at a time."""
        area = _area(tab)
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
            f'<worksheet xmlns="{self._package.namespace}"><dimension ref="A1:{a1(area.last_row, area.last_column)}"/>'
            f"{_view(tab.heading_row, selected)}{self._columns(tab.columns)}<sheetData>"
        ).encode()
        links: list[str] = []
        sections = frozenset(tab.sections)
        yield self._top(tab).encode()
        for start in range(0, len(tab.rows), _ROWS_AT_ONCE):
            rows = tab.rows[start : start + _ROWS_AT_ONCE]
            first = tab.heading_row + 1 + start
            yield "".join(
                self._section(row, number, tab.columns)
                if number - tab.heading_row - 1 in sections
                else self._row(row, number, tab.columns, links)
                for number, row in enumerate(rows, first)
            ).encode()
        filtered = "" if sections else f'<autoFilter ref="{area}"/>'
        yield f"</sheetData>{filtered}{_validations(tab)}".encode()
        if links:
            yield f"<hyperlinks>{''.join(links)}</hyperlinks>".encode()
        yield b"</worksheet>"

    def _columns(self, columns: Sequence[ColumnBlueprint]) -> str:
        found = []
        for number, column in enumerate(columns, 1):
            style = self._styles.looking(0, column.look) if column.look is not Look.GENERAL else 0
            named = f' style="{style}"' if style else ""
            found.append(f'<col min="{number}" max="{number}" width="{column.width:g}"{named} customWidth="1"/>')
        return f"<cols>{''.join(found)}</cols>" if found else ""

    def _top(self, tab: TabBlueprint) -> str:
        """The lines above the headings, and the headings."""
        rows = []
        for row, line in enumerate(tab.preamble[: tab.heading_row - 1], 1):
            style = self._styles.title() if row == 1 else 0
            rows.append(f'<row r="{row}">{self._cell(line, a1(row, 1), style)}</row>')
        cells = (
            self._cell(column.heading, a1(tab.heading_row, number), self._styles.heading(column.program or tab.program))
            for number, column in enumerate(tab.columns, 1)
        )
        return f'{"".join(rows)}<row r="{tab.heading_row}">{"".join(cells)}</row>'

    def _row(
        self, values: Sequence[Raw | Link], number: int, columns: Sequence[ColumnBlueprint], links: list[str]
    ) -> str:
        cells = []
        height = _height(values, columns)
        for place, (value, column) in enumerate(zip(values, columns, strict=False), 1):
            address = f"{letters(place)}{number}"
            if isinstance(value, Link):
                cells.append(self._link(value, address, links))
            elif value is not None:
                cells.append(self._cell(value, address, self._style(value, column, tall=bool(height))))
        return f'<row r="{number}"{height}>{"".join(cells)}</row>' if cells else ""

    def _section(self, values: Sequence[Raw | Link], number: int, columns: Sequence[ColumnBlueprint]) -> str:
        """The line that begins a section: coloured from end to end, its title bold."""
        told = [value.text if isinstance(value, Link) else value for value in values]
        told += [None] * (len(columns) - len(told))
        cells = []
        for place, value in enumerate(told, 1):
            address, style = f"{letters(place)}{number}", self._styles.section(bold=place == 1)
            cells.append(self._cell(value, address, style) or f'<c r="{address}" s="{style}"/>')
        return f'<row r="{number}"{_height(told, columns)}>{"".join(cells)}</row>'

    def _link(self, link: Link, address: str, links: list[str]) -> str:
        if len(links) >= _MOST_LINKS:
            return self._cell(link.text, address, 0)
        target = xml.escape(f"{names.quoted(link.tab)}!{link.cell}")
        links.append(f'<hyperlink ref="{address}" location="{target}" display="{xml.escape(link.text)}"/>')
        return self._cell(link.text, address, self._styles.link())

    def _style(self, value: Raw, column: ColumnBlueprint, *, tall: bool) -> int:
        """In a row of several lines every cell begins at the top."""
        look = look_for(value, column.look)
        if tall or (isinstance(value, str) and "\n" in value):
            return self._styles.wrapped(look)
        return self._styles.looking(0, look) if look is not Look.GENERAL else 0

    def _cell(self, value: Raw, address: str, style: int) -> str:
        inner = self._fragments.one(value)
        if inner is None:
            return ""
        named = f' s="{style}"' if style else ""
        return f'<c r="{address}"{named}{inner}'


def _height(values: Sequence[Raw | Link], columns: Sequence[ColumnBlueprint]) -> str:
    """Room for wrapped text, said outright: LibreOffice leaves a row without a height at one line."""
    pairs = zip(values, columns, strict=False)
    lines = max((ceil(len(value) / column.width) for value, column in pairs if isinstance(value, str)), default=1)
    return f' ht="{min(_LINE * lines, _HIGHEST_ROW)}" customHeight="1"' if lines > 1 else ""


def _area(tab: TabBlueprint) -> Range:
    """Headings and rows."""
    return Range(tab.heading_row, 1, tab.heading_row + len(tab.rows), max(len(tab.columns), 1))


def _view(heading_row: int, selected: bool) -> str:
    below = heading_row + 1
    chosen = ' tabSelected="1"' if selected else ""
    return (
        f'<sheetViews><sheetView{chosen} workbookViewId="0"><pane ySplit="{heading_row}" topLeftCell="A{below}" '
        f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{below}" '
        f'sqref="A{below}"/></sheetView></sheetViews>'
    )


def _validations(tab: TabBlueprint) -> str:
    """Drop-downs that allow a word of the owner's own, and the note of a column beside its heading."""
    found = [*_drop_downs(tab), *_notes(tab)]
    return f'<dataValidations count="{len(found)}">{"".join(found)}</dataValidations>' if found else ""


def _drop_downs(tab: TabBlueprint) -> Iterable[str]:
    for number, column in enumerate(tab.columns, 1):
        listed = ",".join(column.choices)
        if column.choices and len(listed) <= _LONGEST_LIST and not any("," in choice for choice in column.choices):
            area = f"{letters(number)}{tab.heading_row + 1}:{letters(number)}{MAX_ROWS}"
            words = xml.escape(listed.replace('"', '""'))
            yield (
                '<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" '
                f'showErrorMessage="1" sqref="{area}"><formula1>"{words}"</formula1></dataValidation>'
            )


def _notes(tab: TabBlueprint) -> Iterable[str]:
    for number, column in enumerate(tab.columns, 1):
        if column.note:
            note = xml.escape(column.note[:_LONGEST_NOTE])
            cell = a1(tab.heading_row, number)
            yield f'<dataValidation allowBlank="1" showInputMessage="1" prompt="{note}" sqref="{cell}"/>'
