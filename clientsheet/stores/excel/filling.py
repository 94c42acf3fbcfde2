"""Writes the cells of a plan into stretches of a sheet's rows.

Three ways that give the same cells. The quick one lays whole columns of new cells behind what a row holds, thousands
of rows at once, and looks at nothing else. The second finds cells that are there by their address and exchanges them.
The careful one takes a row apart; it is used wherever a cell is to stand between others, or where a row is written in
an unusual way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from clientsheet.errors import Refused
from clientsheet.sheet.address import Range, a1, letters, number, parse
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.stores.excel.fragments import Fragments
from clientsheet.stores.excel.neighbours import exchanged
from clientsheet.stores.excel.plan import Place, Run, SheetPlan
from clientsheet.stores.excel.rows import Cell, DisorderError, Row, Rows, cell_at, parse_row, split_rows, widened
from clientsheet.stores.excel.styles import Styles

_ROW_OF: Final = re.compile(r'<row r="\d+"[^>]*>')
_LETTERS: Final = re.compile("[A-Z]+")


Todo = tuple[Run, Raw, str | None]
"""One cell to write into a row: its run, its value and its fragment."""

Due = tuple[Run, int, int]
"""A run and the slice of its cells that fall into a stretch of rows."""


@dataclass(slots=True)
class Sheet:
    """What filling a sheet needs to know about it. ``column_style``: the style of cells where neither they nor their
    row have one. ``reach``: the columns of the table around the appended rows, which must be free below."""

    title: str
    prefix: str
    column_style: Callable[[int], int]
    reach: Range | None = None


class Filling:
    """Takes stretches in the order of the sheet. ``careful``: never the quick way (a test's wish)."""

    def __init__(
        self, plan: SheetPlan, sheet: Sheet, fragments: Fragments, styles: Styles, *, careful: bool = False
    ) -> None:
        self._plan = plan
        self._sheet = sheet
        self._fragments = fragments
        self._styles = styles
        self._careful = careful
        self._last = 0
        self._models: dict[int, dict[int, int]] = {}
        self._restyled: dict[tuple[int, ...], tuple[tuple[int, ...], list[_Restyled]]] = {}
        self.arrays: list[Range] = []
        """The rectangles of array formulas and data tables seen so far."""
        self.has_formulas = False
        self._spans = False

    def stretch(self, text: str) -> str:
        """The same rows with the plan's cells in them. Refused: a formula or something unreadable stands in the way."""
        self._note_formulas(text)
        self._spans = " spans=" in text
        try:
            rows = split_rows(text, self._sheet.prefix, self._last)
            if rows.numbers:
                self._fill(rows)
        except DisorderError as wrong:
            raise Refused("excel.odd_sheet", hint="excel.odd_sheet.hint", tab=self._sheet.title) from wrong
        return rows.glue.join(rows.pieces)

    def rest(self) -> str:
        """The rows below the sheet's last one."""
        todo: dict[int, list[Todo]] = {}
        for run in self._plan.runs:
            start, end = run.take(1 << 30)
            fragments = self._fragments.of(run.values[start:end])
            for row, value, fragment in zip(run.rows[start:end], run.values[start:end], fragments, strict=True):
                todo.setdefault(row, []).append((run, value, fragment))
        self._check_arrays(todo)
        return "".join(self._new_row(row, todo[row]) for row in sorted(todo))

    def _fill(self, rows: Rows) -> None:
        numbers, pieces = rows.numbers, rows.pieces
        self._remember_models(rows)
        self._last = numbers[-1]
        missing: dict[int, list[str]] = {}
        due: list[Due] = [(run, *run.take(self._last)) for run in self._plan.runs]
        due = [(run, start, end) for run, start, end in due if end > start]
        if not due:
            return
        place = dict(zip(numbers, range(len(numbers)), strict=True))
        quick = self._quick_rows(rows, due, place)
        todo: dict[int, list[Todo]] = {}
        columns = [self._column(run, start, end, rows, place, quick, todo) for run, start, end in due]
        if quick:
            pieces[:-1] = map("".join, zip(pieces, *columns, strict=False))
            self._widen(rows, columns, due)
        self._check_arrays(todo)
        for row in sorted(todo):
            at = place.get(row)
            if at is not None:
                pieces[at] = self._edited(row, pieces[at], todo[row], rows.glue)
            elif fresh := self._new_row(row, todo[row]):
                missing.setdefault(bisect_right(numbers, row), []).append(fresh)
        for at, fresh_rows in missing.items():
            pieces[at] = "".join(fresh_rows) + pieces[at]

    def _quick_rows(self, rows: Rows, due: Sequence[Due], place: dict[int, int]) -> set[int]:
        """The rows whose last cell stands before every cell of the plan, written as usual."""
        quick: set[int] = set()
        if not rows.glue or self._careful or self.arrays:
            return quick
        if any(run.place not in (Place.EDITED, Place.EMPTY) or not run.alike for run, _, _ in due):
            return quick
        first = min(run.column for run, _, _ in due)
        wanted: Iterable[int] = place
        if sum(end - start for _, start, end in due) < len(place):
            wanted = {row for run, start, end in due for row in run.rows[start:end]} & place.keys()
        known: dict[str, bool] = {}
        for row in wanted:
            piece = rows.pieces[place[row]]
            cell = piece.rfind("<c")
            if not piece.startswith('<c r="', cell) or not piece.endswith("</c>") or "customFormat" in piece:
                continue
            named = _LETTERS.match(piece, cell + 6)
            if named is None:
                continue
            before = known.get(named[0])
            if before is None:
                before = known[named[0]] = number(named[0]) < first
            if before:
                quick.add(row)
        return quick

    def _column(
        self,
        run: Run,
        start: int,
        end: int,
        rows: Rows,
        place: dict[int, int],
        quick: set[int],
        todo: dict[int, list[Todo]],
    ) -> list[str]:
        """The run's cells along the ``quick`` rows, empty where one gets none; other cells go to ``todo``."""
        numbers, wanted, values = rows.numbers, run.rows[start:end], run.values[start:end]
        fragments = self._fragments.of(values)
        style = 0
        if quick and any(fragments):
            style = self._style(self._sheet.column_style(run.column), run.common_look)
        head = f'<c r="{letters(run.column)}'
        tail = f'" s="{style}"' if style else '"'
        if len(quick) == len(numbers) == len(wanted) and list(wanted) == numbers:
            return [f"{head}{row}{tail}{inner}" if inner else "" for row, inner in zip(numbers, fragments, strict=True)]
        cells = [""] * len(numbers)
        for row, value, inner in zip(wanted, values, fragments, strict=True):
            if row not in quick:
                todo.setdefault(row, []).append((run, value, inner))
            elif inner:
                cells[place[row]] = f"{head}{row}{tail}{inner}"
        return cells

    def _widen(self, rows: Rows, columns: Sequence[Sequence[str]], due: Sequence[Due]) -> None:
        """The ``spans`` of rows that have grown reach to their last cell."""
        if not self._spans:
            return
        for at in range(len(rows.numbers)):
            written = [run.column for (run, _, _), cells in zip(due, columns, strict=True) if cells[at]]
            if written:
                grow = partial(_widened, written[0], written[-1])
                rows.pieces[at] = _ROW_OF.sub(grow, rows.pieces[at], count=1)

    def _new_row(self, number_: int, todo: Sequence[Todo]) -> str:
        p = self._sheet.prefix
        row = Row("", f'<{p}row r="{number_}">', [], [""])
        self._write(number_, row, todo)
        return row.text(f"</{p}row>") if row.cells else ""

    def _edited(self, number_: int, piece: str, todo: Sequence[Todo], glue: str) -> str:
        if glue and not self._careful:
            quick = self._side_by_side(number_, piece, todo)
            if quick is None:
                quick = self._exchanged(number_, piece, todo)
            if quick is not None:
                return quick
        row = parse_row(piece, self._sheet.prefix)
        if not self._write(number_, row, todo):
            return piece
        return row.text("" if glue else f"</{self._sheet.prefix}row>")

    def _side_by_side(self, number_: int, piece: str, todo: Sequence[Todo]) -> str | None:
        """The row with cells that are all there, side by side, as whole columns of a prepared table are."""
        runs = tuple([id(run) for run, _, _ in todo])
        known = self._restyled.get(runs)
        if known is None:
            plain = all(run.alike and run.place is Place.EDITED for run, _, _ in todo)
            styles = [_Restyled(self._style, run.common_look) for run, _, _ in todo] if plain else []
            known = self._restyled[runs] = tuple([run.column for run, _, _ in todo]), styles
        columns, styles = known
        if not styles:
            return None
        return exchanged(piece, number_, columns, [fragment for _, _, fragment in todo], styles)

    def _exchanged(self, number_: int, piece: str, todo: Sequence[Todo]) -> str | None:
        """The row with cells that are all there already, found by their address; None where one of them is not."""
        parts: list[str] = []
        at = 0
        for each in todo:
            run, _, fragment = each
            if run.place not in (Place.EDITED, Place.EMPTY):
                return None
            address = f"{letters(run.column)}{number_}"
            start = piece.find(f'<c r="{address}"', at)
            if start < 0:
                if fragment is None:
                    continue
                return None
            old = cell_at(piece, start, run.column)
            parts += piece[at:start], self._anew(old, address, each).text
            at = start + len(old.text)
        return "".join((*parts, piece[at:]))

    def _write(self, number_: int, row: Row, todo: Sequence[Todo]) -> bool:
        """Whether there was anything to write: clearing what is not there changes nothing."""
        if any(run.place is Place.BELOW for run, _, _ in todo):
            self._check_free(number_, row, todo)
            row.show()
        at, wrote = 0, False
        for each in todo:
            column = each[0].column
            while at < len(row.cells) and row.cells[at].column < column:
                at += 1
            exists = at < len(row.cells) and row.cells[at].column == column
            cell = self._cell(number_, row, at, each, exists=exists)
            if cell is not None:
                row.put(at, cell, instead=exists)
                wrote = True
        return wrote

    def _cell(self, number_: int, row: Row, at: int, todo: Todo, *, exists: bool) -> Cell | None:
        run, value, fragment = todo
        address = a1(number_, run.column)
        if exists and run.place in (Place.EDITED, Place.EMPTY):
            return self._anew(row.cells[at], address, todo)
        if exists:
            self._check(row.cells[at].text, address, run.place)
        if fragment is None:
            return None
        base = self._base(number_, row, at, run, exists=exists)
        heading = run.place is Place.HEADING
        style = self._styles.program_heading(base) if heading else self._style(base, run.look_of(value))
        named = f' s="{style}"' if style else ""
        return Cell(run.column, style, f'<{self._sheet.prefix}c r="{address}"{named}{fragment}')

    def _anew(self, old: Cell, address: str, todo: Todo) -> Cell:
        """A cell that is there with its new value, in its own style."""
        run, value, fragment = todo
        self._check(old.text, address, run.place)
        style = old.style
        if fragment is not None:
            style = self._style(max(style, 0), run.look_of(value)) or style
        named = f' s="{style}"' if style >= 0 else ""
        return Cell(old.column, style, f'<{self._sheet.prefix}c r="{address}"{named}{fragment or "/>"}')

    def _base(self, number_: int, row: Row, at: int, run: Run, *, exists: bool) -> int:
        """The style the cell has, or would have if somebody typed into it."""
        if run.place is Place.HEADING and at and row.cells[at - 1].column == run.column - 1:
            return max(row.cells[at - 1].style, 0)
        if exists and (run.place is not Place.BELOW or row.cells[at].style > 0):
            return max(row.cells[at].style, 0)
        if run.place is Place.BELOW:
            model = self._models.get(self._data_end(number_), {})
            if run.column in model:
                return model[run.column]
        given = row.style
        return given if given is not None else self._sheet.column_style(run.column)

    def _style(self, base: int, look: Look) -> int:
        return base if look is Look.GENERAL else self._styles.looking(base, look)

    def _check(self, text: str, address: str, place: Place) -> None:
        p = self._sheet.prefix
        if f"<{p}f" in text and re.search(rf"<{p}f[\s/>]", text):
            raise Refused("excel.formula", hint="excel.formula.hint", tab=self._sheet.title, cell=address)
        if place is not Place.EDITED and _holds_something(text, p):
            raise Refused("excel.in_use", hint="excel.in_use.hint", tab=self._sheet.title, cell=address)

    def _check_free(self, number_: int, row: Row, todo: Sequence[Todo]) -> None:
        first, last = todo[0][0].column, todo[-1][0].column
        if self._sheet.reach is not None:
            first, last = min(first, self._sheet.reach.column), max(last, self._sheet.reach.last_column)
        for cell in row.cells:
            if first <= cell.column <= last and _holds_something(cell.text, self._sheet.prefix):
                where = a1(number_, cell.column)
                raise Refused("excel.in_use", hint="excel.in_use.hint", tab=self._sheet.title, cell=where)

    def _data_end(self, row: int) -> int:
        return max((end for end, count in self._plan.appended if end < row <= end + count), default=0)

    def _remember_models(self, rows: Rows) -> None:
        for end, _ in self._plan.appended:
            if rows.numbers[0] <= end <= rows.numbers[-1] and end in rows.numbers:
                row = parse_row(rows.pieces[rows.numbers.index(end)], self._sheet.prefix)
                self._models[end] = {cell.column: max(cell.style, 0) for cell in row.cells}

    def _note_formulas(self, text: str) -> None:
        p = self._sheet.prefix
        if f"<{p}f" not in text:
            return
        self.has_formulas = True
        if "ref=" not in text:
            return
        for match in re.finditer(rf"<{p}f(?=\s)[^>]*>", text):
            if re.search(r"""\st=["'](?:array|dataTable)["']""", match[0]):
                area = re.search(r"""\sref=["']([^"']+)["']""", match[0])
                if area:
                    self.arrays.append(parse(area[1]))

    def _check_arrays(self, todo: dict[int, list[Todo]]) -> None:
        if not todo or not self.arrays:
            return
        self.arrays = [area for area in self.arrays if area.last_row >= min(todo)]
        for area in self.arrays:
            for row, cells in todo.items():
                for run, _, _ in cells:
                    if area.holds(row, run.column):
                        cell = a1(row, run.column)
                        raise Refused("excel.formula", hint="excel.formula.hint", tab=self._sheet.title, cell=cell)


class _Restyled(dict[str, str]):
    """The style attribute of a cell -> that of the cell with a value that looks so."""

    def __init__(self, style: Callable[[int, Look], int], look: Look) -> None:
        super().__init__()
        self._style, self._look = style, look

    def __missing__(self, now: str) -> str:
        new = self._style(int(now[4:-1]) if now else 0, self._look)
        self[now] = f' s="{new}"' if new or now else ""
        return self[now]


def _widened(first: int, last: int, match: re.Match[str]) -> str:
    return widened(match[0], first, last)


def _holds_something(text: str, prefix: str) -> bool:
    return re.search(rf"<{prefix}(?:v|f|is)[\s>]", text) is not None
