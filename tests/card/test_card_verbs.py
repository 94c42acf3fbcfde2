"""``card`` and ``today`` as a person types them and as a program reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clientsheet.cli.door import enter
from clientsheet.text import LANGUAGES, catalogue
from tests.jobs.demo_salon import Salon

Capsys = pytest.CaptureFixture[str]


def said(capsys: Capsys, salon: Salon, *arguments: str) -> tuple[int, str, str]:
    code = enter(["--config", str(salon.folder / "config.yaml"), "--today", "2026-04-06", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("whom", ["1", "Марина Коваленко", "050 000 01 37", "MARINA@example.com", "коваленко мар"])
def test_a_client_is_found_however_they_are_called(salon: Salon, capsys: Capsys, whom: str) -> None:
    """By number, name, phone, email, or a part of the name."""
    whom = "арина Ковал" if whom == "коваленко мар" else whom
    code, out, err = said(capsys, salon, "card", whom)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Марина Коваленко"


def test_several_matches_are_listed_and_nothing_is_done(salon: Salon, capsys: Capsys, tmp_path: Path) -> None:
    """No page either; each match with its number and where it stands."""
    page = tmp_path / "card.html"
    code, out, err = said(capsys, salon, "card", "Оле", "--html", str(page))
    lines = err.splitlines()
    assert (code, out, page.exists()) == (2, "", False)
    assert len(lines) > 2
    assert all(re.fullmatch(r"  \d+  .+  Клієнти!B\d+", line) for line in lines[1:])
    code, out, _ = said(capsys, salon, "--format", "json", "card", "Оле")
    assert (code, len(json.loads(out)["matches"])) == (2, len(lines) - 1)


def test_nobody_is_a_clear_word(salon: Salon, capsys: Capsys) -> None:
    """What was asked for, and what to try next."""
    code, out, err = said(capsys, salon, "card", "Немає Такого")
    assert (code, out) == (2, "")
    assert "Немає Такого" in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_are_told_in_every_language(salon: Salon, capsys: Capsys, tmp_path: Path, language: str) -> None:
    """On the screen and as pages; the headings are the reader's, the words in the cells the owner's."""
    words, page = catalogue(language), tmp_path / "pages" / "today.html"
    code, out, err = said(capsys, salon, "--lang", language, "card", "40", "--html", str(tmp_path / "card.html"))
    assert (code, err) == (0, "")
    for key in ("card.next", "card.contacts", "card.people", "card.figures", "card.contracts", "card.tasks"):
        assert words[key] in out
    assert "Кав’ярня «Зерно»" in (tmp_path / "card.html").read_text("utf-8")
    code, out, err = said(capsys, salon, "--lang", language, "today", "--html", str(page))
    assert (code, err) == (0, "")
    assert words["today.call"] in out
    assert f'lang="{language}"' in page.read_text("utf-8")


def test_json_is_one_document_with_days_and_money_for_programs(salon: Salon, capsys: Capsys) -> None:
    """ISO days, decimal text, nothing else on the screen."""
    code, out, err = said(capsys, salon, "--format", "json", "card", "1")
    card = json.loads(out)
    assert (code, err) == (0, "")
    assert (card["client"], card["figures"]["total"], card["next"]["day"]) == ("1", "18000.00", "2026-04-05")
    code, out, err = said(capsys, salon, "--format", "json", "today", "--tasks")
    listed = json.loads(out)
    assert (code, err, listed["tasks"]["added"], listed["today"]) == (0, "", 17, "2026-04-06")
    marina = next(line for line in listed["lines"] if line["client"] == "1")
    assert marina["matters"] == [
        {"kind": "repeat_visit", "due": "2026-04-05", "reason": marina["matters"][0]["reason"]}
    ]
    assert marina["ways"][0]["links"]["whatsapp"] == "https://wa.me/380500000137"
    assert "row" not in marina


def test_the_list_says_how_many_more_and_how_to_see_them(salon: Salon, capsys: Capsys) -> None:
    """``--limit`` cuts the calls only, and names the number that shows them all."""
    _, short, _ = said(capsys, salon, "today", "--limit", "3")
    found = re.search(r"--limit (\d+)", short)
    assert found is not None
    _, whole, _ = said(capsys, salon, "today", "--limit", found[1])
    assert "--limit" not in whole
    assert whole.count("□") > short.count("□")


def test_looking_changes_nothing(salon: Salon, capsys: Capsys) -> None:
    """Neither verb writes a byte of the workbook or of the state folder unless it is asked to."""
    before = {path: path.read_bytes() for path in salon.folder.rglob("*") if path.is_file()}
    said(capsys, salon, "card", "1")
    said(capsys, salon, "today")
    assert {path: path.read_bytes() for path in salon.folder.rglob("*") if path.is_file()} == before


def test_quiet_shows_nothing(salon: Salon, capsys: Capsys) -> None:
    """For a job that only wants the page."""
    assert said(capsys, salon, "--quiet", "today")[1:] == ("", "")


def test_an_open_workbook_is_said_beside_the_list(salon: Salon, capsys: Capsys) -> None:
    """Exit code 3, the list all the same, and what to do."""
    (salon.folder / ".~lock.clients.xlsx#").write_text(",Оксана,ноутбук,06.04.2026 09:00,file:///tmp;", "utf-8")
    code, out, err = said(capsys, salon, "today", "--tasks")
    assert code == 3
    assert "Марина Коваленко" in out
    assert "Оксана" in err
