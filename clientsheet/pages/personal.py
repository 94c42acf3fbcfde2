"""What is written down about one person, as a page to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from clientsheet.pages.frame import rendered
from clientsheet.text import say

Row = tuple[tuple[str, str], ...]


class Part(Protocol):
    """A chapter: rows of (heading, value)."""

    @property
    def title(self) -> str: ...

    @property
    def rows(self) -> Sequence[Row]: ...


def personal_page(parts: Sequence[Part], language: str, *, name: str, on: str) -> str:
    """Rows that are alike stand in one table, a single one as a list."""
    chapters = [{"title": part.title, "heads": _heads(part.rows), "rows": part.rows} for part in parts]
    return rendered("personal.html", language, title=say(language, "privacy.data", name=name), on=on, chapters=chapters)


def _heads(rows: Sequence[Row]) -> list[str]:
    """The headings of all of them, in order; none where one row, or a few long texts, read better below each other."""
    heads = list(dict.fromkeys(heading for row in rows for heading, _ in row))
    longest = max((len(value) for row in rows for _, value in row), default=0)
    return heads if len(rows) > 1 and len(heads) > 1 and longest < 80 else []
