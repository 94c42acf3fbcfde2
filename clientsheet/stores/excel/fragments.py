"""Values as the inside of a cell: everything from its type to its end tag, a whole column at a time.

A fragment follows the cell's address and style: ``' t="s"><v>17</v></c>'`` completes ``'<c r="B2" s="3"'``. None stands
for an empty cell. Texts live in the shared strings, so all but formulas is ASCII.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

from clientsheet.errors import Refused
from clientsheet.sheet.grid import CellError, Raw
from clientsheet.stores.excel.strings import SharedStrings
from clientsheet.stores.excel.xml import escape

_EPOCH: Final = dt.date(1899, 12, 30).toordinal()
_1904: Final = 1462
_MARCH_1900: Final = 61
"""Excel counts a 29 February 1900 that never was; days before it have one number less."""


class Formula(str):
    """A formula to put into a cell, without the equals sign, as the file's language writes it."""

    __slots__ = ()


class Fragments:
    """``prefix``: of the sheet's element names, with the colon, or empty."""

    def __init__(self, strings: SharedStrings, *, date1904: bool, prefix: str = "") -> None:
        self._strings = strings
        self._shift = _EPOCH + _1904 if date1904 else _EPOCH
        self._date1904 = date1904
        self._p = prefix
        self._v, self._end = f"<{prefix}v>", f"</{prefix}v></{prefix}c>"

    def of(self, values: Sequence[Raw]) -> list[str | None]:
        """One fragment a value. Refused: a number that is not finite, a date before the workbook's first."""
        kinds = set(map(type, values))
        kinds.discard(type(None))
        if len(kinds) == 1 and (quick := self._alike(values, kinds.pop())) is not None:
            return quick
        return list(map(self.one, values))

    def _alike(self, values: Sequence[Any], kind: type) -> list[str | None] | None:
        """The fragments of values of one type, quickly; None where that is not sure to be right."""
        head, end = f">{self._v}", self._end
        if kind is str:
            strings, head = self._strings, f' t="s">{self._v}'
            return [f"{head}{strings[text]}{end}" if text else None for text in values]
        if kind is int:
            return [None if number is None else f"{head}{number}{end}" for number in values]
        if kind is float and isfinite(sum(number for number in values if number is not None)):
            return [
                None if number is None else f"{head}{int(number) if number % 1 == 0 else number!r}{end}"
                for number in values
            ]
        if kind is dt.date and self._serial(min(day for day in values if day is not None)) >= _MARCH_1900:
            shift = self._shift
            return [None if day is None else f"{head}{day.toordinal() - shift}{end}" for day in values]
        return None

    def one(self, value: Raw) -> str | None:
        if value is None or value == "":
            return None
        if isinstance(value, Formula):
            return f"><{self._p}f>{_as_bytes(escape(value))}</{self._p}f></{self._p}c>"
        if isinstance(value, CellError):
            return f' t="e">{self._v}{value}{self._end}'
        if isinstance(value, str):
            return f' t="s">{self._v}{self._strings[value]}{self._end}'
        if isinstance(value, bool):
            return f' t="b">{self._v}{value:d}{self._end}'
        return f">{self._v}{self._number(value)}{self._end}"

    def _number(self, value: object) -> str:
        if isinstance(value, float):
            return decimal(value)
        if isinstance(value, dt.datetime):
            return decimal(self._serial(value.date()) + _day_fraction(value.time()))
        if isinstance(value, dt.date):
            return str(self._serial(value))
        if isinstance(value, dt.time):
            return decimal(_day_fraction(value))
        if isinstance(value, dt.timedelta):
            return decimal(value / dt.timedelta(days=1))
        if hasattr(value, "__index__"):
            return str(value.__index__())
        raise TypeError(f"{value!r} is nothing a cell can hold")

    def _serial(self, day: dt.date) -> int:
        serial = day.toordinal() - self._shift
        if not self._date1904 and serial < _MARCH_1900:
            serial -= 1
        if serial < 0:
            raise Refused("excel.early_date", hint="excel.early_date.hint", date=day)
        return serial


def _as_bytes(text: str) -> str:
    """UTF-8 as Latin-1 text, which is how a sheet's bytes are handled."""
    return text.encode().decode("latin-1")


def decimal(number: float) -> str:
    text = float.__repr__(number)
    if "n" in text:
        raise Refused("excel.not_a_number", hint="excel.not_a_number.hint")
    return text.removesuffix(".0")


def _day_fraction(time: dt.time) -> float:
    return ((time.hour * 60 + time.minute) * 60 + time.second + time.microsecond / 1e6) / 86_400
