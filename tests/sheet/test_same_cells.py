"""Two cells that say the same, however a program has saved them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientsheet.sheet.grid import CellError, Raw
from clientsheet.sheet.same import plain, same

DAY = dt.date(2026, 4, 5)
MIDNIGHT = dt.datetime(2026, 4, 5)
_cells: st.SearchStrategy[Raw] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5), st.dates(), st.datetimes()
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (12, 12.0),
        (0.1 + 0.2, 0.3),
        (1234.56, 1234.5600000000001),
        (DAY, MIDNIGHT),
        (DAY, 46117),
        (DAY, 46117.0),
        (DAY, 44655),
        (MIDNIGHT, 46117),
        (dt.datetime(2026, 4, 5, 9), 46117.375),
        (dt.datetime(2026, 4, 5, 9, 30, 15), 44655.39600694444),
        ("a", "a"),
        (None, None),
        (CellError("#REF!"), "#REF!"),
    ],
)
def test_one_value_saved_in_several_ways_is_one_value(one: Raw, other: Raw) -> None:
    """Fractions a bit apart, a date without its format (of 1900, of 1904), a moment at midnight: either way round."""
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (12, 13),
        (12.0, 12.01),
        (1_000_000.0, 1_000_000.01),
        ("12", 12),
        (None, 0),
        (None, ""),
        ("а", "a"),
        (DAY, DAY + dt.timedelta(1)),
        (DAY, 46118),
        (DAY, 46116),
        (DAY, 44656),
        (DAY, dt.datetime(2026, 4, 5, 9)),
        (MIDNIGHT, dt.datetime(2026, 4, 5, 0, 0, 1)),
        (dt.datetime(2026, 4, 5, 9), 46117),
        (dt.datetime(2026, 4, 5, 9), 46117.376),
        (dt.datetime(2026, 4, 5, 9), DAY),
        (DAY, "05.04.2026"),
    ],
)
def test_two_values_are_never_taken_for_one(one: Raw, other: Raw) -> None:
    assert not same(one, other)
    assert not same(other, one)


@given(_cells, _cells)
def test_sameness_has_no_direction_and_every_cell_is_itself(one: Raw, other: Raw) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)


@given(st.lists(_cells) | st.tuples(_cells, _cells))
@example([MIDNIGHT, dt.datetime(2026, 4, 5, 9), None])
@example((MIDNIGHT,))
def test_cells_made_plain_are_the_same_cells_with_no_midnight_among_them(cells: list[Raw]) -> None:
    """A list whichever sequence came, a moment at midnight as its date, all else as it was."""
    made = plain(cells)
    assert isinstance(made, list)
    assert list(map(same, made, cells)) == [True] * len(cells)
    assert [one for one in made if isinstance(one, dt.datetime) and one.time() == dt.time()] == []
    assert plain(made) == made
