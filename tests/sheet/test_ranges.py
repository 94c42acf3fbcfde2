"""Rectangles of cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.address import MAX_COLUMNS, MAX_ROWS, Range, parse

CORNERS = st.tuples(
    st.integers(1, MAX_ROWS), st.integers(1, MAX_COLUMNS), st.integers(1, MAX_ROWS), st.integers(1, MAX_COLUMNS)
)


@given(CORNERS)
def test_a_range_reads_back_whichever_corner_is_named_first(corners: tuple[int, int, int, int]) -> None:
    """B2:C9 and C9:B2 are the same cells, and a range is written from its upper left corner."""
    row, column, last_row, last_column = corners
    found = Range(min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column))
    first, last = str(Range(row, column, row, column)), str(Range(last_row, last_column, last_row, last_column))
    assert parse(f"{first}:{last}") == parse(str(found)) == found


def test_the_last_cell_of_the_sheet_is_an_address() -> None:
    assert parse("XFD1048576") == (MAX_ROWS, MAX_COLUMNS, MAX_ROWS, MAX_COLUMNS)
    assert str(parse("$b$2:$C$9")) == "B2:C9"


def test_a_range_holds_its_corners_and_nothing_beside_them() -> None:
    """Every cell around and inside B2:C3, one by one."""
    held = {(row, column) for row in range(1, 5) for column in range(1, 5) if Range(2, 2, 3, 3).holds(row, column)}
    assert held == {(2, 2), (2, 3), (3, 2), (3, 3)}
