"""Whether two names may be one person's: as people write them down, not as a passport has them.

The order of the words, case, ё for е, the kind of apostrophe, a legal form and what one of the two leaves out do not
count («Коваль М. І.» is «Марина Іванівна Коваль»). Two people of one surname are two people.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import permutations
from typing import Final

from clientsheet.sheet.kinds.alphabets import has_cyrillic
from clientsheet.sheet.kinds.fold import fold, skeleton
from clientsheet.text.names import first_name

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`´‘][^\W_]+)*")
_OF_A_PERSON: Final = frozenset(
    map(skeleton, ("ФОП", "ФЛП", "ИП", "СПД", "пан", "пані", "г-н", "г-жа", "Mr", "Mrs", "Ms"))
)
_OF_A_FIRM: Final = frozenset(
    map(
        skeleton,
        ("ТОВ", "ТзОВ", "ООО", "ПП", "ЧП", "ПАТ", "ПрАТ", "АТ", "АО", "ЗАО", "ОАО", "LLC", "Ltd", "Inc", "GmbH"),
    )
)
_NEAR: Final = 0.75
"""Олександр and Александр, Дмитро and Дмитрий: so alike are two spellings of one name."""
_WORDS_COMPARED: Final = 5


class Alike(Enum):
    """``UNSAID``: one of the names is missing. ``LIKELY``: a person should look."""

    SAME = "same"
    LIKELY = "likely"
    UNSAID = "unsaid"
    OTHER = "other"


def alike(one: str | None, other: str | None) -> Alike:
    mine, theirs = name_words(one or ""), name_words(other or "")
    if not mine or not theirs:
        return Alike.UNSAID
    if _left_over(mine, theirs) is not None:
        return Alike.SAME if are_same(one, other) else Alike.LIKELY
    if has_cyrillic(one or "") != has_cyrillic(other or ""):
        return Alike.LIKELY
    return Alike.LIKELY if _renamed(one or "", other or "") or _respelled(mine, theirs) else Alike.OTHER


def are_same(one: str | None, other: str | None) -> bool:
    """Whether ``alike`` would say SAME; sooner, where nobody asks how unlike they are."""
    rest = _left_over(name_words(one or ""), name_words(other or ""))
    return bool(one and other) and rest is not None and (not rest or _is_firm(one) == _is_firm(other))


@lru_cache(maxsize=262_144)
def name_words(name: str) -> tuple[str, ...]:
    """What of a name is compared: 'ФОП Коваль М.' -> ('коваль', 'м')."""
    words = [skeleton(word) for word in _WORD.findall(name)]
    return tuple(word for word in words if word not in _OF_A_PERSON and word not in _OF_A_FIRM) or tuple(words)


def _is_firm(name: str | None) -> bool:
    return any(skeleton(word) in _OF_A_FIRM for word in _WORD.findall(name or ""))


def _left_over(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int | None:
    """How many words one name has more than the other; None: they contradict each other. Initials stand for a word
    that begins so; one word at least is written out in both."""
    if len(mine) == len(theirs) and min(map(len, (*mine, *theirs)), default=0) > 1:
        return 0 if sorted(mine) == sorted(theirs) else None
    if mine == theirs:
        return 0
    left, right = Counter(mine), Counter(theirs)
    both = left & right
    if left != right and not any(len(word) > 1 for word in both):
        return None
    left, right = left - both, right - both
    for here, there in ((left, right), (right, left)):
        for initial in [word for word in here.elements() if len(word) == 1]:
            if word := next((word for word in there.elements() if word.startswith(initial)), ""):
                here[initial] -= 1
                there[word] -= 1
    more = left.total(), right.total()
    return None if all(more) else max(more)


def _renamed(one: str, other: str) -> bool:
    """One given name and two surnames: somebody may have married."""
    mine, theirs = (first_name(name, "uk") for name in (one, other))
    return mine not in (one.strip(), other.strip()) and fold(mine) == fold(theirs)


def _respelled(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """As many words, each nearly the same as one of the other name: another language's spelling, or a slip."""
    left, right = list((Counter(mine) - Counter(theirs)).elements()), list((Counter(theirs) - Counter(mine)).elements())
    if len(mine) != len(theirs) or len(left) > _WORDS_COMPARED:
        return False
    return any(all(map(_near, left, order)) for order in permutations(right))


@lru_cache(maxsize=65_536)
def _near(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < _NEAR * (shorter + longer):
        return False
    return any(SequenceMatcher(None, *pair).ratio() >= _NEAR for pair in ((one, other), (other, one)))
