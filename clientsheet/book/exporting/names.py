"""The parts of a person's name: «Коваленко Марина Іванівна», «Марина Коваленко», «Коваленко, Марина», ``Jane M. Doe``.

The given names that the house knows, then the dictionaries of pymorphy3, tell which word is the first name. Where they do
not, it stands where it stands in the other names of the sheet: an owner writes them all the same way. A firm has no parts;
of a sole trader («ФОП Коваленко Марина») the name is a person's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from clientsheet.sheet.kinds.fold import fold
from clientsheet.text.names import first_name, is_firm, is_patronymic


class Name(NamedTuple):
    """``firm``: the whole name, where it is a firm's or a trader's."""

    first: str = ""
    middle: str = ""
    last: str = ""
    firm: str = ""


_TRADER: Final = re.compile(r"^(?:ФОП|СПД|ФЛП|ИП)\.?\s+(?=\S)", re.IGNORECASE)
_INITIAL: Final = re.compile(r"\w\.?")
_ASIDE: Final = re.compile(r"\([^)]*\)|[*№#!?]+")


def parts(names: Sequence[str | None]) -> list[Name]:
    """Of each name of a sheet."""
    told = [_Told(name or "") for name in names]
    places = Counter(one.place == 0 for one in told if one.place is not None and len(one.words) == 2)
    return [one.name(first=places[True] >= places[False]) for one in told]


class _Told:
    """``place``: of the first name among the ``words``; None: nobody can say."""

    def __init__(self, name: str) -> None:
        plain = " ".join(_ASIDE.sub(" ", name).split())
        person = _TRADER.sub("", plain)
        self.firm = plain if is_firm(plain) else ""
        surname, _, rest = ("", "", "") if is_firm(person) else person.partition(",")
        self.words = [*rest.split(), surname.strip()] if rest.strip() else surname.split()
        self.place = 0 if rest.strip() else _place(self.words)

    def name(self, first: bool) -> Name:
        if not self.words:
            return Name(firm=self.firm)
        at = self.place if self.place is not None else (0 if first else len(self.words) - 1)
        rest = [word for place, word in enumerate(self.words) if place != at]
        second = self.words[at + 1 : at + 2] if len(self.words) > 2 else []
        after = bool(second) and (is_patronymic(second[0]) or _INITIAL.fullmatch(second[0]) is not None or at == 0)
        middle = second[0] if after else ""
        if not middle and len(self.words) == 2 and at == 0 and is_patronymic(rest[0]) and _is("Surn", rest[0]) == 0:
            middle = rest[0]
        if middle:
            rest.remove(middle)
        return Name(self.words[at], middle, " ".join(rest), self.firm)


def _place(words: Sequence[str]) -> int | None:
    """Where the first name stands: the known one, the one before a patronymic, or what a dictionary takes for one."""
    whole = " ".join(words)
    initials = [place for place, word in enumerate(words) if _INITIAL.fullmatch(word)]
    if len(words) < 2 or len(initials) == len(words):
        return 0
    if initials and not whole.isascii():
        return initials[0]
    if whole.isascii():
        return 0
    given = fold(first_name(whole, "uk"))
    if given != fold(whole):
        return next((place for place, word in enumerate(words) if fold(word) == given), None)
    if len(words) > 2 and is_patronymic(words[-1]):
        return len(words) - 2
    likely = [_is("Name", word) - _is("Surn", word) for word in words]
    best = max(likely)
    return likely.index(best) if likely.count(best) == 1 else None


@cache
def _is(grammeme: str, word: str) -> float:
    """How surely it is a first name (``Name``) or a surname (``Surn``), from 0 to 1, in the better of two languages."""
    return max(
        (parse.score for parser in _parsers() for parse in parser.parse(word) if grammeme in parse.tag.grammemes),
        default=0.0,
    )


@cache
def _parsers() -> tuple[Any, ...]:
    from pymorphy3 import MorphAnalyzer

    return tuple(MorphAnalyzer(lang=language) for language in ("uk", "ru"))
