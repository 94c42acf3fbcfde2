"""How every kind reads a whole column: each distinct cell is understood once, then the answers are laid out again.

A kind says three things: which types of cell are ``straight`` (all well formed, nothing to look at), which texts are
``plain`` (certainly well formed, found fast), and what any one cell means when looked at with care. The careful
answer is the truth; the other two only agree with it sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Final, NamedTuple

from clientsheet.sheet.grid import CellError, Raw, Uncalculated
from clientsheet.sheet.kinds.base import Reading, Remark
from clientsheet.sheet.look import Look

BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are not the space bar's, for the inside of a regex class."""

_NO_VALUE: Final = frozenset(
    {"-", "--", "---", "–", "—", "−", ".", "?", "немає", "нема", "нет", "нету", "none", "no", "n/a", "н/д"}
)


class Note(NamedTuple):
    """A remark that does not yet know which cell it is about."""

    code: str
    facts: Mapping[str, object] = MappingProxyType({})
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
    """The common half of every kind. Subclasses give ``understand`` and, where it pays, the fast ways."""

    straight: ClassVar[Mapping[type, Callable[[Any], Any] | None]] = {}
    """Types whose cells all have a meaning without a look at them: how to get it (None: the cell is its value)."""

    bare = False

    def __init__(self, name: str, look: Look) -> None:
        self.name = name
        self.look = look

    def __repr__(self) -> str:
        return self.name.upper()

    def read(self, cells: Sequence[Raw], reading: Reading) -> tuple[Sequence[Any], list[Remark]]:
        types = set(map(type, cells))
        values = self.whole(cells, types)
        if values is not None:
            return values, []
        return self._read_distinct(_told_apart(cells, types), types, reading)

    def write(self, value: Any) -> Raw:
        return value  # type: ignore[no-any-return]

    def whole(self, cells: Sequence[Raw], types: set[type]) -> Sequence[Any] | None:
        """The values of a column of straight types alone; None: look at the cells."""
        if not all(kind in self.straight for kind in types - {type(None)}):
            return None
        return self._straightened(cells, types)

    def plain(self, texts: list[str], reading: Reading) -> dict[Any, Any]:
        """The values of those texts about which there is nothing to say."""
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

    def _read_distinct(
        self, cells: Sequence[Any], types: set[type], reading: Reading
    ) -> tuple[Sequence[Any], list[Remark]]:
        straight = types.intersection(self.straight)
        distinct = {cell for cell in cells if type(cell) not in straight} if straight else set(cells)
        values = self.plain([cell for cell in distinct if type(cell) is str], reading)
        notes: dict[Any, tuple[Note, ...]] = {}
        for cell in distinct.difference(values):
            values[cell], told = self.careful(cell.cell if type(cell) is _Apart else cell, reading)
            if told:
                notes[cell] = told
        remarks = _remarks(cells, notes) if notes else []
        if not straight:
            return list(map(values.__getitem__, cells)), remarks
        return self._straightened(list(map(values.get, cells, cells)), straight), remarks

    def _straightened(self, cells: Sequence[Any], types: set[type]) -> Sequence[Any]:
        """Every cell of a straight type replaced by its value, all others as they are."""
        ways = {kind: way for kind in types if (way := self.straight.get(kind)) is not None}
        if not ways:
            return cells
        if len(types) == 1 and set(map(type, cells)) == types:
            return list(map(ways[types.copy().pop()], cells))
        return [way(cell) if (way := ways.get(type(cell))) else cell for cell in cells]


class _Apart(NamedTuple):
    """A cell that Python would take for another: True for 1, an error for the same text."""

    kind: type
    cell: Raw


def _told_apart(cells: Sequence[Raw], types: set[type]) -> Sequence[Any]:
    odd: set[type] = set()
    if bool in types and not types.isdisjoint({int, float}):
        odd.add(bool)
    if CellError in types and str in types:
        odd.add(CellError)
    if not odd:
        return cells
    return [_Apart(type(cell), cell) if type(cell) in odd else cell for cell in cells]


def _remarks(cells: Sequence[Any], notes: Mapping[Any, tuple[Note, ...]]) -> list[Remark]:
    return [
        Remark(index, code, facts, cure)
        for index, cell in enumerate(cells)
        if cell in notes
        for code, facts, cure in notes[cell]
    ]
