"""``report`` as a person and as a program calls it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clientsheet.cli.door import enter
from clientsheet.jobs import demo
from clientsheet.text import LANGUAGES, say


@pytest.fixture(scope="module")
def salon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, "uk")
    return folder


def typed(salon: Path, *words: str) -> int:
    return enter(["--config", str(salon / "config.yaml"), "--today", "2026-04-06", *words])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_the_readers_language(salon: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the language of the workbook; money and people, no codes."""
    assert typed(salon, "--lang", language, "report") == 0
    out = capsys.readouterr().out
    for section in ("glance", "overdue", "segments", "income", "sources", "repeat", "rfm", "health"):
        assert say(language, f"report.section.{section}") in out
    assert "17" in out
    assert not {"{", "}", "None", "Decimal", "occasional_"} & set(out.split())


def test_it_changes_nothing(salon: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (salon / "clients.xlsx").read_bytes()
    assert typed(salon, "report") == 0
    assert (salon / "clients.xlsx").read_bytes() == before


def test_a_program_gets_one_document(salon: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Days as ISO 8601, money as decimal strings, shares as numbers; what is reckoned from them is there too."""
    assert typed(salon, "--format", "json", "report") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (found["today"], found["currency"], found["basis"]) == ("2026-04-06", "UAH", "visits")
    assert found["overdue"]["worth"] == "17350.00"
    assert found["income"]["months"][-1]["first"] == "2026-04-01"
    year = found["glance"]["year"]
    assert Decimal(year["average_check"]) == round(Decimal(year["income"]) / year["checks"], 2)
    assert 0 < found["repeat"]["share"] < 1
    assert set(found["health"]["findings"]) == {"error", "warning", "hint"}


def test_a_page_is_written_where_it_is_wanted(salon: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file, in folders made on the way; the program is told where."""
    page = tmp_path / "pages" / "report.html"
    assert typed(salon, "report", "--html", str(page)) == 0
    assert str(page) in capsys.readouterr().out
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert typed(salon, "--format", "json", "report", "--html", str(page)) == 0
    assert json.loads(capsys.readouterr().out)["page"] == str(page)


def test_errors_in_the_sheet_are_no_failure_of_the_report(salon: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` ends with 1 over the same workbook."""
    assert typed(salon, "check") == 1
    assert typed(salon, "report") == 0
    capsys.readouterr()


def test_quiet_says_nothing(salon: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(salon, "--quiet", "report") == 0
    assert capsys.readouterr().out == ""
