"""Numbers, money and days as people of a language write them on a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final

from clientsheet.book.wording import grouped
from clientsheet.templating.filters import day_month, money
from clientsheet.text import say

if TYPE_CHECKING:
    from markupsafe import Markup

_ON, _OFF = "\x02", "\x03"
"""Around what is to stand out, until the rest of the sentence is escaped."""
MINUS: Final = "\u2212"


@dataclass(frozen=True)
class Spoken:
    """One reader's language and the money of the shop (ISO)."""

    language: str
    currency: str

    def say(self, key: str, /, **facts: object) -> str:
        return say(self.language, key, **facts)

    def told(self, key: str, /, **facts: object) -> Markup:
        """The sentence of ``key``; what ``strong`` marked in its facts stands out, everything else is escaped."""
        return stressed(self.say(key, **facts))

    def money(self, amount: Decimal) -> str:
        """'1 234,50 ₴': to the kopeck, as it can be recounted."""
        return self._signed(money(abs(amount), self.currency, self.language), amount)

    def about(self, amount: Decimal) -> str:
        """'1 234 ₴': for a sentence."""
        whole = amount.quantize(Decimal(1), ROUND_HALF_EVEN)
        return self._signed(money(abs(whole), self.currency, self.language), whole)

    def axis(self, value: float) -> str:
        """'20 тис.', '20K'."""
        from babel.numbers import format_compact_decimal

        return format_compact_decimal(value, locale=self.language, fraction_digits=1)

    def number(self, number: int) -> str:
        """'14 500', '14,500'."""
        return f"{number:,}" if self.language == "en" else grouped(number)

    def percent(self, share: float | None) -> str:
        """0.384 -> '38 %'; what is there but less than half a percent is not 0."""
        if share is None:
            return "—"
        words = "<1" if 0 < share < 0.005 else self.number(round(100 * share))
        return f"{words}%" if self.language == "en" else f"{words}\u00a0%"

    def change(self, now: Decimal, before: Decimal) -> str:
        """'+12 %' against what was before; '' where nothing was."""
        if before <= 0:
            return ""
        share = float((now - before) / before)
        sign = "+" if round(100 * share) > 0 else MINUS if round(100 * share) < 0 else ""
        return f"{sign}{self.percent(abs(round(share, 2)))}"

    def day(self, day: dt.date) -> str:
        """'5 квітня', '5 April'."""
        return str(day_month(day, self.language))

    def month(self, first: dt.date) -> str:
        """'березень 2026', 'March 2026'."""
        from babel.dates import format_date

        return format_date(first, "LLLL y", locale=self.language)

    def short_month(self, first: dt.date) -> str:
        """'бер', 'Mar': three letters, for an axis."""
        from babel.dates import format_date

        return format_date(first, "LLL", locale=self.language)[:3]

    def _signed(self, words: str, amount: Decimal) -> str:
        return f"{MINUS}{words}" if amount < 0 else words


def strong(words: str) -> str:
    """Words of a fact that are to stand out; such marks of their own, an odd cell's, are dropped."""
    return f"{_ON}{words.replace(_ON, '').replace(_OFF, '')}{_OFF}"


def stressed(sentence: str) -> Markup:
    from markupsafe import Markup, escape

    return Markup(str(escape(sentence)).replace(_ON, "<b>").replace(_OFF, "</b>"))
