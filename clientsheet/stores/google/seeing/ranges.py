"""Ranges as Google's requests and answers name them: from 0, the end left out, open where a side is missing."""

from __future__ import annotations

from collections.abc import Mapping

from clientsheet.sheet.address import Range


def area(grid: Mapping[str, int], height: int, width: int) -> Range:
    """A GridRange as owners count; where it is open it reaches to the edge of a grid of that size."""
    return Range(
        grid.get("startRowIndex", 0) + 1,
        grid.get("startColumnIndex", 0) + 1,
        grid.get("endRowIndex", height),
        grid.get("endColumnIndex", width),
    )


def quoted(title: str) -> str:
    """A whole tab in A1 notation; bare, a named range of the same name would come first (facts §3.3)."""
    return "'" + title.replace("'", "''") + "'"
