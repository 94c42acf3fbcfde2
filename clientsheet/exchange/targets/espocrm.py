"""Clients as contacts for the import of EspoCRM (Administration → Import, entity type Contact).

docs.espocrm.com/administration/import: a CSV file in UTF-8. A heading that is a field's own name is mapped to it at
once (EspoCRM's views/import/step2: attributes of the entity, phones by their kind); the names are those of the
Contact's entityDefs. ``lastName`` is required there. A Contact has no birthday, so it is said in the description, as
is all else that has no field. No byte order mark: it would become a part of the first heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from clientsheet.exchange.targets.given import About, Person
from clientsheet.exchange.targets.plain import write_csv
from clientsheet.exchange.targets.spread import remaining, spread

PHONES: Final = ("phoneNumberMobile", "phoneNumberOffice", "phoneNumberHome", "phoneNumberOther")
HEADS: Final = (
    *("firstName", "middleName", "lastName", "accountName", "title"),
    *PHONES,
    *("emailAddress", "addressStreet", "addressPostalCode", "description"),
)


def write(path: Path, things: Sequence[Person], about: About) -> None:
    rows = (
        [
            *_name(one),
            one.company,
            ", ".join(filter(None, (one.position, one.department))),
            *spread([phone.e164 for phone in one.phones], len(PHONES)),
            *spread(one.emails, 1),
            one.address,
            one.zip_code,
            remaining(one, about, phones=len(PHONES), emails=1, birthday=False, source=False),
        ]
        for one in things
    )
    write_csv(path, HEADS, rows)


def _name(person: Person) -> tuple[str, str, str]:
    return (person.first, person.middle, person.last) if person.last else ("", "", person.first or person.name)
