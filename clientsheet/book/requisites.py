"""Codes and accounts of clients: what is wrong with one, by its check digits. Ukraine: ЄДРПОУ (8 digits) and РНОКПП
(10); Russia: ИНН (10 or 12); elsewhere a tax code is not judged. An IBAN is the same everywhere (ISO 13616)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_DIGITS: Final = re.compile(r"[\d\s-]+")
_LENGTHS: Final = {"UA": (8, 10), "RU": (10, 12)}


def tidy_tax_id(text: str) -> str:
    """'ЄДРПОУ 0003 2129' -> '00032129': a code without the words and blanks around it. Of a number that Excel took its
    noughts from they are given back: a ЄДРПОУ has eight digits."""
    plain = re.sub(r"^[^\d]*[:№\s]\s*", "", text.strip())
    if not _DIGITS.fullmatch(plain):
        return text.strip()
    digits = re.sub(r"\D", "", plain)
    return digits.zfill(8) if 5 <= len(digits) < 8 else digits


def tidy_iban(text: str) -> str:
    """Without blanks, in capitals."""
    return re.sub(r"[\s\u00a0-]", "", re.sub(r"^\s*IBAN[:\s]*", "", text, flags=re.IGNORECASE)).upper()


@lru_cache(maxsize=4096)
def tax_id_mistake(text: str, country: str) -> str:
    """'' where it is well, or cannot be judged; else ``length`` or ``check``."""
    lengths = _LENGTHS.get(country)
    code = tidy_tax_id(text)
    if lengths is None or not code:
        return ""
    if not code.isdigit():
        # «АБ123456», «123456789»: a passport instead of a code, for those who refused one
        return "" if re.fullmatch(r"[А-ЯІЇЄҐA-Z]{2}\s?\d{6}", code) else "length"
    if len(code) not in lengths:
        return "" if country == "UA" and len(code) in (9, 12) else "length"  # an ID card; a VAT number
    return "" if _valid(code, country) else "check"


@lru_cache(maxsize=4096)
def iban_mistake(text: str) -> str:
    """'' where it is well; else ``length`` (of its country), ``shape`` or ``check``."""
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

    try:
        iban.validate(tidy_iban(text), check_country=False)
    except InvalidChecksum:
        return "length" if _wrong_length(tidy_iban(text)) else "check"
    except (InvalidLength, InvalidFormat):
        return "length" if _wrong_length(tidy_iban(text)) else "shape"
    except ValidationError:
        return "shape"
    return ""


def _wrong_length(code: str) -> bool:
    """Ukrainian accounts have 29 characters (NBU regulation 162 of 28.12.2018)."""
    return code.startswith("UA") and len(code) != 29


def _valid(code: str, country: str) -> bool:
    from stdnum.ru import inn
    from stdnum.ua import edrpou, rntrc

    if country == "RU":
        return bool(inn.is_valid(code))
    return bool(edrpou.is_valid(code) if len(code) == 8 else rntrc.is_valid(code))
