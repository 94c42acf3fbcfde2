"""The same words in Ukrainian, Russian and English.

A catalogue is the folder of one language: modules whose ``WORDS`` map a dotted key to a sentence. A sentence
has named holes filled from facts::

    "{client} has {n} {n:visit|visits}"          en: one|other
    "{client}: {n} {n:візит|візити|візитів}"      uk, ru: one|few|many

A hole whose format holds ``|`` chooses a plural form for its number (categories of the CLDR, through Babel).
Dates are written the way owners write them (05.04.2026), money and other decimals with the decimal comma where
the language has it.
"""

from __future__ import annotations

import datetime as dt
import importlib
import string
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args

Language = Literal["uk", "ru", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
ROOMS: Final = (
    *("findings", "screen", "values", "starter", "files", "excel", "config", "book", "cells"),
    *("letters", "mailings", "delivery", "returns", "mailverbs", "probe"),
    *("google", "googlesetup"),
    *("documents", "report", "reportpage", "card", "exports", "imports", "merging", "privacy"),
)


class Words(NamedTuple):
    """A name in three languages; in each the first is the one we write, the rest are aliases we accept."""

    uk: tuple[str, ...]
    ru: tuple[str, ...]
    en: tuple[str, ...]

    def first(self, language: str) -> str:
        return self.all(language)[0]

    def all(self, language: str) -> tuple[str, ...]:
        return {"uk": self.uk, "ru": self.ru, "en": self.en}[language]

    def every(self) -> tuple[str, ...]:
        return self.uk + self.ru + self.en


def words(uk: str, ru: str, en: str) -> Words:
    """``words("Телефон, Тел.", "Телефон", "Phone, Mobile")``: aliases are separated by commas."""

    def split(cell: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in cell.split(",") if part.strip())

    return Words(split(uk), split(ru), split(en))


def sentence(uk: str, ru: str, en: str) -> Words:
    """One text in three languages, commas and all."""
    return Words((uk,), (ru,), (en,))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every sentence of a language, by key."""
    found: dict[str, str] = {}
    for room in ROOMS:
        found.update(importlib.import_module(f"clientsheet.text.{language}.{room}").WORDS)
    return found


def say(language: str, key: str, /, **facts: object) -> str:
    """The sentence of ``key`` in ``language`` with its holes filled. KeyError: a key nobody wrote down."""
    return _Filler(language).vformat(catalogue(language)[key], (), facts)


def show(value: object, language: str) -> str:
    """A value as a person of that language writes it in a sentence."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"uk": ("ні", "так"), "ru": ("нет", "да"), "en": ("no", "yes")}[language][value]
    if isinstance(value, dt.datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (float, Decimal)):
        plain = format(value, "f") if isinstance(value, Decimal) else repr(value)
        return plain if language == "en" else plain.replace(".", ",")
    if isinstance(value, (list, tuple)):
        return ", ".join(show(part, language) for part in value)
    return str(value)


class _Filler(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            return plural(self.language, value, format_spec.split("|"))
        return format(value, format_spec) if format_spec else show(value, self.language)


def plural(language: str, number: int, forms: Sequence[str]) -> str:
    """The form of a word beside that number: ``plural("uk", 3, ["візит", "візити", "візитів"]) == "візити"``."""
    category = _plural_rule(language)(number)
    order = ("one", "other") if language == "en" else ("one", "few", "many")
    return forms[order.index(category)] if category in order else forms[-1]


@cache
def _plural_rule(language: str) -> Any:
    from babel import Locale

    return Locale.parse(language).plural_form
