"""Money, counts and shares of an ``Insight`` as people of a language write them in a cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from clientsheet.book.wording import grouped
from clientsheet.templating.filters import money
from clientsheet.text import say, show


@dataclass(frozen=True)
class Said:
    """One reader's language, and the money of the shop (ISO)."""

    language: str
    currency: str

    def __call__(self, key: str, /, **facts: object) -> str:
        """``report.<key>``; money and days among the facts are written out."""
        return say(self.language, f"report.{key}", **{name: self.plain(fact) for name, fact in facts.items()})

    def plain(self, fact: object) -> object:
        return self.money(fact) if isinstance(fact, Decimal) else fact

    def money(self, amount: Decimal, currency: str = "") -> str:
        """'1 234,50 ₴', '−400 ₴'."""
        told = money(abs(amount), currency or self.currency, self.language)
        return f"\N{MINUS SIGN}{told}" if amount < 0 else told

    def about(self, amount: Decimal) -> str:
        """'1 234 ₴': for what is only an estimate."""
        return self.money(amount.quantize(Decimal(1)))

    def count(self, what: str, number: int) -> str:
        """'14 500 клієнтів'; ``what``: clients, checks, rows ..."""
        return say(self.language, f"report.n.{what}", n=number, number=self.number(number))

    def number(self, number: int) -> str:
        return f"{number:,}" if self.language == "en" else grouped(number)

    def percent(self, part: float | None) -> str:
        """'38 %'; '—' where there is nothing to share; '<1 %' is not none."""
        if part is None:
            return "—"
        told = "<1" if 0 < part < 0.005 else self.number(round(100 * part))
        return f"{told}%" if self.language == "en" else f"{told}\N{NO-BREAK SPACE}%"

    def month(self, first: dt.date) -> str:
        """'Березень 2026'."""
        from babel.dates import format_date

        told = format_date(first, "LLLL y", locale=self.language)
        return told[:1].upper() + told[1:]

    def day(self, day: dt.date) -> str:
        return show(day, self.language)

    def sentences(self, *told: str) -> str:
        """One after the other; those that say nothing are left out."""
        return " ".join(filter(None, told))
