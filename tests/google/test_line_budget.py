"""How many requests leave in a minute, whoever sends them."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.errors import TryLater
from clientsheet.stores.google.line.budget import AT_MOST, Budget, Kind
from clientsheet.stores.google.line.patience import pause
from tests.emulator.control import Emulator
from tests.emulator.quota import Quota
from tests.google.line import Time, line

KINDS: tuple[Kind, ...] = ("Read", "Write")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.floats(0, 30), st.booleans()), max_size=60), st.integers(1, 7))
def test_no_minute_ever_holds_more_than_it_may(asked: list[tuple[Kind, float, bool]], most: int) -> None:
    """Whichever of two runs asks, and whenever."""
    now = [1000.0]
    with TemporaryDirectory() as folder:
        runs = [Budget(Path(folder), lambda: now[0], most) for _ in range(2)]
        left: dict[Kind, list[float]] = {"Read": [], "Write": []}
        for kind, later, other in asked:
            now[0] += later
            left[kind].append(now[0] + runs[other].turn(kind))
    for times in left.values():
        times.sort()
        assert all(number - bisect_left(times, time - 59.999) < most for number, time in enumerate(times))


@settings(deadline=None)
@given(st.lists(st.floats(1.2, 10), max_size=60))
def test_who_asks_slowly_enough_never_waits(pauses: list[float]) -> None:
    now = [1000.0]
    with TemporaryDirectory() as folder:
        budget = Budget(Path(folder), lambda: now[0])
        for later in pauses:
            now[0] += later
            assert budget.turn("Read") == 0


@pytest.mark.parametrize("found", [b"", b"{", b"[]", b'{"Read": 3}', b'{"Read": ["x"]}', b'{"Read": [1e300, 9e11]}'])
def test_a_spoilt_note_of_the_last_minute_stops_nobody(tmp_path: Path, found: bytes) -> None:
    (tmp_path / "google-requests.json").write_bytes(found)
    budget = Budget(tmp_path, lambda: 1000.0)
    assert [budget.turn("Read") for _ in range(AT_MOST + 1)] == [0.0] * AT_MOST + [60.0]


def test_a_clock_that_was_set_back_does_not_stop_the_program_for_ever(tmp_path: Path) -> None:
    budget = Budget(tmp_path, lambda: 2_000_000.0)
    assert [budget.turn("Read") for _ in range(AT_MOST)] == [0.0] * AT_MOST
    assert Budget(tmp_path, lambda: 1_000_000.0).turn("Read") == 0


def test_where_nothing_can_be_noted_each_run_still_counts_for_itself(tmp_path: Path) -> None:
    budget = Budget(tmp_path / "no" / "such" / "folder", lambda: 1000.0)
    assert [budget.turn("Read") for _ in range(AT_MOST + 1)][-1] == 60.0
    assert list(tmp_path.iterdir()) == []


@given(st.integers(1, 500), st.floats(0, 1), st.floats(0, 1))
def test_pauses_grow_up_to_a_minute_and_no_two_clients_come_back_at_once(
    failures: int, one: float, other: float
) -> None:
    first, second = (pause(failures, None, lambda chance=chance: chance) for chance in (one, other))
    assert 0.5 <= first <= 64
    assert first <= pause(failures + 1, None, lambda: one) or failures > 6
    assert (first < second) == (one < other) or max(first, second) == 64 or abs(one - other) < 1e-6


def test_fifty_requests_leave_at_once_and_the_next_waits_for_its_minute(google: Emulator, tmp_path: Path) -> None:
    time, book = Time(), google.spreadsheet("Salon", {"T": []})
    google.quota = Quota(clock=time.clock)
    calls = line(google, book, tmp_path, time)
    for _ in range(3 * AT_MOST):
        calls.get("properties")
    assert {one.answer.status for one in google.log} == {200}
    assert time.slept == [60.0, 60.0]


def test_two_runs_share_a_minute(google: Emulator, tmp_path: Path) -> None:
    time, book = Time(), google.spreadsheet("Salon", {"T": []})
    google.quota = Quota(per_user=AT_MOST, clock=time.clock)
    runs = [line(google, book, tmp_path, time) for _ in range(2)]
    for number in range(2 * AT_MOST):
        runs[number % 2].put([("T!A1", [["x"]])])
    assert {one.answer.status for one in google.log} == {200}


@pytest.mark.parametrize("others", [0, 290, 299])
def test_beside_others_who_use_the_quota_a_run_still_ends(google: Emulator, tmp_path: Path, others: int) -> None:
    """``others``: of the project's 300 requests in a minute."""
    time, book = Time(), google.spreadsheet("Salon", {"T": []})
    google.quota = Quota(clock=time.clock, others=others)
    calls = line(google, book, tmp_path, time)
    for _ in range(3):
        calls.get("properties")
    assert sum(time.slept) <= 300


def test_beside_others_who_use_up_the_quota_a_run_says_to_try_later(google: Emulator, tmp_path: Path) -> None:
    time, book = Time(), google.spreadsheet("Salon", {"T": []})
    google.quota = Quota(clock=time.clock, others=300)
    with pytest.raises(TryLater, match=r"google\.busy"):
        line(google, book, tmp_path, time).get("properties")
    assert 0 < sum(time.slept) <= 300
