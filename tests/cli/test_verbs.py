"""Every verb on the demo salon, as a person and as a program calls it."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from clientsheet.jobs import demo
from clientsheet.text import say


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, "uk")
    return folder


@pytest.fixture
def salon(made, tmp_path, call):
    """The verbs called in a fresh copy of the demo's folder, on the demo's day."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)

    def run(*arguments: str):
        return call("--today", "2026-04-06", *arguments)

    return run


def mend(tmp_path, cell, value):
    """The owner changes a cell."""
    from openpyxl import load_workbook

    book = load_workbook(tmp_path / "clients.xlsx")
    book.worksheets[0][cell] = value
    book.save(tmp_path / "clients.xlsx")


def documents(salon, *arguments: str):
    said = salon("--format", "json", *arguments)
    return json.loads(said.out)


def test_demo_says_what_to_open(call, tmp_path):
    said = call("--lang", "uk", "demo", "here")
    assert said.code == 0
    for name in ("clients.xlsx", "report.html", "findings.html", "drafts"):
        assert str(tmp_path / "here" / name) in said.out


def test_demo_in_a_folder_that_is_ready_says_so_kindly(call):
    call("demo", "here")
    said = call("--lang", "en", "demo", "here")
    assert said.code == 0
    assert "nothing was changed" in said.out


def test_init_says_what_it_made_and_what_comes_next(call):
    said = call("--lang", "en", "init", "shop")
    assert said.code == 0
    assert "config.yaml" in said.out
    assert "clientsheet sync" in said.out


def test_check_names_the_cell_and_exits_one(salon):
    said = salon("check")
    assert said.code == 1
    assert re.search("Клієнти!C13: .*8 цифр замість 9", said.out)
    assert "\x1b" not in said.out


def test_check_as_json_keeps_its_promised_keys(salon):
    told = documents(salon, "check")
    keys = {"code", "severity", "tab", "cell", "heading", "value", "message", "suggestion"}
    assert keys <= set(told["findings"][0])
    assert set(told["counts"]) == {"error", "warning", "hint"}


def test_check_writes_a_page_where_it_is_told_to(salon, tmp_path):
    said = salon("check", "--html", "page.html")
    assert "page.html" in said.out
    assert "Клієнти" in (tmp_path / "page.html").read_text("utf-8")


def test_the_screen_speaks_the_language_it_is_asked_for(salon):
    assert "Errors:" in salon("--lang", "en", "check").out
    assert "Ошибок:" in salon("--lang", "ru", "check").out


def test_sync_with_nothing_new_says_so_and_touches_nothing(salon, tmp_path):
    before = (tmp_path / "clients.xlsx").stat().st_mtime_ns
    said = salon("sync")
    assert (said.code, (tmp_path / "clients.xlsx").stat().st_mtime_ns) == (0, before)
    assert say("uk", "screen.nothing_new") in said.out


def test_sync_strict_exits_one_while_there_are_errors(salon):
    assert salon("sync", "--strict").code == 1


def test_a_dry_run_shows_the_cells_and_changes_none(salon, tmp_path):
    mend(tmp_path, "P2", "3 місяці")
    before = (tmp_path / "clients.xlsx").read_bytes()
    said = salon("sync", "--dry-run")
    assert said.code == 0
    assert "Клієнти" in said.out
    assert (tmp_path / "clients.xlsx").read_bytes() == before


def test_sync_as_json_keeps_its_promised_keys_dry_or_not(salon, tmp_path):
    mend(tmp_path, "A2", None)
    for arguments in (("sync", "--dry-run"), ("sync",)):
        told = documents(salon, *arguments)
        assert set(told) == {"findings", "edits", "appended", "letters", "run"}
        assert set(told["letters"]) == {"drafted", "sent", "refused", "unknown", "left_out"}


def test_quiet_says_nothing_when_all_is_well(salon):
    said = salon("--quiet", "sync")
    assert (said.out, said.err) == ("", "")


def test_a_workbook_that_is_open_elsewhere_is_exit_three_with_the_holders_name(salon, tmp_path):
    mend(tmp_path, "A2", None)
    name = "Олена"
    owner = bytes([len(name)]) + b" " * 54 + bytes([len(name), 0]) + name.encode("utf-16-le") + b" \0" * 49
    (tmp_path / "~$clients.xlsx").write_bytes(owner)
    said = salon("sync")
    assert said.code == 3
    assert name in said.err


def test_why_explains_in_words(salon):
    said = salon("why", "Марина")
    assert said.code == 0
    assert "05.04.2026" in said.out


def test_why_as_json_keeps_its_promised_keys(salon):
    told = documents(salon, "why", "1")
    assert set(told) == {"client", "values", "mailings"}
    assert told["values"]["next_contact"]["value"] == "2026-04-05"
    assert set(told["mailings"][0]) == {"mailing", "chosen", "reason", "because"}


def test_several_clients_are_listed_and_nothing_is_told(salon):
    said = salon("why", "енко")
    assert (said.code, said.out) == (2, "")
    assert "Марина Коваленко" in said.err


def test_runs_are_listed_and_the_last_is_undone(salon):
    run = documents(salon, "runs")["runs"][0]["id"]
    assert run in salon("runs").out
    assert salon("undo", run).code == 0
    undone = {one["id"]: one["undone"] for one in documents(salon, "runs")["runs"]}
    assert undone[run] is True


def test_a_run_that_nobody_knows_is_named(salon):
    said = salon("undo", "19990101-000000")
    assert said.code == 2
    assert "19990101-000000" in said.err


def test_mail_plan_as_json_keeps_its_promised_keys(salon):
    told = documents(salon, "mail", "plan")
    assert set(told) == {"letters", "left_out"}
    assert set(told["left_out"][0]) == {"mailing", "client", "reason", "because"}


def test_mail_plan_names_those_left_out_with_the_reason(salon):
    out = salon("mail", "plan").out
    assert "Людмила Олійник" in out
    assert "запізно" in out


def test_mail_preview_shows_the_letters_and_their_page(made, call, tmp_path):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    said = call("--today", "2026-04-07", "mail", "preview", "--html", "letters.html")
    assert said.code == 0
    assert (tmp_path / "letters.html").is_file()


def test_mail_draft_makes_no_letter_twice(salon, tmp_path):
    before = sorted(path.name for path in (tmp_path / "drafts").iterdir())
    assert salon("mail", "draft").code == 0
    assert sorted(path.name for path in (tmp_path / "drafts").iterdir()) == before


def test_doctor_is_content_with_the_demo(salon):
    said = salon("doctor")
    assert said.code == 0
    assert "✗" not in said.out


def test_doctor_names_the_line_of_a_template_that_cannot_be_written_by(salon, tmp_path):
    letter = next(tmp_path.rglob("templates/letters/birthday.uk.md"))
    letter.write_text(letter.read_text("utf-8").replace("{% endif %}", "{% endfor %}", 1), "utf-8")
    said = salon("doctor")
    assert said.code == 2
    assert "birthday.uk.md" in said.out


def test_doctor_says_what_to_do_without_a_workbook(salon, tmp_path):
    (tmp_path / "clients.xlsx").unlink()
    said = salon("doctor")
    assert said.code == 2
    assert "clientsheet init" in said.out


def test_doctor_as_json_is_one_document(salon):
    told = documents(salon, "doctor")
    assert told["ready"] is True
    assert {"name", "state", "message"} == set(told["lines"][0])


def test_adopt_of_an_adopted_workbook_changes_nothing(salon, tmp_path):
    before = (tmp_path / "clients.xlsx").read_bytes()
    said = salon("adopt", "clients.xlsx", "--yes")
    assert said.code == 0
    assert say("uk", "adopt.already") in said.out
    assert (tmp_path / "clients.xlsx").read_bytes() == before


@pytest.fixture
def found(tmp_path):
    """A workbook that nobody has adopted yet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Клієнти"
    for row in (["ПІБ", "Телефон", "Улюблена кава", "Телефон мами"], ["Анна", "0670000001", "лате", None]):
        sheet.append(row)
    book.create_sheet("Чернетка")
    book.save(tmp_path / "base.xlsx")
    return tmp_path / "base.xlsx"


def test_adopt_tells_what_it_recognised_and_waits_for_a_yes(call, found):
    before = found.read_bytes()
    said = call("adopt", "base.xlsx")
    assert said.code == 0
    assert "✓ Телефон → Телефон" in said.out
    assert "Улюблена кава" in said.out
    assert "Чернетка: ваша власна вкладка" in said.out
    assert "--yes" in said.out
    assert found.read_bytes() == before


def test_adopt_with_a_yes_writes_and_says_how_to_put_it_back(call, found):
    said = call("adopt", "base.xlsx", "--yes")
    assert said.code == 0
    assert "clientsheet undo" in said.out
    assert call("--today", "2026-04-06", "sync").code == 0


def test_adopt_as_json_is_one_document(call, found):
    told = json.loads(call("--format", "json", "adopt", "base.xlsx").out)
    assert told["written"] is False
    assert told["tabs"][0]["columns"] == {"ПІБ": "name", "Телефон": "phone"}
    assert told["tabs"][0]["unknown"][0] == "Улюблена кава"
