"""What a cell's value means: numbers that are dates, errors, empty text; and how a value of ours is sent.

A date is a number of days since 30 December 1899 with the time of day as its fraction, in the sheet's own zone (facts
§3.3). Unlike Excel's calendar this one has no 29 February 1900, and it goes on before day 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from clientsheet.sheet.grid import UNCALCULATED, CellError, Raw
from clientsheet.sheet.serials import TIMES as READ_AS
from clientsheet.sheet.serials import Shown
from clientsheet.stores.google.seen import Json

TIMES: Final = frozenset({"DATE", "TIME", "DATE_TIME"})
"""The number formats that show a number as a date or a time."""

SHOWN: Final[Mapping[str, str]] = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "ERROR": "#ERROR!",
}
"""Google's types of errors as cells show them; LOADING is no error, but a formula that is not calculated yet."""

LOADING: Final = "LOADING"
LOADING_SHOWN: Final = "Loading..."
ERRORS: Final[Mapping[Json, str]] = {LOADING_SHOWN: LOADING, **{shown: error for error, shown in SHOWN.items()}}
"""The type of error by what a formula shows."""

_PLAIN: Final = frozenset({str, int, float, bool})
_DAY_ZERO: Final = dt.datetime(1899, 12, 30)
_FIRST_DAY: Final = dt.date(1, 1, 1).toordinal() - _DAY_ZERO.toordinal()
_LAST_DAY: Final = dt.date(9999, 12, 31).toordinal() - _DAY_ZERO.toordinal()
_SECONDS: Final = 86_400


def to_raw(value: Json, time: str = "", error: str = "") -> Raw:
    """``time``: the type of the cell's number format; ``error``: Google's type where the cell holds an error."""
    if value is None or value == "":
        return None
    if error == LOADING:
        return UNCALCULATED
    if error:
        return CellError(SHOWN.get(error, value))
    if time in TIMES and isinstance(value, int | float) and not isinstance(value, bool):
        return _moment(value, time)
    return value


def column_to_raw(
    cells: Sequence[Json], first_row: int, times: Mapping[int, str], errors: Mapping[int, str]
) -> list[Raw]:
    """A column from ``first_row`` on; ``times`` and ``errors`` by row of the sheet."""
    days: dict[tuple[Json, str], Raw] = {}
    raw: list[Raw] = [None if cell == "" else cell for cell in cells] if "" in cells else list(cells)
    for row, time in times.items():
        place = row - first_row
        if 0 <= place < len(cells):
            value = cells[place]
            if type(value) is not int:
                raw[place] = to_raw(value, time)
                continue
            if (value, time) not in days:
                days[value, time] = to_raw(value, time)
            raw[place] = days[value, time]
    for row, error in errors.items():
        place = row - first_row
        if 0 <= place < len(cells):
            raw[place] = to_raw(cells[place], error=error)
    return raw


def from_raw(value: Raw) -> Json:
    """What is sent for a value: '' clears the cell. ValueError: an error or a formula without a result, which are no
    values of ours."""
    if type(value) in _PLAIN:
        return value  # type: ignore[return-value]
    if value is None:
        return ""
    if isinstance(value, READ_AS):
        return number(value)
    if value is UNCALCULATED or isinstance(value, CellError):
        raise ValueError(value)
    return value


def number(shown: Shown) -> int | float:
    """The serial number of a date, a moment, a time of day or a span of time."""
    if isinstance(shown, dt.datetime):
        return _number((shown.replace(tzinfo=None) - _DAY_ZERO) / dt.timedelta(1))
    if isinstance(shown, dt.date):
        return shown.toordinal() - _DAY_ZERO.toordinal()
    if isinstance(shown, dt.time):
        return _number((shown.hour * 3600 + shown.minute * 60 + shown.second) / _SECONDS)
    return _number(shown / dt.timedelta(1))


def _number(days: float) -> int | float:
    return int(days) if days.is_integer() else days


def _moment(serial: float, time: str) -> Raw:
    """A date, a moment where there is a time of day too, a time of day alone (below one day, unless it is shown as a
    date), a span of time where it is shown as a time and is longer; the number itself where no calendar has such a
    day."""
    if not _FIRST_DAY <= serial < _LAST_DAY + 1:
        return serial
    days, seconds = divmod(round(serial * _SECONDS), _SECONDS)
    if time == "TIME" and days != 0:
        return dt.timedelta(days=days, seconds=seconds)
    if days == 0 and (time == "TIME" or (time == "DATE_TIME" and seconds)):
        return (_DAY_ZERO + dt.timedelta(seconds=seconds)).time()
    if days > _LAST_DAY:
        return serial
    found = _DAY_ZERO + dt.timedelta(days=days, seconds=seconds)
    return found if seconds else found.date()
