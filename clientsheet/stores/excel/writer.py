"""A Patch in, a complete new workbook file out, with every byte of the owner's that the patch does not name.

Members of the package that do not change are copied compressed, as they lie. An edited sheet is streamed: inflated,
its rows cut out, the named cells written, deflated again. Styles, texts, names and relationships are appended by
splices. What is not understood is refused, with the cell or the tab named, and the source is only ever read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from clientsheet.errors import Refused
from clientsheet.sheet.address import Range, a1, parse
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.patch import Patch
from clientsheet.stores.excel import layout, names, xml
from clientsheet.stores.excel.archive import Archive, stage
from clientsheet.stores.excel.filling import Filling, Sheet
from clientsheet.stores.excel.fragments import Fragments
from clientsheet.stores.excel.growing import Growth, grown_tail
from clientsheet.stores.excel.package import Package
from clientsheet.stores.excel.pages import Pages
from clientsheet.stores.excel.plan import SheetPlan, plan
from clientsheet.stores.excel.strings import SharedStrings
from clientsheet.stores.excel.styles import Styles
from clientsheet.stores.excel.tables import tables_on
from clientsheet.stores.excel.workbook_part import WorkbookPart
from clientsheet.stores.excel.worksheet import Rewriting, rewritten


def rewrite(source: Path, target: Path, patch: Patch, *, formulas: bool | None = None, careful: bool = False) -> None:
    """Writes to ``target`` the workbook ``source`` with ``patch`` applied.

    ``formulas``: whether the workbook has any, where the caller knows; else it is looked through. ``careful``: by the
    slow road (see filling). Refused: the file, or an edit, that cannot be done without risk; ``target`` may be left
    half written. ValueError: a patch that contradicts itself.
    """
    with Archive(source) as archive:
        package = Package(archive)
        refuse_unwritable(package)
        _Writer(package, formulas=formulas, careful=careful).apply(patch)
        package.write(target)


def refuse_unwritable(package: Package) -> None:
    """Refused: a workbook that may be read but not changed: signed, or shared with a log of changes."""
    for known in package.archive:
        if known.startswith("_xmlsignatures/"):
            raise Refused("excel.signed", hint="excel.signed.hint", path=package.archive.path)
        if known.startswith("xl/revisions/"):
            raise Refused("excel.shared", hint="excel.shared.hint", path=package.archive.path)


_FORMULA: Final = re.compile(rb"<f[\s/>]")


class _Writer:
    def __init__(self, package: Package, *, formulas: bool | None, careful: bool) -> None:
        self._package = package
        self._book = WorkbookPart(package)
        self._strings = SharedStrings(package)
        self._styles = Styles(package)
        self._careful = careful
        self._has_formulas = formulas

    def apply(self, patch: Patch) -> None:
        for title in _titles(patch):
            self._edit(title, patch)
        pages = Pages(self._package, self._book, self._strings, self._styles)
        for tab in (*patch.new_tabs, *patch.pages):
            pages.write(tab, new=tab in patch.new_tabs)
        self._name(patch)
        self._strings.flush()
        self._styles.flush()
        if (patch.edits or patch.new_columns or patch.appended or patch.pages) and self._formulas_anywhere():
            self._book.calculate_on_load()

    def _edit(self, title: str, patch: Patch) -> None:
        sheet = self._book.worksheet(title)
        wanted = plan(
            (edit for edit in patch.edits if edit.tab == title),
            (column for column in patch.new_columns if column.tab == title),
            (block for block in patch.appended if block.tab == title),
        )
        if not wanted.runs:
            return
        growth = Growth(wanted, tables_on(self._package, sheet.part), title)
        growth.fill_calculated()
        editing = _SheetEdit(self, title, wanted, growth)
        chunks = self._package.archive.stream(self._package.archive.member(sheet.part))
        self._package.put_staged(sheet.part, stage(rewritten(chunks, editing.rewriting, title)))
        self._has_formulas = editing.has_formulas or self._has_formulas
        growth.write(self._package, self._book, sheet)

    def _name(self, patch: Patch) -> None:
        wanted: dict[str, str | None] = dict.fromkeys((names.ANCHOR + name for name in patch.forgotten), None)
        for name, anchor in patch.anchors.items():
            wanted[names.ANCHOR + name] = names.anchored(anchor)
        for column in patch.new_columns:
            if column.name:
                wanted[names.ANCHOR + column.name] = names.anchored(
                    Anchor(column.tab, column.heading_row, column.column)
                )
        for tab in (*patch.new_tabs, *patch.pages):
            for number, blueprint in enumerate(tab.columns, 1):
                if blueprint.anchor:
                    wanted[names.ANCHOR + blueprint.anchor] = names.anchored(Anchor(tab.title, tab.heading_row, number))
        for name, text in patch.marks.items():
            wanted[names.MARK + name] = names.constant(text)
        names.define(self._book, wanted)

    def _formulas_anywhere(self) -> bool:
        if self._has_formulas is not None:
            return self._has_formulas
        if self._package.related(self._book.part, "calcChain"):
            return True
        return any(self._has_formula(sheet.part) for sheet in self._book.sheets if sheet.kind == "worksheet")

    def _has_formula(self, part: str) -> bool:
        if part not in self._package.archive:
            return False
        chunks = self._package.archive.stream(self._package.archive.member(part))
        head = next(chunks, b"")
        plain = b"\0" not in head[:16] and b"<worksheet" in head
        return any((b"<f" in chunk and _FORMULA.search(chunk)) if plain else True for chunk in chain([head], chunks))


class _SheetEdit:
    """One worksheet being rewritten: the callbacks of its head, rows and tail."""

    def __init__(self, writer: _Writer, title: str, wanted: SheetPlan, growth: Growth) -> None:
        self._writer = writer
        self._title = title
        self._plan = wanted
        self._growth = growth
        self._filling: Filling | None = None
        self.rewriting = Rewriting(self._head, self._stretch, self._rest, self._tail)

    @property
    def has_formulas(self) -> bool:
        return self._filling is not None and self._filling.has_formulas

    def _head(self, head: str, prefix: str) -> str:
        writer = self._writer
        self._filling = Filling(
            self._plan,
            Sheet(self._title, prefix, layout.column_styles(head), self._growth.reach),
            Fragments(writer._strings, date1904=writer._book.date1904, prefix=prefix),
            writer._styles,
            careful=writer._careful,
        )
        head = layout.widened(head, self._plan.area)
        for column in self._plan.new_columns:
            if column.width is not None:
                head = layout.with_width(head, prefix, column.column, column.width)
        return head

    def _stretch(self, text: str) -> str:
        assert self._filling is not None
        return self._filling.stretch(text)

    def _rest(self) -> str:
        assert self._filling is not None
        return self._filling.rest()

    def _tail(self, tail: str) -> str:
        _refuse_merged(tail, self._plan, self._title)
        return grown_tail(tail, self._growth)


def _refuse_merged(tail: str, wanted: SheetPlan, title: str) -> None:
    """What is written into a merged cell beside its first vanishes from sight."""
    merged = [parse(tag.get("ref")) for tag in xml.tags(tail, "mergeCell")]
    for area in merged:
        for run in wanted.runs:
            if area.column <= run.column <= area.last_column:
                _refuse_inside(area, run.column, run.rows, title)


def _refuse_inside(area: Range, column: int, rows: Sequence[int], title: str) -> None:
    for row in rows[bisect_left(rows, area.row) : bisect_right(rows, area.last_row)]:
        if (row, column) != (area.row, area.column):
            raise Refused("excel.merged", hint="excel.merged.hint", tab=title, cell=a1(row, column))


def _titles(patch: Patch) -> list[str]:
    tabs = [*(edit.tab for edit in patch.edits), *(each.tab for each in patch.new_columns)]
    return list(dict.fromkeys([*tabs, *(block.tab for block in patch.appended)]))
