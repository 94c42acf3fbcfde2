"""Grid -> Book: every declared tab as a table whose cells mean something, and the settings in force.

Columns are read whole, each once. Rows without a value are no records; formulas and ticks that the owner dragged
down over empty rows do not make one. Nothing here judges: what reading said is kept on each column as remarks.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, compress, count
from typing import Any

from clientsheet.book.book import Book
from clientsheet.book.reading.headings import SeenTab, recognise
from clientsheet.book.reading.settings import in_force
from clientsheet.book.tabs import TABS, tab
from clientsheet.config import Config, Rules
from clientsheet.sheet.grid import CellError, Grid, Raw
from clientsheet.sheet.kinds import Reading, Remark
from clientsheet.sheet.schema import Column, Tab
from clientsheet.sheet.serials import TIMES
from clientsheet.sheet.tables import Table, TableColumn


def understand(grid: Grid, config: Config, today: dt.date) -> Book:
    """ConfigError: config.yaml maps a tab or a column that does not exist."""
    with without_collector():
        outline = Outline(grid, config, today)
        return outline.book({one.name: outline.table(one) for one in TABS if one.name != "settings"})


@contextmanager
def without_collector() -> Iterator[None]:
    """Millions of new values make the garbage collector walk them again and again; none of them is garbage, and
    what is frozen here lives as long as somebody refers to it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Cells:
    """A tab before its cells are read: the ``rows`` that hold anything, and along them the raw cells of each column;
    ``formulas``: the sheet rows with one, by column."""

    rows: Sequence[int]
    raw: Mapping[str, list[Raw]]
    formulas: Mapping[str, Collection[int]]


class Outline:
    """A workbook whose tabs and headings are found and whose settings are in force, but whose cells are still to be
    read, a tab or a part of it at a time. ConfigError: config.yaml maps a tab or a column that does not exist."""

    def __init__(self, grid: Grid, config: Config, today: dt.date) -> None:
        self.grid, self.config, self.today = grid, config, today
        self._seen = recognise(grid, config, by_headings=False)
        self._reading = _reading(config, config.rules, today)
        self._settings = self.table(tab("settings"))
        self.rules, news = in_force(config.rules, self._settings, self._reading)
        self._news = (*self._seen.news, *news)
        self._reading = _reading(config, self.rules, today)

    @property
    def reading(self) -> Reading:
        """How its cells are read."""
        return self._reading

    def seen(self, declared: str) -> SeenTab | None:
        """Where the tab so called is, and its columns; None: it is missing."""
        return self._seen[declared]

    def cells(self, declared: str) -> Cells:
        """Of the tab so called; none where it is missing."""
        seen = self._seen[declared]
        there = self.grid.tab(seen.title) if seen else None
        if seen is None or there is None or not seen.heading_row:
            return Cells(range(1, 1), {}, {})
        first, names = seen.heading_row + 1, list(seen.columns)
        cells = there.columns([seen.columns[name].number for name in names], first) if names else []
        for name, column in zip(names, cells, strict=True):
            if tab(declared).column(name).kind.bare and any(issubclass(kind, TIMES) for kind in set(map(type, column))):
                column[:] = [there.number(cell) if isinstance(cell, TIMES) else cell for cell in column]
        formulas = [there.formulas(seen.columns[name].number) for name in names]
        rows = _without_blank_rows(cells, formulas, first)
        return Cells(rows, dict(zip(names, cells, strict=True)), dict(zip(names, formulas, strict=True)))

    def table(self, declared: Tab, cells: Cells | None = None) -> Table:
        """``cells``: of those rows and columns only."""
        seen = self._seen[declared.name]
        there = self.grid.tab(seen.title) if seen else None
        if seen is None or there is None:
            return Table(declared, _free_title(declared, self.grid, self._seen.language), 0, range(0), {})
        cells = cells or self.cells(declared.name)
        columns = {
            name: _column(declared.column(name), seen, raw, cells.formulas[name], cells.rows, self._reading)
            for name, raw in cells.raw.items()
        }
        return Table(
            tab=declared,
            title=there.title,
            heading_row=seen.heading_row,
            rows=cells.rows,
            columns=columns,
            last_row=there.row_count,
            last_column=there.column_count,
            unknown=seen.unknown,
            hidden_rows=there.hidden_rows,
            merged=there.merged,
            writable=there.writable,
        )

    def book(self, tables: Mapping[str, Table]) -> Book:
        """``tables``: every declared one but the settings, which are read already."""
        return Book(
            tables={**tables, "settings": self._settings},
            config=self.config,
            rules=self.rules,
            language=self._seen.language,
            today=self.today,
            titles=tuple(there.title for there in self.grid.tabs),
            news=self._news,
            anchors=self.grid.anchors,
            marks=self.grid.marks,
            read_only=self.grid.read_only,
        )


def reading_of(book: Book) -> Reading:
    """How the cells of this book are read."""
    return _reading(book.config, book.rules, book.today)


def _reading(config: Config, rules: Rules, today: dt.date) -> Reading:
    return Reading(today, config.country, config.phone_countries, config.currency, rules.month_weeks)


def _free_title(declared: Tab, grid: Grid, language: str) -> str:
    """What a missing tab is to be called; an owner's own tab may bear the name already."""
    title = declared.titles.first(language)
    taken = {there.title.casefold() for there in grid.tabs}
    return next(name for name in chain((title,), (f"{title} {n}" for n in count(2))) if name.casefold() not in taken)


def _without_blank_rows(cells: Sequence[list[Raw]], formulas: Sequence[Collection[int]], first: int) -> Sequence[int]:
    """The sheet rows of the records; the columns lose the cells of blank rows in place."""
    height = len(cells[0]) if cells else 0
    blank = _blank_rows(cells, formulas, first, height)
    if not blank:
        return range(first, first + height)
    if blank[0] == height - len(blank):  # only below the records
        for column in cells:
            del column[blank[0] :]
        return range(first, first + blank[0])
    kept = [True] * height
    for index in blank:
        kept[index] = False
    for column in cells:
        column[:] = compress(column, kept)
    return list(compress(range(first, first + height), kept))


def _blank_rows(
    cells: Sequence[list[Raw]], formulas: Sequence[Collection[int]], first: int, height: int
) -> Sequence[int]:
    """Indexes of the rows that hold nothing; mostly there is none, because some column is full."""
    pairs = list(zip(cells, formulas, strict=True))
    if any(not at and None not in column and not _has_ticks(column) for column, at in pairs):
        return ()
    blank: Sequence[int] = range(height)
    for column, at in sorted(pairs, key=lambda pair: pair[0].count(None)):
        blank = [index for index in blank if _says_nothing(column[index], first + index in at)]
        if not blank:
            break
    return blank


def _has_ticks(column: Sequence[Raw]) -> bool:
    return bool in set(map(type, column))


def _says_nothing(cell: Raw, is_formula: bool) -> bool:
    if is_formula and (isinstance(cell, CellError) or cell == 0):
        return True
    return cell is None or cell is False


def _column(
    declared: Column, seen: SeenTab, raw: list[Raw], formulas: Collection[int], rows: Sequence[int], reading: Reading
) -> TableColumn:
    place = seen.columns[declared.name]
    values: Sequence[Any] = raw
    remarks: Sequence[Remark] = ()
    if not declared.filled:  # what stands in a column of ours is never used, only compared
        values, remarks = read_cells(declared, raw, reading)
        if values is not raw and values == raw and _all_text(values):
            raw = values
    return TableColumn(
        declared=declared,
        number=place.number,
        heading=place.heading,
        raw=raw,
        values=values,
        remarks=remarks,
        formulas=formulas,
        ours=place.how == "anchor",
    )


def read_cells(declared: Column, raw: Sequence[Raw], reading: Reading) -> tuple[Sequence[Any], Sequence[Remark]]:
    """What the cells of a declared column mean, and what reading them said."""
    values, remarks = declared.kind.read(raw, replace(reading, choices=declared.choices))
    return _with_own_words(values, remarks, raw) if declared.open else (values, remarks)


def _with_own_words(
    values: Sequence[Any], remarks: list[Remark], raw: Sequence[Raw]
) -> tuple[Sequence[Any], list[Remark]]:
    """A word that is not on the list stands for itself."""
    own = [remark for remark in remarks if remark.code == "unknown-word"]
    if not own:
        return values, remarks
    worded = list(values)
    for remark in own:
        worded[remark.index] = str(raw[remark.index]).strip()
    return worded, [remark for remark in remarks if remark.code != "unknown-word"]


def _all_text(values: Sequence[Any]) -> bool:
    return set(map(type, values)) <= {str, type(None)}
