"""What has to hold before a cell is written: in the sheet as it was seen, and in the last look at what is touched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from clientsheet.errors import ClientsheetError, Refused, WorkbookChanged
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.seen import Json, Seen, SeenTab
from clientsheet.stores.google.writing.echo import Asked, Column, Shown
from clientsheet.stores.google.writing.run import run_texts


def changed(seen: Seen) -> WorkbookChanged:
    return WorkbookChanged("file.changed", hint="file.changed.hint", path=seen.title)


def must_be_possible(seen: Seen, patch: Patch) -> None:
    """WorkbookChanged: it was made from another sheet than this one. Refused: it would touch a formula, a merged cell,
    what is protected against us."""
    for edit in patch.edits:
        _edit(seen, _tab(seen, edit.tab), edit)
    for new in patch.new_columns:
        _open(_tab(seen, new.tab), [new.heading_row], [new.column])
    for block in patch.appended:
        _open(_tab(seen, block.tab), [block.after_row + 1], list(block.rows[0]) if block.rows else [])


def must_be_as_seen(seen: Seen, now: Shown, asked: Asked, run: str) -> None:
    """``asked``: what the last look was at; ``run``: our own. WorkbookChanged, also where somebody else has written
    meanwhile."""
    others = {text for text in run_texts(now.tags) if f'"{run}"' not in text}
    if others != set(run_texts(seen.tags)):
        raise changed(seen)
    for title, columns in asked.items():
        tab = _tab(seen, title)
        for number, height in columns.items():
            if not _like(tab, number, height, now.columns.get((tab.sheet_id, number))):
                raise changed(seen)


def _like(tab: SeenTab, number: int, height: int, now: Column | None) -> bool:
    seen = {tag.id for tag in tab.tags.get(number, ())}
    return now is not None and now.like(tab, number, height) and seen <= {tag.id for tag in now.tags}


def _tab(seen: Seen, title: str) -> SeenTab:
    tab = seen.tab(title)
    if tab is None or not tab.is_grid:
        raise changed(seen)
    return tab


def _edit(seen: Seen, tab: SeenTab, edit: ColumnEdit) -> None:
    formulas = tab.formulas.get(edit.column, {})
    _open(tab, edit.rows, [edit.column])
    there = tab.column(edit.column)
    for row, before in zip(edit.rows, edit.before, strict=True):
        if row in formulas:
            raise Refused("file.formula", tab=tab.title, cell=a1(row, edit.column))
        now = there[row - 1] if row <= len(there) else ""
        if now != before and not _same(now, before):
            raise changed(seen)


def _open(tab: SeenTab, rows: Sequence[int], columns: Sequence[int]) -> None:
    for cell in _cells(tab, rows, columns):
        if any(area.holds(*cell) and area[:2] != cell for area in tab.merged):
            raise Refused("file.merged", tab=tab.title, cell=a1(*cell))
        if any(area.holds(*cell) for area in tab.protected):
            raise _protected(tab, cell)


def _cells(tab: SeenTab, rows: Sequence[int], columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Only where anything could forbid it."""
    if tab.merged or tab.protected:
        yield from ((row, column) for column in columns for row in rows)


def _protected(tab: SeenTab, cell: tuple[int, int]) -> ClientsheetError:
    return Refused("google.closed", hint="google.closed.hint", tab=tab.title, cell=a1(*cell))


def _same(there: Json, expected: Raw) -> bool:
    if isinstance(expected, CellError) or expected is UNCALCULATED:
        return True  # only formulas show these, and those were looked for
    told = from_raw(expected)
    if isinstance(there, float) and isinstance(told, (int, float)):
        return math.isclose(there, told, rel_tol=1e-12, abs_tol=1e-5)
    return there == told
