"""Where our columns stand. Their tags go wherever the columns go; the row of their headings is found again.

A tag remembers the row it was made for, but rows may have been put in or taken out above it. The headings are the row
with words over our columns; where the owner wiped those out, a row with words over the others will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.sheet.grid import Anchor
from clientsheet.stores.google.seen import COLUMN, Json, Seen, SeenTab, Tag
from clientsheet.stores.google.shaping import tags

_SEARCHED: Final = 50
"""Rows that headings may have moved."""


def anchors(seen: Seen) -> dict[str, Anchor]:
    """By name; of a tab that was duplicated, tags and all, the first counts."""
    found: dict[str, Anchor] = {}
    for tab in seen.tabs:
        columns = [(column, tags.anchored(tag.value)) for column, tag in _tags(tab)]
        if columns:
            remembered = Counter(anchor.row for _, anchor in columns).most_common(1)[0][0]
            row = heading_row(tab, [column for column, _ in columns], max(remembered, 1))
            for column, anchor in columns:
                found.setdefault(anchor.name, Anchor(tab.title, row, column))
    return found


def heading_row(tab: SeenTab, ours: Sequence[int], remembered: int) -> int:
    """``ours``: the numbers of our columns. ``remembered``: where their headings were."""
    last = min(remembered + _SEARCHED, len(tab.values))
    words = {row: _Words.of(tab.values[row - 1], ours) for row in range(1, last + 1)}
    here = words.get(remembered, _Words(0, 0))
    for row in range(1, min(remembered, last + 1)):  # rows were taken out above
        if words[row].ours >= max(here.ours, 1) and words[row].like(here):
            return row
    below = range(remembered + 1, last + 1)
    best = max(below, key=lambda row: words[row].ours, default=0)  # the first of equals
    if best and words[best].ours and not here.like(words[best]):  # rows were put in above
        return best
    return remembered


@dataclass(frozen=True, slots=True)
class _Words:
    """How many cells of a row hold words: over our columns, and over all."""

    ours: int
    all: int

    @classmethod
    def of(cls, line: Sequence[Json], ours: Sequence[int]) -> _Words:
        worded = {column for column, value in enumerate(line, 1) if isinstance(value, str) and value}
        return cls(len(worded.intersection(ours)), len(worded))

    def like(self, other: _Words) -> bool:
        """It has more than half as many words: no blank row, no lone title above a table."""
        return 2 * self.all > other.all


def _tags(tab: SeenTab) -> Iterator[tuple[int, Tag]]:
    for column, tagged in sorted(tab.tags.items()):
        yield from ((column, tag) for tag in tagged if tag.key == COLUMN)
