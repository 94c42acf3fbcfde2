"""When a contract was to be paid, as its terms say it: a date, or so many days after signing. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_DATE: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_ISO_DATE: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAYS: Final = re.compile(
    r"(\d{1,3})\s*(?:-?(?:ти|х|и))?\s*(?:\w+\s+)?(дн|днів|дні|день|дней|дня|days?|тиж\w*|нед\w*|weeks?)\b",
    re.IGNORECASE,
)
_AT_ONCE: Final = re.compile(
    r"передоплат|предоплат|наперед|вперед|аванс|одразу|сразу|prepa|in advance|at once|upfront|on signing|при підписанні|при подписании",
    re.IGNORECASE,
)
_WEEKS: Final = ("т", "н", "w")


def payment_due(terms: str | None, signed: dt.date | None, end: dt.date | None) -> dt.date | None:
    """The last day to pay; where the terms do not say it plainly, the end of the contract."""
    said = _said(terms, signed) if terms and "%" not in terms.replace("100%", "").replace("100 %", "") else None
    return said or end


def _said(terms: str, signed: dt.date | None) -> dt.date | None:
    named = [_day(int(d), int(m), int(y)) for d, m, y in _DATE.findall(terms)]
    named += [_day(int(d), int(m), int(y)) for y, m, d in _ISO_DATE.findall(terms)]
    if named:
        return named[0] if len(named) == 1 else None
    if signed is None:
        return None
    spans = _DAYS.findall(terms)
    if len(spans) == 1:
        number, unit = spans[0]
        return signed + dt.timedelta(days=int(number) * (7 if unit[0].lower() in _WEEKS else 1))
    return signed if not spans and _AT_ONCE.search(terms) else None


def _day(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
