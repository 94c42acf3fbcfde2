"""Formulas that fill other cells too: what they show below them is theirs, and writing there breaks them.

Google tells such a formula only of the cell it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from clientsheet.sheet.address import Range
from clientsheet.stores.google.seen import COLUMN, SeenTab

_TABLES: Final = (
    "QUERY|FILTER|SORT|SORTN|UNIQUE|TRANSPOSE|FLATTEN|SEQUENCE|SPLIT|MAP|BYROW|BYCOL|SCAN|MAKEARRAY|HSTACK|VSTACK"
    "|TOCOL|TOROW|WRAPROWS|WRAPCOLS|CHOOSECOLS|CHOOSEROWS|IMPORTRANGE|IMPORTDATA|IMPORTHTML|IMPORTXML|IMPORTFEED"
    "|GOOGLEFINANCE"
)
_WRAPPERS: Final = re.compile(r"\s*(?:\(|\+|(?:IFERROR|IFNA|ARRAY_CONSTRAIN)\s*\()", re.IGNORECASE)
_ARRAY: Final = re.compile(r"\s*ARRAYFORMULA\s*\(", re.IGNORECASE)
_TABLE: Final = re.compile(rf"\s*(?:\{{|(?:{_TABLES})\s*\()", re.IGNORECASE)
_ONE_VALUE: Final = re.compile(
    r"\s*(?:SUM\w*|COUNT\w*|AVERAGE\w*|MAX\w*|MIN\w*|MEDIAN|(?:TEXT)?JOIN|CONCATENATE|AND|OR|PRODUCT)\s*\(",
    re.IGNORECASE,
)


def reach(formula: str) -> str:
    """'' for a formula that fills its own cell, 'column' for one that may go on below, 'table' for one that may go on
    to the right as well."""
    rest = formula.removeprefix("=")
    spreads = ""
    while True:
        if found := _ARRAY.match(rest):
            spreads = "column"
        elif _TABLE.match(rest):
            return "table"
        elif not (found := _WRAPPERS.match(rest)):
            return "" if _ONE_VALUE.match(rest) else spreads
        rest = rest[found.end() :]


def spilled(tab: SeenTab) -> Iterator[Range]:
    """The areas that such formulas of the tab may fill: down to the next formula of the column; to the right as far as
    their row goes on without a blank, a formula or a column of ours. A formula that stands in row after row fills its
    own cell."""
    for column, formulas in tab.formulas.items():
        rows = sorted(formulas)
        above, above_how = 0, ""
        for row, following in zip(rows, [*rows[1:], len(tab.values) + 1], strict=True):
            how = reach(formulas[row])
            alone = following > row + 1 and not (above == row - 1 and above_how == how)
            if how and alone and row not in tab.errors.get(column, {}):
                yield Range(row + 1, column, following - 1, column)
                if how == "table":
                    yield from _to_the_right(tab, row, column, following - 1)
            above, above_how = row, how


def spilled_rows(tab: SeenTab) -> Mapping[int, Sequence[int]]:
    """The rows that hold a value of such a formula, by column."""
    found: dict[int, list[int]] = {}
    for area in spilled(tab):
        rows = found.setdefault(area.column, [])
        rows += [row for row in range(area.row, area.last_row + 1) if tab.value(row, area.column) != ""]
    return found


def _to_the_right(tab: SeenTab, row: int, column: int, last_row: int) -> Iterator[Range]:
    column += 1
    while tab.value(row, column) != "" and row not in tab.formulas.get(column, {}) and not _ours(tab, column):
        below = (other for other in tab.formulas.get(column, ()) if row < other <= last_row)
        yield Range(row, column, min(below, default=last_row + 1) - 1, column)
        column += 1


def _ours(tab: SeenTab, column: int) -> bool:
    return any(tag.key == COLUMN for tag in tab.tags.get(column, ()))
