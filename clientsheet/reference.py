"""The declarations as the pages of the manual, in each language: commands, tabs and columns, findings, settings, the
config file. Text in Markdown; what is committed under docs/manual is what these functions give, and a test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.book.reading.settings import rows as ready
from clientsheet.book.rules import RULES
from clientsheet.book.tabs import TABS
from clientsheet.book.wording import about, severity_word
from clientsheet.config import Rules, example
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import say

EXIT_CODES: Final = (0, 1, 2, 3, 4, 70)


@dataclass(frozen=True, slots=True)
class VerbPage:
    """A verb as its ``--help`` tells it: the usage line, a few sentences, (option, meaning) pairs."""

    name: str
    usage: str
    about: str
    options: Sequence[tuple[str, str]]


def pages(language: str, verbs: Sequence[VerbPage]) -> Mapping[str, str]:
    """File name -> page, in ``language``."""
    return {
        "commands.md": commands(language, verbs),
        "tabs.md": tabs(language),
        "findings.md": findings(language),
        "settings.md": settings(language),
        "config.md": config(language),
    }


def commands(language: str, verbs: Sequence[VerbPage]) -> str:
    lines = [f"# {say(language, 'manual.commands')}", "", say(language, "manual.commands.about"), ""]
    for verb in verbs:
        lines += [f"## {verb.name}", "", *_paragraphs(verb.about), "```", verb.usage, "```", ""]
        if verb.options:
            heads = (say(language, "manual.option"), say(language, "manual.meaning"))
            lines += [*_table(heads, ((f"`{name}`", told) for name, told in verb.options)), ""]
    codes = ((str(code), say(language, f"manual.exit.{code}")) for code in EXIT_CODES)
    lines += [f"## {say(language, 'manual.exit')}", ""]
    lines += _table((say(language, "manual.code"), say(language, "manual.meaning")), codes)
    return _page(lines)


def tabs(language: str) -> str:
    lines = [f"# {say(language, 'manual.tabs')}", "", say(language, "manual.tabs.about"), ""]
    for tab in TABS:
        lines += [f"## {tab.titles.first(language)}", "", tab.about.first(language), ""]
        lines += [f"`{tab.name}` · {say(language, f'manual.writer.{tab.writer}')}", ""]
        lines += [f"{say(language, 'manual.aliases')}: {_aliases(tab.titles.every())}", ""]
        heads = [say(language, f"manual.{head}") for head in ("column", "name", "meaning", "aliases")]
        lines += [*_table(heads, (_column(column, language) for column in tab.columns)), ""]
        lines += _choices(tab, language)
    return _page(lines)


def findings(language: str) -> str:
    lines = [f"# {say(language, 'manual.findings')}", "", say(language, "manual.findings.about"), ""]
    heads = [say(language, f"manual.{head}") for head in ("code", "severity", "meaning")]
    rows = ((f"`{rule.code}`", severity_word(rule.severity, language), about(rule.code, language)) for rule in RULES)
    return _page([*lines, *_table(heads, rows)])


def settings(language: str) -> str:
    lines = [f"# {say(language, 'manual.settings')}", "", say(language, "manual.settings.about"), ""]
    heads = [say(language, f"manual.{head}") for head in ("setting", "value", "meaning")]
    told = (
        (str(row["name"]), str(row.get("value") or "—"), str(row["explanation"])) for row in ready(Rules(), language)
    )
    return _page([*lines, *_table(heads, told)])


def config(language: str) -> str:
    lines = [f"# {say(language, 'manual.config')}", "", say(language, "manual.config.about"), ""]
    return _page([*lines, "```yaml", example(language).rstrip(), "```"])


def _column(column: Column, language: str) -> tuple[str, ...]:
    heading = column.headings.first(language)
    marked = f"*{heading}*" if column.filled else heading
    return marked, f"`{column.name}`", column.about.first(language), _aliases(column.headings.every())


def _choices(tab: Tab, language: str) -> list[str]:
    """The words of the list columns, each with the others that are understood."""
    lines: list[str] = []
    for column in tab.columns:
        if column.choices:
            told = (f"**{words.first(language)}** ({_aliases(words.every())})" for _, words in column.choices)
            lines += [f"{column.headings.first(language)}: {'; '.join(told)}.", ""]
    return lines


def _aliases(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _paragraphs(text: str) -> list[str]:
    return [line for paragraph in text.split("\n") for line in (paragraph, "")]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    safe: Callable[[str], str] = lambda cell: cell.replace("|", "\\|").replace("\n", " ")  # noqa: E731
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return lines + ["| " + " | ".join(map(safe, row)) + " |" for row in rows]


def _page(lines: Sequence[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
