"""The names a Word template of a document may use, and what each says: gathered here, nowhere else.

``number``, ``place`` (7 of 2026-0007), ``date`` («6 квітня 2026 р.»), ``day`` (06.04.2026), ``town``, ``we`` and
``client`` (``name``, ``preamble``, ``requisites``, ``signed_by``, ``position`` ...), ``contract`` (``number``,
``date``, ``subject``, ``start``, ``end``, ``terms``, ``pay_by``; blank without one), ``items`` (``no``, ``name``,
``unit``, ``quantity``, ``price``, ``amount``), ``count``, ``total`` («5 400,00 грн»), ``total_words``, ``vat``,
``paid``, ``to_pay``, ``to_pay_words``, ``period``, ``under``, ``currency`` (UAH), ``unit_of_money`` (грн). Every one a
text as people of the language write it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.documents.deals import CENT, Deal
from clientsheet.book.documents.parties import Party, told, town
from clientsheet.book.shop import Shop
from clientsheet.documents.amounts import in_words
from clientsheet.documents.word import NUMBER, PLACE
from clientsheet.templating import Record
from clientsheet.text import say, show

NO_CONTRACT: Final = ("number", "date", "day", "subject", "start", "end", "terms", "pay_by", "goods", "notes")


def facts(shop: Shop, deal: Deal, us: Party, them: Party, day: dt.date, language: str) -> Mapping[str, Any]:
    """``day``: of the document. The number comes later (``documents.word.numbered``)."""

    def words(amount: Decimal) -> str:
        return in_words(amount, deal.currency, language)

    under = contract(shop, deal, language)
    return {
        "number": NUMBER,
        "place": PLACE,
        "date": long_date(day, language),
        "day": short_date(day, language),
        "town": town(shop.book.config),
        "we": told(us, language),
        "client": told(them, language),
        "contract": under,
        "under": say(language, "documents.under", number=under.number, date=under.date) if under.number else "",
        "period": period(deal, language),
        "items": [
            Record(
                no=str(place),
                name=line.name,
                unit=line.unit,
                quantity=quantity(line.quantity, language),
                price=amount(line.price, language),
                amount=amount(line.amount, language),
            )
            for place, line in enumerate(deal.lines, 1)
        ],
        "count": str(len(deal.lines)),
        "total": priced(deal.total, deal.currency, language),
        "total_words": words(deal.total),
        "vat": vat(deal.total, shop.book.config.business.vat_percent, deal.currency, language),
        "paid": priced(deal.paid, deal.currency, language) if deal.paid else "",
        "to_pay": priced(deal.to_pay, deal.currency, language),
        "to_pay_words": words(deal.to_pay),
        "currency": deal.currency,
        "unit_of_money": symbol(deal.currency, language),
    }


def contract(shop: Shop, deal: Deal, language: str) -> Record:
    if deal.contract < 0:
        return Record(**dict.fromkeys(NO_CONTRACT, ""))
    table = shop.book["contracts"]
    pay_by = int(shop.contracts.pay_by[deal.contract])
    signed = table.value("date", deal.contract)
    days = {name: table.value(name, deal.contract) for name in ("start", "end")}
    words = {name: show(table.value(name, deal.contract), language) for name in ("subject", "terms", "goods", "notes")}
    return Record(
        number=show(table.value("number", deal.contract), language),
        date=long_date(signed, language) if signed else "",
        day=short_date(signed, language) if signed else "",
        pay_by=long_date(dt.date.fromordinal(pay_by), language) if pay_by != NO_DAY else "",
        **{name: long_date(day, language) if day else "" for name, day in days.items()},
        **words,
    )


def period(deal: Deal, language: str) -> str:
    if deal.period is None:
        return ""
    first, last = (show(day, language) for day in deal.period)
    return first if first == last else f"{first} – {last}"


def vat(total: Decimal, percent: float | None, currency: str, language: str) -> str:
    """'Без ПДВ', 'У т. ч. ПДВ 20 %: 200,00 ₴': the prices hold it already."""
    if percent is None:
        return say(language, "documents.no_vat")
    rate = Decimal(repr(percent))
    share = (total * rate / (100 + rate)).quantize(CENT, ROUND_HALF_EVEN)
    rate_shown = show(rate.normalize() if rate % 1 else int(rate), language)
    return say(language, "documents.vat", rate=rate_shown, amount=priced(share, currency, language))


def amount(value: Decimal, language: str) -> str:
    """'1 800,00', '1,800.00': always with hundredths, the blank a hard one."""
    from babel.numbers import format_decimal

    told = format_decimal(value.quantize(CENT, ROUND_HALF_EVEN), "#,##0.00", locale=_LOCALE[language])
    return str(told).replace("\u202f", "\xa0")


def priced(value: Decimal, currency: str, language: str) -> str:
    """'1 800,00 грн', '£1,800.00'."""
    told, unit = amount(value, language), symbol(currency, language)
    if language == "en":
        return f"{unit}\xa0{told}" if unit.isalpha() else f"{unit}{told}"
    return f"{told}\xa0{unit}"


def quantity(value: Decimal, language: str) -> str:
    """'2', '1,5'."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "#,##0.####", locale=_LOCALE[language])).replace("\u202f", "\xa0")


def symbol(currency: str, language: str) -> str:
    """'грн', '£': as it stands at the head of a column of sums."""
    if currency == "UAH":
        return "UAH" if language == "en" else "грн"
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(currency, _LOCALE[language]))


def long_date(day: dt.date, language: str) -> str:
    """'6 квітня 2026 р.', '6 апреля 2026 г.', '6 April 2026'."""
    from babel.dates import format_date

    form = {"uk": "d MMMM y 'р'.", "ru": "d MMMM y 'г'.", "en": "d MMMM y"}[language]
    return str(format_date(day, form, locale=_LOCALE[language])).replace(" ", "\xa0")


def short_date(day: dt.date, language: str) -> str:
    """'06.04.2026'; in English, where that may be June, in words."""
    return long_date(day, language) if language == "en" else show(day, language)


_LOCALE: Final = {"uk": "uk", "ru": "ru", "en": "en_GB"}
