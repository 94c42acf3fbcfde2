"""Whatever stops a run has its words: every key that the code raises or says stands in all three catalogues."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import clientsheet
from clientsheet import errors
from clientsheet.text import LANGUAGES, catalogue

STOPS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}


def raised() -> Iterator[tuple[str, str]]:
    """(file, key) of every error made in the code, hints included."""
    root = Path(clientsheet.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in STOPS:
                hints = [word.value for word in node.keywords if word.arg == "hint"]
                for given in (*node.args[:1], *hints):
                    if isinstance(given, ast.Constant) and given.value:
                        yield str(path.relative_to(root)), given.value


def said() -> Iterator[tuple[str, str]]:
    """(file, key) of every sentence that the receptionist asks for by a plain key."""
    root = Path(clientsheet.__file__).parent
    for path in sorted((root / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("say", "agreed") and len(node.args) > 0:
                for given in node.args[:2]:
                    if isinstance(given, ast.Constant) and "." in str(given.value):
                        yield str(path.relative_to(root)), given.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence_and_its_next_step(language):
    assert [place for place in raised() if place[1] not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_asked_for_is_written_down(language):
    assert [place for place in said() if place[1] not in catalogue(language)] == []


def test_the_three_catalogues_hold_the_same_keys():
    keys = {language: set(catalogue(language)) for language in LANGUAGES}
    assert keys["uk"] ^ keys["en"] == set()
    assert keys["ru"] ^ keys["en"] == set()


def test_a_sentence_has_the_same_holes_in_all_languages():
    def holes(text: str) -> set[str]:
        """A fact that is itself a word comes in each language: ``country_uk``, ``country_en``."""
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        return {re.sub("_(uk|ru|en)$", "", name) for name in names}

    different = [
        key
        for key in catalogue("en")
        if not holes(catalogue("en")[key]) == holes(catalogue("uk")[key]) == holes(catalogue("ru")[key])
    ]
    assert different == []


def diagnoses() -> Iterator[str]:
    """The key of every line that doctor may say."""
    folder = Path(clientsheet.__file__).parent / "jobs" / "doctor"
    sources = [path.read_text("utf-8") for path in sorted(folder.glob("*.py"))]
    for node in (node for source in sources for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Call) and _name(node.func) == "Line":
            name, state = node.args[:2]
            states = (state.body, state.orelse) if isinstance(state, ast.IfExp) else (state,)
            for one in states:
                assert isinstance(name, ast.Constant)
                assert isinstance(one, ast.Constant)
                yield f"doctor.{name.value}.{one.value}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_doctor_has_words_for_everything_it_may_find(language):
    assert len(list(diagnoses())) > 15
    assert [key for key in diagnoses() if key not in catalogue(language)] == []
