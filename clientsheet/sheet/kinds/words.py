"""Words that stand for a value: yes and no, and the words of a list column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, means_nothing, wrong
from clientsheet.sheet.kinds.fold import fold, skeleton
from clientsheet.sheet.kinds.texts import in_words
from clientsheet.sheet.look import Look
from clientsheet.text import Words

_YES: Final = "так т да д yes y true істина истина є есть ок ok on згоден згодна згода согласен согласна vip віп вип"
_NO: Final = "ні н нет no n false хибність ложь нема немає нету off відмова отказ"
_YES_SIGNS: Final = frozenset("+✓✔☑✅🗹v")
_NO_SIGNS: Final = frozenset("-−–—✗✘❌☐")
_REMARK: Final = re.compile(r"(?<=\w)\s*[,;:(–—]")  # «так, усно»
_YES_NO: Final = {fold(word): value for words, value in ((_YES, True), (_NO, False)) for word in words.split()}
_BY_LOOKS: Final = {skeleton(word): value for word, value in _YES_NO.items()}


class YesNoKind(CellKind):
    """так/ні, да/нет, yes/no, +/-, 1/0, ☑/☐, TRUE/FALSE, a checkbox -> bool."""

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, bool):
            return Answer(cell)
        if isinstance(cell, (int, float)) and cell in (0, 1):
            return Answer(bool(cell))
        if not isinstance(cell, str):
            return wrong("yes-no-unreadable")
        text = cell.strip().rstrip("\ufe0f").casefold()
        if not text:
            return EMPTY
        if text in _YES_SIGNS or text == "1":
            return Answer(True)
        if text in _NO_SIGNS or text == "0":
            return Answer(False)
        word = _REMARK.split(text, maxsplit=1)[0]
        value = _YES_NO.get(fold(word))
        if value is None:
            value = _BY_LOOKS.get(skeleton(word))
        return wrong("yes-no-unreadable") if value is None else Answer(value)


class ChoiceKind(CellKind):
    """A word of the column's list -> the value it means (``reading.choices``), in any of the three languages."""

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        text = in_words(cell).strip()
        if not text:
            return EMPTY
        known = _known(reading.choices)
        value = known.get(fold(text))
        if value is None:
            value = _looks(reading.choices).get(skeleton(text))
        if value is not None:
            return Answer(value)
        if means_nothing(text):
            return EMPTY
        close = get_close_matches(fold(text), list(known), n=1, cutoff=0.75)
        cure = _spelling(reading.choices, close[0]) if close else None
        return wrong("unknown-word", cure, word=text, **_lists(reading.choices))


@lru_cache(maxsize=64)
def _known(choices: tuple[tuple[str, Words], ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for value, names in choices:
        for name in (*names.every(), value):
            found.setdefault(fold(name), value)
    return found


@lru_cache(maxsize=64)
def _looks(choices: tuple[tuple[str, Words], ...]) -> Mapping[str, str]:
    return {skeleton(name): value for name, value in reversed(list(_known(choices).items()))}


def _spelling(choices: tuple[tuple[str, Words], ...], folded: str) -> str | None:
    """The word as the list spells it."""
    return next((name for _, names in choices for name in names.every() if fold(name) == folded), None)


def _lists(choices: tuple[tuple[str, Words], ...]) -> dict[str, str]:
    """The words of the list in each language, for the sentence of that language."""
    return {
        f"known_{language}": ", ".join(names.first(language) for _, names in choices) for language in ("uk", "ru", "en")
    }


YES_NO: Final = YesNoKind("yes-no", Look.GENERAL)
CHOICE: Final = ChoiceKind("choice", Look.TEXT)
