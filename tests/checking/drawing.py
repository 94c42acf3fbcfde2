"""A drawn table -> a workbook in memory, understood. What a person would draw on paper is what a case holds.

Cells stand between bars. A bare number is a number, 2026-02-15 is a date, #REF! an error, =? a formula that was never
calculated; anything else, and whatever stands in quotes, is text.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from clientsheet.book.book import Book
from clientsheet.book.reading.understand import understand
from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.config import Config
from clientsheet.sheet.finding import Finding, Findings
from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.stores.memory import MemoryStore

TODAY = dt.date(2026, 4, 6)


def draw(table: str) -> list[list[Raw]]:
    return [[cell(text) for text in line.split("|")] for line in table.strip("\n").splitlines()]


def cell(text: str) -> Raw:
    text = text.strip()
    if not text:
        return None
    if text.startswith('"'):
        written, star, times = text.rpartition('" * ')
        return str(ast.literal_eval(written + '"')) * int(times) if star else str(ast.literal_eval(text))
    if text == "=?":
        return UNCALCULATED
    if text.startswith("#"):
        return CellError(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    if re.fullmatch(r"-?[1-9]\d*|0", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def drawn_store(case: Mapping[str, Any]) -> MemoryStore:
    tabs = {title: draw(table) for title, table in case["tabs"].items()}
    extras = {name: case[name] for name in ("formulas", "merged", "hidden", "protected") if name in case}
    return MemoryStore(tabs, **extras)


def understood(store: MemoryStore, **config: Any) -> Book:
    return understand(store.read(), Config.default(Path(), **config), TODAY)


def checked(book: Book, copies: Iterable[str] = ()) -> Findings:
    return check(book, Shop(book), copies)


def place(finding: Finding) -> str:
    return f"{finding.tab}!{finding.cell}" if finding.cell else finding.tab
