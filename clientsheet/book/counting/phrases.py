"""The short words of the filled cells: segments, states, intervals, and why to get in touch."""

from __future__ import annotations

from collections.abc import Sequence

from clientsheet.book.counting.intervals import Source
from clientsheet.sheet.address import a1
from clientsheet.sheet.tables import Table
from clientsheet.text import say


def every(days: int, months: int, language: str) -> str:
    """'кожні 8 тижнів', 'щомісяця', 'кожні 45 днів'."""
    unit, number = _unit(days, months)
    return say(language, f"every.{unit}.one" if number == 1 else f"every.{unit}", n=number)


def usually(days: int, language: str) -> str:
    """'зазвичай через 31 день'."""
    unit, number = _unit(days, 0)
    return say(language, f"usually.{unit}", n=number)


def how_often(days: int, months: int, source: int, language: str) -> str:
    return usually(days, language) if source == Source.RHYTHM else every(days, months, language)


def about(key: str, language: str, **facts: object) -> str:
    """``reason.<key>``, or ``reason.<key>.plain`` where the fact it is about is missing."""
    known = all(value not in (None, "") for value in facts.values())
    return say(language, f"reason.{key}" if known else f"reason.{key}.plain", **facts)


def together(names: Sequence[str], language: str) -> str:
    """'фарбування та ботокс'."""
    *first, last = names
    return say(language, "list.and", first=", ".join(first), last=last) if first else last


def span(days: int, months: int, language: str, *, in_days: bool = False) -> str:
    """'8 тижнів', '45 днів'; ``in_days``: '7 днів' and not a week."""
    unit, number = ("days", days) if in_days else _unit(days, months)
    return say(language, f"span.{unit}", n=number)


def money(amount: object, language: str) -> str:
    """'1 234,50', '1 200'; in English '1,234.50'."""
    text = f"{amount:,.2f}".removesuffix(".00")
    return text if language == "en" else text.replace(",", "\u00a0").replace(".", ",")


def stands(table: Table, row: int, column: str) -> str:
    """Where the cell of a row stands: 'Візити!A5'; the row alone where the owner has no such column."""
    found = table.columns.get(column)
    number = found.number if found is not None else 1
    return f"{table.title}!{a1(table.rows[row], number)}"


def inside(name: str) -> str:
    """A name in the middle of a sentence: 'Фарбування' -> 'фарбування', but 'SPA' stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or len(name) == 1 else name


def _unit(days: int, months: int) -> tuple[str, int]:
    if months:
        return "months", months
    return ("weeks", days // 7) if days % 7 == 0 else ("days", days)
