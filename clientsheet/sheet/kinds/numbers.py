"""Numbers and money as owners type them: ``1 234,50 ₴``, ``1 200 грн``, ``1234.5``, ``2 шт.``

A number stored as text is read and marked. ``1.200`` and ``1,200`` have two readings, so they have no value.
Money of another currency has none either: it must never be added to the shop's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from math import isfinite
from typing import Any, ClassVar, Final, NamedTuple

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import BLANKS, EMPTY, Answer, CellKind, Note, means_nothing, wrong
from clientsheet.sheet.look import Look

_CURRENCIES: Final = {
    "UAH": "₴ uah грн гривня гривні гривень гривны гривен гривна",
    "USD": "$ usd us$ дол долар долари доларів доллар доллара долларов dollar dollars",
    "EUR": "€ eur євро евро euro euros",
    "RUB": "₽ rub rur руб рубль рубля рублей рублів р",
    "PLN": "zł zl pln злотий злотих злотый злотых",
    "GBP": "£ gbp фунт фунтів фунтов",
    "KZT": "₸ kzt тенге",
    "BYN": "byn br",
    "CZK": "kč czk",
    "MDL": "mdl лей леїв леев",
}
CURRENCY_WORDS: Final = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
"""What stands beside an amount -> ISO 4217."""
_PIECES: Final = frozenset({"шт", "штук", "штуки", "штука", "од", "ед", "pcs", "pc"})

_BLANK: Final = re.compile(rf"[\s{BLANKS}]+")
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "—": "-", "’": "'", "`": "'"})
_AMOUNT: Final = re.compile(
    r"([^\d.,+'()-]*?)(?:(?<=[^\W\d])\.)? ?([-+]? ?(?:\d[\d .,']*\d|\d|[.,]\d+))(?:[.,]?-|[.,=])? ?([^\d]*)"
)
_KOPECKS: Final = re.compile(r"(\d[\d ]*) ?(?:грн|₴|руб|р)\.? ?(\d{1,2}) ?(?:коп|к)\.?")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*")


def currency_code(word: str) -> str:
    """'грн.' -> 'UAH', 'eur' -> 'EUR'; a word that nobody knows stands for itself, in capitals."""
    return CURRENCY_WORDS.get(_unit(word), word.strip().upper())


class Doubtful(NamedTuple):
    """Digits with two readings: a decimal fraction, or thousands."""

    fraction: float
    thousands: float


class NumberKind(CellKind):
    """Values are floats; ``money``: in the shop's currency."""

    straight: ClassVar = {float: None, int: float}
    whole_numbers = False

    def __init__(self, name: str, look: Look, *, money: bool = False) -> None:
        super().__init__(name, look)
        self.money = money

    def understand(self, cell: Raw, reading: Reading) -> Answer:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return self._number(float(cell))
        if isinstance(cell, str):
            return self._text(cell, reading)
        if isinstance(cell, dt.date):
            return wrong("number-is-date", date=cell)
        return wrong("number-unreadable")

    def _number(self, number: float, notes: tuple[Note, ...] = ()) -> Answer:
        if not isfinite(number):
            return wrong("number-unreadable")
        if not self.whole_numbers:
            return Answer(number, notes)
        if not number.is_integer():
            return wrong("number-not-whole", number=number)
        return Answer(int(number), notes)

    def _text(self, cell: str, reading: Reading) -> Answer:
        text = _BLANK.sub(" ", cell.translate(_MINUS)).strip().lstrip("'")
        if means_nothing(text):
            return EMPTY
        if self.money and (kopecks := _KOPECKS.fullmatch(text)):
            text = f"{kopecks[1].strip()},{int(kopecks[2]):02}"
        percent = not self.money and not self.whole_numbers and text.endswith("%")
        match = _AMOUNT.fullmatch(text[:-1] if percent else text)
        if match is None:
            return wrong("number-unreadable")
        units = {word for word in (_unit(match[1]), _unit(match[3])) if word}
        currencies = {CURRENCY_WORDS[word] for word in units if word in CURRENCY_WORDS}
        others = {word for word in units if word not in CURRENCY_WORDS}
        if len(currencies) > 1 or (others and (self.money or not others <= _PIECES)):
            return wrong("number-unreadable")
        number = digits(match[2])
        if number is None:
            return wrong("number-unreadable")
        if isinstance(number, Doubtful):
            return wrong("number-unsure", fraction=number.fraction, thousands=number.thousands)
        if currencies and currencies != {reading.currency}:
            return wrong("currency-foreign", amount=number, currency=currencies.pop(), shop=reading.currency)
        number = float(f"{number / 100:.12g}") if percent else number
        return self._number(number, (Note("number-as-text", {"number": number}, number),))


class IntegerKind(NumberKind):
    """Values are ints; 2.0 is 2, 2.5 is a finding."""

    straight: ClassVar = {int: None}
    whole_numbers = True

    def whole(self, cells: Sequence[Raw], types: set[type]) -> Sequence[Any] | None:
        if float in types and types <= {float, int, type(None)}:
            return as_whole(cells)
        return super().whole(cells, types)


def as_whole(cells: Sequence[Any]) -> list[int | None] | None:
    """Floats and ints as ints, or None: not all of them are whole."""
    if not all(map(float.is_integer, [cell for cell in cells if type(cell) is float])):
        return None
    if None not in cells:
        return list(map(int, cells))
    return [cell if cell is None else int(cell) for cell in cells]


def digits(text: str) -> float | Doubtful | None:
    """``1 234,50`` -> 1234.5; ``1.200`` -> Doubtful; None: the separators make no sense."""
    sign = -1.0 if text.startswith("-") else 1.0
    body = text.lstrip("+- ")
    marks = [mark for mark in ".," if mark in body]
    decimal = max(marks, key=body.rindex) if marks else ""
    if not decimal:
        whole = _ungrouped(body)
        return None if whole is None else sign * float(whole)
    if body.count(decimal) > 1:
        whole = _ungrouped(body) if len(marks) == 1 else None
        return None if whole is None else sign * float(whole)
    head, tail = body.split(decimal)
    whole = _ungrouped(head or "0")
    if whole is None or not tail.isdecimal():
        return None
    fraction = sign * float(f"{whole}.{tail}")
    if len(tail) == 3 and len(head) <= 3 and head.isdecimal() and head.strip("0"):
        return Doubtful(fraction, sign * float(whole + tail))
    return fraction


def _ungrouped(text: str) -> str | None:
    """The digits of a whole number without the marks between its thousands."""
    if text.isdecimal():
        return text
    if _GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text)
    return None


def _unit(text: str) -> str:
    return text.strip(" .").casefold()


INTEGER: Final = IntegerKind("integer", Look.INTEGER)
NUMBER: Final = NumberKind("number", Look.GENERAL)
MONEY: Final = NumberKind("money", Look.MONEY, money=True)
