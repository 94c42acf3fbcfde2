"""The sheet's small values: addresses, sameness, a grid with changes laid over it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.address import MAX_COLUMNS, MAX_ROWS, Range, a1, letters, number, parse
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.overlay import overlay
from clientsheet.sheet.patch import ColumnEdit
from clientsheet.sheet.same import same
from clientsheet.stores.held import hold


@given(st.integers(1, MAX_ROWS), st.integers(1, MAX_COLUMNS))
def test_an_address_reads_back(row: int, column: int) -> None:
    """A1 and its numbers are one thing said twice."""
    assert number(letters(column)) == column
    assert parse(a1(row, column)) == Range(row, column, row, column)


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "XFE1", "A1048577", "A1:", "Sheet!A1", "AAAA1"])
def test_what_is_no_address_of_excel_is_refused(text: str) -> None:
    """Nothing outside Excel's sheet is an address."""
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (12, 12.0, True),
        (0.1 + 0.2, 0.3, True),
        (1, True, False),
        ("1", 1, False),
        (dt.date(2026, 4, 5), dt.datetime(2026, 4, 5), True),
        (dt.date(2026, 4, 5), dt.datetime(2026, 4, 5, 12), False),
        (None, "", True),
        (None, 0, False),
        ("VIP", "VIP", True),
    ],
)
def test_sameness_is_what_an_owner_sees(one: object, other: object, expected: bool) -> None:
    """A cell that shows the same is the same, whatever type a file format gave it."""
    assert same(one, other) is expected  # type: ignore[arg-type]
    assert same(other, one) is expected  # type: ignore[arg-type]


def test_a_grid_reads_as_it_will_be_after_the_edits() -> None:
    """What is going to be cured is understood cured, and the workbook itself is as it was."""
    tab = hold("Клієнти", [["ID", "ПІБ"], [1, "Марина"], [None, "Сергiй"]])
    edits = [
        ColumnEdit("Клієнти", 2, [3], ["Сергiй"], ["Сергій"]),
        ColumnEdit("Клієнти", 1, [3, 5], [None, None], [2, 3]),
    ]
    after = overlay(Grid((tab,)), edits).tabs[0]
    assert after.rows(1, 9) == [["ID", "ПІБ"], [1, "Марина"], [2, "Сергій"], [None, None], [3, None]]
    assert after.columns([2, 1], 2) == [["Марина", "Сергій", None, None], [1, 2, None, 3]]
    assert tab.rows(3, 3) == [[None, "Сергiй"]]
