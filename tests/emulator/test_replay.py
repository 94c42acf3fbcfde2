"""The emulator answers as Google was recorded to answer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.emulator.control import Emulator
from tests.emulator.replaying import excepted, replayed

pytestmark = pytest.mark.shared


def test_every_recorded_story_comes_out_as_with_google_but_for_the_listed_exceptions(google: Emulator) -> None:
    compared, differing = replayed(google.url)
    allowed = {(endpoint, story) for _, endpoint, story, _ in excepted()}
    assert set(differing) <= allowed
    assert compared >= 1500
    assert len(differing) < compared / 100


def test_every_exception_is_dated_has_a_reason_and_is_still_needed(google: Emulator) -> None:
    needed = set(replayed(google.url)[1])
    for day, endpoint, story, reason in excepted():
        assert date.fromisoformat(day)
        assert (endpoint, story) in needed
        assert len(reason) > 20
