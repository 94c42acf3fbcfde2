"""When a client can be reached is read from the talks that came about."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clientsheet.book.card.hours import ENOUGH, SPAN, hours
from clientsheet.book.card.value import Contact


def call(hour: int, result: str = "поговорили", kind: str = "call", minute: int = 5) -> Contact:
    return Contact(dt.datetime(2026, 3, 1, hour, minute), "phone", "out", kind, "", result, False, "")


def test_most_talks_tell_the_hour() -> None:
    """One talk at another hour changes nothing."""
    assert hours([call(10), call(11), call(10), call(18)]) == (10, 12)


def test_two_talks_or_talks_at_all_hours_tell_nothing() -> None:
    """A guess would be worse than none."""
    assert hours([call(10), call(10)]) is None
    assert hours([call(hour) for hour in (8, 11, 14, 17, 20)]) is None


def test_a_call_nobody_took_is_no_talk() -> None:
    """Nor is a letter, nor a note without an hour."""
    vain = [call(10, "не відповіли"), call(10, "пропущений"), call(10, "зайнято"), call(10, kind="letter")]
    midnight = call(0, minute=0)
    assert hours([*vain, *[midnight] * 3]) is None
    assert hours([*vain, *[call(19)] * 3]) == (19, 21)


@given(st.lists(st.integers(0, 23), max_size=12))
def test_the_hours_hold_most_of_the_talks(at: list[int]) -> None:
    """Whatever the talks: two hours of the day, and at least three fifths of them inside."""
    found = hours([call(hour) for hour in at])
    if found is not None:
        begin, end = found
        assert (len(at) >= ENOUGH, end - begin) == (True, SPAN)
        assert 5 * sum(begin <= hour < end for hour in at) >= 3 * len(at)
