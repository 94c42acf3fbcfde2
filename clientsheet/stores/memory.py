"""A workbook that lives in memory: keeps the whole contract of a store, and lets a test play the owner.

store = MemoryStore({"Клієнти": [["ID", "ПІБ"], [1, "Марина"]]})
store.put("Клієнти", "B2", "Марія")        # the owner types
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from clientsheet.errors import Refused, WorkbookChanged, WorkbookLocked, WrongUse
from clientsheet.sheet.address import Range, a1, parse
from clientsheet.sheet.blueprint import Link, TabBlueprint, WorkbookBlueprint
from clientsheet.sheet.grid import Anchor, Grid, Raw
from clientsheet.sheet.patch import AppendedRows, ColumnEdit, NewColumn, Patch
from clientsheet.sheet.same import same
from clientsheet.stores.base import Applied
from clientsheet.stores.held import hold

Drawn = Sequence[Sequence[Raw]]


@dataclass
class _Sheet:
    """Cells by (row, column); an absent one is empty."""

    cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    writable: bool = True

    def put(self, row: int, column: int, value: Raw) -> None:
        if value is None or value == "":
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = value

    def drawn(self) -> list[list[Raw]]:
        height = max((row for row, _ in self.cells), default=0)
        width = max((column for _, column in self.cells), default=0)
        return [[self.cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]

    def copy(self) -> _Sheet:
        return _Sheet(dict(self.cells), set(self.formulas), self.merged, self.hidden_rows, self.writable)


class MemoryStore:
    """``tabs``: title -> rows as drawn. ``formulas``: title -> addresses (``"B2"``) of cells that hold a formula
    (the drawn value is its cached result). ``merged``, ``hidden``, ``protected`` likewise by title.

    ``holder`` set to a name (or '') plays a workbook that somebody has open.
    """

    def __init__(
        self,
        tabs: Mapping[str, Drawn] | None = None,
        *,
        anchors: Mapping[str, Anchor] | None = None,
        marks: Mapping[str, str] | None = None,
        formulas: Mapping[str, Iterable[str]] | None = None,
        merged: Mapping[str, Iterable[str]] | None = None,
        hidden: Mapping[str, Iterable[int]] | None = None,
        protected: Iterable[str] = (),
        read_only: str = "",
    ) -> None:
        self._sheets = {title: _sheet(rows) for title, rows in (tabs or {}).items()}
        self._anchors = dict(anchors or {})
        self._marks = dict(marks or {})
        self._read_only = read_only
        self._version = 1
        self._kept: dict[str, tuple[dict[str, _Sheet], dict[str, Anchor], dict[str, str]]] = {}
        self.holder: str | None = None
        for title, cells in (formulas or {}).items():
            self._sheets[title].formulas = {parse(cell)[:2] for cell in cells}
        for title, ranges in (merged or {}).items():
            self._sheets[title].merged = tuple(parse(text) for text in ranges)
        for title, rows in (hidden or {}).items():
            self._sheets[title].hidden_rows = frozenset(rows)
        for title in protected:
            self._sheets[title].writable = False

    # What a store does

    def exists(self) -> bool:
        return bool(self._sheets)

    def read(self) -> Grid:
        if not self._sheets:
            raise WrongUse("file.missing", hint="file.missing.hint", path="memory")
        tabs = tuple(
            replace(
                hold(title, sheet.drawn()),
                hidden_rows=sheet.hidden_rows,
                merged=sheet.merged,
                writable=sheet.writable,
                formula_rows=_by_column(sheet.formulas),
            )
            for title, sheet in self._sheets.items()
        )
        return Grid(tabs, dict(self._anchors), self._read_only, dict(self._marks))

    def fingerprint(self) -> str:
        return f"memory-{self._version}"

    def recover(self) -> None:
        """A write is whole or it is not there."""

    def confirm(self) -> None:
        """It was."""

    def locked_by(self) -> str | None:
        return self.holder

    def apply(self, patch: Patch, expecting: str) -> Applied:
        self._may_write(expecting)
        if not patch:
            return Applied(expecting)
        before = (
            {title: sheet.copy() for title, sheet in self._sheets.items()},
            dict(self._anchors),
            dict(self._marks),
        )
        try:
            self._write(patch)
        except BaseException:
            self._sheets, self._anchors, self._marks = before
            raise
        backup = Path(self.fingerprint())
        self._kept[str(backup)] = before
        self._version += 1
        return Applied(self.fingerprint(), backup)

    def restore(self, backup: Path, expecting: str) -> Applied:
        """``backup`` is the name that ``apply`` gave: the workbook as it was before that write."""
        self._may_write(expecting)
        self._sheets, self._anchors, self._marks = self._kept[str(backup)]
        self._version += 1
        return Applied(self.fingerprint())

    def build(self, blueprint: WorkbookBlueprint) -> None:
        if self._sheets:
            raise WrongUse("file.exists", hint="file.exists.hint", path="memory")
        for tab in blueprint.tabs:
            self._page(tab)
        self._marks.update(blueprint.marks)
        self._version += 1

    # What the owner does

    def put(self, tab: str, cell: str, value: Raw) -> None:
        """The owner types a value; None clears the cell."""
        row, column = parse(cell)[:2]
        self._sheets[tab].put(row, column, value)
        self._sheets[tab].formulas.discard((row, column))
        self._version += 1

    def sort(self, tab: str, first_row: int, order: Sequence[int], columns: Iterable[int] | None = None) -> None:
        """Rows from ``first_row`` stand in a new order: ``order[k]`` is the present row of the k-th. ``columns``:
        only these are moved, as by an owner who selects a part of the table."""
        sheet = self._sheets[tab]
        width = max((column for _, column in sheet.cells), default=0)
        moved = tuple(columns) if columns is not None else tuple(range(1, width + 1))
        lines = [[sheet.cells.get((row, column)) for column in moved] for row in order]
        for offset, line in enumerate(lines):
            for column, value in zip(moved, line, strict=True):
                sheet.put(first_row + offset, column, value)
        self._version += 1

    def insert_column(self, tab: str, at: int) -> None:
        """An empty column is inserted; whatever stood there moves to the right, anchors with it."""
        sheet = self._sheets[tab]
        sheet.cells = {(row, column + (column >= at)): value for (row, column), value in sheet.cells.items()}
        sheet.formulas = {(row, column + (column >= at)) for row, column in sheet.formulas}
        for name, anchor in self._anchors.items():
            if anchor.tab == tab and anchor.column >= at:
                self._anchors[name] = anchor._replace(column=anchor.column + 1)
        self._version += 1

    def drawn(self, tab: str) -> list[list[Raw]]:
        """The cells of a tab as rows: what a person sees."""
        return self._sheets[tab].drawn()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(self._sheets)

    # How a patch is written

    def _may_write(self, expecting: str) -> None:
        if self._read_only:
            raise WrongUse("file.read_only", hint="file.read_only.hint", path="memory", kind=self._read_only)
        if self.holder is not None:
            key = "file.locked" if self.holder else "file.locked_unknown"
            raise WorkbookLocked(key, holder=self.holder, hint="file.locked.hint", path="memory")
        if expecting != self.fingerprint():
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path="memory")

    def _write(self, patch: Patch) -> None:
        for edit in patch.edits:
            self._edit(edit)
        for new in patch.new_columns:
            self._new_column(new)
        for block in patch.appended:
            self._append(block)
        for tab in patch.new_tabs:
            if tab.title in self._sheets:
                raise Refused("file.tab_exists", tab=tab.title)
            self._page(tab)
        for page in patch.pages:
            self._page(page)
        self._anchors.update(patch.anchors)
        for name in patch.forgotten:
            self._anchors.pop(name, None)
        self._marks.update(patch.marks)

    def _edit(self, edit: ColumnEdit) -> None:
        sheet = self._writable(edit.tab)
        for row, before, after in zip(edit.rows, edit.before, edit.after, strict=True):
            _expect(sheet, edit.tab, row, edit.column, before)
            sheet.put(row, edit.column, after)

    def _new_column(self, new: NewColumn) -> None:
        sheet = self._writable(new.tab)
        if any(column == new.column and row >= new.heading_row for row, column in sheet.cells):
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path="memory")
        sheet.put(new.heading_row, new.column, new.heading)
        for offset, value in enumerate(new.values):
            sheet.put(new.first_row + offset, new.column, value)
        if new.name:
            self._anchors[new.name] = Anchor(new.tab, new.heading_row, new.column)

    def _append(self, block: AppendedRows) -> None:
        sheet = self._writable(block.tab)
        for row, values in enumerate(block.rows, block.after_row + 1):
            for column, value in values.items():
                _expect(sheet, block.tab, row, column, None)
                sheet.put(row, column, value)

    def _page(self, page: TabBlueprint) -> None:
        headings = [column.heading for column in page.columns]
        sheet = _sheet([[line] for line in page.preamble])
        for column, heading in enumerate(headings, 1):
            sheet.put(page.heading_row, column, heading)
        for row, values in enumerate(page.rows, page.heading_row + 1):
            for column, value in enumerate(values, 1):
                sheet.put(row, column, value.text if isinstance(value, Link) else value)
        self._sheets[page.title] = sheet
        for number, column_ in enumerate(page.columns, 1):
            if column_.anchor:
                self._anchors[column_.anchor] = Anchor(page.title, page.heading_row, number)

    def _writable(self, title: str) -> _Sheet:
        sheet = self._sheets.get(title)
        if sheet is None:
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path="memory")
        if not sheet.writable:
            raise Refused("file.protected", hint="file.protected.hint", tab=title)
        return sheet


def _sheet(rows: Drawn) -> _Sheet:
    sheet = _Sheet()
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            sheet.put(row, column, value)
    return sheet


def _by_column(cells: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row, column in cells:
        found.setdefault(column, set()).add(row)
    return found


def _expect(sheet: _Sheet, tab: str, row: int, column: int, before: Raw) -> None:
    """The cell may be written and holds what the patch believes it holds."""
    if (row, column) in sheet.formulas:
        raise Refused("file.formula", tab=tab, cell=a1(row, column))
    if any(area.holds(row, column) and area[:2] != (row, column) for area in sheet.merged):
        raise Refused("file.merged", tab=tab, cell=a1(row, column))
    if not same(sheet.cells.get((row, column)), before):
        raise WorkbookChanged("file.changed", hint="file.changed.hint", path="memory")
