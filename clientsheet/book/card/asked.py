"""The card of one client, from a workbook of which only their part is understood."""

from __future__ import annotations

from collections.abc import Iterable

from clientsheet.book.card.drawn import drawn
from clientsheet.book.card.meant import Meant
from clientsheet.book.card.part import ShopOfOne
from clientsheet.book.card.value import Card
from clientsheet.book.reading.understand import Outline, without_collector
from clientsheet.book.shop import Shop
from clientsheet.book.tabs import TABS
from clientsheet.sheet.grid import Raw


def card_of(
    outline: Outline, meant: Meant, row: int, language: str, suppressed: Iterable[tuple[str, str]] = ()
) -> Card:
    """``row``: along the clients table. ``suppressed``: as for ``Reach``."""
    with without_collector():
        shop = ShopOfOne(outline, meant, row)
        own, segment = _own(outline, meant, row), _segment(outline, row)
        return drawn(shop, 0, language, own=own, segment=segment, suppressed=suppressed)


def _segment(outline: Outline, row: int) -> int | None:
    """A share of the best is a question to all of them; every other segment tells from the client alone."""
    if outline.rules.vip_top_percent is None:
        return None
    whole = outline.book({one.name: outline.table(one) for one in TABS if one.name != "settings"})
    return int(Shop(whole).segment[row])


def _own(outline: Outline, meant: Meant, row: int) -> dict[str, Raw]:
    """What stands in the columns that are the owner's alone."""
    seen = outline.seen("clients")
    there = outline.grid.tab(seen.title) if seen else None
    if seen is None or there is None:
        return {}
    number = meant.cells.rows[row]
    cells = there.rows(number, number)[0]
    return {heading: cells[column - 1] for column, heading in seen.unknown.items() if column <= len(cells)}
