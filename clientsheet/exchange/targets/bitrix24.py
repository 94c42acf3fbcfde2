"""Clients as contacts for the import of Bitrix24 (CRM → Contacts → import from CSV).

A heading is taken for a field if it is the field's own code (``NAME``, ``PHONE_MOBILE``) or its name in the language
of the portal; codes are the same in every language (Bitrix24's component crm.contact.import: HEADERS and the guess of
the binding). Like its sample file: semicolons, UTF-8 with the byte order mark. ``COMPANY_TITLE`` finds the company of
that name or makes it. A birthday is read in the date format of the portal: day first in Ukrainian and Russian ones,
month first in English ones. Several addresses of a person stand in columns of different kinds; what has no field of
its own is said in the comment, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from clientsheet.exchange.targets.given import About, Person
from clientsheet.exchange.targets.plain import write_csv
from clientsheet.exchange.targets.spread import remaining, spread
from clientsheet.sheet.kinds import Birthday

PHONES: Final = ("PHONE_MOBILE", "PHONE_WORK", "PHONE_HOME", "PHONE_OTHER")
EMAILS: Final = ("EMAIL_WORK", "EMAIL_HOME", "EMAIL_OTHER")
HEADS: Final = (
    *("NAME", "SECOND_NAME", "LAST_NAME", "COMPANY_TITLE", "POST", "BIRTHDATE"),
    *PHONES,
    *EMAILS,
    *("ADDRESS", "SOURCE_DESCRIPTION", "COMMENTS"),
)


def write(path: Path, things: Sequence[Person], about: About) -> None:
    rows = (
        [
            *_name(one),
            one.company,
            ", ".join(filter(None, (one.position, one.department))),
            _birthday(one.birthday, about.language),
            *spread([phone.e164 for phone in one.phones], len(PHONES)),
            *spread(one.emails, len(EMAILS)),
            one.address,
            one.source,
            remaining(one, about, phones=len(PHONES), emails=len(EMAILS), birthday=True, source=True),
        ]
        for one in things
    )
    write_csv(path, HEADS, rows, delimiter=";", mark=True)


def _name(person: Person) -> tuple[str, str, str]:
    """A name or a surname is asked for; whatever it is called stands as the name."""
    return (person.first, person.middle, person.last) if person.first or person.last else (person.name, "", "")


def _birthday(born: Birthday | None, language: str) -> str:
    if born is None or born.year is None:
        return ""
    if language == "en":
        return f"{born.month:02}/{born.day:02}/{born.year:04}"
    return f"{born.day:02}.{born.month:02}.{born.year:04}"
