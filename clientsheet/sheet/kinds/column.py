"""How every kind reads a whole column: each distinct cell is understood once, then the answers are laid out again.

A kind says three things: ``whole`` (the column is uniform and needs no look at its cells), ``plain`` (the cells
that are certainly well formed, by their distinct values, fast) and ``careful`` (any one cell, with what there is
to say about it). ``careful`` is the truth; the other two only agree with it sooner.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw, Uncalculated
from clientsheet.sheet.kinds.base import Reading, Remark
from clientsheet.sheet.look import Look

BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are not the space bar's, for the inside of a regex class."""

_NO_VALUE: Final = frozenset(
    {"-", "--", "---", "–", "—", "−", ".", "?", "немає", "нема", "нет", "нету", "none", "no", "n/a", "н/д"}
)
_NUMBERS: Final = frozenset({int, float})


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that does not yet know which cell it is about."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    cure: Raw = None


class Answer(NamedTuple):
    """What one cell means (None: nothing, or unreadable) and what there is to say about it."""

    value: Any = None
    notes: tuple[Note, ...] = ()


EMPTY: Final = Answer()


def wrong(code: str, cure: Raw = None, **facts: object) -> Answer:
    """No value, one note."""
    return Answer(None, (Note(code, facts, cure),))


def means_nothing(text: str) -> bool:
    """«-», «немає», «n/a»: the owner says that there is no value."""
    return not text or text.casefold() in _NO_VALUE


class CellKind:
    """The common half of every kind. Subclasses give ``understand`` and, where it pays, ``whole`` and ``plain``."""

    def __init__(self, name: str, look: Look) -> None:
        self.name = name
        self.look = look

    def __repr__(self) -> str:
        return self.name.upper()

    def read(self, cells: Sequence[Raw], reading: Reading) -> tuple[Sequence[Any], list[Remark]]:
        types = set(map(type, cells))
        values = self.whole(cells, types, reading)
        if values is not None:
            return values, []
        if _confusable(types):
            return self._read_apart(cells, reading)
        return self._read_distinct(cells, reading)

    def write(self, value: Any) -> Raw:
        return value  # type: ignore[no-any-return]

    def whole(self, cells: Sequence[Raw], types: set[type], reading: Reading) -> Sequence[Any] | None:
        """The values of a uniform column, or None: look at the cells."""
        return [None] * len(cells) if types <= {type(None)} else None

    def plain(self, cells: Collection[Raw], reading: Reading) -> dict[Raw, Any]:
        """The values of those cells about which there is nothing to say."""
        return {}

    def careful(self, cell: Raw, reading: Reading) -> Answer:
        """The answer for any one cell."""
        if cell is None:
            return EMPTY
        if isinstance(cell, CellError):
            return wrong("error-cell", error=str(cell))
        if isinstance(cell, Uncalculated):
            return wrong("uncalculated")
        return self.understand(cell, reading)

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        """The answer for a cell that holds a value."""
        raise NotImplementedError

    def _read_distinct(self, cells: Sequence[Raw], reading: Reading) -> tuple[list[Any], list[Remark]]:
        distinct = set(cells)
        values = self.plain(distinct, reading)
        notes: dict[Raw, tuple[Note, ...]] = {}
        for cell in distinct if not values else distinct.difference(values):
            values[cell], told = self.careful(cell, reading)
            if told:
                notes[cell] = told
        remarks = _remarks(cells, notes) if notes else []
        return list(map(values.__getitem__, cells)), remarks

    def _read_apart(self, cells: Sequence[Raw], reading: Reading) -> tuple[list[Any], list[Remark]]:
        """Python takes True for 1, and an error cell for the same text: such cells are told apart by type."""
        keys = list(zip(map(type, cells), cells, strict=True))
        answers = {key: self.careful(key[1], reading) for key in set(keys)}
        notes = {key: answer.notes for key, answer in answers.items() if answer.notes}
        return [answers[key].value for key in keys], _remarks(keys, notes)


def _confusable(types: set[type]) -> bool:
    return (bool in types and not types.isdisjoint(_NUMBERS)) or (CellError in types and str in types)


def _remarks(cells: Sequence[Any], notes: Mapping[Any, tuple[Note, ...]]) -> list[Remark]:
    return [
        Remark(index, note.code, note.facts, note.cure)
        for index, cell in enumerate(cells)
        if cell in notes
        for note in notes[cell]
    ]


__all__ = ["BLANKS", "EMPTY", "UNCALCULATED", "Answer", "CellKind", "Note", "means_nothing", "wrong"]
