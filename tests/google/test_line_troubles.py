"""Each thing that goes wrong on the way, on each request: tried again as often as it is worth it, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientsheet.errors import TryLater, WrongUse
from clientsheet.stores.google.api import AnswerLost, Unsure
from clientsheet.stores.google.line.calls import Calls
from tests.emulator.control import Emulator
from tests.emulator.faults import BAD_GATEWAY, CARRIES_OUT, INTERNAL, UNAVAILABLE, Wire, refused
from tests.emulator.files import Answer
from tests.emulator.refusals import Refusal, no_permission, over_quota
from tests.google.line import Time, append, known, line, tag

REFUSALS = {
    "429 read": over_quota("Read"),
    "429 write": over_quota("Write"),
    "429 bare": Answer(429, {"error": {"code": 429, "message": "Slow down", "status": "RESOURCE_EXHAUSTED"}}),
    "429 with a time": refused(over_quota(), Retry_After="7"),
    "500": INTERNAL,
    "503": UNAVAILABLE,
    "502 html": BAD_GATEWAY,
    "503 with a time": refused(UNAVAILABLE, Retry_After="7"),
}
TROUBLES: dict[str, Any] = REFUSALS | {wire.name: wire for wire in Wire if wire is not Wire.STALE}
UNCLEAR = [name for name in TROUBLES if not name.startswith("429")]
CARRIED_OUT = [wire.name for wire in Wire if wire in CARRIES_OUT and wire is not Wire.STALE]

FREE: dict[str, tuple[str, Callable[[Calls], object]]] = {
    "get": (r"GET /v4/spreadsheets/\w+$", lambda calls: calls.get("sheets(properties(title))")),
    "values": ("values:batchGet", lambda calls: calls.values(["'T'"])),
    "fill": ("ByDataFilter", lambda calls: calls.fill([(7, ["id", "new"])])),
    "put": ("values:batchUpdate$", lambda calls: calls.put([("'T'!A2", [["new"]])])),
}
BATCH = ":batchUpdate"


@pytest.fixture
def book(google: Emulator, tmp_path: Path) -> str:
    """Its one column bears a tag."""
    book = google.spreadsheet("Salon", {"T": [["id"], ["old"]]})
    line(google, book, tmp_path / "before").change(tag(7, 1), fields="replies", proof=lambda: False)
    google.log.clear()
    return book


@pytest.fixture
def time() -> Time:
    return Time()


Patient = Callable[..., Calls]


@pytest.fixture
def patient(google: Emulator, book: str, tmp_path: Path, time: Time) -> Patient:
    """A line with so many seconds of patience."""
    return lambda seconds, **more: line(google, book, tmp_path, time, patience=seconds, **more)


@pytest.fixture
def calls(patient: Patient, request: pytest.FixtureRequest) -> Calls:
    trouble = getattr(request.node, "callspec", None)
    slow = trouble is not None and "SLOW" in trouble.params.get("trouble", "")
    return patient(300.0, timeout=(10.0, 1.0 if slow else 10.0))


def _rows(google: Emulator, book: str) -> list[list[Any]]:
    return google.owner(book).values("T")


def _holds(google: Emulator, calls: Calls, word: str) -> Callable[[], bool]:
    """Whether the row is there, asked over the line."""
    return lambda: [word] in calls.values(["'T'"])[0]


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("call", FREE)
def test_what_may_be_done_twice_is_tried_again(
    google: Emulator, calls: Calls, book: str, time: Time, call: str, trouble: str
) -> None:
    match, ask = FREE[call]
    google.plan(match=match, does=TROUBLES[trouble], seconds=2)
    ask(calls)
    assert len(google.log) == 2
    assert len(time.slept) == 1
    assert _rows(google, book) == [["id"], ["new" if call in ("fill", "put") else "old"]]


@pytest.mark.parametrize(
    ("call", "trouble"),
    [(call, trouble) for call in FREE for trouble in TROUBLES]
    + [("change", trouble) for trouble in TROUBLES if trouble not in CARRIED_OUT],
)
def test_trouble_without_an_end_ends_with_the_patience(
    google: Emulator, patient: Patient, time: Time, call: str, trouble: str
) -> None:
    match, ask = FREE.get(call) or (
        BATCH,
        lambda calls: calls.change(append("x"), fields="replies", proof=lambda: False),
    )
    patience, timeout = (1.0, 0.2) if "SLOW" in trouble else (20.0, 10.0)
    google.plan(match=match, times=None, does=TROUBLES[trouble], seconds=2)
    with pytest.raises(TryLater) as told:
        ask(patient(patience, timeout=(10.0, timeout)))
    assert told.value.exit_code == 3
    assert told.value.key in ("google.busy", "google.down", "google.network", "google.slow", "google.garbled") or (
        call == "change" and isinstance(told.value, Unsure)
    )
    assert sum(time.slept) <= patience
    assert len(google.log) > 1


@pytest.mark.parametrize("trouble", REFUSALS)
def test_a_server_that_says_when_to_come_back_is_obeyed(
    google: Emulator, calls: Calls, time: Time, trouble: str
) -> None:
    google.plan(match="batchGet", does=REFUSALS[trouble])
    calls.values(["'T'"])
    assert (time.slept[0] >= 7) == ("with a time" in trouble)


def test_nobody_waits_longer_than_there_is_patience(google: Emulator, calls: Calls, time: Time) -> None:
    google.plan(match="batchGet", does=refused(over_quota(), Retry_After="3600"))
    with pytest.raises(TryLater, match=r"google\.busy"):
        calls.values(["'T'"])
    assert time.slept == []


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_batch_is_carried_out_once_whatever_becomes_of_its_answer(
    google: Emulator, calls: Calls, book: str, trouble: str
) -> None:
    google.plan(match=BATCH, does=TROUBLES[trouble], seconds=2)
    if trouble in CARRIED_OUT:
        with pytest.raises(AnswerLost):
            calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x"))
    else:
        assert calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x")) == {"replies": [{}]}
    assert _rows(google, book) == [["id"], ["old"], ["x"]]


@pytest.mark.parametrize("trouble", ["429 write", "429 bare", "429 with a time"])
def test_a_batch_that_was_turned_away_needs_no_proof(google: Emulator, calls: Calls, trouble: str) -> None:
    def never() -> bool:
        raise AssertionError("asked for a proof")

    google.plan(match=BATCH, does=TROUBLES[trouble])
    calls.change(append("x"), fields="replies", proof=never)


@pytest.mark.parametrize("trouble", CARRIED_OUT)
def test_one_look_at_an_old_state_does_not_double_a_batch(
    google: Emulator, calls: Calls, book: str, trouble: str
) -> None:
    """Google was seen to answer a read from the state before the last write (facts §8.4)."""
    google.plan(match=BATCH, does=TROUBLES[trouble], seconds=2)
    google.plan(match="batchGet", does=Wire.STALE)
    with pytest.raises(AnswerLost):
        calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x"))
    assert _rows(google, book) == [["id"], ["old"], ["x"]]


@pytest.mark.parametrize("trouble", UNCLEAR)
def test_where_even_the_proof_fails_the_batch_is_not_sent_again(
    google: Emulator, patient: Patient, trouble: str
) -> None:
    calls = patient(10.0, timeout=(10.0, 0.3 if "SLOW" in trouble else 10.0))
    google.plan(match=BATCH, does=TROUBLES[trouble], seconds=2)
    google.plan(match="batchGet", times=None, does=Wire.LOST_RST)
    with pytest.raises(Unsure):
        calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x"))
    assert sum(BATCH in one.line for one in google.log) == 1


def test_where_the_permission_is_taken_away_before_the_proof_nobody_guesses(google: Emulator, calls: Calls) -> None:
    google.plan(match=BATCH, does=Wire.SWALLOWED_RST)
    google.plan(match="batchGet", does=no_permission())
    with pytest.raises(Unsure):
        calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x"))


def test_a_batch_whose_fate_is_unclear_at_the_end_of_the_patience_is_asked_for_once_more(
    google: Emulator, patient: Patient, book: str
) -> None:
    calls = patient(0.0)
    google.plan(match=BATCH, does=Wire.SWALLOWED_FIN)
    with pytest.raises(AnswerLost):
        calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x"))
    assert _rows(google, book) == [["id"], ["old"], ["x"]]


@pytest.mark.parametrize("call", [*FREE, "change"])
@pytest.mark.parametrize("answer", [no_permission(), Refusal("Whatever this is.", 400)])
def test_a_refusal_is_not_tried_again(google: Emulator, calls: Calls, call: str, answer: Refusal) -> None:
    match, ask = FREE.get(call) or (
        BATCH,
        lambda calls: calls.change(append("x"), fields="replies", proof=lambda: False),
    )
    google.plan(match=match, times=None, does=answer)
    with pytest.raises(Exception) as told:
        ask(calls)
    assert isinstance(told.value, WrongUse) or (call == "fill" and answer.code == 400)
    assert len(google.log) == 1


def test_a_batch_that_google_may_still_be_at_work_on_is_not_sent_again(
    google: Emulator, patient: Patient, book: str
) -> None:
    """Nobody answered, and Google works on a request for up to three minutes."""
    google.plan(match=BATCH, does=Wire.SLOW_HEADERS, seconds=2)
    with pytest.raises(Unsure):
        patient(300.0, timeout=(10.0, 0.3)).change(append("x"), fields="replies", proof=lambda: False)
    assert _rows(google, book) == [["id"], ["old"], ["x"]]


def test_a_batch_that_never_left_is_known_not_to_be_carried_out(book: str, tmp_path: Path, time: Time) -> None:
    """There is nobody at the other end."""
    calls = Calls(known(), book, base="http://127.0.0.1:9", state=tmp_path, patience=5, sleep=time.sleep)
    with pytest.raises(TryLater, match=r"google\.network") as told:
        calls.change(append("x"), fields="replies", proof=lambda: False)
    assert not isinstance(told.value, Unsure)


def test_several_troubles_in_a_row_are_borne(google: Emulator, calls: Calls, book: str) -> None:
    for number, name in enumerate(("503", "LOST_RST", "429 write", "502 html", "LOST_FIN"), 1):
        google.plan(match=BATCH, nth=number, does=TROUBLES[name])
    calls.change(append("x"), fields="replies", proof=_holds(google, calls, "x"))
    assert _rows(google, book) == [["id"], ["old"], ["x"]]
