"""A workbook in memory from drawn tabs, understood as on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clientsheet.book.book import Book
from clientsheet.book.reading.understand import understand
from clientsheet.config import Config
from clientsheet.sheet.grid import Anchor, Raw
from clientsheet.stores.memory import MemoryStore

TODAY = dt.date(2026, 4, 6)


def book(
    drawn: Mapping[str, Sequence[Sequence[Raw]]],
    *,
    anchors: Mapping[str, Anchor] | None = None,
    formulas: Mapping[str, Sequence[str]] | None = None,
    **config: Any,
) -> Book:
    store = MemoryStore(drawn, anchors=anchors, formulas=formulas)
    return understand(store.read(), Config.default(Path("/shop"), **config), TODAY)
