"""config.yaml: what it may hold, and the one sentence that says what is wrong with it."""

from __future__ import annotations

import datetime as dt
import sys
import types
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.config import Cap, Config, Hours, Vip, example, find, load, parse, written
from clientsheet.config.models import Section
from clientsheet.config.reading import options, section
from clientsheet.config.secrets import reveal
from clientsheet.errors import ConfigError
from clientsheet.text import LANGUAGES, catalogue, say

INTERFACE = """
workbook: clients.xlsx            # a file, or the address of a Google Sheet
language: uk                      # uk | ru | en
country: UA
phone_countries: [UA, PL]
currency: UAH
timezone: Europe/Kyiv
business: {name: Салон «Марина», email: salon@example.com, phone: "+380441234567", address: "", tax_id: "", iban: ""}
tabs: {visits: "Журнал"}
headings: {clients: {email: "Скринька"}}
rules: {lead: 7 days, follow_up: 14 days, month: 4 weeks, vip: {total: 20000}}
templates: templates
state: .clientsheet
mail:
  transport: folder
  from: Салон «Марина» <salon@example.com>
  reply_to: ""
  owner: owner@example.com
  unsubscribe_url: ""
  limits: {per_minute: 20, per_hour: 100, per_day: 400}
  quiet: {hours: "20:00-09:00", days: [sun]}
  cap: 2 per week
  folder: {path: drafts}
  smtp: {host: smtp.example.com, port: 587, security: starttls, username: a@example.com, password: env:SMTP_PASSWORD}
  imap: {host: imap.example.com, port: 993, security: tls, username: a, password: keyring:mail/me, collect: true}
  gmail: {token: gmail-token.json}
  channels: {sms: {provider: turbosms, token: env:TURBOSMS_TOKEN, sender: SALON}, telegram: {token: env:T}, http: {url: https://x.example}}
google: {credentials: service-account.json}
"""


def read(text: str) -> Config:
    return parse(text, Path("/shop/config.yaml"))


def test_the_whole_page_of_the_interface_is_understood() -> None:
    config = read(INTERFACE)
    assert config.workbook_path == Path("/shop/clients.xlsx")
    assert config.templates_path == Path("/shop/templates")
    assert config.state_path == Path("/shop/.clientsheet")
    assert config.phone_countries == ("UA", "PL")
    assert config.tabs == {"visits": ("Журнал",)}
    assert config.headings == {"clients": {"email": ("Скринька",)}}
    assert config.rules.lead_days == 7
    assert config.rules.vip == Vip(total=20000.0)
    assert config.rules.month_weeks == 4
    assert config.mail.from_ == "Салон «Марина» <salon@example.com>"
    assert config.mail.cap == Cap(2, 7)
    assert config.mail.imap.collect


def test_an_empty_file_is_the_defaults() -> None:
    assert read("").model_dump() == read("# nothing\n").model_dump() == Config.default(Path("/shop")).model_dump()


@pytest.mark.parametrize(
    ("line", "option", "value"),
    [
        ("country: NO", "country", "NO"),
        ("business: {phone: +380441234567}", "business.phone", "+380441234567"),
        ("business: {tax_id: 0012345678}", "business.tax_id", "0012345678"),
        ("rules: {lead: 4 weeks}", "rules.lead_days", 28),
        ("rules: {lead: 10}", "rules.lead_days", 10),
        ("rules: {lead: 2 тижні}", "rules.lead_days", 14),
        ("rules: {lead: 3 дні}", "rules.lead_days", 3),
        ("rules: {lead: 5 дней}", "rules.lead_days", 5),
        ("rules: {default_interval: 2 months}", "rules.default_interval_days", 56),
        ("rules: {default_interval: }", "rules.default_interval_days", None),
        ("rules: {month: calendar}", "rules.month_weeks", 0),
        ("rules:\n  vip:\n    total: 20 000,50", "rules.vip_total", 20000.5),
        ("rules: {vip: {total: 0}}", "rules.vip_total", None),
        ("rules: {default_interval: 0}", "rules.default_interval_days", None),
        ("rules: {vip: {top: 10 %}}", "rules.vip_top_percent", 10.0),
        ("rules: {days_off: [sat, sun]}", "rules.days_off", ("sat", "sun")),
        ("rules: {days_off: sun}", "rules.days_off", ("sun",)),
        ("mail: {imap: {collect: yes}}", "mail.imap.collect", True),
        ("language:", "language", "uk"),
    ],
)
def test_a_value_is_read_by_the_type_of_its_option(line: str, option: str, value: object) -> None:
    found: object = read(line)
    for name in option.split("."):
        found = getattr(found, name)
    assert found == value


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("workbook: a.xlsx\ntempaltes: x", "config.unknown-key", 2),
        ("rules:\n  leed: 7 days", "config.unknown-key", 2),
        ("rules:\n  lead_days: 7", "config.unknown-key", 2),
        ("mail:\n  smtp:\n    hots: x", "config.unknown-key", 3),
        ("language: de", "config.choice", 1),
        ("rules:\n\n  lead: soon", "config.duration", 3),
        ("rules: 7 days", "config.expects-section", 1),
        ("tabs: [a]", "config.expects-section", 1),
        ("workbook: [a, b]", "config.expects-text", 1),
        ("phone_countries: [UA, Польща]", "config.country", 1),
        ("currency: грн", "config.currency", 1),
        ("timezone: Europe/Atlantis", "config.timezone", 1),
        ("rules:\n  regular: three", "config.expects-integer", 2),
        ("rules:\n  regular: 0", "config.expects-range", 2),
        ("rules:\n  lost: much", "config.expects-number", 2),
        ("rules: {vip: {top: 120}}", "config.expects-range", 1),
        ("rules: {days_off: [неділя]}", "config.choice", 1),
        ("mail:\n  imap:\n    collect: maybe", "config.expects-yes-no", 3),
        ("mail: {cap: often}", "config.cap", 1),
        ("mail: {quiet: {hours: 25:00-09:00}}", "config.hours", 1),
        ("mail: {from: nobody}", "config.address", 1),
        ("mail: {smtp: {password: qwerty}}", "config.secret", 1),
        ("mail:\n  channels:\n    http: {url: http://example.com/messages}", "config.url", 3),
        ("mail:\n  gmail: {api: ftp://gmail.googleapis.com}", "config.url", 2),
        ("mail:\n  unsubscribe_url: https://example.com/u", "config.one_click", 2),
        ('mail:\n  unsubscribe_url: "http://localhost/u?{token}"', "config.one_click", 2),
        ("mail:\n  smtp:\n    host: smtp.example.com\n    security: none", "config.security", 2),
        ("language: uk\nlanguage: ru", "config.doubled-key", 2),
        ("workbook: a.xlsx\n\tlanguage: uk", "config.syntax", 2),
        ("rules: {lead: 7", "config.syntax", 1),
        ("? [a]\n: b", "config.syntax", 1),
        ("just words", "config.not-a-mapping", 1),
    ],
)
def test_every_mistake_names_file_and_line(text: str, key: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text)
    error = caught.value
    assert (error.key, error.facts["place"]) == (key, f"config.yaml:{line}")
    assert error.exit_code == 2
    for language in LANGUAGES:
        assert say(language, error.key, **error.facts)
        assert not error.hint or say(language, error.hint, **error.facts)


def test_a_mistyped_option_is_guessed() -> None:
    with pytest.raises(ConfigError) as caught:
        read("tempaltes: x")
    assert caught.value.facts["close"] == "templates"


def test_a_secret_in_the_clear_is_not_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        read("mail: {smtp: {password: qwerty}}")
    assert "qwerty" not in str(caught.value)


def test_the_first_mistake_of_the_file_is_told() -> None:
    with pytest.raises(ConfigError) as caught:
        read("timezone: nowhere\nlanguage: xx")
    assert caught.value.facts["place"] == "config.yaml:1"


def test_a_missing_file_a_foreign_encoding_and_a_folder_are_told(tmp_path: Path) -> None:
    for name, key in (("none.yaml", "config.missing"), ("old.yaml", "config.encoding"), ("dir", "config.unreadable")):
        (tmp_path / "old.yaml").write_bytes("business: {name: Салон}".encode("cp1251"))
        (tmp_path / "dir").mkdir(exist_ok=True)
        with pytest.raises(ConfigError) as caught:
            load(tmp_path / name)
        assert caught.value.key == key


def test_the_nearest_config_above_is_found(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "config.yaml").write_text("language: ru", encoding="utf-8")
    path = find(below)
    assert path is not None
    config = load(path)
    assert (config.language, config.folder, config.path) == ("ru", tmp_path.resolve(), path)


def test_an_option_knows_its_line() -> None:
    config = read(INTERFACE)
    assert config.place("headings", "clients", "email") == "config.yaml:10"
    assert config.place("headings", "clients", "phone") == "config.yaml:10"
    assert config.place() == "config.yaml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_loads_and_explains_every_option(language: str) -> None:
    text = example(language)
    config = read(text)
    assert config.rules.lead_days == 7
    assert config.mail.smtp.password.startswith("env:")

    def names(model: type[Section]) -> int:
        return sum(1 + (names(below) if (below := section(f.annotation)) else 0) for f in options(model).values())

    assert sum("# " in line for line in text.splitlines()[2:]) == names(Config)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_is_explained_and_no_explanation_is_left_over(language: str) -> None:
    def paths(model: type[Section], above: str) -> set[str]:
        found = set()
        for name, field in options(model).items():
            found.add(f"{above}.{name}")
            below = section(field.annotation)
            found |= paths(below, f"{above}.{name}") if below else set()
        return found

    told = {key for key in catalogue(language) if key.startswith("option.")}
    assert told == paths(Config, "option")


def test_a_config_written_and_read_again_is_the_same() -> None:
    for config in (Config(), read(INTERFACE), read(example())):
        assert read(written(config)).model_dump() == config.model_dump()


TYPED = st.characters(exclude_categories=["C", "Zl", "Zp"])


@given(name=st.text(TYPED, max_size=20), tab=st.lists(st.text(TYPED, min_size=1, max_size=9), min_size=1, max_size=3))
def test_whatever_the_owner_calls_things_survives_the_file(name: str, tab: list[str]) -> None:
    config = Config.default(Path("/shop"), business={"name": name}, tabs={"visits": tab})
    assert read(written(config)).model_dump() == config.model_dump()


def test_the_example_of_the_house_is_what_the_fields_say() -> None:
    path = Path(__file__).parents[2] / "config.example.yaml"
    if path.exists():
        assert path.read_text(encoding="utf-8") == example()


def test_a_secret_is_fetched_from_where_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_SECRET", "s1")
    kept = tmp_path / "secret.txt"
    kept.write_text("s2\n", encoding="utf-8")
    kept.chmod(0o600)
    config = Config.default(tmp_path)
    assert reveal("env:SHOP_SECRET", config) == "s1"
    assert reveal("file:secret.txt", config) == "s2"
    assert reveal("", config) == ""
    kept.chmod(0o644)
    for secret, key in (
        ("file:secret.txt", "config.secret-open"),
        ("file:none.txt", "config.secret-missing"),
        ("env:SHOP_NO_SECRET", "config.secret-missing"),
    ):
        with pytest.raises(ConfigError) as caught:
            reveal(secret, config)
        assert caught.value.key == key


@pytest.mark.parametrize(
    ("hours", "time", "quiet"),
    [
        ("20:00-09:00", "23:30", True),
        ("20:00-09:00", "08:59", True),
        ("20:00-09:00", "09:00", False),
        ("20:00-24:00", "23:59", True),
        ("13:00-14:00", "13:00", True),
        ("13:00-14:00", "14:00", False),
    ],
)
def test_quiet_hours_reach_over_midnight(hours: str, time: str, quiet: bool) -> None:
    found = read(f'mail: {{quiet: {{hours: "{hours}"}}}}').mail.quiet.hours
    assert found is not None
    assert found.holds(dt.time.fromisoformat(time)) is quiet


def test_values_may_be_given_as_they_are() -> None:
    config = Config.default(
        Path("/shop"),
        rules={"lead_days": 5, "vip": {"total": 100, "top_percent": 5}},
        mail={"cap": Cap(1, 1), "quiet": {"hours": Hours(dt.time(20), dt.time(9))}},
    )
    assert (config.rules.lead_days, config.mail.cap) == (5, Cap(1, 1))
    assert read(written(config)).mail.model_dump() == config.mail.model_dump()


def test_the_keyring_is_asked_where_it_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keyring = types.ModuleType("keyring")
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    keyring.get_password = lambda service, user: "s3" if (service, user) == ("mail", "me") else None  # type: ignore[attr-defined]
    assert reveal("keyring:mail/me", Config.default(tmp_path)) == "s3"
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ConfigError) as caught:
        reveal("keyring:mail/me", Config.default(tmp_path))
    assert caught.value.key == "config.keyring"


@pytest.mark.parametrize("text", ["a: " + "[" * 40 + "]" * 40, "a: &x [*x]", "a: \x00"])
def test_a_hostile_file_is_one_sentence_too(text: str) -> None:
    with pytest.raises(ConfigError):
        read(text)


def test_a_google_sheet_is_an_address_and_not_a_file() -> None:
    assert read("workbook: https://docs.google.com/spreadsheets/d/x").is_address
    assert not read("workbook: clients.xlsx").is_address
