"""What stands at the edge of a kind: the longest text, a digit too many, a number that is none."""

from __future__ import annotations

import math

import pytest
from owners_cells import READING

from clientsheet.sheet.kinds import KINDS, NAME, NUMBER, PHONES, TEXT, Kind
from clientsheet.sheet.kinds.column import CellKind
from clientsheet.sheet.kinds.texts import LONGEST


@pytest.mark.parametrize("kind", [TEXT, NAME], ids=repr)
@pytest.mark.parametrize(
    ("text", "fits"),
    [("а" * LONGEST, True), ("а" * (LONGEST + 1), False), ("😀" * (LONGEST // 2), True), ("😀" * 16_384, False)],
    ids=["letters", "a letter more", "smileys", "a smiley more"],
)
def test_a_text_is_too_long_from_the_first_unit_that_a_cell_cannot_hold(kind: Kind, text: str, fits: bool) -> None:
    """A smiley counts twice, as in Excel; the value is kept, and the texts beside it are read as ever."""
    values, remarks = kind.read([text, "Марина"], READING)
    assert list(values) == [text, "Марина"]
    assert [(remark.index, remark.code) for remark in remarks] == ([] if fits else [(0, "text-too-long")])


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, 1e308], ids=repr)
def test_a_number_that_is_none_stops_no_kind(kind: CellKind, number: float) -> None:
    """Looked at with care, it has an answer like any other cell."""
    assert len(kind.careful(number, READING).notes) <= 1


@pytest.mark.parametrize("text", ["9" * 400, "-" + "9" * 400])
def test_a_number_larger_than_any_is_not_read(text: str) -> None:
    values, remarks = NUMBER.read([text], READING)
    assert (list(values), [remark.code for remark in remarks]) == ([None], ["number-unreadable"])


@pytest.mark.parametrize(
    ("text", "digits"),
    [("0674545451 1", 10), ("80674545451 1", 10), ("38 67 454 54 51 1", 10), ("380674545451 12", 11), ("674545", 6)],
)
def test_digits_are_counted_without_the_country_and_the_zero_in_front(text: str, digits: int) -> None:
    """However the owner begins a number, they are told how many digits of their own it has, of nine."""
    _, (remark,) = PHONES.read([text], READING)
    assert (remark.facts["digits"], remark.facts["expected"]) == (digits, 9)
