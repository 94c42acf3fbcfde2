"""Letters of two alphabets in one word: found, and cured where only one reading is possible."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LATIN_LOOKS: Final = "aceiopxyABCEHIKMOPTXYïÏ"
_CYRILLIC_LOOKS: Final = "асеіорхуАВСЕНІКМОРТХУїЇ"
TO_CYRILLIC: Final = str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS)
TO_LATIN: Final = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)

_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_LONE: Final = frozenset("aceioy")


class Mixed(NamedTuple):
    """The first word that is wrong, and the whole text with every wrong word cured (None: no certain cure)."""

    word: str
    cured: str | None


def one_alphabet(text: str) -> Mixed | None:
    """None: every word of the text keeps to one alphabet.

    A lone Latin ``i`` among Cyrillic words (``Оля i Марина``) is a wrong word too.
    """
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return None
    found = _WORD.findall(text)
    home = _home([word for word in found if not is_mixed(word)])
    wrong = [word for word in found if is_mixed(word) or (word in _LONE and home == "cyrillic")]
    if not wrong:
        return None
    cures = {word: _cure(word, home) for word in wrong}
    if not all(cures.values()):
        return Mixed(wrong[0], None)
    return Mixed(wrong[0], _WORD.sub(lambda match: cures.get(match[0]) or match[0], text))


def is_mixed(word: str) -> bool:
    return bool(_LATIN.search(word) and _CYRILLIC.search(word))


def to_latin(text: str) -> str:
    """The text with Cyrillic letters that look like Latin ones made Latin; others stay."""
    return text.translate(TO_LATIN)


def has_cyrillic(text: str) -> bool:
    return bool(_CYRILLIC.search(text))


def _home(words: list[str]) -> str:
    """The alphabet of the words that are right, or '' where they are of both or there are none."""
    latin = any(len(word) > 1 and _LATIN.search(word) for word in words)
    cyrillic = any(_CYRILLIC.search(word) for word in words)
    return "" if latin == cyrillic else "latin" if latin else "cyrillic"


def _cure(word: str, home: str) -> str | None:
    """The word in one alphabet, where one is possible, or both are and the other words tell which."""
    cyrillic, latin = word.translate(TO_CYRILLIC), word.translate(TO_LATIN)
    as_cyrillic, as_latin = not _LATIN.search(cyrillic), not _CYRILLIC.search(latin)
    if as_cyrillic and as_latin:
        return {"cyrillic": cyrillic, "latin": latin}.get(home)
    return cyrillic if as_cyrillic else latin if as_latin else None
