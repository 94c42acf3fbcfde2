"""A finding in words: where it stands, what is wrong, how to cure it. The one place where a line is composed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from clientsheet.sheet.address import a1
from clientsheet.sheet.finding import Finding, Severity
from clientsheet.sheet.grid import Raw, Uncalculated
from clientsheet.text import say, show

SHOWN_LENGTH: Final = 120
"""Longer cells are cut in a sentence; nobody reads a page inside a line."""


def describe(finding: Finding, language: str) -> str:
    """The whole line: «Клієнти!D14: номер має 8 цифр замість 9. Можливо, загублено цифру.»"""
    place = where(finding)
    said = sentence(finding, language)
    if place:
        said = f"{place}: {said if said.startswith('Excel') else said[:1].lower() + said[1:]}"
    return f"{said} {advice(finding, language)}".strip()


def where(finding: Finding) -> str:
    """'Клієнти!D14'; the tab alone for what concerns it as a whole; empty for the workbook itself."""
    return f"{finding.tab}!{finding.cell}" if finding.cell else finding.tab


def message(finding: Finding, language: str) -> str:
    """What is wrong, in the words of the catalogue."""
    return _said(finding, f"finding.{finding.code}", language)


def sentence(finding: Finding, language: str) -> str:
    """What is wrong, standing alone: «Номер має 8 цифр замість 9.»"""
    said = message(finding, language)
    return f"{said[:1].upper()}{said[1:]}{'' if said[-1:] in '.!?…' else '.'}"


def advice(finding: Finding, language: str) -> str:
    """How to cure it: the way, and the cured value where it is certain; may be empty."""
    told = _said(finding, f"finding.{finding.code}.cure", language)
    if finding.cure is not None:
        cured = shown(finding.cure, language)
        return told if cured in told else f"{told} → {cured}".strip()
    if like := finding.facts.get("like"):
        told = f"{say(language, 'finding.like', like=like)} {told}"
    return told


def about(code: str, language: str) -> str:
    """What the rule looks for, in one sentence."""
    return say(language, f"finding.{code}.about")


def severity_word(severity: Severity, language: str) -> str:
    return say(language, f"severity.{severity}")


def shown(value: Raw, language: str) -> str:
    """A raw cell as it looks to the owner, on one line, blanks collapsed; a long one cut short."""
    line = whole(value, language)
    return line if len(line) <= SHOWN_LENGTH else line[: SHOWN_LENGTH - 1] + "…"


def whole(value: Raw, language: str) -> str:
    """The same, whatever its length."""
    if value is None or isinstance(value, Uncalculated):
        return ""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return " ".join("".join(map(_printable, show(value, language))).split())


def becomes(before: Raw, after: Raw, language: str) -> str:
    """What a cell that is cured will hold; where that looks as what it holds now, with a word for what it will be."""
    told = shown(after, language)
    if isinstance(before, str) is isinstance(after, str) or told != shown(before, language):
        return told
    kind = "text" if isinstance(after, str) else "date" if isinstance(after, dt.date) else "number"
    return say(language, f"cell.becomes_{kind}", value=told)


def _printable(letter: str) -> str:
    return letter if letter.isprintable() else " "


def _said(finding: Finding, key: str, language: str) -> str:
    facts: dict[str, object] = {
        "value": shown(finding.value, language),
        "heading": finding.heading,
        "tab": finding.tab,
        "cure": shown(finding.cure, language),
        "cell": a1(finding.row, finding.column) if finding.cell else "",
        **{name: shown(fact, language) if isinstance(fact, str) else fact for name, fact in finding.facts.items()},
    }
    return say(language, key, **facts)


def document(findings: Iterable[Finding], language: str) -> list[dict[str, object]]:
    """The findings as plain data, keys and codes as other programs rely on them. ``value`` is the cell as text (dates
    ISO 8601, numbers with a decimal point); ``cure`` the value to write where it is certain."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "tab": finding.tab,
            "cell": finding.cell,
            "heading": finding.heading,
            "value": plain(finding.value),
            "message": sentence(finding, language),
            "suggestion": advice(finding, language),
            "cure": plain(finding.cure),
            "client": finding.client,
        }
        for finding in findings
    ]


def grouped(number: int) -> str:
    """14500 -> '14 500', with blanks at which no line is broken."""
    return f"{number:,}".replace(",", "\xa0")


def plain(value: Raw) -> str | None:
    """A raw cell as text that every program reads alike; None for an empty cell and a formula not yet calculated."""
    if value is None or isinstance(value, Uncalculated):
        return None
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
