"""The only thing that goes back: what to write where, and what we expect to find there. A value.

Column-shaped, because a first fill of Excel's own row limit writes millions of cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clientsheet.sheet.address import a1
from clientsheet.sheet.blueprint import TabBlueprint
from clientsheet.sheet.grid import Anchor, Raw
from clientsheet.sheet.look import Look


@dataclass(frozen=True, slots=True)
class ColumnEdit:
    """Cells of one column: ``rows[k]`` holds ``before[k]`` now and ``after[k]`` afterwards (None clears it).

    ``keep_look``: the cell keeps whatever style it has (a cure in the owner's own cell).
    """

    tab: str
    column: int
    rows: Sequence[int]
    before: Sequence[Raw]
    after: Sequence[Raw]
    look: Look = Look.GENERAL
    keep_look: bool = False


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to add at ``column`` (free in every row from ``heading_row`` down), with its heading and values.

    ``first_row`` is the row of ``values[0]``. ``name`` is its anchor (``clients.total``) or empty. The heading is
    styled like its left neighbour, an Excel Table or autofilter that ends at ``column - 1`` grows over it.
    """

    tab: str
    column: int
    heading_row: int
    heading: str
    name: str
    first_row: int = 0
    values: Sequence[Raw] = ()
    look: Look = Look.GENERAL
    width: float | None = None


@dataclass(frozen=True, slots=True)
class AppendedRows:
    """Rows below the data of a tab: ``rows[k]`` maps a column number to its value. ``after_row``: the last row
    of the data (the new ones stand at ``after_row + 1`` and on); styles follow the row above. ``headings``: of its
    columns, where ``undo`` is to empty the rows again; rows without them tell what happened, and stay."""

    tab: str
    after_row: int
    rows: Sequence[Mapping[int, Raw]]
    looks: Mapping[int, Look] = field(default_factory=dict)
    headings: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Patch:
    """One write. ``pages`` are our own tabs written whole (made where missing); ``new_tabs`` are tabs to add."""

    edits: tuple[ColumnEdit, ...] = ()
    new_columns: tuple[NewColumn, ...] = ()
    appended: tuple[AppendedRows, ...] = ()
    new_tabs: tuple[TabBlueprint, ...] = ()
    pages: tuple[TabBlueprint, ...] = ()
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    """Anchors to set or move. New columns bring their own."""
    forgotten: tuple[str, ...] = ()
    """Anchors to remove."""
    marks: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[tuple[str, int, int], str] | None = None
    """Every remark of ours that is to hang on a cell of the owner's, by (tab, row, column); any other of ours goes.
    None: they stay as they are. Only for a store that reads them (``Grid.notes``)."""
    witnesses: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Which columns tell a row of a tab again wherever it was moved: the first alone where it is filled and not
    shared, else all of them together. A tab that is not named here has no rows that can be told apart. For a store
    that others write to while we do; it changes nothing by itself."""

    def __bool__(self) -> bool:
        return bool(
            self.edits
            or self.new_columns
            or self.appended
            or self.new_tabs
            or self.pages
            or self.anchors
            or self.forgotten
            or self.marks
            or self.notes is not None
        )

    def cells(self) -> Iterator[tuple[str, str, Raw, Raw]]:
        """(tab, A1, before, after) of every edited cell; rows appended and pages are not among them."""
        for edit in self.edits:
            for row, before, after in zip(edit.rows, edit.before, edit.after, strict=True):
                yield edit.tab, a1(row, edit.column), before, after
        for new in self.new_columns:
            yield new.tab, a1(new.heading_row, new.column), None, new.heading
            for offset, value in enumerate(new.values):
                if value is not None:
                    yield new.tab, a1(new.first_row + offset, new.column), None, value

    @property
    def edit_count(self) -> int:
        filled = sum(1 + sum(value is not None for value in new.values) for new in self.new_columns)
        return sum(len(edit.rows) for edit in self.edits) + filled

    @property
    def appended_count(self) -> int:
        return sum(len(block.rows) for block in self.appended)
