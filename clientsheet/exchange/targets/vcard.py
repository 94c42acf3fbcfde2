"""People as .vcf for the contacts of a phone or of a mailbox: vCard 3.0 (RFC 2426), written by the vobject library.

3.0 and not 4.0 (RFC 6350): Google's, Apple's and Android's contacts all read it whole, and each of them loses something
of a 4.0 card. It has no birthday without a year; Apple's way of saying so is used (the year 1604 and
``X-APPLE-OMIT-YEAR``), which Nextcloud and DAVx5 understand as well. What stands beside a number («мама») is its
label, Apple's ``X-ABLabel``, which Google reads too. A firm is Apple's ``X-ABShowAs:COMPANY``.

Everybody gets the category of the whole file, so that a phone shows them as one group and can remove them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from clientsheet.exchange.targets.given import About, Person
from clientsheet.exchange.targets.plain import line, lines
from clientsheet.sheet.kinds import Birthday, Phone

NO_YEAR: Final = "1604"


def write(path: Path, things: Sequence[Person], about: About) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for person in things:
            file.write(card(person, about))


def card(person: Person, about: About) -> str:
    from vobject import vCard
    from vobject.vcard import Address, Name

    made = vCard()
    made.add("uid").value = person.uid
    made.add("fn").value = line(person.name)
    named = (person.last, person.first, person.middle) if person.first or person.last else ("", "", "")
    made.add("n").value = Name(*map(line, named))
    if person.company:
        made.add("org").value = [line(part) for part in (person.company, person.department) if part]
        if not (person.first or person.last):
            made.add("x-abshowas").value = "COMPANY"
    if person.position:
        made.add("title").value = line(person.position)
    for place, phone in enumerate(person.phones, 1):
        _add_phone(made, phone, place)
    for email in person.emails:
        made.add("email").value = email
    if person.birthday:
        _add_birthday(made, person.birthday)
    if person.address:
        made.add("adr").value = Address(street=line(person.address))
    remarks = [f"{what}: {said}" for what, said in person.remarks]
    if person.notes or remarks:
        made.add("note").value = "\n".join(map(lines, filter(None, (person.notes, *remarks))))
    made.add("categories").value = [line(about.title)]
    return str(made.serialize())


def _add_phone(made: Any, phone: Phone, place: int) -> None:
    """An extension is dialled after a pause."""
    number = made.add("tel")
    number.value = f"{phone.e164},{phone.extension}" if phone.extension else phone.e164
    if not phone.note:
        number.type_param = "VOICE" if _is_fixed(phone) else "CELL"
        return
    label = made.add("x-ablabel")
    label.value = line(phone.note)
    number.group = label.group = f"item{place}"


def _is_fixed(phone: Phone) -> bool:
    from phonenumbers import PhoneNumberType, number_type, parse

    return bool(number_type(parse(phone.e164)) == PhoneNumberType.FIXED_LINE)


def _add_birthday(made: Any, born: Birthday) -> None:
    said = made.add("bday")
    said.value = f"{born.year or int(NO_YEAR):04}-{born.month:02}-{born.day:02}"
    if born.year is None:
        said.x_apple_omit_year_param = NO_YEAR
