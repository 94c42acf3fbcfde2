"""Declarations: a tab and its columns, each said once. Everything else asks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from clientsheet.text import Words

if TYPE_CHECKING:
    from clientsheet.sheet.kinds import Kind

Writer = Literal["owner", "program", "both"]


@dataclass(frozen=True, slots=True)
class Column:
    """``headings``: in each language the first is the one we write, the others are what owners write.

    ``choices``: the words of a list column, by the value they mean (``{"email": words(...)}``).
    ``open``: a word of the owner's own is as good as those of the list.
    ``filled``: the program computes it. ``required``: a row without it is a finding. ``unique``: so is a doubled value.
    ``checkbox``: of yes and no, and a blank one means no, so that a box to tick says the same.
    ``refers``: the tab whose rows the cell names (``clients``, ``services``).
    ``about``: one sentence for the manual and the note on the heading, in three languages.
    """

    name: str
    kind: Kind
    headings: Words
    about: Words
    filled: bool = False
    required: bool = False
    unique: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    refers: str = ""
    width: float = 14
    open: bool = False
    checkbox: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    titles: Words
    columns: tuple[Column, ...]
    about: Words
    writer: Writer = "owner"
    required: bool = False

    def column(self, name: str) -> Column:
        """KeyError: no such column is declared."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def filled(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.filled)
