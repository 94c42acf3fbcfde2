"""Two rows of one client into one, cell by cell: blanks are filled, phones, emails and notes joined, and where the two
say different things the kept row wins and the other's word goes into its notes. Nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from clientsheet.book.book import Book
from clientsheet.book.persons.same_name import name_words
from clientsheet.book.reading.understand import read_cells, reading_of
from clientsheet.book.wording import whole
from clientsheet.sheet.grid import CellError, GridTab, Raw, Uncalculated
from clientsheet.sheet.kinds import EMAILS, PHONES
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.kinds.phone import in_a_cell
from clientsheet.sheet.kinds.texts import LONGEST
from clientsheet.sheet.same import same
from clientsheet.sheet.schema import Column

_JOINED_WORDS: Final = {"notes": "; ", "interests": ", "}
_REFUSAL: Final = ("consent",)
"""A «no» in either row is a no."""


class How(StrEnum):
    """``FILLED``: the kept row had nothing there. ``JOINED``: it has both now. ``NOTED``: they differ; the kept row's
    stays, the other's is in the notes. ``LOST``: they differ, and there are no notes to put it into."""

    FILLED = "filled"
    JOINED = "joined"
    NOTED = "noted"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class MergedCell:
    """One cell of the kept row. ``kept``, ``other``: what the two rows have there; ``after``: what it will be."""

    column: int
    heading: str
    kept: Raw
    other: Raw
    after: Raw
    how: How


@dataclass(frozen=True)
class MergedRow:
    """``cells``: those of the kept row about which there is something to say. ``cleared``: columns of the other row
    that are emptied, ``left`` those that cannot be (a formula, an error)."""

    cells: tuple[MergedCell, ...]
    cleared: tuple[int, ...]
    left: tuple[int, ...]


def merged_row(book: Book, tab: GridTab, keep: int, other: int) -> MergedRow:
    """``keep``, ``other``: rows of the clients tab, as the sheet counts them."""
    return _Merging(book, tab, keep, other).row()


class _Merging:
    def __init__(self, book: Book, tab: GridTab, keep: int, other: int) -> None:
        self._book, self._tab, self._keep, self._other = book, tab, keep, other
        clients = book["clients"]
        self._known = {column.number: column for column in clients.columns.values()}
        self._headings = {**clients.unknown, **{number: column.heading for number, column in self._known.items()}}
        width = tab.column_count
        self._rows = [(tab.rows(row, row)[0] + [None] * width)[:width] for row in (keep, other)]

    def row(self) -> MergedRow:
        numbers = [number for number in range(1, self._tab.column_count + 1) if self._cell(number)[1] is not None]
        left = tuple(number for number in numbers if self._stays(number))
        cells = [cell for number in numbers if (cell := self._merged(number)) is not None]
        return MergedRow(self._with_notes(cells), tuple(n for n in numbers if n not in left), left)

    def _cell(self, number: int) -> tuple[Raw, Raw]:
        return self._rows[0][number - 1], self._rows[1][number - 1]

    def _stays(self, number: int) -> bool:
        cell = self._cell(number)[1]
        return self._other in self._tab.formulas(number) or isinstance(cell, (CellError, Uncalculated))

    def _merged(self, number: int) -> MergedCell | None:
        """None: there is nothing to say."""
        kept, other = self._cell(number)
        known = self._known.get(number)
        declared = known.declared if known is not None else None
        ours = known is not None and known.declared.filled and known.ours
        if ours or isinstance(other, (CellError, Uncalculated)) or self._says_nothing(declared, other):
            return None
        fixed = self._keep in self._tab.formulas(number)
        if (kept is None or self._says_nothing(declared, kept)) and not fixed:
            return self._told(number, other, How.FILLED)
        if declared is not None and declared.name == "id":
            return None
        if self._agree(declared, kept, other):
            return None
        after = None if fixed or declared is None else self._joined(declared, kept, other)
        if after is not None and declared is not None:
            better = declared.name == "birthday" or declared.name in _REFUSAL
            return None if same(after, kept) else self._told(number, after, How.FILLED if better else How.JOINED)
        return self._told(number, kept, How.LOST)

    def _told(self, number: int, after: Raw, how: How) -> MergedCell:
        return MergedCell(number, self._headings.get(number, ""), *self._cell(number), after, how)

    @staticmethod
    def _says_nothing(declared: Column | None, cell: Raw) -> bool:
        return cell is False and declared is not None and declared.checkbox

    def _agree(self, declared: Column | None, kept: Raw, other: Raw) -> bool:
        if same(kept, other) or fold(str(kept)) == fold(str(other)):
            return True
        if declared is None:
            return False
        mine, theirs = self._read(declared, kept), self._read(declared, other)
        if declared.name == "name":
            return set(name_words(theirs or "")) <= set(name_words(mine or ""))
        return mine is not None and mine == theirs

    def _read(self, declared: Column, *cells: Raw) -> Any:
        """What the first cell means."""
        return read_cells(declared, list(cells), reading_of(self._book))[0][0]

    def _joined(self, declared: Column, kept: Raw, other: Raw) -> Raw:
        """Both in one cell, or the better of the two; None: they cannot be joined."""
        mine, theirs = self._read(declared, kept), self._read(declared, other)
        if declared.kind is PHONES or declared.kind is EMAILS:
            return self._together(declared, kept, mine, theirs)
        if declared.name in _JOINED_WORDS and mine and theirs:
            return _words_joined(str(mine), str(theirs), _JOINED_WORDS[declared.name])
        if declared.name in _REFUSAL and None not in (mine, theirs):
            return other if theirs is False else kept
        if declared.name == "birthday" and mine and theirs and mine[:2] == theirs[:2] and None in (mine[2], theirs[2]):
            return other if mine.year is None else kept
        return None

    def _together(self, declared: Column, kept: Raw, mine: Any, theirs: Any) -> Raw:
        """The owner's own writing first, then what is new."""
        if theirs is None:
            return None
        phones = declared.kind is PHONES
        known = {_address(one) for one in mine or ()}
        new = [one for one in theirs if _address(one) not in known]
        if not new:
            return kept
        wanted = known.union(map(_address, new))
        own = kept if isinstance(kept, str) else in_a_cell(mine or ()) if phones else str(kept)
        for start in (own, in_a_cell(mine or ()) if phones else ", ".join(mine or ())):
            text = f"{start}; {in_a_cell(new)}" if phones else f"{start}, {', '.join(new)}"
            if start and {_address(one) for one in self._read(declared, text) or ()} == wanted:
                return text
        return None

    def _with_notes(self, cells: Sequence[MergedCell]) -> tuple[MergedCell, ...]:
        """What the kept row overrules, written into its notes, where there are notes to write into."""
        lost = [cell for cell in cells if cell.how is How.LOST]
        notes = self._book["clients"].columns.get("notes")
        if not lost or notes is None or self._keep in self._tab.formulas(notes.number):
            return tuple(cells)
        words = "; ".join(f"{cell.heading}: {whole(cell.other, self._book.language)}" for cell in lost)
        before = next((cell for cell in cells if cell.column == notes.number), None)
        own = before.after if before else self._cell(notes.number)[0]
        text = _words_joined(str(own), words, "; ") if own is not None else words
        if text is None or any(cell.column == notes.number for cell in lost):
            return tuple(cells)
        noted = self._told(notes.number, text, How.JOINED if own is not None else How.FILLED)
        others = [cell for cell in cells if cell not in lost and cell is not before]
        told = [MergedCell(c.column, c.heading, c.kept, c.other, c.after, How.NOTED) for c in lost]
        return tuple(sorted((*others, *told, noted), key=lambda cell: cell.column))


def _address(one: Any) -> str:
    return str(one if isinstance(one, str) else one.e164)


def _words_joined(kept: str, other: str, between: str) -> str | None:
    """None: a cell cannot hold that much."""
    if fold(other) in fold(kept):
        return kept
    between = " " if between == "; " and kept.rstrip()[-1:] in ".!?;" else between
    text = f"{kept.rstrip()}{between}{other}"
    return text if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST else None
