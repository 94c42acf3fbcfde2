"""The kinds of value that config.yaml holds beside plain text: durations, countries, hours, secrets.

Each is read from the text of the file and written back as a person would write it. What cannot be read raises
``PydanticCustomError`` whose type is the key of our own sentence (``config.duration``).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_DURATION: Final = re.compile(r"(\d+)\s*([^\W\d]*)\.?", re.UNICODE)
_UNITS: Final = (
    (1, ("", "d", "day", "д", "дн", "ден", "день", "дні", "дня")),
    (7, ("w", "week", "тиж", "нед")),
    (28, ("m", "month", "міс", "мес")),
    (365, ("y", "year", "рік", "рок", "год", "лет")),
)
_CAP: Final = re.compile(r"(\d+)\s+per\s+(day|week|month)")
_CAP_DAYS: Final = {"day": 1, "week": 7, "month": 28}
_HOURS: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_ADDRESS: Final = re.compile(r"(?:[^<>\x00-\x1f]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?")
_URL: Final = re.compile(r"https://[^\s/@]+(?:/\S*)?|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/\S*)?")
_SECRET: Final = re.compile(r"env:\w+|keyring:[^/]+/.+|file:.+")


class Cap(NamedTuple):
    """At most ``letters`` in any ``days`` days."""

    letters: int
    days: int


class Hours(NamedTuple):
    """From ``start`` to ``end``; over midnight where ``end`` is not later."""

    start: dt.time
    end: dt.time

    def holds(self, time: dt.time) -> bool:
        if self.start <= self.end:
            return self.start <= time < self.end
        return time >= self.start or time < self.end


def days(text: object) -> object:
    """``7``, ``7 days``, ``4 weeks``, ``8 тижнів`` -> days; a month is four weeks, as in the trade."""
    if not isinstance(text, str):
        return text
    match = _DURATION.fullmatch(text.strip().casefold())
    if match is not None:
        number, unit = int(match[1]), match[2]
        for length, stems in _UNITS:
            if unit in stems or any(len(stem) > 2 and unit.startswith(stem) for stem in stems):
                return number * length
        if unit.startswith("дн"):
            return number
    raise PydanticCustomError("config.duration", "a duration")


def _none_for_nought(value: object) -> object:
    """Nought switches off what may be missing."""
    return None if value in (0, "0") else value


def _percent(text: object) -> object:
    return text.rstrip(" %").replace(",", ".") if isinstance(text, str) else text


def _money(text: object) -> object:
    return re.sub(r"[\s_]", "", text).replace(",", ".") if isinstance(text, str) else text


def _cap(text: object) -> object:
    if not isinstance(text, str):
        return text
    match = _CAP.fullmatch(text.strip())
    if match is None:
        raise PydanticCustomError("config.cap", "a cap")
    return Cap(int(match[1]), _CAP_DAYS[match[2]])


def _hours(text: object) -> object:
    if not isinstance(text, str):
        return text
    match = _HOURS.fullmatch(text.strip())
    try:
        if match is not None:
            return Hours(dt.time(int(match[1]), int(match[2])), dt.time(int(match[3]) % 24, int(match[4])))
    except ValueError:
        pass
    raise PydanticCustomError("config.hours", "hours")


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise PydanticCustomError("config.country", "a country")
    return text.upper()


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise PydanticCustomError("config.currency", "a currency")
    return text.upper()


def _timezone(text: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise PydanticCustomError("config.timezone", "a time zone") from error
    return text


def _address(text: str) -> str:
    if text and not _ADDRESS.fullmatch(text):
        raise PydanticCustomError("config.address", "an address")
    return text


def checked_url(text: str) -> str:
    """An address that a token or a client's number may be sent to: encrypted, or on this very computer."""
    if text and not _URL.fullmatch(text):
        raise PydanticCustomError("config.url", "an address of the web")
    return text


def _one_click(text: str) -> str:
    """An address that a mail program posts to when its owner clicks «unsubscribe»; ``{token}`` tells it whose."""
    if text and not (text.startswith("https://") and _URL.fullmatch(text) and "{token}" in text):
        raise PydanticCustomError("config.one_click", "an address with a token")
    return text


def _secret(text: str) -> str:
    if text and not _SECRET.fullmatch(text):
        raise PydanticCustomError("config.secret", "a secret")
    return text


def _written_days(number: int | None) -> str | None:
    return None if number is None else f"{number} day" if number == 1 else f"{number} days"


def _written_cap(cap: Cap | None) -> str | None:
    if cap is None:
        return None
    return f"{cap.letters} per {next(word for word, days in _CAP_DAYS.items() if days == cap.days)}"


def _written_hours(hours: Hours | None) -> str | None:
    return None if hours is None else f"{hours.start:%H:%M}-{hours.end:%H:%M}"


def _listed(value: object) -> object:
    """One word where a list is meant is a list of one."""
    return (value,) if isinstance(value, str) else value


Days = Annotated[int, BeforeValidator(days), PlainSerializer(_written_days)]
MaybeDays = Annotated[
    int | None, BeforeValidator(days), BeforeValidator(_none_for_nought), PlainSerializer(_written_days)
]
Percent = Annotated[float | None, BeforeValidator(_percent), BeforeValidator(_none_for_nought)]
Money = Annotated[float | None, BeforeValidator(_money), BeforeValidator(_none_for_nought)]
Country = Annotated[str, AfterValidator(_country)]
Countries = Annotated[tuple[Country, ...], BeforeValidator(_listed)]
Currency = Annotated[str, AfterValidator(_currency)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Weekdays = Annotated[tuple[Weekday, ...], BeforeValidator(_listed)]
Address = Annotated[str, AfterValidator(_address)]
Secret = Annotated[str, AfterValidator(_secret)]
Url = Annotated[str, AfterValidator(checked_url)]
OneClick = Annotated[str, AfterValidator(_one_click)]
PerTime = Annotated[Cap | None, BeforeValidator(_cap), PlainSerializer(_written_cap)]
HoursOfDay = Annotated[Hours | None, BeforeValidator(_hours), PlainSerializer(_written_hours)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
