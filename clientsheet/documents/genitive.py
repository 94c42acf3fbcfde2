"""A name or a position in the genitive, for «в особі директора Коваленко Марини Іванівни».

The sex of a person is told from the patronymic, else from the given name; a surname alone tells nothing («Коваль»).
Where anything is in doubt the words come back with ``sure`` False, and whoever asked says so. Ukrainian and Russian;
in any other language there is no genitive and the words stay as they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, Literal, NamedTuple

Sex = Literal["masc", "femn"]

_PATRONYMICS: Final[tuple[tuple[str, Sex, str], ...]] = (
    ("івна", "femn", "івни"),
    ("ївна", "femn", "ївни"),
    ("овна", "femn", "овны"),
    ("евна", "femn", "евны"),
    ("ична", "femn", "ичны"),
    ("ович", "masc", "овича"),
    ("йович", "masc", "йовича"),
    ("евич", "masc", "евича"),
    ("євич", "masc", "євича"),
    ("ьич", "masc", "ьича"),
    ("ліч", "masc", "ліча"),
    ("кич", "masc", "кича"),
    ("мич", "masc", "мича"),
)
"""How a patronymic ends, whose it is, and how it ends in the genitive."""

_SURNAMES: Final[tuple[tuple[Sex, str, str, bool], ...]] = (
    ("femn", r"(.+(?:ов|ев|єв|їв|ін|ин|ськ|цьк|ск|цк))а", r"\1ої|\1ой", True),
    ("femn", r"(.+)ая", r"\1ої|\1ой", True),
    ("femn", r"(.+[бвгґджзклмнпрстфхцчшщйь])", r"\1|\1", True),  # «Коваль Ірина»: a woman's stays
    ("masc", r"(.+(?:ськ|цьк|ск|цк))(?:ий|ой)", r"\1ого|\1ого", True),
    ("masc", r"(.+)ий", r"\1ого|\1ого", False),
    ("masc", r"(.+)[йь]", r"\1я|\1я", True),
    ("masc", r"(.+[іеєёо][бвгґджзклмнпрстфхцчшщ])", r"\1а|\1а", False),  # «Кравець» is «Кравця», «Кіт» is «Кота»
    ("masc", r"(.+[бвгґджзклмнпрстфхцчшщ])", r"\1а|\1а", True),
)
"""Surnames that no dictionary holds: whose, how they end, the genitive in uk|ru, and whether that is certain."""

_UNCHANGED: Final = re.compile(r".+(?:их|ых|[оіиуюэ])")
"""«Черних», «Гете»: never declined for a woman, seldom for a man."""

_WORD: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ’'ʼ-]+")
_CAPITAL: Final = re.compile(r"[А-ЯЁІЇЄҐ][\w’'ʼ-]*")
_POSITION: Final = frozenset({"ADJF", "NOUN", "PRTF"})
_OBLIQUE: Final = frozenset({"gent", "datv", "accs", "ablt", "loct", "voct", "gen2", "loc2"})


class Declined(NamedTuple):
    """``sure`` False: two readings were possible, or a word is in no dictionary."""

    text: str
    sure: bool


def genitive(phrase: str, language: str) -> Declined:
    """'директор Коваленко Марина Іванівна' -> 'директора Коваленко Марини Іванівни'. Words with capital
    letters are a name, those before them a position."""
    words = phrase.split()
    if language not in ("uk", "ru") or not words:
        return Declined(phrase, True)
    if not all(map(_WORD.fullmatch, words)):
        return Declined(phrase, False)  # initials, another alphabet: nothing to decline for certain
    first = next((place for place, word in enumerate(words) if _CAPITAL.fullmatch(word)), len(words))
    position, name = words[:first], words[first:]
    if any(not _CAPITAL.fullmatch(word) for word in name):
        return Declined(phrase, False)
    sex = sex_of(name, language)
    parts = [_position(position, language), _name(name, sex, language)]
    return Declined(" ".join(part.text for part in parts if part.text), all(part.sure for part in parts))


def sex_of(name: list[str], language: str) -> Sex | None:
    """None: nothing in the name tells it."""
    for word in name:
        for ending, sex, _ in _PATRONYMICS:
            if word.casefold().endswith(ending) and len(name) > 1 and _is_patronymic(word, name):
                return sex
    found = {sex for word in name for sex in _given(word, language)}
    return found.pop() if len(found) == 1 else None


def _is_patronymic(word: str, name: list[str]) -> bool:
    """«Григорович Анна» is a surname and a name; «Тарас Григорович» is not."""
    return len(name) > 2 or word != name[0]


def _given(word: str, language: str) -> set[Sex]:
    sexes: set[Sex] = set()
    for parse in _morph(language).parse(word):
        said = _grammemes(parse)
        if said >= {"Name", "nomn"} and "plur" not in said:
            sexes.add("femn" if "femn" in said else "masc")
    return sexes


def _position(words: list[str], language: str) -> Declined:
    """The first noun and the adjectives before it decline; what follows it stays («начальник відділу»)."""
    done: list[str] = []
    for place, word in enumerate(words):
        parse = _nominative(word, language, None, _POSITION)
        form = parse.inflect({"gent"}) if parse else None
        if form is None:
            return Declined(" ".join([*done, *words[place:]]), False)
        done.append(form.word)
        if "NOUN" in _grammemes(parse):
            return Declined(" ".join([*done, *words[place + 1 :]]), True)
    return Declined(" ".join(done), True)  # «завідувача», «керуючої»: the adjective is the noun


def _name(words: list[str], sex: Sex | None, language: str) -> Declined:
    if not words:
        return Declined("", True)
    if sex is None:
        return Declined(" ".join(words), False)
    told = [_part(word, place, words, sex, language) for place, word in enumerate(words)]
    return Declined(" ".join(part.text for part in told), all(part.sure for part in told))


def _part(word: str, place: int, name: list[str], sex: Sex, language: str) -> Declined:
    pieces = [_piece(piece, place, name, sex, language) for piece in word.split("-")]
    return Declined("-".join(piece.text for piece in pieces), all(piece.sure for piece in pieces))


def _piece(word: str, place: int, name: list[str], sex: Sex, language: str) -> Declined:
    for ending, whose, declined in _PATRONYMICS:
        if whose == sex and word.casefold().endswith(ending) and _is_patronymic(word, name) and len(name) > 1:
            return Declined(_cased(word[: -len(ending)] + declined, word), True)
    for kind in ("Name", "Surn"):
        parse = _nominative(word, language, sex, frozenset({kind}))
        form = parse.inflect({"gent"}) if parse else None
        if form is not None:
            return Declined(_cased(form.word, word), True)
        if parse is not None and "Fixd" in _grammemes(parse):
            return Declined(word, True)
    return _by_ending(word, sex, language)


def _by_ending(word: str, sex: Sex, language: str) -> Declined:
    """A surname that is in no dictionary."""
    low = word.casefold()
    if _UNCHANGED.fullmatch(low):
        return Declined(word, True)
    for whose, ending, declined, sure in _SURNAMES:
        if whose == sex and (found := re.fullmatch(ending, low)):
            return Declined(_cased(found.expand(declined.split("|")[language == "ru"]), word), sure)
    return Declined(word, False)


def _nominative(word: str, language: str, sex: Sex | None, wanted: frozenset[str]) -> Any:
    """The first reading of the word as it stands, of that sex and one of the parts of speech ``wanted``."""
    for parse in _morph(language).parse(word):
        said = _grammemes(parse)
        if "plur" not in said and said & wanted and _fits(said) and (sex is None or said & {sex, "ms-f"}):
            return parse
    return None


def _fits(said: frozenset[str]) -> bool:
    """In the nominative. The Ukrainian dictionary leaves the case out where the word is first in its list."""
    return "nomn" in said or not said & _OBLIQUE


def _grammemes(parse: Any) -> frozenset[str]:
    return frozenset(re.split("[ ,]", str(parse.tag)))


def _cased(word: str, like: str) -> str:
    """The dictionary answers in small letters."""
    return word.upper() if like.isupper() and len(like) > 1 else word[:1].upper() + word[1:]


@cache
def _morph(language: str) -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang=language)
