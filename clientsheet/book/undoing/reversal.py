"""What puts back the cells that a run wrote, and which of them somebody has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from clientsheet.book.shop import Shop
from clientsheet.book.undoing.places import BELOW, places
from clientsheet.ledger import EMPTIED, RowKeys, RunRecord, Written
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Grid, Raw
from clientsheet.sheet.patch import AppendedRows, ColumnEdit
from clientsheet.sheet.same import same

Cell = tuple[str, str]
"""(tab, A1)"""


@dataclass
class Reversal:
    """``kept``: cells that hold something else by now, or whose row is not to be found: left alone. ``below``: by tab
    and the row's old place, what is to stand in a new row below the data."""

    edits: list[ColumnEdit] = field(default_factory=list)
    kept: list[Cell] = field(default_factory=list)
    below: dict[str, dict[int, dict[int, Raw]]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Of cells."""
        below = (cells for rows in self.below.values() for cells in rows.values())
        return sum(len(edit.rows) for edit in self.edits) + sum(map(len, below))

    def appended(self, grid: Grid) -> tuple[AppendedRows, ...]:
        found = ((grid.tab(title), rows) for title, rows in self.below.items())
        return tuple(
            AppendedRows(tab.title, tab.row_count, [rows[row] for row in sorted(rows)]) for tab, rows in found if tab
        )


def reversal(record: RunRecord, grid: Grid, shop: Shop) -> Reversal:
    """``shop``: of the workbook as ``grid`` has it."""
    found, keys = Reversal(), shop.row_keys()
    there = _never_emptied(record, grid, keys)
    for block in record.written:
        _reverse(block, grid, keys, there, found)
    return found


def _never_emptied(record: RunRecord, grid: Grid, keys: RowKeys) -> set[tuple[str, int]]:
    """Rows (tab, place of before) that the run was to empty, and that stand there after all: it died before."""
    as_before: dict[tuple[str, int], bool] = {}
    for block in record.written:
        lines = zip(block.rows, block.keys, block.before, strict=True)
        emptied = [(row, key.removeprefix(EMPTIED), was) for row, key, was in lines if key.startswith(EMPTIED)]
        if not emptied:
            continue
        title, _, cells = _column(block, grid)
        known = set(keys[title][1]) - {""} if title in keys else set()
        for row, key, was in emptied:
            cell_stands = same(cells[row - 1] if row <= len(cells) else None, was)
            as_before[title, row] = key in known or (as_before.get((title, row), True) and cell_stands)
    return {place for place, stands in as_before.items() if stands}


def _column(block: Written, grid: Grid) -> tuple[str, int, Sequence[Raw]]:
    """Where the block's column stands now (tab, number), and its cells."""
    anchor = grid.anchors.get(block.name)
    title, column = (anchor.tab, anchor.column) if anchor else (block.tab, block.column)
    tab = grid.tab(title)
    return title, column, tab.columns([column], 1)[0] if tab is not None and column <= tab.column_count else []


def _reverse(block: Written, grid: Grid, keys: RowKeys, there: set[tuple[str, int]], found: Reversal) -> None:
    title, column, cells = _column(block, grid)
    changed: list[tuple[int, Raw, Raw]] = []
    lines = zip(block.rows, block.keys, block.before, block.after, strict=True)
    for place, (row, key, was, wrote) in zip(places(block, grid, title, column, keys), lines, strict=True):
        now = cells[place - 1] if place and place <= len(cells) else None
        if key.startswith(EMPTIED) and (title, row) in there:
            continue
        if place == BELOW:
            found.below.setdefault(title, {}).setdefault(row, {})[column] = was
        elif place is None:
            found.kept += [(title, a1(row, column))] if key and title not in keys else []
        elif same(now, was):
            continue
        elif _as_written(now, wrote, key):
            changed.append((place, now, was))
        else:
            found.kept.append((title, a1(place, column)))
    if changed:
        rows, before, after = map(list, zip(*changed, strict=True))
        found.edits.append(ColumnEdit(title, column, _rows(rows), before, after, keep_look=True))


def _as_written(now: Raw, wrote: Raw, key: str) -> bool:
    """A box in an emptied row may say no where nothing was written."""
    return same(now, wrote) or (key.startswith(EMPTIED) and wrote is None and now is False)


def _rows(rows: Sequence[object]) -> list[int]:
    return [row for row in rows if isinstance(row, int)]
