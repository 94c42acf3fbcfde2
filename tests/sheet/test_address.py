"""Addresses of cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.address import MAX_COLUMNS, MAX_ROWS, Range, a1, letters, number, parse


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
