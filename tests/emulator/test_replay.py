"""The emulator answers as Google was recorded to answer."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest

from tests.emulator.control import Emulator
from tests.emulator.files import Answer
from tests.emulator.replaying import NEEDS_SHARED, RECORDED, SHARED, excepted, replayed

pytestmark = [pytest.mark.shared, NEEDS_SHARED]
VERIFIER = SHARED / "reference" / "google" / "replay_verify.py"


def test_every_recorded_story_comes_out_as_with_google_but_for_the_listed_exceptions(google: Emulator) -> None:
    compared, differing = replayed(google.url)
    allowed = {(endpoint, story) for _, endpoint, story, _ in excepted()}
    assert {place: differing[place] for place in differing if place not in allowed} == {}
    assert compared >= 1500
    assert len(allowed) < compared / 100
    google.nonsense.clear()  # what the recorded client was refused for, too
    for day, endpoint, story, reason in excepted():
        assert date.fromisoformat(day)
        assert reason
        assert (endpoint, story) in differing, "an exception that is no longer needed"


def test_a_single_false_answer_is_found(google: Emulator) -> None:
    assert replayed(google.url, "test_sort")[1] == {}
    google.plan(match="GET .*/values/", does=Answer(200, {"range": "Sheet1!A1", "majorDimension": "ROWS"}))
    assert list(replayed(google.url, "test_sort")[1]) == [("values.get", "WorksheetTest.test_sort")]


@pytest.mark.skipif(
    not VERIFIER.exists() and os.environ.get("CI") != "true", reason="outsiders' own verifier is not here"
)
def test_outsiders_who_verify_it_find_no_more_than_we_list(google: Emulator) -> None:
    command = [sys.executable, str(VERIFIER), google.url, str(RECORDED), "-v"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    listed = {endpoint for _, endpoint, _, _ in excepted()}
    counts = [line.split() for line in done.stdout.splitlines() if " different " in line]
    assert counts, done.stdout + done.stderr
    assert {line[0] for line in counts if line[4] != "0"} <= listed, done.stdout
    google.nonsense.clear()
