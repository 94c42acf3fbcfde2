"""What puts back the cells that a run wrote, and which of them somebody has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from clientsheet.book.places import BELOW, places
from clientsheet.book.shop import Shop
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
    for block in record.written:
        _reverse(block, grid, keys, found)
    return found


def _reverse(block: Written, grid: Grid, keys: RowKeys, found: Reversal) -> None:
    anchor = grid.anchors.get(block.name)
    title, column = (anchor.tab, anchor.column) if anchor else (block.tab, block.column)
    tab = grid.tab(title)
    cells = tab.columns([column], 1)[0] if tab is not None and column <= tab.column_count else []
    changed: list[tuple[int, Raw, Raw]] = []
    lines = zip(block.rows, block.keys, block.before, block.after, strict=True)
    for place, (row, key, was, wrote) in zip(places(block, grid, title, column, keys), lines, strict=True):
        now = cells[place - 1] if place and place <= len(cells) else None
        if place == BELOW:
            found.below.setdefault(title, {}).setdefault(row, {})[column] = was
        elif place is None:
            found.kept += [(title, a1(row, column))] if key and title not in keys else []
        elif not _as_written(now, wrote, key):
            found.kept.append((title, a1(place, column)))
        elif not same(now, was):
            changed.append((place, now, was))
    if changed:
        rows, before, after = map(list, zip(*changed, strict=True))
        found.edits.append(ColumnEdit(title, column, _rows(rows), before, after, keep_look=True))


def _as_written(now: Raw, wrote: Raw, key: str) -> bool:
    """A box in an emptied row may say no where nothing was written."""
    return same(now, wrote) or (key.startswith(EMPTIED) and wrote is None and now is False)


def _rows(rows: Sequence[object]) -> list[int]:
    return [row for row in rows if isinstance(row, int)]
