"""An audience for Google Ads (Customer Match), hashed.

Headings and encoding: support.google.com/google-ads/answer/7659867 ("Format your customer data file"): CSV in UTF-8,
headings in English exactly as ``Email``, ``Phone``, ``First Name``, ``Last Name``, ``Country``, ``Zip``; ``Email`` and
``Phone`` more than once where a person has several. answer/7474263: hashed are email, phone, first and last name by
SHA-256; country and zip stay readable.

Before hashing (the same page, and developers.google.com/data-manager/api/devguides/concepts/formatting): small
letters; no blanks in an email, none to spare in a name; of gmail.com and googlemail.com no dots before the @ and
nothing from a plus on; phones in E.164 with the plus.

An address matches only with name, country and zip together, so the four columns are there only if somebody has all
four, and are filled for those alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from clientsheet.exchange.targets.given import About, Person
from clientsheet.exchange.targets.hashed import most, padded, sha256
from clientsheet.exchange.targets.plain import write_csv

_GOOGLES_OWN: Final = ("gmail.com", "googlemail.com")
_ADDRESS: Final = ("First Name", "Last Name", "Country", "Zip")


def write(path: Path, things: Sequence[Person], about: About) -> None:
    emails, phones = most([one.emails for one in things]), most([one.phones for one in things])
    addressed = any(map(_has_address, things))
    heads = [*["Email"] * emails, *["Phone"] * phones, *(_ADDRESS if addressed else ())]
    rows = (
        [
            *padded([email(address) for address in one.emails], emails),
            *padded([phone.e164 for phone in one.phones], phones),
            *(_address(one) if addressed else ()),
        ]
        for one in things
    )
    write_csv(path, heads, rows)


def email(address: str) -> str:
    """As it is before it is hashed."""
    local, _, domain = "".join(address.lower().split()).rpartition("@")
    if domain in _GOOGLES_OWN:
        local = local.partition("+")[0].replace(".", "")
    return f"{local}@{domain}"


def _has_address(person: Person) -> bool:
    return bool(person.first and person.last and person.country and person.zip_code)


def _address(person: Person) -> tuple[str, str, str, str]:
    if not _has_address(person):
        return "", "", "", ""
    return sha256(_name(person.first)), sha256(_name(person.last)), person.country.upper(), person.zip_code


def _name(name: str) -> str:
    return " ".join(name.lower().split())
