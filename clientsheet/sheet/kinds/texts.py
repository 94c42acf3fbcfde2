"""Words as they stand: notes, names of people, references to a row, ids.

The value is the text without stray blanks. Names are also looked at letter by letter, because a Latin i in
``Сергiй`` hides the man from every search.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.alphabets import one_alphabet
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import EMPTY, Answer, CellKind, Note
from clientsheet.sheet.kinds.numbers import as_whole
from clientsheet.sheet.look import Look

LONGEST: Final = 32_767
"""Excel's own limit for the text of a cell, in UTF-16 units."""

_SURELY_FITS: Final = LONGEST // 2

_INVISIBLE: Final = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_HIDDEN: Final = re.compile(f"[{_INVISIBLE}]")
_FORMULA: Final = re.compile(r"=(?![=\s]*\Z)|[-+@]\s*[A-Za-z]+\w*\s*[(|]|[-+]\s*\d[^\n]*\|")
_ODD_STARTS: Final = ("", " ", "=", "+", "-", "@")
_ODD_TOGETHER: Final = re.compile(r"\|[ =+\-@|]| \|")
_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_CANONICAL: Final = re.compile(r"0|-?[1-9]\d{0,14}")


class TextKind(CellKind):
    """``line``: one line of words, so that inner blanks count as one; ``letters``: mixed alphabets are looked for."""

    def __init__(self, name: str, look: Look = Look.TEXT, *, line: bool = False, letters: bool = False) -> None:
        super().__init__(name, look)
        self.line = line
        self.letters = letters

    def whole(self, cells: Sequence[Raw], types: set[type]) -> Sequence[Any] | None:
        if types == {int}:
            return list(map(str, cells))
        if types <= {int, float, type(None)} and (numbers := as_whole(cells)) is not None:
            if None not in numbers:
                return list(map(str, numbers))
            return [number if number is None else str(number) for number in numbers]
        return super().whole(cells, types)

    def plain(self, texts: list[str], reading: Reading) -> dict[Any, Any]:
        together = "|".join(texts)
        if _ODD_TOGETHER.search(f"|{together}|") or not self._is_plain(together):
            texts = list(filter(self._is_plain, texts))
        elif max(map(len, texts), default=0) > _SURELY_FITS:
            texts = [text for text in texts if len(text) <= _SURELY_FITS]
        if self.letters and _LATIN.search(together) and _CYRILLIC.search(together):
            texts = [text for text in texts if not (_LATIN.search(text) and _CYRILLIC.search(text))]
        return dict(zip(texts, texts, strict=True))

    def _is_plain(self, text: str) -> bool:
        """Nothing but visible letters and single blanks, no sign in front: nothing to say, whatever it is."""
        return (
            text.isprintable() and text[:1] not in _ODD_STARTS and text[-1:] != " " and not (self.line and "  " in text)
        )

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if not isinstance(cell, str):
            return Answer(in_words(cell))
        text = _HIDDEN.sub("", cell)
        text = " ".join(text.split()) if self.line else text.strip()
        if not text:
            return EMPTY
        return Answer(text, tuple(self._notes(cell, text)))

    def _notes(self, cell: str, text: str) -> Sequence[Note]:
        notes = []
        if text != cell:
            notes.append(Note("stray-blanks", {}, text))
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
            notes.append(Note("text-too-long", {"length": len(text), "limit": LONGEST}))
        if _FORMULA.match(text):
            notes.append(Note("formula-like"))
        if self.letters and (mixed := one_alphabet(text)):
            notes.append(Note("mixed-alphabet", {"word": mixed.word}, mixed.cured))
        return notes


class ReferenceKind(TextKind):
    """Names a row. Whatever a cell's format makes of its number: a row keeps its name when a format comes or goes."""

    bare = True


class IdentifierKind(ReferenceKind):
    """``17`` and ``17.0`` are '17'; '007' keeps its zeros."""

    def write(self, value: str) -> Raw:
        return int(value) if _CANONICAL.fullmatch(value) else value


def in_words(cell: Raw) -> str:
    """A cell that is not text, as its owner would have typed it: 17.0 -> '17', a date -> '15.02.2026'."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return str(cell)


TEXT: Final = TextKind("text")
NAME: Final = TextKind("name", line=True, letters=True)
REFERENCE: Final = ReferenceKind("reference", Look.GENERAL, line=True)
IDENTIFIER: Final = IdentifierKind("identifier", Look.GENERAL, line=True)
