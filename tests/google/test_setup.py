"""Tried as a new owner would with the guide: every wrong step says what is wrong and what to do next, in each language.

Asked twice, as owners ask: by ``doctor`` and by the ``sync`` of a cron job.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clientsheet.cli.door import enter
from clientsheet.templating import Templates
from clientsheet.text import LANGUAGES, catalogue
from tests.emulator.auth import CLIENT, service_account, write_permission
from tests.emulator.control import Emulator
from tests.emulator.faults import INVALID_GRANT
from tests.emulator.ranges import Area
from tests.emulator.refusals import api_switched_off, no_permission, office_file
from tests.emulator.spreadsheet import ROBOT
from tests.google.demo_sheet import SheetShop, blank_sheet, sheet_shop

KEY = "service-account.json"
TABS = {"Клієнти": [["ID", "Клієнт", "Телефон"], ["1", "Олена Бойко", "0671112233"]]}


@pytest.fixture(autouse=True)
def _nothing_else_on_this_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))


@pytest.fixture(autouse=True)
def _templates_are_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doctor would try every template each time; that has trials of its own."""
    monkeypatch.setattr(Templates, "mistakes", lambda self: iter(()))


@pytest.fixture
def shop(google: Emulator, tmp_path: Path) -> SheetShop:
    return blank_sheet(google, tmp_path / "salon", "uk", TABS)


@dataclass(frozen=True)
class Said:
    code: int
    words: str


@pytest.fixture
def typed(shop: SheetShop, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def run(language: str, verb: str) -> Said:
        code = enter(["--config", str(shop.folder / "config.yaml"), "--lang", language, verb])
        said = capsys.readouterr()
        return Said(code, said.err if verb == "sync" else said.out)

    return run


def writes(told: Any) -> Callable[[SheetShop], None]:
    """The file of the key holds this instead."""

    def step(shop: SheetShop) -> None:
        path = shop.folder / KEY
        path.write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())

    return step


def answers(match: str, told: Any) -> Callable[[SheetShop], None]:
    return lambda shop: (shop.google.plan(match, does=told, times=None), None)[1]


def names(workbook: str) -> Callable[[SheetShop], None]:
    """config.yaml holds another address."""

    def step(shop: SheetShop) -> None:
        path = shop.folder / "config.yaml"
        path.write_text(re.sub("(?m)^workbook:.*$", f'workbook: "{workbook}"', path.read_text("utf-8")), "utf-8")

    return step


def no_key(shop: SheetShop) -> None:
    (shop.folder / KEY).unlink()


def clock_an_hour_and_a_half_slow(shop: SheetShop) -> None:
    shop.google.door.ahead = 5400


def clock_a_quarter_fast(shop: SheetShop) -> None:
    shop.google.door.ahead = -900


def account_deleted(shop: SheetShop) -> None:
    told = {**service_account(shop.google.url), "client_email": "gone@trial.iam.gserviceaccount.com"}
    (shop.folder / KEY).write_text(json.dumps(told))


def permission_withdrawn(shop: SheetShop) -> None:
    write_permission(shop.google.url, shop.folder / KEY)
    shop.google.door.revoked = True


def own_account_not_invited(shop: SheetShop) -> None:
    write_permission(shop.google.url, shop.folder / KEY)
    shop.google.plan("/v4/", does=no_permission(), times=None)


STEPS: dict[str, tuple[Callable[[SheetShop], None], str]] = {
    "no key": (no_key, "entrance.missing"),
    "an API key instead of a file": (writes(b"AIzaSyD-trial"), "entrance.not-json"),
    "a P12 key": (writes(b"\x30\x82\x09\xaa\x02\x01"), "entrance.not-json"),
    "the OAuth client instead of the key": (writes({"installed": {"client_id": "1"}}), "entrance.client"),
    "some other JSON": (writes({"name": "clientsheet"}), "entrance.other-kind"),
    "half of the key": (writes({"type": "service_account", "client_email": ROBOT}), "entrance.damaged"),
    "a permission with a hole": (writes({"type": "authorized_user", "client_id": "1"}), "entrance.permission-damaged"),
    "a permission for letters": (
        writes({"type": "authorized_user", **CLIENT, "scopes": ["https://www.googleapis.com/auth/gmail.compose"]}),
        "entrance.not-sheets",
    ),
    "the key was deleted": (answers("/token", INVALID_GRANT), "google.key_dead"),
    "the account was deleted": (account_deleted, "google.account_gone"),
    "the permission was withdrawn": (permission_withdrawn, "google.permission_ended"),
    "the clock is slow": (clock_an_hour_and_a_half_slow, "google.clock"),
    "the clock is fast": (clock_a_quarter_fast, "google.clock"),
    "the API is off": (answers("/v4/", api_switched_off()), "google.api_off"),
    "not shared": (answers("/v4/", no_permission()), "google.not_shared"),
    "not shared with the owner's other account": (own_account_not_invited, "google.not_shared.own"),
    "a letter of the address is lost": (
        names("https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWx/edit"),
        "google.no_sheet",
    ),
    "an Office file": (answers("/v4/", office_file()), "google.office"),
    "a folder": (names("https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOpQrStUvWx"), "google.address.folder"),
    "a document": (names("https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWx/edit"), "google.address.kind"),
    "a published copy": (
        names("https://docs.google.com/spreadsheets/d/e/2PACX-1AbCdEfGhIjKlMnOpQrStUvWx/pubhtml"),
        "google.address.published",
    ),
    "some web page": (names("https://example.com/table"), "google.address"),
}


def pieces(language: str, key: str) -> list[str]:
    """What a sentence says whatever fills it."""
    return [piece.strip() for piece in re.split(r"\{[^}]*\}", catalogue(language)[key]) if piece.strip(" .«»“”")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", ["doctor", "sync"])
@pytest.mark.parametrize("step", STEPS)
def test_each_wrong_step_has_its_sentence_and_the_next_step(
    shop: SheetShop, typed: Callable[..., Said], step: str, verb: str, language: str
) -> None:
    """And nothing is written, by a run that ends with a code a cron job understands."""
    go_wrong, key = STEPS[step]
    go_wrong(shop)
    hint = f"{key}.hint" if f"{key}.hint" in catalogue(language) else "google.address.hint"
    before = shop.google.count("Write")
    said = typed(language, verb)
    assert said.code == 2
    assert [piece for piece in [*pieces(language, key), *pieces(language, hint)] if piece not in said.words] == []
    assert shop.google.count("Write") == before
    assert "Traceback" not in said.words


@pytest.mark.parametrize("verb", ["doctor", "sync"])
def test_no_two_wrong_steps_of_different_kinds_say_the_same(
    google: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    said: dict[str, set[str]] = {}
    for number, (go_wrong, key) in enumerate(STEPS.values()):
        one = blank_sheet(google, tmp_path / str(number), "en", TABS)
        go_wrong(one)
        enter(["--config", str(one.folder / "config.yaml"), "--lang", "en", verb])
        told = capsys.readouterr()
        mistakes = [line for line in told.out.splitlines() if line.startswith("✗")] if verb == "doctor" else [told.err]
        said.setdefault(key, set()).add(mistakes[0].replace(str(number), ""))
        google.calm()
        google.door.ahead, google.door.revoked = 0, False
    assert len(set().union(*said.values())) >= len(said)
    assert all(one.isdisjoint(other) for key, one in said.items() for far, other in said.items() if key < far)


def test_the_address_to_share_with_is_said(shop: SheetShop, typed: Callable[..., Said]) -> None:
    shop.google.plan("/v4/", does=no_permission(), times=None)
    for verb in ("doctor", "sync"):
        assert ROBOT in typed("en", verb).words


def test_the_link_that_switches_the_api_on_is_said(shop: SheetShop, typed: Callable[..., Said]) -> None:
    shop.google.plan("/v4/", does=api_switched_off(), times=None)
    for verb in ("doctor", "sync"):
        assert "https://console.developers.google.com/apis/api/sheets.googleapis.com" in typed("en", verb).words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_shared_for_reading_alone_is_told_when_it_comes_to_writing(
    google: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Only then can it be known: Google shows a reader everything."""
    shop = sheet_shop(google, tmp_path / "salon", language)
    google.plan("POST .*(:batchUpdate|ByDataFilter)", does=no_permission(), times=None)
    before = {tab: shop.owner.values(tab) for tab in _tabs(shop)}
    assert enter(["--config", str(shop.folder / "config.yaml"), "--lang", language, "sync"]) == 2
    said = capsys.readouterr().err
    assert [piece for piece in pieces(language, "google.view_only") if piece not in said] == []
    assert [piece for piece in pieces(language, "google.view_only.hint") if piece not in said] == []
    assert {tab: shop.owner.values(tab) for tab in before} == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_that_is_closed_to_the_program_is_named_and_nothing_is_written(
    google: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    shop = sheet_shop(google, tmp_path / "salon", language)
    clients = _tabs(shop)[0]
    shop.owner.protects(clients, Area(0, 0, 100, 60))
    assert enter(["--config", str(shop.folder / "config.yaml"), "--lang", language, "sync"]) == 2
    said = capsys.readouterr().err
    expected = [*pieces(language, "google.closed"), *pieces(language, "google.closed.hint"), f"{clients}!"]
    assert [piece for piece in expected if piece not in said] == []
    assert google.count("Write") == 0


def test_doctor_finds_a_well_set_up_sheet_ready(
    google: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = sheet_shop(google, tmp_path / "salon", "uk")
    _set(shop, locale="uk_UA", timeZone="Europe/Kiev")
    before = google.count("Write")
    assert doctor(shop, "en") == 0
    told = capsys.readouterr().out
    assert f"✓ The program enters the Google Sheet as {ROBOT}" in told
    assert "✓ Google Sheet: “Salon”" in told
    assert "✓ Time zone of the sheet: Europe/Kiev" in told
    assert "✓ Locale of the sheet: uk_UA" in told
    assert "✓ Clients: " in told
    assert google.count("Write") == before


def test_doctor_asks_google_little(google: Emulator, tmp_path: Path) -> None:
    shop = sheet_shop(google, tmp_path / "salon", "uk")
    doctor(shop, "en")
    reads, wrote = shop.calls()
    assert reads <= 5
    assert wrote == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_doctor_names_the_places_that_are_closed_to_the_program(
    google: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Those that only warn, and those that we may change, are no matter."""
    shop = sheet_shop(google, tmp_path / "salon", language)
    clients, visits = _tabs(shop)[:2]
    shop.owner.protects(clients, Area(1, 1, 4, 3))
    shop.owner.protects(visits, Area(0, 0, 10, 2), warning_only=True)
    doctor(shop, language)
    told = capsys.readouterr().out
    assert f"{clients}!B2:C4" in told
    assert f"{visits}!" not in told
    assert pieces(language, "doctor.google_closed.note")[0] in told
    assert ROBOT in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"timeZone": "America/Los_Angeles"}, "google_zone.note"),
        ({"timeZone": "Europe/Kiev"}, "google_zone.ok"),
        ({"timeZone": "Somewhere/Else"}, "google_zone.note"),
        ({"locale": "en_US"}, "google_locale.note"),
        ({"locale": "uk_UA"}, "google_locale.ok"),
    ],
)
def test_doctor_tells_a_sheet_that_reads_days_otherwise_than_the_shop(
    shop: SheetShop, typed: Callable[..., Said], told: dict[str, str], line: str, language: str
) -> None:
    """One zone has several names; what counts is what its clock shows."""
    _set(shop, **told)
    said = typed(language, "doctor").words
    assert [piece for piece in pieces(language, f"doctor.{line}") if piece not in said] == []


def test_doctor_tells_a_key_that_others_may_read(shop: SheetShop, typed: Callable[..., Said]) -> None:
    (shop.folder / KEY).chmod(0o644)
    assert pieces("en", "doctor.google_key_open.note")[0] in typed("en", "doctor").words


def test_doctor_as_json_names_each_line(shop: SheetShop, capsys: pytest.CaptureFixture[str]) -> None:
    enter(["--config", str(shop.folder / "config.yaml"), "--lang", "en", "--format", "json", "doctor"])
    lines = {line["name"]: line["state"] for line in json.loads(capsys.readouterr().out)["lines"]}
    assert lines["google_robot"] == lines["google_sheet"] == "ok"


def doctor(shop: SheetShop, language: str) -> int:
    return enter(["--config", str(shop.folder / "config.yaml"), "--lang", language, "doctor"])


def _tabs(shop: SheetShop) -> list[str]:
    return [sheet.title for sheet in shop.google.file(shop.id).book.sheets]


def _set(shop: SheetShop, **told: str) -> None:
    shop.google.file(shop.id).book.properties.update(told)
