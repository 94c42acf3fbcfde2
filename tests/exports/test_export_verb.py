"""The verb: what it tells, where the file goes, and what is never overwritten."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from export_shop import MARINA, exported, workspace

from clientsheet.book.exporting import calendar
from clientsheet.cli.door import enter
from clientsheet.cli.export import SORTS
from clientsheet.errors import ClientsheetError, WrongUse
from clientsheet.exchange.targets import TARGETS
from clientsheet.jobs import demo
from clientsheet.jobs.export import run, safe
from clientsheet.text import LANGUAGES, say


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, "uk")
    return folder


@pytest.fixture
def salon(made, tmp_path, monkeypatch, capsys):
    """The verb called in a fresh copy of the demo's folder, on the demo's day: exit code, output, complaint."""
    folder = tmp_path / "salon"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)

    def call(*arguments: str):
        code = enter(["--today", "2026-04-06", *arguments])
        return code, *capsys.readouterr()

    return call


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_format_the_formats_are_told(salon, language):
    code, out, _ = salon("--lang", language, "export")
    assert code == 0
    for name in TARGETS:
        assert name in out
        assert say(language, f"export.about.{name}") in out
        assert name in say(language, "verb.export.about")


def test_in_a_shops_folder_the_formats_are_told_in_its_language(salon, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert say("uk", "export.about.ics") in salon("export")[1]


@pytest.mark.parametrize("form", TARGETS)
def test_every_format_says_what_was_written_and_where_and_leaves_the_workbook_as_it_was(salon, form):
    before = Path("clients.xlsx").read_bytes()
    code, out, err = salon("--lang", "uk", "export", form)
    assert (code, err) == (0, "")
    path = Path("exports") / f"{TARGETS[form].stem}{TARGETS[form].suffix}"
    assert path.exists()
    assert str(path.resolve()) in out
    assert say("uk", f"export.next.{form}") in out
    assert Path("clients.xlsx").read_bytes() == before


def test_json_tells_the_same_to_a_program(salon):
    _, out, _ = salon("--format", "json", "export", "meta")
    told = json.loads(out)
    assert told["format"] == "meta"
    assert Path(told["file"]).is_file()
    assert told["count"] + sum(told["left_out"].values()) == 41
    _, out, _ = salon("--format", "json", "export")
    assert [one["format"] for one in json.loads(out)["formats"]] == list(TARGETS)


def test_who_was_left_out_is_told_in_words(salon):
    _, out, _ = salon("--lang", "en", "export", "customer-match")
    assert "Left out: 6 clients:" in out
    assert "no consent (the column “Consent”): 3" in out


def test_a_second_file_of_that_name_replaces_the_first_and_says_so(salon):
    _, first, _ = salon("--lang", "en", "export", "vcard")
    code, second, _ = salon("--lang", "en", "export", "vcard")
    assert code == 0
    assert "replaced" in second
    assert "replaced" not in first


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["pdf"], "There is no such format: pdf"),
        (["vcard", "--only", "visits"], "--only is for the calendar"),
        (["vcard", "--segment", "Ще якісь"], "which clients are meant"),
        (["vcard", "--segment", "nonsense == 1"], "which clients are meant"),
        (["vcard", "--mailing", "немає"], "no mailing"),
        (["json", "--out", "clients.xlsx"], "was not replaced"),
        (["json", "--out", "config.yaml"], "was not replaced"),
        (["sqlite", "--out", ".clientsheet/journal.sqlite"], "was not replaced"),
        (["vcard", "--out", "templates"], "was not replaced"),
        (["ics", "--out", "report.html"], "was not replaced"),
        (["parquet", "--out", "report.html"], "this is a file"),
        (["vcard", "--out", "report.html/x.vcf"], "Nothing can be written there"),
        (["parquet", "--out", "report.html/x"], "Nothing can be written there"),
        (["vcard", "--out", "x" * 300 + ".vcf"], "Nothing can be written there"),
        (["vcard", "--out", "-"], "Nothing can be written there"),
    ],
)
def test_what_cannot_be_is_one_clear_line_and_nothing_is_touched(salon, arguments, word):
    def lying():
        return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and path.suffix != ".log"}

    before = lying()
    code, out, err = salon("--lang", "en", "export", *arguments)
    assert (code, out) == (2, "")
    assert word in err
    assert err.count("\n") == 1
    assert lying() == before


def test_a_workbook_that_is_a_csv_is_not_taken_for_an_earlier_export(tmp_path):
    (tmp_path / "clients.csv").write_text("ПІБ\nМарина\n", "utf-8")
    made = workspace(tmp_path, {"clients": [MARINA]}, workbook="clients.csv")
    with pytest.raises(WrongUse):
        run(made, "meta", tmp_path / "clients.csv")
    assert (tmp_path / "clients.csv").read_text("utf-8") == "ПІБ\nМарина\n"


def test_a_write_that_breaks_off_leaves_the_earlier_file(tmp_path, monkeypatch):
    _, before = exported(tmp_path, "vcard", {"clients": [MARINA]})
    monkeypatch.setattr("clientsheet.exchange.targets.vcard.card", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(ClientsheetError):
        exported(tmp_path, "vcard", {"clients": [MARINA]})
    assert [path.read_bytes() for path in (tmp_path / "exports").iterdir()] == [before]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("VIP", "VIP"),
        ("джерело == 'сайт'", "джерело-сайт"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "con-"),
        ('a<b>:"/\\|?*', "a-b"),
        ("x" * 300, "x" * 60),
        ("...", ""),
    ],
)
def test_what_a_file_is_called_suits_every_system(said, part):
    assert safe(said) == part


def test_the_calendar_may_be_narrowed_down_to_any_of_its_sorts():
    assert tuple(calendar.SORTS) == SORTS


def test_a_segment_has_a_file_of_its_own(tmp_path):
    outcome, _ = exported(tmp_path, "vcard", {"clients": [MARINA | {"vip": "так"}]}, segment="VIP")
    assert outcome.path == tmp_path / "exports" / "contacts-VIP.vcf"


def test_listing_the_formats_imports_no_library():
    code = "import sys; from clientsheet.cli.door import enter; enter(['export']); print(*sys.modules)"
    env = os.environ | {"LC_ALL": "C.UTF-8"}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env, text=True).stdout
    loaded = set(out.splitlines()[-1].split())
    assert loaded.isdisjoint({"icalendar", "vobject", "pyarrow", "pymorphy3", "numpy", "phonenumbers"})
