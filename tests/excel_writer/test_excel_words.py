"""Every refusal can be said to the owner, in three languages, with the facts it carries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import clientsheet.stores.excel as room
from clientsheet.text import LANGUAGES, say


def refusals() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(key, hint, names of the facts) of every ``Refused(...)`` in the room."""
    for file in sorted(Path(room.__path__[0]).glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Refused" and call.args:
                key = call.args[0]
                facts = {word.arg: word.value for word in call.keywords if word.arg}
                hint = facts.pop("hint", None)
                if isinstance(key, ast.Constant) and key.value.startswith("excel."):
                    yield key.value, hint.value if isinstance(hint, ast.Constant) else "", tuple(facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_words(language: str) -> None:
    found = set(refusals())
    assert len(found) > 20
    for key, hint, facts in found:
        said = say(language, key, **dict.fromkeys(facts, "x"))
        assert said
        assert "{" not in said
        assert say(language, hint, **dict.fromkeys(facts, "x"))
