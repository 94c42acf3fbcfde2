"""Cells that stand side by side in a row, given new values in one stroke.

The way for a table whose cells are all there already, empty but with borders and formats, as Excel leaves them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from clientsheet.sheet.address import letters

WIDEST: Final = 64
"""Columns from the first wanted one to the last."""
_INSIDE: Final = r'(?: t="\w+")?(?:/>|>(?:<v>[^<]*</v>)?</c>)'
"""Behind a cell's style: neither a formula nor anything else that has to be looked at."""


def exchanged(
    row: str,
    number: int,
    columns: tuple[int, ...],
    fragments: Sequence[str | None],
    styles: Sequence[Mapping[str, str]],
) -> str | None:
    """``row`` with new cells in ``columns`` (ascending); None where they are not all there in the usual way.

    ``styles``: for each column, the style attribute now -> the style attribute of a cell with a value.
    """
    if columns[-1] - columns[0] >= WIDEST:
        return None
    pattern, wanted = _side_by_side(columns)
    match = pattern.search(row)
    if match is None or match[1] != str(number):
        return None
    parts = [row[: match.start()]]
    at = 0
    for name, now in zip(wanted, match.groups()[1:], strict=True):
        if not name:
            parts.append(now or "")
            continue
        fragment = fragments[at]
        kept = now or ""
        parts.append(
            f'<c r="{name}{number}"{styles[at][kept]}{fragment}' if fragment else f'<c r="{name}{number}"{kept}/>'
        )
        at += 1
    parts.append(row[match.end() :])
    return "".join(parts)


@lru_cache(maxsize=4096)
def _side_by_side(columns: tuple[int, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Matches the wanted cells, each with its style, and the cells between them, whole; the names of the wanted ones
    and an empty one for each cell between."""
    wanted = set(columns)
    cells, names = [], []
    for column in range(columns[0], columns[-1] + 1):
        address = letters(column) + (r"(\d+)" if column == columns[0] else r"\1")
        cell = f'<c r="{address}"'
        names.append(letters(column) if column in wanted else "")
        cells.append(f'{cell}( s="\\d+")?{_INSIDE}' if column in wanted else f'({cell}(?: s="\\d+")?{_INSIDE})?')
    return re.compile("".join(cells)), tuple(names)
