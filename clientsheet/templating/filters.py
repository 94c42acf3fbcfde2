"""The filters of letter templates: money, days, names and plurals as people of that language write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from clientsheet.text import plural, show
from clientsheet.text.names import first_name, vocative

_ON: Final = {
    "uk": ("у понеділок", "у вівторок", "у середу", "у четвер", "у п’ятницю", "у суботу", "у неділю"),
    "ru": ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"),
    "en": ("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"),
}
_AND: Final = {"uk": " та ", "ru": " и ", "en": " and "}


class Called(str):
    """A name, and how its owner wants to be addressed in a letter; ``called`` '': as the name says."""

    called: str

    def __new__(cls, name: str, called: str = "") -> Called:
        made = super().__new__(cls, name)
        made.called = called
        return made


def filters(language: str, currency: str) -> dict[str, Callable[..., object]]:
    def dear(names: str | Iterable[str]) -> str:
        """'Марино', 'Марино та Іване': how a letter begins."""
        people = [names] if isinstance(names, str) else list(names)
        return join([addressed(name, language) for name in people])

    def join(words: Iterable[object]) -> str:
        *others, last = [show(word, language) for word in words] or [""]
        return _AND[language].join(filter(None, (", ".join(others), last)))

    return {
        "money": lambda value, unit=currency: money(value, unit, language),
        "date": lambda value: show(value, language),
        "time": clock,
        "day_month": lambda value: day_month(value, language),
        "on_day": lambda value: on_day(value, language),
        "plural": lambda number, *forms: f"{show(number, language)} {plural(language, int(number), forms)}",
        "first_name": lambda name: first_name(name, language),
        "vocative": lambda name: vocative(name, language),
        "dear": dear,
        "percent": lambda value: percent(value, language),
        "phone": lambda number: _unbroken(show(number, language)),
        "tel": lambda number: _dialled(show(number, language)),
        "lower_first": lambda word: lower_first(show(word, language)),
        "list": join,
    }


def addressed(name: str, language: str) -> str:
    """'Марино' of 'Коваленко Марина', unless the owner said otherwise."""
    return getattr(name, "called", "") or _addressed(str(name), language)


@lru_cache(maxsize=4096)
def _addressed(name: str, language: str) -> str:
    return vocative(first_name(name, language), language)


def clock(value: object) -> str:
    """'10:30'; blank stays blank."""
    return f"{value:%H:%M}" if isinstance(value, (dt.time, dt.datetime)) else ""


def lower_first(words: str) -> str:
    """'Ботокс для волосся' -> 'ботокс для волосся' inside a sentence; 'VIP-догляд' and 'B12' stay."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def money(value: object, currency: str, language: str) -> str:
    """'1 800 ₴', '1 234,50 ₴': kopecks only where there are some. Blank stays blank."""
    if not isinstance(value, (int, float, Decimal)):
        return show(value, language)
    return _amount(Decimal(str(value)).quantize(Decimal("0.01")), currency, language)


@lru_cache(maxsize=4096)
def _amount(amount: Decimal, currency: str, language: str) -> str:
    from babel.numbers import format_currency, get_currency_symbol

    digits = "#,##0.00" if amount % 1 else "#,##0"
    before = "¤ " if get_currency_symbol(currency, language).isalpha() else "¤"
    shape = f"{before}{digits}" if language == "en" else f"{digits}\xa0¤"
    return format_currency(amount, currency, format=shape, locale=language, currency_digits=False)


def spaced(number: str) -> str:
    """'+380674545451' -> '+380 67 454 54 51', as people read it out; whatever is written otherwise as it is."""
    match = re.fullmatch(r"(\+380)(\d\d)(\d{3})(\d\d)(\d\d)", number)
    return " ".join(match.groups()) if match else number


@lru_cache(maxsize=1024)
def _unbroken(number: str) -> str:
    return spaced(number).replace(" ", "\xa0")


@lru_cache(maxsize=1024)
def _dialled(number: str) -> str:
    return re.sub(r"[^+\d]", "", number)


def percent(value: object, language: str) -> str:
    """'10', 10 and 0.1 (a cell shown as a percentage) -> '10 %', in English '10%'; words stay as they are."""
    text = show(value, language).strip().replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return show(value, language)
    share = Decimal(text) * (100 if isinstance(value, float) and value < 1 else 1)
    return f"{show(share.normalize(), language)}{'%' if language == 'en' else ' %'}"


def day_month(value: object, language: str) -> str:
    """'5 квітня', '5 апреля', '5 April', also of a birthday without a year."""
    month, day = getattr(value, "month", None), getattr(value, "day", None)
    if not isinstance(month, int) or not isinstance(day, int):
        return show(value, language)
    return _day_of_year(month, day, language)


def on_day(value: object, language: str) -> str:
    """'у середу, 8 квітня', 'on Wednesday 8 April'."""
    if not isinstance(value, dt.date):
        return show(value, language)
    return f"{_ON[language][value.weekday()]}{' ' if language == 'en' else ', '}{day_month(value, language)}"


@cache
def _day_of_year(month: int, day: int, language: str) -> str:
    from babel.dates import format_date

    return format_date(dt.date(2000, month, day), "d MMMM", locale=language)
