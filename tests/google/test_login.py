"""``clientsheet google login``: the owner says yes in a browser; the permission lies where only they read it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from clientsheet.cli.door import enter
from clientsheet.jobs.doctor import run
from clientsheet.jobs.google_login import MAIL
from clientsheet.stores.google.access.account import SHEETS
from clientsheet.text import LANGUAGES, catalogue, say
from clientsheet.workspace import Workspace
from tests.emulator.auth import write_client, write_service_account
from tests.emulator.control import Emulator

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")

SHEET = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg/edit"
Browser = Callable[..., None]


@pytest.fixture
def shop(tmp_path: Path, google: Emulator, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose owner has made an OAuth client and nothing else."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the emulator's token endpoint is no https
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.chdir(tmp_path)
    write_client(google.url, tmp_path / "client-secret.json")
    settings(tmp_path, google)
    return tmp_path


def settings(folder: Path, google: Emulator, workbook: str = SHEET, credentials: str = "google-token.json") -> None:
    told = f"workbook: {workbook}\ngoogle: {{credentials: {credentials}, api: '{google.url}'}}\n"
    (folder / "config.yaml").write_text(told, "utf-8")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, google: Emulator) -> Iterator[Browser]:
    """``browser(answers, says)``: an owner who goes to the address that is opened; ``allows``: the scopes they leave
    ticked, None all; ``refuses``: they press Cancel; ``away``: nobody is there."""
    opened: list[str] = []
    walks: list[threading.Thread] = []
    mind: dict[str, object] = {}

    def visit(address: str) -> None:
        asked = {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
        google.door.codes["code-of-trial"] = str(mind.get("allows") or asked["scope"])
        told = {"error": "access_denied"} if mind.get("refuses") else {"code": str(mind.get("code", "code-of-trial"))}
        state = str(mind.get("state", asked["state"]))
        requests.get(f"{asked['redirect_uri']}?{urlencode({**told, 'state': state})}", timeout=10)

    def comes(address: str) -> bool:
        opened.append(address)
        if not mind.get("away"):
            walks.append(threading.Thread(target=visit, args=(address,)))
            walks[-1].start()
        return True

    monkeypatch.setattr("webbrowser.open", comes)

    def set_up(**mood: object) -> list[str]:
        mind.update(mood)
        return opened

    yield set_up
    for walk in walks:
        walk.join(10)


def kept(path: Path) -> dict[str, object]:
    return json.loads(path.read_text("utf-8"))


def login(*words: str) -> int:
    return enter(("--lang", "en", "google", "login", *words))


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_the_permission_is_kept_for_its_owner_alone_and_opens_the_sheet(shop, google, browser, capsys):
    browser()
    assert login() == 0
    path = shop / "google-token.json"
    assert kept(path)["type"] == "authorized_user"
    assert kept(path)["scopes"] == [SHEETS]
    assert path.stat().st_mode & 0o777 == 0o600
    book = google.spreadsheet("Salon", {"Clients": [["id"]]})
    settings(shop, google, f"https://docs.google.com/spreadsheets/d/{book}/edit")
    enter(("--lang", "en", "doctor"))
    assert say("en", "doctor.google_sheet.ok", title="Salon") in capsys.readouterr().out


def test_only_sheets_are_asked_for_unless_letters_are_wanted(shop, browser):
    opened = browser()
    assert login() == 0
    assert parse_qs(urlsplit(opened[0]).query)["scope"] == [SHEETS]


def test_one_yes_serves_the_sheet_and_the_letters(shop, browser):
    browser()
    assert login("--mail") == 0
    for name in ("google-token.json", "gmail-token.json"):
        assert set(kept(shop / name)["scopes"]) == {SHEETS, MAIL}
        assert (shop / name).stat().st_mode & 0o777 == 0o600


def test_letters_leave_by_the_permission_that_was_given(shop, google, browser):
    told = {"transport": "gmail", "from": "salon@gmail.com", "owner": "owner@example.com"}
    (shop / "config.yaml").write_text(
        json.dumps({"workbook": "clients.xlsx", "mail": {**told, "gmail": {"api": google.url}}}), "utf-8"
    )
    google.mailbox.may_read = False  # what gmail.compose allows
    browser()
    assert login("--mail") == 0
    lines = run(Workspace.open(shop / "config.yaml"), letter=True, patience=0).lines
    assert "trial" in {line.name for line in lines if line.state == "ok"}
    assert [kept.labels for kept in google.mailbox.messages.values()] == [["SENT"]]


def test_a_shop_with_a_file_or_with_a_key_is_asked_about_letters_alone(shop, google, browser):
    opened = browser()
    settings(shop, google, "clients.xlsx")
    assert login("--mail") == 0
    settings(shop, google, SHEET, "service-account.json")
    write_service_account(google.url, shop / "service-account.json")
    assert login("--mail") == 0
    assert [parse_qs(urlsplit(address).query)["scope"] for address in opened] == [[MAIL], [MAIL]]
    assert not (shop / "google-token.json").exists()


def test_a_permission_gives_way_to_a_new_one(shop, browser):
    (shop / "google-token.json").write_text('{"type": "authorized_user"}')
    (shop / "google-token.json").chmod(0o644)
    browser()
    assert login() == 0
    assert kept(shop / "google-token.json")["refresh_token"]
    assert (shop / "google-token.json").stat().st_mode & 0o777 == 0o600


def test_no_other_file_gives_way(shop, google, browser, capsys):
    opened = browser()
    (shop / "google-token.json").write_text('{"installed": {}}')
    assert login() == 2
    assert "google-token.json" in complaint(capsys)
    assert (shop / "google-token.json").read_text() == '{"installed": {}}'
    assert opened == []


def test_the_address_is_said_where_a_person_sees_it_and_no_program_reads_it(shop, browser, capsys):
    opened = browser()
    assert enter(("--lang", "en", "--format", "json", "google", "login")) == 0
    said = capsys.readouterr()
    assert opened[0] in said.err
    assert json.loads(said.out) == {"kept": [str(shop / "google-token.json")]}


def test_without_a_browser_only_the_address_is_said(shop, browser, capsys, monkeypatch):
    opened = browser()
    monkeypatch.setattr("clientsheet.stores.google.access.consent.PATIENCE", 0.1)
    assert login("--no-browser") == 3
    assert opened == []
    said = complaint(capsys)
    assert "code_challenge=" in said
    assert say("en", "login.nobody") in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("mood", "key", "code"),
    [
        ({"refuses": True}, "login.refused", 2),
        ({"allows": "openid"}, "login.unticked", 2),
        ({"code": "another"}, "login.not-taken", 3),
        ({"state": "of another page"}, "login.not-taken", 3),
    ],
)
def test_each_way_a_browser_may_answer_has_its_sentence_and_leaves_no_file(
    shop, browser, capsys, language, mood, key, code
):
    browser(**mood)
    assert enter(("--lang", language, "google", "login")) == code
    said = complaint(capsys)
    assert catalogue(language)[key].split("{")[0] in said
    assert catalogue(language)[f"{key}.hint"] in said
    assert not (shop / "google-token.json").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("told", "key"),
    [
        (None, "login.no-client"),
        ("{", "entrance.not-json"),
        ('{"web": {"client_id": "1"}}', "login.web-client"),
        ('{"type": "service_account"}', "login.not-client"),
        ('{"installed": {"client_id": "1", "client_secret": "2"}}', "login.not-client"),
        (
            '{"installed": {"client_id": "1", "client_secret": "2", "auth_uri": "http://a.example/", '
            '"token_uri": "http://a.example/"}}',
            "login.not-client",
        ),
    ],
)
def test_each_wrong_client_has_its_sentence_and_nothing_is_opened(shop, browser, capsys, language, told, key):
    opened = browser()
    (shop / "client-secret.json").unlink()
    if told is not None:
        (shop / "client-secret.json").write_text(told)
    assert enter(("--lang", language, "google", "login")) == 2
    said = complaint(capsys)
    assert say(language, key, file=shop / "client-secret.json") in said
    assert say(language, f"{key}.hint", file=shop / "client-secret.json") in said
    assert opened == []
