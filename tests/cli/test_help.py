"""Help: in three languages, complete, and so light that it feels instant."""

from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest

from clientsheet.cli.frame import Frame, Verbs
from clientsheet.cli.verbs import MODULES, clientsheet
from clientsheet.text import LANGUAGES, catalogue

HEAVY = (
    "openpyxl",
    "numpy",
    "rich",
    "pydantic",
    "yaml",
    "jinja2",
    "babel",
    "python_calamine",
    "lxml",
    "logging",
    "phonenumbers",
)


def verbs(command=clientsheet, path=()):
    """Every command of the tree, as the words a person types."""
    yield path
    if isinstance(command, Verbs):
        context = click.Context(command, obj=Frame("en"))
        for name in command.list_commands(context):
            yield from verbs(command.get_command(context, name), (*path, name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", list(verbs()), ids=" ".join)
def test_every_verb_explains_itself_in_every_language(call, path, language):
    said = call("--lang", language, *path, "--help")
    about = catalogue(language)[f"verb.{'.'.join(path) or 'clientsheet'}.about"]
    assert said.code == 0
    assert about.split()[0] in said.out
    assert not re.search(r"\b(help|verb)\.[a-z]", said.out)


def test_the_language_is_known_wherever_it_stands(call):
    assert "Команди" in call("--help", "--lang", "uk").out
    assert "Команды" in call("--lang=ru", "--help").out


def test_the_terminals_language_is_spoken_unless_told_otherwise(call, monkeypatch):
    monkeypatch.setenv("LC_ALL", "uk_UA.UTF-8")
    assert "Команди" in call("--help").out
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "Commands" in call("--help").out


def test_help_lists_the_verbs_in_the_order_of_a_days_work(call):
    out = call("--help").out
    places = [out.index(f"\n  {name} ") for name in MODULES]
    assert places == sorted(places)


def test_help_imports_nothing_heavy():
    told = "import sys; from clientsheet.cli.door import enter; enter(['--help']); "
    told += f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"


def test_the_version_is_told(call):
    assert call("--version").out.startswith("clientsheet 0.")
