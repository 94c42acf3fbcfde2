"""One slip of the finger leads to the provider that was meant, two lead nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.kinds.providers import meant_provider

GREAT = "hotmail.com"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@given(st.integers(1, len(GREAT) - 1), st.sampled_from(LETTERS))
def test_one_letter_wrong_missing_or_too_many_is_one_slip(at: int, letter: str) -> None:
    """And so are two neighbours swapped; the first letter is always right."""
    wrong, missing = GREAT[:at] + letter + GREAT[at + 1 :], GREAT[:at] + GREAT[at + 1 :]
    doubled = GREAT[:at] + letter + GREAT[at:]
    swapped = GREAT[:at] + GREAT[at + 1 : at + 2] + GREAT[at] + GREAT[at + 2 :]
    for typed in {wrong, missing, doubled, swapped} - {GREAT, "hmail.com"}:
        assert meant_provider(typed) == GREAT, typed


@pytest.mark.parametrize(
    "typed",
    ["hatnail.com", "hotmxxl.com", "jotmail.com", "hotmailll.com", "hotma.com", "htomali.com", "libe.com", "inbpx.ru"],
)
def test_two_slips_another_first_letter_and_short_names_are_left_alone(typed: str) -> None:
    assert meant_provider(typed) is None
