"""An .xlsx or .xlsm file as a Grid. Nothing of a tab is read before somebody asks for it.

Values come from calamine, which is the fastest and gives one list per row; they are turned into columns a few
thousand rows at a time, equal values being kept once. What calamine does not tell comes from ``structure``. A sheet
that either of them does not vouch for is read by ``careful``, with the same answers.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.errors import WorkbookChanged
from clientsheet.files import fingerprint
from clientsheet.sheet.address import parse
from clientsheet.sheet.grid import UNCALCULATED, Anchor, Grid, GridTab, Raw
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.archive import Archive
from clientsheet.stores.excel.careful import Lookups, SparseTab, read_carefully, read_strings
from clientsheet.stores.excel.cells import finite, shown_as
from clientsheet.stores.excel.names import ANCHOR, MARK
from clientsheet.stores.excel.package import Package
from clientsheet.stores.excel.structure import IrregularError, Structure, is_sparse, scan
from clientsheet.stores.excel.top import TOP_ROWS, top_rows
from clientsheet.stores.excel.workbook_part import Sheet, WorkbookPart
from clientsheet.stores.held import HeldTab, LazyTab

if TYPE_CHECKING:
    from concurrent.futures import Future

    from python_calamine import CalamineSheet, CalamineWorkbook

_TRIALS: Final = 3
_LARGE: Final = 16 << 20
"""Bytes of a sheet's XML from which on a second thread pays."""
_ROWS_AT_ONCE: Final = 512
_TIMES: Final = {dt.datetime, dt.time, dt.timedelta}
_ANY_DAY: Final = dt.date(2000, 1, 1)
_MOST_DISTINCT: Final = 0.5
_LARGEST_BOX: Final = 32_000_000
"""Cells calamine may lay out at once (it allocates the whole rectangle, and aborts the process if it cannot)."""
_REFERENCE: Final = re.compile(r"(?:'((?:[^']|'')*)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+)")


class OpenWorkbook:
    """A workbook at one moment: later changes of the file, by whomever, do not show. Its file is held open until every
    tab was read, or nobody has the Grid any more, or ``close`` is called; a tab not read by then is lost.

    Refused: not a workbook, or damaged. WorkbookChanged: it is being saved over and over just now.
    """

    _closed = False

    def __init__(self, path: Path, values: CalamineWorkbook | None = None) -> None:
        """``values``: calamine's view of that very file, where it is open already."""
        for _ in range(_TRIALS):
            seen = fingerprint(path)
            self._archive = Archive(path)
            self._values = values or _calamine(path)
            if fingerprint(path) == seen:
                self._seen = seen
                break
            self._archive.__exit__()
        else:
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path=path)
        self.path = path
        self._ahead: dict[int, Future[HeldTab | SparseTab | None]] = {}
        self.package = Package(self._archive)
        self.part = WorkbookPart(self.package)
        self.formulas: dict[int, bool | None] = {
            sheet.index: None for sheet in self.part.sheets if sheet.kind == "worksheet"
        }
        """Sheet -> whether it holds a formula; None until it is read."""
        if self._values is not None and self._values.sheet_names != [sheet.title for sheet in self.part.sheets]:
            self._values = None

    def grid(self) -> Grid:
        tabs: tuple[GridTab, ...] = tuple(self.tab(sheet) for sheet in self.part.sheets)
        anchors, marks = _names(self.part.text, {tab.title for tab in tabs})
        self._send_ahead()
        return Grid(tabs, anchors, marks=marks)

    def close(self) -> None:
        self._archive.__exit__()
        self._values = None
        self._ahead = {}
        self._closed = True

    def __del__(self) -> None:
        if hasattr(self, "_archive"):
            self.close()

    def tab(self, sheet: Sheet) -> LazyTab:
        if self._size(sheet) < _LARGE:
            return LazyTab(sheet.title, lambda: self._arrived(sheet))
        return LazyTab(sheet.title, lambda: self._arrived(sheet), lambda: self._top(sheet), TOP_ROWS)

    def _top(self, sheet: Sheet) -> SparseTab | None:
        if self._closed:
            return None
        return top_rows(sheet.title, lambda: self._stream(sheet.part), self._strings, self._shown)

    def _arrived(self, sheet: Sheet) -> GridTab:
        """The tab as another thread has read it meanwhile, or as we read it now."""
        sent = self._ahead.pop(sheet.index, None)
        tab = sent.result() if sent is not None else None
        if tab is None:
            tab = self._load(sheet)
        self.formulas[sheet.index] = bool(tab.formula_rows)
        return tab

    def _send_ahead(self) -> None:
        """A large tab is sure to be asked for: a second core begins with the largest while the others are understood.
        calamine does not hold Python back while it parses. (Windows: a file still open could not be replaced.)"""
        largest = max(self.part.sheets, key=self._size, default=None)
        if os.name == "nt" or largest is None or self._size(largest) < _LARGE:
            return
        from concurrent.futures import ThreadPoolExecutor

        helper = ThreadPoolExecutor(1)
        sent = helper.submit(_read_elsewhere, self.path, self._values, self._seen, largest.index)
        helper.shutdown(wait=False)
        self._ahead[largest.index] = sent
        values = _calamine(self.path)  # one cannot read two sheets at once
        self._values = values if fingerprint(self.path) == self._seen else None

    def _size(self, sheet: Sheet) -> int:
        return self._archive.member(sheet.part).file_size if sheet.kind == "worksheet" else 0

    def _load(self, sheet: Sheet) -> HeldTab | SparseTab:
        if self._closed:
            raise WorkbookChanged("file.changed", hint="file.changed.hint", path=self.path)
        if sheet.kind != "worksheet":
            return HeldTab(sheet.title, (), 0, writable=False)
        try:
            structure = scan(self._stream(sheet.part))
        except IrregularError:
            return self._carefully(sheet)
        if structure.area > _LARGEST_BOX and is_sparse(self._stream(sheet.part), _LARGEST_BOX):
            return self._carefully(sheet)
        values = self._sheet(sheet)
        if values is None:
            return self._carefully(sheet)
        return _held(sheet.title, _columns(values), structure, self.part.date1904)

    def _stream(self, part: str) -> Iterator[bytes]:
        return self.package.archive.stream(self.package.archive.member(part))

    def _sheet(self, sheet: Sheet) -> CalamineSheet | None:
        from python_calamine import CalamineError

        try:
            return self._values.get_sheet_by_index(sheet.index) if self._values is not None else None
        except CalamineError:
            return None

    def _carefully(self, sheet: Sheet) -> SparseTab:
        return read_carefully(sheet.title, self._stream(sheet.part), self._lookups)

    @cached_property
    def _lookups(self) -> Lookups:
        return replace(self._shown, strings=read_strings(self._strings()))

    @cached_property
    def _shown(self) -> Lookups:
        """How cells are shown; the strings are left out, there may be a million of them."""
        styles = next(iter(self.package.related(self.part.part, "styles")), "")
        shown = _shown(self.package.text(styles)) if styles in self.package else ()
        return Lookups(strings=(), shown=shown, since_1904=self.part.date1904)

    def _strings(self) -> Iterator[bytes]:
        part = next(iter(self.package.related(self.part.part, "sharedStrings")), "")
        yield from self._stream(part) if part in self.package else (b"<sst/>",)


def _read_elsewhere(path: Path, values: CalamineWorkbook | None, seen: str, index: int) -> HeldTab | SparseTab | None:
    """One tab of the workbook, read through files of its own. None: the workbook is not that one any more."""
    book = OpenWorkbook(path, values)
    return book._load(book.part.sheets[index]) if book._seen == seen else None


def _calamine(path: Path) -> CalamineWorkbook | None:
    """None: calamine cannot make sense of the workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(str(path))
    except CalamineError:
        return None


def _columns(sheet: CalamineSheet) -> list[list[Raw]]:
    """The sheet's columns from A and row 1 on, empty cells as None."""
    if sheet.start is None:
        return []
    rows: Iterator[list[Any]] = sheet.iter_rows()
    columns: list[list[Raw]] = [[] for _ in range(sheet.start[1])]
    keepers: list[_Keeper] = []
    while block := list(islice(rows, _ROWS_AT_ONCE)):
        keepers = keepers or [_Keeper() for _ in block[0]]
        for keeper, cells in zip(keepers, zip(*block, strict=True), strict=True):
            keeper.take(cells)
    height = len(keepers[0].kept) if keepers else 0
    for empty in columns:
        empty.extend([None] * height)
    return columns + [keeper.kept for keeper in keepers]


class _Keeper:
    """One column as it grows. Values that come again and again are kept once, as long as that pays."""

    def __init__(self) -> None:
        self.kept: list[Raw] = []
        self._known: dict[Raw, Raw] | None = {"": None}

    def take(self, cells: Sequence[Any]) -> None:
        kinds = set(map(type, cells))
        if not _TIMES.isdisjoint(kinds):
            cells = list(map(_whole_seconds, cells))
        if float in kinds and not isfinite(sum([cell for cell in cells if type(cell) is float])):
            cells = list(map(finite, cells))
        if self._known is None or bool in kinds:  # True equals 1.0
            self.kept.extend([None if cell == "" else cell for cell in cells] if str in kinds else cells)
            return
        self.kept.extend(map(self._known.setdefault, cells, cells))
        if len(self._known) > len(self.kept) * _MOST_DISTINCT and len(self.kept) > 1000:
            self._known = None


def _whole_seconds(cell: Any) -> Any:
    """A moment that lies a hair beside a full second, as sums of fractions of a day do."""
    if isinstance(cell, (dt.datetime, dt.time)) and cell.microsecond:
        day = cell if isinstance(cell, dt.datetime) else dt.datetime.combine(_ANY_DAY, cell)
        whole = (day + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        if isinstance(cell, dt.time):
            return whole.time()
        return whole if whole.time() != dt.time() else whole.date()
    if isinstance(cell, dt.timedelta) and cell.microseconds:
        return dt.timedelta(seconds=round(cell.total_seconds()))
    return cell


def _held(title: str, columns: list[list[Raw]], structure: Structure, since_1904: bool) -> HeldTab:
    for column, rows in structure.uncalculated.items():
        for row in rows:
            _put(columns, row, column, UNCALCULATED)
    for column, errors in structure.errors.items():
        for row, error in errors.items():
            _put(columns, row, column, error)
    return HeldTab.trimmed(
        title,
        columns,
        hidden_rows=structure.hidden,
        merged=structure.merged,
        writable=structure.writable,
        formula_rows=structure.formula_rows(),
        since_1904=since_1904,
    )


def _put(columns: list[list[Raw]], row: int, column: int, value: Raw) -> None:
    while len(columns) < column:
        columns.append([])
    cells = columns[column - 1]
    if len(cells) < row:
        cells.extend([None] * (row - len(cells)))
    cells[row - 1] = value


def _shown(styles: str) -> list[int]:
    """How each cell style shows a number, in the order of ``cellXfs``."""
    codes = {int(tag.get("numFmtId", "0")): tag.get("formatCode") for tag in xml.tags(styles, "numFmt")}
    formats = xml.first(styles, "cellXfs")
    if formats is None or formats.empty:
        return []
    inner = styles[formats.end : xml.content_end(styles, formats, "cellXfs")]
    ids = (int(tag.get("numFmtId", "0")) for tag in xml.tags(inner, "xf"))
    return [shown_as(number, codes.get(number)) for number in ids]


def _names(workbook: str, titles: set[str]) -> tuple[dict[str, Anchor], dict[str, str]]:
    """Our hidden names: the anchors that still point somewhere, and the marks."""
    anchors: dict[str, Anchor] = {}
    marks: dict[str, str] = {}
    for tag in xml.tags(workbook, "definedName"):
        name = tag.get("name")
        if not name.startswith(ANCHOR) or tag.empty:
            continue
        formula = xml.unescape(workbook[tag.end : xml.content_end(workbook, tag, "definedName")]).strip()
        if name.startswith(MARK):
            marks[name.removeprefix(MARK)] = formula[1:-1].replace('""', '"')
        elif anchor := _anchor(formula, titles):
            anchors[name.removeprefix(ANCHOR)] = anchor
    return anchors, marks


def _anchor(formula: str, titles: set[str]) -> Anchor | None:
    found = _REFERENCE.fullmatch(formula)
    title = (found[1].replace("''", "'") if found[1] is not None else found[2]) if found else ""
    if found is None or title not in titles:
        return None
    row, column = parse(found[3])[:2]
    return Anchor(title, row, column)
