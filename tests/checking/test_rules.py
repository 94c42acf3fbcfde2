"""Every rule is held to its cases: tests/cases/rules/<code>.yaml, where anybody can add one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from drawing import checked, drawn_store, place, understood

from clientsheet.book.rules import RULES, Rule
from clientsheet.book.wording import about, advice, describe, sentence
from clientsheet.sheet.kinds.codes import CODES
from clientsheet.text import LANGUAGES, catalogue

CASES = Path(__file__).parents[1] / "cases" / "rules"


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case['law']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    """A rule speaks of exactly the cells its case names, with the cures it names."""
    book = understood(drawn_store(case), **case.get("config", {}))

    found = [one for one in checked(book, case.get("copies", ())) if one.code == code]

    assert sorted(map(place, found)) == sorted(case.get("found", []))
    cures = {place(one): one.cure for one in found}
    assert {where: cures[where] for where in case.get("cures", {})} == case.get("cures", {})
    for one in found:
        for language in LANGUAGES:
            assert describe(one, language).startswith(place(one))
            assert "{" not in sentence(one, language) + advice(one, language)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_shown_bad_and_good(rule: Rule) -> None:
    """Each rule has a case where it speaks, a case where it is silent, and no case of another rule's name exists."""
    written = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text("utf-8"))
    assert any("found" in case for case in written)
    assert any("found" not in case for case in written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_has_its_words(rule: Rule, language: str) -> None:
    """What is wrong, how to cure it and what the rule is about can be said in every language."""
    for key in (f"finding.{rule.code}", f"finding.{rule.code}.cure"):
        assert key in catalogue(language)
    assert about(rule.code, language).endswith(".")


def test_every_code_of_the_cells_is_a_rule() -> None:
    """What reading a cell may say has a severity here; a case file without a rule is a slip of the pen."""
    codes = {rule.code for rule in RULES}
    assert set(CODES) <= codes
    assert {file.stem for file in CASES.glob("*.yaml")} <= codes
    assert len(codes) == len(RULES)
