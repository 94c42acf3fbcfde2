"""An audience for Meta (Facebook, Instagram): a customer list, hashed.

Headings: facebook.com/business/help/2082575038703844 ("How to format a customer list"): ``email``, ``phone``,
``fn``, ``ln``, ``country``, up to three columns of email and of phone. That all of these are hashed, and what comes
before: developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences ("Hashing and Normalizing Data"):
emails in small letters without blanks around; phones as digits with the country code, no plus and no leading zeros;
names in small letters without punctuation; the country as two small letters of ISO 3166, always told.

Birthdays, which Meta would take as well, are kept back: their few possible hashes hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from clientsheet.exchange.targets.given import About, Person
from clientsheet.exchange.targets.hashed import letters, most, padded, sha256
from clientsheet.exchange.targets.plain import write_csv


def write(path: Path, things: Sequence[Person], about: About) -> None:
    emails, phones = most([one.emails for one in things]), most([one.phones for one in things])
    heads = [*["email"] * emails, *["phone"] * phones, "fn", "ln", "country"]
    rows = (
        [
            *padded([address.strip().lower() for address in one.emails], emails),
            *padded([phone(number.e164) for number in one.phones], phones),
            sha256(letters(one.first)),
            sha256(letters(one.last)),
            sha256(one.country.lower()),
        ]
        for one in things
    )
    write_csv(path, heads, rows)


def phone(e164: str) -> str:
    """As it is before it is hashed: '380674545451'."""
    return re.sub(r"\D", "", e164).lstrip("0")
