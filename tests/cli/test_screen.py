"""Words on a screen: plain in a pipe, coloured on a terminal, ISO and decimal strings in JSON."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from clientsheet.cli.asking import agreed
from clientsheet.cli.frame import Frame
from clientsheet.screen import Screen
from clientsheet.sheet.finding import Finding, Severity
from clientsheet.sheet.grid import UNCALCULATED, CellError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def finding():
    return Finding(
        "stray-blanks", Severity.HINT, "Clients", 14, 4, "Email", " anna@example.com", cure="anna@example.com"
    )


def shown(out: io.StringIO, *, quiet: bool = False) -> Screen:
    return Screen("en", out, quiet=quiet)


def test_a_pipe_gets_no_escape_codes(finding):
    out = io.StringIO()
    shown(out).findings([finding], {"error": 0, "warning": 0, "hint": 1})
    shown(out).table(["One", "Two"], [("a", 1), ("bb", dt.date(2026, 4, 5))])
    assert "\x1b" not in out.getvalue()
    assert "Clients!D14" in out.getvalue()
    assert out.getvalue().endswith("One  Two\na    1\nbb   05.04.2026\n")


def test_a_terminal_gets_colour_unless_it_asks_for_none(finding, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    shown(out).findings([finding], {"error": 0, "warning": 0, "hint": 1})
    assert "\x1b[36m" in out.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    shown(out).findings([finding], {"error": 0, "warning": 0, "hint": 1})
    assert "\x1b[36m" not in out.getvalue()


def test_square_brackets_of_an_owner_are_no_markup():
    out = Terminal()
    shown(out).line("[bold]Anna[/bold]")
    assert "[bold]Anna[/bold]" in out.getvalue()


def test_quiet_is_quiet_but_for_json():
    out = io.StringIO()
    screen = shown(out, quiet=True)
    screen.line("hello")
    screen.table(["a"], [("b",)])
    screen.json({"a": 1})
    assert json.loads(out.getvalue()) == {"a": 1}


def test_json_holds_dates_money_and_strange_cells_as_promised():
    out = io.StringIO()
    document = {
        "day": dt.date(2026, 4, 5),
        "at": dt.datetime(2026, 4, 5, 12, 30),
        "money": Decimal("1200.50"),
        "error": CellError("#REF!"),
        "waiting": UNCALCULATED,
        "path": Path("a/b"),
        "name": "Олена",
        "list": ("x", None, True),
    }
    shown(out).json(document)
    assert json.loads(out.getvalue()) == {
        "day": "2026-04-05",
        "at": "2026-04-05T12:30:00",
        "money": "1200.50",
        "error": "#REF!",
        "waiting": None,
        "path": "a/b",
        "name": "Олена",
        "list": ["x", None, True],
    }
    assert "Олена" in out.getvalue()


def test_a_question_that_nobody_can_hear_is_answered_no(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert agreed(Frame("en"), "adopt.ask") is False


@pytest.mark.parametrize(
    ("answer", "meant"),
    [("yes", True), ("так", True), ("Да", True), ("Y", True), ("no", False), ("", False), ("?", False)],
)
def test_yes_is_understood_in_three_languages(monkeypatch, answer, meant):
    terminal = Terminal(answer + "\n")
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt: answer)
    assert agreed(Frame("en"), "adopt.ask") is meant
