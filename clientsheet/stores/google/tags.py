"""Developer metadata of ours: anchors and grips on columns, marks on the spreadsheet.

The value of an anchor's tag is its name and the row of its heading: ``clients.total 3``.
"""

from __future__ import annotations

from typing import NamedTuple


class Anchored(NamedTuple):
    """``row`` of the heading when the tag was put there; 0 where the tag does not say."""

    name: str
    row: int


def anchor_text(name: str, row: int) -> str:
    return f"{name} {row}"


def anchored(text: str) -> Anchored:
    """What ``anchor_text`` said."""
    name, _, row = text.partition(" ")
    return Anchored(name, int(row) if row.isdigit() else 0)
