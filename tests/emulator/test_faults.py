"""What goes wrong on demand: broken lines, refusals, quotas; and what the owner does just then."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account

from tests.emulator.auth import write_service_account
from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.emulator.faults import BAD_GATEWAY, CARRIES_OUT, INTERNAL, INVALID_GRANT, UNAVAILABLE, Wire, refused
from tests.emulator.files import Answer
from tests.emulator.quota import Quota
from tests.emulator.refusals import Refusal, api_switched_off, no_permission, office_file, over_quota, storage_full

SCOPE = "https://www.googleapis.com/auth/spreadsheets"


def _write(call: Caller, book: str, value: str, **more: Any) -> requests.Response:
    path = f"/v4/spreadsheets/{book}/values/T!A1"
    return call.send("PUT", path, params={"valueInputOption": "RAW"}, json={"values": [[value]]}, **more)


BREAKS: dict[Wire, type[Exception]] = {
    Wire.LOST_RST: requests.ConnectionError,
    Wire.LOST_FIN: requests.ConnectionError,
    Wire.SWALLOWED_RST: requests.ConnectionError,
    Wire.SWALLOWED_FIN: requests.ConnectionError,
    Wire.CUT_LENGTH: requests.exceptions.ChunkedEncodingError,
    Wire.CUT_CHUNKED: requests.exceptions.ChunkedEncodingError,
    Wire.TRUNCATED: requests.exceptions.JSONDecodeError,
    Wire.EMPTY: requests.exceptions.JSONDecodeError,
    Wire.SLOW_HEADERS: requests.ReadTimeout,
    Wire.SLOW_BODY: requests.ConnectionError,
}


@pytest.mark.parametrize("fault", list(BREAKS))
def test_a_line_breaks_as_planned_and_the_write_is_carried_out_or_not(
    google: Emulator, call: Caller, fault: Wire
) -> None:
    """The exceptions are those of facts §1 [V]."""
    book = google.spreadsheet("Salon", {"T": [["old"]]})
    google.plan(match="PUT .*/values/T!A1$", does=fault)
    with pytest.raises(BREAKS[fault]):
        _write(call, book, "new", timeout=0.3).json()
    assert google.owner(book).values("T") == [["new" if fault in CARRIES_OUT else "old"]]
    assert google.log[-1].fault is fault
    assert _write(call, book, "again").status_code == 200


@pytest.mark.parametrize(("fault", "words"), [(Wire.LOST_RST, "reset by peer"), (Wire.LOST_FIN, "closed connection")])
def test_a_reset_line_is_told_from_a_closed_one(google: Emulator, call: Caller, fault: Wire, words: str) -> None:
    google.plan(does=fault)
    with pytest.raises(requests.ConnectionError, match=words):
        call.send("GET", "/v4/spreadsheets/x")


@pytest.mark.parametrize(
    ("does", "status"),
    [
        (over_quota("Write"), 429),
        (refused(over_quota(), Retry_After="3"), 429),
        (INTERNAL, 500),
        (UNAVAILABLE, 503),
        (BAD_GATEWAY, 502),
        (no_permission(), 403),
        (api_switched_off(), 403),
        (office_file(), 400),
    ],
)
def test_a_planned_refusal_comes_for_the_nth_request_and_as_often_as_it_should(
    google: Emulator, call: Caller, does: Answer | Refusal, status: int
) -> None:
    book = google.spreadsheet("Salon", {"T": []})
    google.plan(match="PUT", nth=2, times=2, does=does)
    assert [_write(call, book, "x").status_code for _ in range(4)] == [200, status, status, 200]


def test_over_quota_there_is_a_429_until_the_minute_is_over(google: Emulator, call: Caller) -> None:
    now = [0.0]
    google.quota = Quota(clock=lambda: now[0])
    book = google.spreadsheet("Salon", {"T": []})
    assert {_write(call, book, "x").status_code for _ in range(60)} == {200}
    answer = _write(call, book, "x")
    assert answer.status_code == 429
    assert answer.json()["error"]["details"][0]["metadata"]["quota_limit"] == "WriteRequestsPerMinutePerUser"
    assert call.values(book, "T") == [["x"]]
    now[0] = 60.0
    assert _write(call, book, "x").status_code == 200


def test_a_project_shared_with_others_is_full_earlier(google: Emulator, call: Caller) -> None:
    google.quota = Quota(clock=lambda: 0.0, others=290)
    book = google.spreadsheet("Salon", {"T": []})
    assert [_write(call, book, "x").status_code for _ in range(11)] == [200] * 10 + [429]


def test_the_owner_edits_between_our_read_and_our_write(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["b"], ["a"]]})
    google.plan(match="PUT", before=lambda: google.owner(book).sort("T", 0, first=0))
    google.plan(match="PUT", after=lambda: google.owner(book).types("T", 5, 0, "after"))
    assert _write(call, book, "new").status_code == 200
    assert google.owner(book).values("T") == [["new"], ["b"], [], [], [], ["after"]]


def test_a_stale_read_shows_the_state_before_the_last_write(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": [["old"]]})
    _write(call, book, "new")
    google.plan(match="GET", does=Wire.STALE)
    assert [call.values(book, "T"), call.values(book, "T")] == [[["old"]], [["new"]]]


def test_a_service_account_comes_in_by_a_signed_assertion(google: Emulator, tmp_path: Path) -> None:
    book = google.spreadsheet("Salon", {"T": [["x"]]})
    key = write_service_account(google.url, tmp_path / "key.json")
    keys = service_account.Credentials.from_service_account_file(str(key), scopes=[SCOPE])
    session = AuthorizedSession(keys)
    assert session.get(f"{google.url}/v4/spreadsheets/{book}").status_code == 200
    google.door.expire()
    assert session.get(f"{google.url}/v4/spreadsheets/{book}").status_code == 200
    assert [one.answer.status for one in google.log] == [200, 200, 401, 200, 200]


def test_a_dead_key_gets_no_token(google: Emulator, tmp_path: Path) -> None:
    key = write_service_account(google.url, tmp_path / "key.json")
    keys = service_account.Credentials.from_service_account_file(str(key), scopes=[SCOPE])
    google.plan(match="POST /token", times=None, does=INVALID_GRANT)
    with pytest.raises(RefreshError, match="invalid_grant"):
        AuthorizedSession(keys).get(f"{google.url}/v4/spreadsheets/none")


@pytest.mark.parametrize(("header", "status"), [(None, 403), ("Bearer wrong", 401)])
def test_nobody_comes_in_without_a_token(google: Emulator, header: str | None, status: int) -> None:
    headers = {"Authorization": header} if header else {}
    assert requests.get(f"{google.url}/v4/spreadsheets/x", headers=headers, timeout=5).status_code == status


@pytest.mark.parametrize(
    ("trouble", "status"), [(office_file(), 400), (no_permission(), 403), (api_switched_off(), 403)]
)
def test_a_file_can_be_in_trouble_for_as_long_as_it_takes(
    google: Emulator, call: Caller, trouble: Refusal, status: int
) -> None:
    book = google.spreadsheet("Salon", {"T": [["x"]]})
    google.file(book).trouble = trouble
    assert [call.send("GET", f"/v4/spreadsheets/{book}").status_code for _ in range(2)] == [status] * 2
    google.file(book).trouble = None
    assert call.values(book, "T") == [["x"]]


def test_drive_refuses_in_its_own_shape(google: Emulator, call: Caller) -> None:
    google.plan(match="POST /drive", does=storage_full())
    answer = call.send("POST", "/drive/v3/files", json={"name": "n"})
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (403, "storageQuotaExceeded")
    missing = call.send("GET", "/drive/v3/files/none")
    assert (missing.status_code, missing.json()["error"]["errors"][0]["reason"]) == (404, "notFound")


def test_it_runs_by_itself_until_it_is_ended() -> None:
    command = [sys.executable, "-m", "tests.emulator", "--port", "0", "--token", "mine"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as running:
        assert running.stdout is not None
        url = running.stdout.readline().strip()
        headers = {"Authorization": "Bearer mine"}
        answer = requests.get(f"{url}/v4/spreadsheets/none", headers=headers, timeout=5)
        running.terminate()
    assert (answer.status_code, running.returncode) == (404, 0)


def test_the_log_counts_reads_and_writes_as_google_does(google: Emulator, call: Caller) -> None:
    book = google.spreadsheet("Salon", {"T": []})
    call.values(book, "T")
    _write(call, book, "x")
    call.ask(
        "POST", f"/v4/spreadsheets/{book}/values:batchGetByDataFilter", json={"dataFilters": [{"a1Range": "T!A1"}]}
    )
    call.ask("POST", "/drive/v3/files", json={"name": "n", "mimeType": "application/vnd.google-apps.spreadsheet"})
    assert (google.count("Read"), google.count("Write")) == (2, 1)


def test_an_answer_is_packed_only_for_those_who_say_gzip_twice(google: Emulator, call: Caller) -> None:
    """Facts §4 [D]."""
    book = google.spreadsheet("Salon", {"T": [["x"]]})
    path, packed = f"/v4/spreadsheets/{book}/values/T", {"Accept-Encoding": "gzip", "User-Agent": "trial (gzip)"}
    answer = call.send("GET", path, headers=packed, params={"prettyPrint": "false"}, stream=True)
    assert gzip.decompress(answer.raw.read()).startswith(b'{"range":')
    assert "Content-Encoding" not in call.send("GET", path).headers
