"""A workbook or a tab as data: what the starter workbook, a missing tab, and our own pages are built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look


@dataclass(frozen=True, slots=True)
class ColumnBlueprint:
    """``program``: ours, coloured so; ``choices`` become a drop-down (a word of the owner's own is allowed with a
    warning), or a checkbox where ``checkbox`` says that blank means no and the store has one; ``note`` explains the
    column; ``anchor`` names it (``clients.total``)."""

    heading: str
    width: float = 14
    look: Look = Look.GENERAL
    program: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    anchor: str = ""
    checkbox: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another cell of the workbook: ``text`` is shown, ``tab`` and ``cell`` are the target."""

    text: str
    tab: str
    cell: str


@dataclass(frozen=True, slots=True)
class TabBlueprint:
    """Headings in ``heading_row``, rows below it in the order of ``columns``. A value may be a ``Link``.

    ``preamble`` are lines of text in column A above the headings. ``name`` is the declaration's (``problems``).
    ``sections``: positions in ``rows`` of those that begin a section of a page of ours; a store makes them stand out.
    """

    name: str
    title: str
    columns: tuple[ColumnBlueprint, ...]
    rows: Sequence[Sequence[Raw | Link]] = ()
    preamble: tuple[str, ...] = ()
    heading_row: int = 1
    program: bool = False
    sections: tuple[int, ...] = ()


@dataclass(frozen=True)
class WorkbookBlueprint:
    tabs: tuple[TabBlueprint, ...]
    language: str
    marks: Mapping[str, str] = field(default_factory=dict)
