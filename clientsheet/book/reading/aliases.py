"""The words of the declarations, folded: what a heading or a title means, whoever wrote it in whatever language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from clientsheet.book.tabs import TABS, tab
from clientsheet.config import Config
from clientsheet.sheet.kinds import fold
from clientsheet.text import LANGUAGES, Words


class Alias(NamedTuple):
    """What a folded heading means, how good a word it is for it (0: the one we write), in which languages."""

    name: str
    rank: int
    languages: frozenset[str]


def aliases(name: str, config: Config | None = None) -> Mapping[str, Alias]:
    """Folded heading -> what it means on the tab ``name``; config.yaml's own headings before all others."""
    own = config.headings.get(name, {}) if config else {}
    return {**_declared(name), **{fold(word): Alias(column, -1, frozenset()) for column in own for word in own[column]}}


@cache
def _declared(name: str) -> Mapping[str, Alias]:
    return _index((column.name, column.headings) for column in tab(name).columns)


@cache
def _titles() -> Mapping[str, Alias]:
    return _index((declared.name, declared.titles) for declared in TABS)


def _index(named: Iterator[tuple[str, Words]]) -> Mapping[str, Alias]:
    found: dict[str, Alias] = {}
    for name, words in named:
        for language in LANGUAGES:
            for rank, word in enumerate(words.all(language)):
                old = found.get(fold(word)) or Alias(name, rank, frozenset())
                better = min(rank, old.rank)
                found[fold(word)] = Alias(old.name, better, old.languages | {language})
    return found


def titled(title: str) -> Alias | None:
    """What a title means; «Зауваження 2» is our page where the owner has a tab of that name."""
    known = _titles().get(fold(title))
    plain, _, number = title.rpartition(" ")
    if known or not number.isdecimal():
        return known
    page = _titles().get(fold(plain))
    return page if page and tab(page.name).writer == "program" else None
