"""A person laid out on the fixed fields of another system, and in one text whatever found no place there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clientsheet.exchange.targets.given import About, Person
from clientsheet.sheet.kinds import Birthday


def spread(values: Sequence[str], size: int) -> list[str]:
    """The first of them, each in a field of its own."""
    return [*values[:size], *[""] * (size - len(values))]


def remaining(person: Person, about: About, *, phones: int, emails: int, birthday: bool, source: bool) -> str:
    """Notes, remarks, and what has no field. ``phones``, ``emails``: how many have one; ``birthday``, ``source``:
    whether there is one."""
    told = [person.notes, *(f"{what}: {said}" for what, said in person.remarks), *_phones(person, about, phones)]
    told += [f"{about.words['email']}: {email}" for email in person.emails[emails:]]
    if person.birthday and (not birthday or person.birthday.year is None):
        told.append(f"{about.words['birthday']}: {_day(person.birthday)}")
    if person.source and not source:
        told.append(f"{about.words['source']}: {person.source}")
    return "\n".join(filter(None, told))


def _phones(person: Person, about: About, fields: int) -> Iterator[str]:
    """Those without a field, and what stands beside a number."""
    for place, phone in enumerate(person.phones):
        if place >= fields or phone.note or phone.extension:
            note = f" ({phone.note})" if phone.note else ""
            yield f"{about.words['phone']}: {phone.display()}{note}"


def _day(born: Birthday) -> str:
    return f"{born.day:02}.{born.month:02}" + (f".{born.year:04}" if born.year else "")
