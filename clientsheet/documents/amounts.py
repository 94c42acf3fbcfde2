"""An amount of money in words, as it stands in a contract or under an invoice: «Одна тисяча двісті гривень 50 копійок».

The whole units in words with a capital letter, the hundredths in two digits, as is the custom of Ukrainian, Russian and
English papers. Pure: a Decimal in, a sentence out.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final, NamedTuple

from clientsheet.text import plural

CENT: Final = Decimal("0.01")
LARGEST: Final = Decimal(10) ** 15


class Money(NamedTuple):
    """The forms of the unit and of its hundredth beside a number (one, few, many; in English one, other). ``feminine``:
    «одна гривня», but «один долар»."""

    unit: tuple[str, ...]
    hundredth: tuple[str, ...]
    feminine: bool = False


_UK: Final[Mapping[str, Money]] = {
    "UAH": Money(("гривня", "гривні", "гривень"), ("копійка", "копійки", "копійок"), feminine=True),
    "USD": Money(("долар США", "долари США", "доларів США"), ("цент", "центи", "центів")),
    "EUR": Money(("євро", "євро", "євро"), ("євроцент", "євроценти", "євроцентів")),
    "GBP": Money(("фунт стерлінгів", "фунти стерлінгів", "фунтів стерлінгів"), ("пенс", "пенси", "пенсів")),
    "PLN": Money(("злотий", "злоті", "злотих"), ("грош", "гроші", "грошів")),
    "RUB": Money(("рубль", "рублі", "рублів"), ("копійка", "копійки", "копійок")),
    "BYN": Money(("білоруський рубль", "білоруські рублі", "білоруських рублів"), ("копійка", "копійки", "копійок")),
    "KZT": Money(("теньге", "теньге", "теньге"), ("тиїн", "тиїни", "тиїнів")),
    "MDL": Money(("лей", "леї", "леїв"), ("бан", "бани", "банів")),
    "CZK": Money(("крона", "крони", "крон"), ("гелер", "гелери", "гелерів"), feminine=True),
    "CHF": Money(("франк", "франки", "франків"), ("сантим", "сантими", "сантимів")),
}
_RU: Final[Mapping[str, Money]] = {
    "UAH": Money(("гривна", "гривны", "гривен"), ("копейка", "копейки", "копеек"), feminine=True),
    "USD": Money(("доллар США", "доллара США", "долларов США"), ("цент", "цента", "центов")),
    "EUR": Money(("евро", "евро", "евро"), ("евроцент", "евроцента", "евроцентов")),
    "GBP": Money(("фунт стерлингов", "фунта стерлингов", "фунтов стерлингов"), ("пенс", "пенса", "пенсов")),
    "PLN": Money(("злотый", "злотых", "злотых"), ("грош", "гроша", "грошей")),
    "RUB": Money(("рубль", "рубля", "рублей"), ("копейка", "копейки", "копеек")),
    "BYN": Money(("белорусский рубль", "белорусских рубля", "белорусских рублей"), ("копейка", "копейки", "копеек")),
    "KZT": Money(("тенге", "тенге", "тенге"), ("тиын", "тиына", "тиынов")),
    "MDL": Money(("лей", "лея", "леев"), ("бан", "бана", "банов")),
    "CZK": Money(("крона", "кроны", "крон"), ("геллер", "геллера", "геллеров"), feminine=True),
    "CHF": Money(("франк", "франка", "франков"), ("сантим", "сантима", "сантимов")),
}
_EN: Final[Mapping[str, Money]] = {
    "UAH": Money(("hryvnia", "hryvnias"), ("kopiyka", "kopiykas")),
    "USD": Money(("US dollar", "US dollars"), ("cent", "cents")),
    "EUR": Money(("euro", "euros"), ("cent", "cents")),
    "GBP": Money(("pound sterling", "pounds sterling"), ("penny", "pence")),
    "PLN": Money(("zloty", "zlotys"), ("grosz", "groszy")),
    "RUB": Money(("rouble", "roubles"), ("kopeck", "kopecks")),
    "BYN": Money(("Belarusian rouble", "Belarusian roubles"), ("kopeck", "kopecks")),
    "KZT": Money(("tenge", "tenge"), ("tiyn", "tiyn")),
    "MDL": Money(("leu", "lei"), ("ban", "bani")),
    "CZK": Money(("Czech crown", "Czech crowns"), ("haler", "halers")),
    "CHF": Money(("Swiss franc", "Swiss francs"), ("centime", "centimes")),
}
MONIES: Final = {"uk": _UK, "ru": _RU, "en": _EN}

_FEMININE: Final = {
    "uk": {"один": "одна", "два": "дві"},
    "ru": {"один": "одна", "два": "две"},
    "en": {},
}


def in_words(amount: Decimal, currency: str, language: str) -> str:
    """ValueError: not a Decimal of at most fifteen digits. A currency whose name we do not know keeps its code:
    «Сто двадцять SEK 00»."""
    if not isinstance(amount, Decimal) or not amount.is_finite() or abs(amount) >= LARGEST:
        raise ValueError(f"not an amount of money: {amount!r}")
    rounded = abs(amount).quantize(CENT, ROUND_HALF_EVEN)
    whole, hundredths = divmod(int(rounded * 100), 100)
    money = MONIES[language].get(currency)
    words = number_in_words(whole, language, feminine=money is not None and money.feminine)
    unit = plural(language, whole, money.unit) if money else currency
    hundredth = f" {plural(language, hundredths, money.hundredth)}" if money else ""
    minus = {"uk": "мінус ", "ru": "минус ", "en": "minus "}[language] if amount < 0 and rounded else ""
    joint = " and" if language == "en" else ""
    told = f"{minus}{words} {unit}{joint} {hundredths:02}{hundredth}"
    return told[:1].upper() + told[1:]


def number_in_words(number: int, language: str, *, feminine: bool = False) -> str:
    """'двадцять одна', '11' -> 'одинадцять'. Only the last word agrees with the thing counted, so the library's own
    gender is left alone: it puts «одна миллион» for Russian and knows none for Ukrainian (num2words 0.5.14)."""
    from num2words import num2words

    words = str(num2words(number, lang=language)).replace("'", "’")
    head, blank, last = words.rpartition(" ")
    return f"{head}{blank}{_FEMININE[language].get(last, last)}" if feminine else words
