"""What the telephone numbers of a country look like, from the tables of ``phonenumbers``; loaded when first asked.

Also the way a number is shown: Ukrainians write ``+380 67 454 54 51``, not the library's ``+380 67 454 5451``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_OLD_TRUNK: Final = re.compile(r"80\d{9}")


@dataclass(frozen=True)
class Plan:
    """The numbering plan of one country.

    ``prefix``: '+380'. ``trunk``: '0', dialled before a local number. ``lengths``: how many digits an ordinary number
    has without both, in order. ``example``: a mobile number as it is shown. ``plain`` matches lines of numbers that
    certainly exist, each in full with a plus; ``local`` finds for each line its number without the prefix, or ''
    where it is not certain. Both know nothing where the country shares its code with another.
    """

    country: str
    prefix: str
    trunk: str
    lengths: tuple[int, ...]
    example: str
    plain: re.Pattern[str] | None
    local: re.Pattern[str]

    def e164(self, digits: str) -> str | None:
        """Digits without a plus, as somebody of this country dials them -> E.164, if there is such a number."""
        if self.country == "UA" and _OLD_TRUNK.fullmatch(digits):
            digits = "3" + digits
        if number := self.certain(digits):
            return number
        number = _parsed(digits, self.country)
        return number if number and country_of(number) == self.country else None

    def certain(self, digits: str) -> str | None:
        """The same without asking the library; None: ask it."""
        match = self.local.match(digits + "\n")
        return self.prefix + match[1] if match and match[1] else None

    def is_home(self, digits: str) -> bool:
        return digits.startswith(self.prefix[1:]) or (self.country == "UA" and digits.startswith(("38", "80", "0")))

    def significant(self, digits: str) -> str:
        """What is left without the country's code and the trunk: the digits to be counted."""
        code, longest = self.prefix[1:], self.lengths[-1]
        if self.country == "UA" and digits.startswith("80") and len(digits) > longest:
            return digits[2:]
        if digits.startswith(code) and len(digits) > longest:
            digits = digits[len(code) :]
        elif self.country == "UA" and digits.startswith("38") and len(digits) > longest:
            digits = digits[2:]
        return digits[len(self.trunk) :] if self.trunk and digits.startswith(self.trunk) else digits


@cache
def plan_of(country: str) -> Plan:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    table = PhoneMetadata.metadata_for_region(country)
    if table is None or table.country_code is None or table.mobile is None or table.fixed_line is None:
        return Plan(country, "+", "", (), "+380 50 123 45 67", None, re.compile(r"()(?!)"))
    code, trunk = str(table.country_code), table.national_prefix or ""
    lengths = sorted({*table.mobile.possible_length, *table.fixed_line.possible_length} - {-1})
    own = len(COUNTRY_CODE_TO_REGION_CODE[table.country_code]) == 1
    simple = own and len(lengths) == 1 and trunk in ("", "0") and table.national_prefix_transform_rule is None
    kinds = (table.mobile.national_number_pattern, table.fixed_line.national_number_pattern)
    number = "|".join(f"(?:{kind})" for kind in kinds if kind) if simple else "(?!)"
    ways = "|".join((rf"\+?{code}", *([trunk] if trunk else []), f"(?!{code})"))
    return Plan(
        country,
        f"+{code}",
        trunk,
        tuple(lengths),
        display(f"+{code}{table.mobile.example_number}"),
        re.compile(rf"\+{code}(?:{number})(?:\n\+{code}(?:{number}))*", re.ASCII) if simple else None,
        re.compile(rf"(?:{ways})({number})\n|.*\n", re.ASCII),
    )


def valid(number: str) -> str | None:
    """'+380674545451' as it is, if there is such a number."""
    return _parsed(number, None)


def country_of(number: str) -> str:
    """The ISO code of the country a number belongs to, '' for a number of none."""
    from phonenumbers import region_code_for_number

    return region_code_for_number(_number(number)) or ""


def display(number: str) -> str:
    """'+380674545451' -> '+380 67 454 54 51'."""
    if number.startswith("+380") and len(number) == 13:
        rest = number[4:]
        if rest[:3] in ("800", "900"):
            return f"+380 {rest[:3]} {rest[3:6]} {rest[6:]}"
        return f"+380 {rest[:2]} {rest[2:5]} {rest[5:7]} {rest[7:]}"
    return _foreign(number)


@cache
def _foreign(number: str) -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(_number(number), PhoneNumberFormat.INTERNATIONAL)


def _parsed(text: str, country: str | None) -> str | None:
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

    try:
        number = parse(text, country)
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else None


def _number(e164: str) -> PhoneNumber:
    from phonenumbers import parse

    return parse(e164, None)
