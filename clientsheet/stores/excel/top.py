"""The first rows of a sheet alone: enough to know whose tab it is, without reading a million rows for it.

Only so much is inflated as it takes, of the sheet and of the shared strings. Whatever is out of the ordinary is left
to whoever reads the sheet whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final
from xml.parsers import expat

from clientsheet.errors import Refused
from clientsheet.sheet.grid import Raw
from clientsheet.stores.excel.careful import Lookups, SparseTab, read_strings, read_top

TOP_ROWS: Final = 24

Stream = Callable[[], Iterator[bytes]]


def top_rows(title: str, sheet: Stream, strings: Stream, lookups: Lookups) -> SparseTab | None:
    """Rows 1 to ``TOP_ROWS``. ``lookups`` without its strings. None: an odd sheet, read it whole."""
    numbers = _Numbers()
    try:
        tab = read_top(title, sheet(), replace(lookups, strings=numbers), TOP_ROWS)
        texts = _texts(strings(), numbers.asked)
    except (Refused, expat.ExpatError, IndexError):
        return None
    if len(texts) < len(numbers.asked):
        return None
    for cells in tab.cells.values():
        for row, value in cells.items():
            if isinstance(value, _Number):
                cells[row] = texts[value.place] or None
    return tab


class _Number(str):
    """Stands for the shared string of that number until it is looked up."""

    place: int


class _Numbers(list[str]):
    """Lends a stand-in for every shared string asked for."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __getitem__(self, index: object) -> str:  # type: ignore[override]
        assert isinstance(index, int)
        self.asked.add(index)
        stand_in = _Number(f"#{index}")
        stand_in.place = index
        return stand_in


def _texts(chunks: Iterable[bytes], wanted: set[int]) -> dict[int, Raw]:
    """The shared strings of those numbers; fewer where the part is written in an unusual way."""
    found: dict[int, Raw] = {}
    left, seen, rest = sorted(wanted, reverse=True), 0, b""
    for chunk in chunks:
        if not left:
            break
        block = rest + chunk
        if any(odd in block for odd in _ODD):
            return {}
        count = block.count(_END)
        if left[-1] < seen + count:
            items = block.split(_END, count)
            while left and left[-1] < seen + count:
                number = left.pop()
                found[number] = _text(items[number - seen])
        rest = block[block.rfind(_END) + len(_END) :] if count else block
        seen += count
    return found


_END: Final = b"</si>"
_ODD: Final = (b"<si/>", b"<si />", b"<!")
"""Texts, comments and CDATA that the ends of texts do not count."""


def _text(item: bytes) -> str:
    return read_strings([b"<sst>", item[item.index(b"<si") :], _END, b"</sst>"])[0]
