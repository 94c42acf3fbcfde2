"""Each thing that Google refuses has its own sentence and its own next step, in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession

from clientsheet.errors import ClientsheetError, ConfigError, Refused, TryLater, WrongUse
from clientsheet.stores.google.access.doors import entrance_refused
from clientsheet.stores.google.access.key import Key
from clientsheet.stores.google.line.calls import Calls
from clientsheet.text import LANGUAGES, catalogue, say
from tests.emulator.auth import write_service_account
from tests.emulator.control import Emulator
from tests.emulator.faults import INVALID_GRANT, Wire
from tests.emulator.files import Answer
from tests.emulator.ranges import Area
from tests.emulator.refusals import Refusal, api_switched_off, no_permission, office_file, storage_full
from tests.google.line import ADDRESS, Time, append, known, line

SCOPE = "https://www.googleapis.com/auth/spreadsheets"


def _error(code: int, message: str, reason: str = "") -> Answer:
    details = {"details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]} if reason else {}
    return Answer(code, {"error": {"code": code, "message": message, "status": "X", **details}})


READING: dict[str, tuple[Any, type[ClientsheetError]]] = {
    "google.not_shared": (no_permission(), WrongUse),
    "google.no_sheet": (Refusal("Requested entity was not found.", 404), WrongUse),
    "google.office": (office_file(), WrongUse),
    "google.api_off": (api_switched_off(), WrongUse),
    "google.storage": (storage_full(), WrongUse),
    "google.scope": (
        _error(403, "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
        ConfigError,
    ),
    "google.project": (_error(403, "Project #1 has been deleted.", "CONSUMER_INVALID"), WrongUse),
    "google.not_let_in": (Refusal("Request had invalid authentication credentials.", 401), ConfigError),
    "google.said": (_error(400, "Something nobody has heard of."), Refused),
}
WRITING: dict[str, tuple[Any, type[ClientsheetError]]] = {
    "google.view_only": (no_permission(), WrongUse),
    "google.protected": (
        Refusal("You are trying to edit a protected cell or object. Please contact the spreadsheet owner."),
        Refused,
    ),
    "google.cells_full": (
        _error(
            400, "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
        ),
        Refused,
    ),
    "google.text_too_long": (
        _error(400, "Your input contains more than the maximum of 50000 characters in a single cell."),
        Refused,
    ),
    "google.too_large": (_error(400, "Request payload size exceeds the limit: 10485760 bytes."), Refused),
}


@pytest.fixture
def book(google: Emulator) -> str:
    return google.spreadsheet("Salon", {"T": [["id"]]})


def _sentences(error: ClientsheetError) -> list[str]:
    """What is said and what to do next, in every language; nothing may be left open in them."""
    said = [say(language, key, **error.facts) for language in LANGUAGES for key in (error.key, error.hint)]
    assert all(said)
    assert len(set(said)) == len(said)
    return said


@pytest.mark.parametrize("key", READING)
def test_a_refused_look_says_why_and_what_to_do(google: Emulator, book: str, tmp_path: Path, key: str) -> None:
    answer, kind = READING[key]
    google.plan(match="GET", times=None, does=answer)
    with pytest.raises(kind) as told:
        line(google, book, tmp_path).get("properties")
    assert told.value.key == key
    _sentences(told.value)
    assert len(google.log) == 1


@pytest.mark.parametrize("key", WRITING)
def test_a_refused_write_says_why_and_what_to_do(google: Emulator, book: str, tmp_path: Path, key: str) -> None:
    answer, kind = WRITING[key]
    calls = line(google, book, tmp_path)
    calls.get("properties")
    google.plan(match="POST", times=None, does=answer)
    writes: list[Callable[[], object]] = [
        lambda: calls.change(append("x"), fields="replies", proof=lambda: False),
        lambda: calls.put([("'T'!A1", [["x"]])]),
        lambda: calls.fill([(1, ["x"])]),
    ]
    for write in writes:
        with pytest.raises(kind) as told:
            write()
        assert told.value.key == key
        _sentences(told.value)


@pytest.mark.parametrize("answer", ["google.not_shared", "google.view_only", "google.protected", "google.storage"])
def test_whom_to_let_in_is_named(google: Emulator, book: str, tmp_path: Path, answer: str) -> None:
    """The address of the service account; for an owner's own account the sentence does without."""
    for email in (ADDRESS, ""):
        calls = line(google, book, tmp_path, email=email)
        if answer in WRITING:
            calls.get("properties")
        google.plan(does=(READING | WRITING)[answer][0])
        with pytest.raises(WrongUse) as told:
            calls.put([("'T'!A1", [["x"]])])
        said = _sentences(told.value)
        assert all(ADDRESS in " ".join(pair) for pair in zip(said[::2], said[1::2], strict=True)) == bool(email)
        assert not re.search("  | ,| [.:]", " ".join(said))


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 502, 511])
@pytest.mark.parametrize(
    "body", [b"", b"<html>" + b"x" * 999, [], "x", {}, {"error": "x"}, {"error": {}}, {"error": []}]
)
def test_a_refusal_of_somebody_on_the_way_ends_in_a_sentence_too(
    google: Emulator, book: str, tmp_path: Path, status: int, body: Any
) -> None:
    """A proxy, a firewall, the sign-in page of a hotel."""
    google.plan(match="", times=None, does=Answer(status, body))
    with pytest.raises(ClientsheetError) as told:
        line(google, book, tmp_path, patience=1.0).get("properties")
    assert all(len(said) < 500 and "<" not in said for said in _sentences(told.value))


def test_where_to_switch_the_api_on_is_said_as_google_says_it(google: Emulator, book: str, tmp_path: Path) -> None:
    google.plan(match="GET", does=api_switched_off())
    with pytest.raises(WrongUse) as told:
        line(google, book, tmp_path).get("properties")
    link = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=1"
    assert all(link in said for said in _sentences(told.value)[1::2])


def test_which_sheet_is_meant_can_be_opened_from_the_sentence(google: Emulator, tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as told:
        line(google, "no-such-sheet-anywhere-at-all", tmp_path).values(["A1"])
    assert told.value.key == "google.no_sheet"
    assert "https://docs.google.com/spreadsheets/d/no-such-sheet-anywhere-at-all" in _sentences(told.value)[0]


def test_a_missing_sheet_that_first_seems_down_is_missing_in_the_end(google: Emulator, tmp_path: Path) -> None:
    google.plan(match="GET", does=Refusal("The service is currently unavailable.", 503))
    with pytest.raises(WrongUse, match=r"google\.no_sheet"):
        line(google, "missing" * 6, tmp_path).get("properties")


def test_a_really_protected_range_is_told_from_a_write_that_just_fails(
    google: Emulator, book: str, tmp_path: Path
) -> None:
    google.owner(book).protects("T", Area(0, 0, 5, 5))
    with pytest.raises(Refused, match=r"google\.protected"):
        line(google, book, tmp_path).put([("'T'!A2", [["x"]])])


# -- the way in


def _robot(base: str, tmp_path: Path) -> AuthorizedSession:
    key = write_service_account(base, tmp_path / "key.json")
    return AuthorizedSession(Key.from_service_account_file(str(key), scopes=[SCOPE]))


def _grant(words: str) -> Answer:
    return Answer(400, {"error": "invalid_grant", "error_description": words})


DOORS: dict[str, Answer] = {
    "google.key_dead": INVALID_GRANT,
    "google.clock": _grant(
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
        "Check your iat and exp values in the JWT claim."
    ),
    "google.account_gone": _grant("Invalid grant: account not found"),
    "google.scope": Answer(400, {"error": "invalid_scope", "error_description": "Invalid OAuth scope."}),
    "google.client_dead": Answer(
        401, {"error": "deleted_client", "error_description": "The OAuth client was deleted."}
    ),
    "google.entrance": Answer(400, {"error": "invalid_request", "error_description": "Missing parameter."}),
}


@pytest.mark.parametrize("key", DOORS)
def test_no_token_says_what_is_wrong_with_the_key(google: Emulator, book: str, tmp_path: Path, key: str) -> None:
    google.plan(match="POST /token", times=None, does=DOORS[key])
    with pytest.raises(WrongUse) as told:
        line(google, book, tmp_path, session=_robot(google.url, tmp_path)).get("properties")
    assert told.value.key == key
    _sentences(told.value)


@pytest.mark.parametrize("words", ["Token has been expired or revoked.", "Bad Request"])
def test_a_permission_that_ended_sends_the_owner_to_sign_in_again(words: str) -> None:
    error = entrance_refused(RefreshError(f"invalid_grant: {words}", {"error": "invalid_grant"}))
    assert error.key == "google.permission_ended"
    assert all("clientsheet google login" in said for said in _sentences(error)[1::2])


def test_a_token_that_ran_out_is_renewed_without_a_word(google: Emulator, book: str, tmp_path: Path) -> None:
    calls = line(google, book, tmp_path, session=_robot(google.url, tmp_path))
    calls.get("properties")
    google.door.expire()
    calls.change(append("x"), fields="replies", proof=lambda: False)
    assert google.owner(book).values("T") == [["id"], ["x"]]


def test_a_token_that_is_never_good_enough_ends_in_a_sentence(google: Emulator, book: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"google\.not_let_in"):
        line(google, book, tmp_path, session=known("worthless")).get("properties")


@pytest.mark.parametrize("trouble", [Wire.LOST_RST, Wire.SWALLOWED_FIN, Wire.CUT_LENGTH])
def test_a_token_lost_on_the_way_is_asked_for_again_and_nothing_is_doubled(
    google: Emulator, book: str, tmp_path: Path, trouble: Wire
) -> None:
    def never() -> bool:
        raise AssertionError("the batch had not left yet")

    google.plan(match="POST /token", does=trouble)
    calls = line(google, book, tmp_path, session=_robot(google.url, tmp_path))
    calls.change(append("x"), fields="replies", proof=never)
    assert google.owner(book).values("T") == [["id"], ["x"]]


def test_where_no_token_can_be_had_for_long_the_run_gives_up(google: Emulator, book: str, tmp_path: Path) -> None:
    google.plan(match="POST /token", times=None, does=Wire.LOST_RST)
    time = Time()
    with pytest.raises(TryLater, match=r"google\.network"):
        line(google, book, tmp_path, time, patience=20.0, session=_robot(google.url, tmp_path)).get("properties")
    assert 0 < sum(time.slept) <= 20


@pytest.mark.parametrize("key", [True, False])
def test_without_a_network_there_is_a_sentence_and_soon(book: str, tmp_path: Path, key: bool) -> None:
    """Whether it is the token that cannot be asked for or the sheet."""
    nobody, time = "http://127.0.0.1:9", Time()
    session = _robot(nobody, tmp_path) if key else known()
    calls = Calls(session, book, base=nobody, state=tmp_path, patience=3000, sleep=time.sleep)
    with pytest.raises(TryLater, match=r"google\.network") as told:
        calls.get("properties")
    _sentences(told.value)
    assert 5 < sum(time.slept) < 30


def test_every_sentence_of_the_line_has_its_three_languages() -> None:
    rooms = [{key for key in catalogue(language) if key.startswith("google.")} for language in LANGUAGES]
    assert rooms[0] == rooms[1] == rooms[2]
