"""The file that lets the program into a sheet: every kind is told apart, and a renewed permission is kept."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from clientsheet.config import Config
from clientsheet.errors import ConfigError
from clientsheet.stores.google.access.account import SHEETS, entrance
from tests.emulator.auth import CLIENT, service_account, write_permission, write_service_account
from tests.emulator.spreadsheet import ROBOT


@pytest.fixture(autouse=True)
def _nothing_else_on_this_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.default(tmp_path, google={"credentials": "key.json"})


def permission(base: str = "http://127.0.0.1:9", **more: Any) -> dict[str, Any]:
    return {"type": "authorized_user", "token_uri": f"{base}/token", **CLIENT, **more}


def without(name: str, told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key != name}


def test_a_key_lets_in_and_says_the_address_to_share_with(config, google, tmp_path):
    write_service_account(google.url, tmp_path / "key.json")
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    found = entrance(config)
    assert found.email == ROBOT
    assert found.session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10).status_code == 200


def test_the_key_asks_for_sheets_alone(config, google, tmp_path):
    write_service_account(google.url, tmp_path / "key.json")
    assert entrance(config).session.credentials.scopes == [SHEETS]


def test_nobody_else_is_asked_than_google_sheets_and_its_token_endpoint(config, google, tmp_path, monkeypatch):
    """Not even in another thread."""
    asked: list[str] = []
    send = requests.Session.send

    def seen(session, request, **more):
        asked.append(urlsplit(request.url).netloc)
        return send(session, request, **more)

    monkeypatch.setattr(requests.Session, "send", seen)
    write_service_account(google.url, tmp_path / "key.json")
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    entrance(config).session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10)
    for thread in threading.enumerate():
        if type(thread).__module__.startswith("google."):
            thread.join(10)
    assert set(asked) == {urlsplit(google.url).netloc}


def test_an_owner_enters_as_themselves(config, google, tmp_path):
    write_permission(google.url, tmp_path / "key.json")
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    found = entrance(config)
    assert found.email == ""
    assert found.session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10).status_code == 200


def test_a_renewed_permission_is_written_back_and_serves_the_next_run(config, google, tmp_path):
    write_permission(google.url, tmp_path / "key.json")
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    for _ in range(2):
        assert entrance(config).session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10).status_code == 200
    asked = [one.request.path for one in google.log]
    assert asked.count("/token") == 1
    kept = json.loads((tmp_path / "key.json").read_text("utf-8"))
    assert kept["type"] == "authorized_user"
    assert kept["refresh_token"] == CLIENT["refresh_token"]


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_permission_stays_its_owners_alone_when_it_is_written_back(config, google, tmp_path):
    write_permission(google.url, tmp_path / "key.json")
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    entrance(config).session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10)
    assert (tmp_path / "key.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_token_that_cannot_be_kept_is_good_all_the_same(config, google, tmp_path):
    write_permission(google.url, tmp_path / "key.json")
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    tmp_path.chmod(0o500)
    try:
        assert entrance(config).session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10).status_code == 200
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_permission_that_others_may_read_is_refused(config, tmp_path):
    write_permission("http://127.0.0.1:9", tmp_path / "key.json").chmod(0o644)
    with pytest.raises(ConfigError) as refused:
        entrance(config)
    assert refused.value.key == "config.secret-open"


@pytest.mark.parametrize(
    ("told", "key"),
    [
        (None, "entrance.missing"),
        (b"", "entrance.not-json"),
        (b"\x30\x82\x09\xaa\x02\x01", "entrance.not-json"),
        (b"AIzaSyA-an-api-key", "entrance.not-json"),
        (b"[" * 100_000, "entrance.not-json"),
        ([], "entrance.other-kind"),
        ({}, "entrance.other-kind"),
        ({"type": "external_account"}, "entrance.other-kind"),
        ({"installed": {"client_id": "1"}}, "entrance.client"),
        ({"web": {"client_id": "1"}}, "entrance.client"),
        ({"type": "service_account"}, "entrance.damaged"),
        (without("private_key", service_account("http://127.0.0.1:9")), "entrance.damaged"),
        (without("client_email", service_account("http://127.0.0.1:9")), "entrance.damaged"),
        ({**service_account("http://127.0.0.1:9"), "private_key": "-----BEGIN PRIVATE KEY-----"}, "entrance.damaged"),
        ({**service_account("http://127.0.0.1:9"), "private_key": 7}, "entrance.damaged"),
        ({**service_account("http://127.0.0.1:9"), "token_uri": "http://example.com/token"}, "entrance.damaged"),
        (permission(refresh_token=""), "entrance.permission-damaged"),
        (without("client_id", permission()), "entrance.permission-damaged"),
        (permission(token_uri="http://example.com/token"), "entrance.permission-damaged"),
        (permission(expiry="yesterday"), "entrance.permission-damaged"),
        (permission(scopes=["https://www.googleapis.com/auth/gmail.compose"]), "entrance.not-sheets"),
        (permission(scopes="https://www.googleapis.com/auth/gmail.compose openid"), "entrance.not-sheets"),
    ],
)
def test_each_wrong_file_is_told_apart_before_anybody_is_asked(config, tmp_path, told, key):
    if told is not None:
        (tmp_path / "key.json").write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())
        (tmp_path / "key.json").chmod(0o600)
    with pytest.raises(ConfigError) as refused:
        entrance(config)
    assert refused.value.key == key
    assert refused.value.hint
    assert str(tmp_path / "key.json") in str(refused.value.facts["file"])


def test_what_lies_on_the_computer_for_all_programs_serves_where_the_file_is_missing(config, google, tmp_path):
    (tmp_path / "gcloud").mkdir()
    write_service_account(google.url, tmp_path / "gcloud" / "application_default_credentials.json")
    assert entrance(config).email == ROBOT


def test_the_variable_of_googles_libraries_is_heeded(config, google, tmp_path, monkeypatch):
    monkeypatch.setenv(
        "GOOGLE_APPLICATION_CREDENTIALS", str(write_service_account(google.url, tmp_path / "other.json"))
    )
    assert entrance(config).email == ROBOT


def test_a_file_of_other_programs_is_never_written_to(config, google, tmp_path):
    (tmp_path / "gcloud").mkdir()
    path = write_permission(google.url, tmp_path / "gcloud" / "application_default_credentials.json")
    before = path.read_bytes()
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    assert entrance(config).session.get(f"{google.url}/v4/spreadsheets/{book}", timeout=10).status_code == 200
    assert path.read_bytes() == before


def test_the_file_of_the_config_goes_before_all_others(config, google, tmp_path, monkeypatch):
    write_permission(google.url, tmp_path / "key.json")
    monkeypatch.setenv(
        "GOOGLE_APPLICATION_CREDENTIALS", str(write_service_account(google.url, tmp_path / "other.json"))
    )
    assert entrance(config).path == tmp_path / "key.json"
