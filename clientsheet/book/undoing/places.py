"""Where the rows that a run wrote stand now, whatever was sorted, added or deleted since.

A row of a tab with columns of ours is known by its key. A row of any other tab is known by what stands in its other
cells; where two are alike in all of them it does not matter which is which. A row that the run left empty is any
empty row: its old place where that is still empty, else a new one below the data.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from clientsheet.ledger import EMPTIED, RowKeys, Written
from clientsheet.sheet.grid import Grid, GridTab, Raw
from clientsheet.sheet.same import same

BELOW: Final = 0
"""In place of a row number: the row is to be added below the data."""


def row_marks(tab: GridTab, rows: Sequence[int], without: Collection[int]) -> list[str]:
    """What tells each of these rows from others: digests of its cells but for the columns ``without``."""
    columns = [number for number in range(1, tab.column_count + 1) if number not in without]
    cells = tab.columns(columns, 1)
    return [_digest(column[row - 1] if row <= len(column) else None for column in cells) for row in rows]


def is_empty(tab: GridTab, row: int) -> bool:
    """Nothing stands in it, or only formulas and boxes without a tick, as they are dragged down below the data."""
    cells = tab.rows(row, row)
    return all(
        cell is None or cell is False or row in tab.formulas(column)
        for column, cell in enumerate(cells[0] if cells else (), 1)
    )


def places(block: Written, grid: Grid, title: str, column: int, keys: RowKeys) -> list[int | None]:
    """The row of each cell of the block; None: it is not there any more. ``title``, ``column``: where the block's
    column stands now; ``keys``: of the rows as they stand now."""
    tab = grid.tab(title)
    if tab is None:
        return [None] * len(block.rows)
    if title in keys:
        return _by_key(block, tab, *keys[title])
    return _by_mark(block, tab, column) if any(block.keys) else list(block.rows)


def _by_key(block: Written, tab: GridTab, rows: Sequence[int], keys: Sequence[str]) -> list[int | None]:
    now = {key: row for row, key in zip(rows, keys, strict=True) if key}
    found: list[int | None] = []
    for row, key in zip(block.rows, block.keys, strict=True):
        if key.startswith(EMPTIED):
            found.append(row if is_empty(tab, row) else BELOW)
        else:
            found.append(now.get(key) if key else row)
    return found


def _by_mark(block: Written, tab: GridTab, column: int) -> list[int | None]:
    cells = tab.columns([column], 1)[0]
    wrote = {_plain(cell) for cell in block.after}
    candidates = {row for row, cell in enumerate(cells, 1) if cell is not None and _plain(cell) in wrote}
    rows = sorted(candidates.union(row for row in block.rows if row <= len(cells)))
    marks = dict(zip(rows, row_marks(tab, rows, [column]), strict=True))
    free: dict[str, list[int]] = {}
    for row in rows:
        free.setdefault(marks[row], []).append(row)
    found: dict[int, int] = {}

    def take(index: int, row: int) -> None:
        found[index] = row
        free[marks[row]].remove(row)

    lines = list(enumerate(zip(block.rows, block.keys, block.after, strict=True)))
    for index, (row, mark, after) in lines:
        if marks.get(row) == mark and same(cells[row - 1], after):
            take(index, row)
    moved = False
    for index, (_, mark, after) in lines:
        if index not in found and (left := [row for row in free.get(mark, ()) if same(cells[row - 1], after)]):
            take(index, left[0])
            moved = True
    for index, (row, mark, _) in lines:
        if index not in found and not moved and row in marks and row in free[marks[row]] and _alike(mark, marks[row]):
            take(index, row)  # the owner has written something into the row since
    return [found.get(index) for index, _ in lines]


def _alike(mark: str, other: str) -> bool:
    """Half of what stood in the row still does."""
    was, now = mark.split("."), set(other.split("."))
    return 2 * sum(cell in now for cell in was) >= len(was)


def _digest(cells: Iterable[Raw]) -> str:
    """Of each cell that is not empty, whatever order the columns stand in."""
    said = (_plain(cell) for cell in cells if cell is not None)
    return ".".join(sorted(hashlib.blake2b(one.encode("utf-8", "replace"), digest_size=4).hexdigest() for one in said))


def _plain(cell: Raw) -> str:
    """The same for what programs write in several ways: 12 and 12.0, a day and its midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return str(cell.date())
    return str(cell)
