"""The two sides of a document: the shop, as config.yaml has it, and the client, as the workbook does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.book.requisites import tidy_iban, tidy_tax_id
from clientsheet.book.shop import Shop
from clientsheet.config import Config
from clientsheet.documents.genitive import genitive
from clientsheet.templating import Record, spaced
from clientsheet.text import say, show
from clientsheet.text.names import first_name

_SOLE: Final = re.compile(
    r"(?:фоп|фізична особа[-\s–]+підприємець|флп|чп|ип|физическое лицо[-\s–]+предприниматель)\b\.?\s*", re.IGNORECASE
)
_FIRM: Final = re.compile(
    r"[«»\"“”„0-9]|(?<!\w)(?:тов|тзов|ооо|пп|пат|прат|ат|осбб|зао|оао|ао|кафе|салон|llc|ltd|inc|gmbh|plc|limited)(?!\w)",
    re.IGNORECASE,
)
_STOPS: Final = re.compile(r"(?:м|г|місто|город)\.?\s+(?=[А-ЯЁІЇЄҐ])")


@dataclass(frozen=True, slots=True)
class Party:
    """``sole``: a person in business on their own; ``firm``: an organisation, which somebody signs for. ``doubt``: the
    genitive is the program's guess."""

    name: str
    firm: bool
    sole: bool
    tax_id: str
    iban: str
    bank: str
    address: str
    phone: str
    email: str
    position: str
    signatory: str
    basis: str
    genitive: str
    doubt: bool = False

    @property
    def signed(self) -> str:
        """Who signs: for a firm its signatory, else the person."""
        return self.signatory or ("" if self.firm else _SOLE.sub("", self.name, count=1))


def ours(config: Config, language: str) -> Party:
    us = config.business
    name = us.legal_name or us.name
    sole = bool(_SOLE.match(name))
    firm = not sole
    declined = us.genitive, True
    if firm and not us.genitive:
        declined = genitive(" ".join(filter(None, (us.position, us.signatory))), language)
    return Party(
        name=name,
        firm=firm,
        sole=sole,
        tax_id=tidy_tax_id(us.tax_id),
        iban=tidy_iban(us.iban),
        bank=us.bank,
        address=us.address,
        phone=us.phone,
        email=us.email,
        position=us.position,
        signatory=us.signatory,
        basis=us.basis,
        genitive=declined[0],
        doubt=not declined[1],
    )


def theirs(shop: Shop, client: int, language: str) -> Party:
    clients = shop.book["clients"]

    def said(column: str) -> str:
        return show(clients.value(column, client), shop.book.config.language).strip()

    name, tax_id = said("name"), tidy_tax_id(said("tax_id"))
    sole = bool(_SOLE.match(name))
    firm = not sole and (len(tax_id) == 8 or bool(said("signatory")) or bool(_FIRM.search(name)))
    position, signatory = _split(said("signatory"))
    declined = said("genitive"), True
    if firm and not declined[0]:
        declined = genitive(" ".join(filter(None, (position, signatory))), language)
    phones, emails = clients.value("phone", client) or (), clients.value("email", client) or ()
    return Party(
        name=name,
        firm=firm,
        sole=sole,
        tax_id=tax_id,
        iban=tidy_iban(said("iban")),
        bank="",
        address=said("address"),
        phone=phones[0].e164 if phones else "",
        email=emails[0] if emails else "",
        position=position,
        signatory=signatory,
        basis=said("basis"),
        genitive=declined[0],
        doubt=not declined[1],
    )


def told(party: Party, language: str) -> Record:
    """What a template may say of a party; every word a text, '' where nothing is known."""
    return Record(
        name=party.name,
        tax_id=party.tax_id,
        iban=party.iban,
        bank=party.bank,
        address=party.address,
        phone=dialled(party.phone),
        email=party.email,
        position=party.position,
        signatory=party.signatory,
        genitive=party.genitive,
        basis=party.basis,
        preamble=preamble(party, language),
        requisites="\n".join((party.name, *details(party, language))),
        details="\n".join(details(party, language)),
        signs_as=signs_as(party, language),
        signed_by=initials(party.signed, language),
    )


def preamble(party: Party, language: str) -> str:
    """'ТОВ «Зерно», в особі директора Коваленко Марини Іванівни, що діє на підставі Статуту'; a person is their name."""
    who = party.genitive or party.signatory
    if language == "en":
        who = ", ".join(filter(None, (party.signatory, party.position)))
    acts = {"name": party.name, "who": who, "basis": party.basis}
    if party.firm and who:
        acts["basis"] = party.basis or say(language, "documents.basis.firm")
        return say(language, "documents.preamble.firm", **acts)
    if party.sole or party.basis:
        acts["basis"] = party.basis or say(language, "documents.basis.sole")
        return say(language, "documents.preamble.sole", **acts)
    return party.name


def signs_as(party: Party, language: str) -> str:
    """'Директор', 'Фізична особа-підприємець': what stands above the signature; '' for a private person."""
    said = party.position if party.firm else say(language, "documents.sole") if party.sole else ""
    return said[:1].upper() + said[1:]


def details(party: Party, language: str) -> Sequence[str]:
    """What stands below the name, a line each; what is not known has none."""
    kind = "firm" if party.firm else "person"
    lines = (
        (f"tax_id.{kind}", party.tax_id),
        ("address", party.address),
        ("iban", spaced_iban(party.iban)),
        ("bank", party.bank),
        ("phone", dialled(party.phone)),
        ("email", party.email),
    )
    return [say(language, f"documents.requisite.{key}", value=value) for key, value in lines if value]


def initials(name: str, language: str) -> str:
    """'Коваленко Марина Іванівна' -> 'М. І. Коваленко' where the given name is a known one; else the name as it is."""
    words = name.split()
    given = first_name(name, language)
    if language == "en" or len(words) not in (2, 3) or given not in words or given == name:
        return name
    rest = [word for word in words if word != given]
    surname = rest[0]
    letters = " ".join(f"{word[0]}." for word in (given, *rest[1:]))
    return f"{letters} {surname}".replace(" ", "\xa0")


def town(config: Config) -> str:
    """Where documents are drawn up: as config.yaml says, else the first part of the address that is no number."""
    if config.business.city:
        return config.business.city
    parts = [_STOPS.sub("", part.strip()) for part in config.business.address.split(",")]
    named = [part for part in parts if part and not any(letter.isdigit() for letter in part)]
    return (named[-1] if config.language == "en" else named[0]) if named else ""


def dialled(number: str) -> str:
    """'+380 67 454 54 51', '+44 20 7946 0040': as people of its country write it to others."""
    import phonenumbers

    if not number.startswith("+") or " " in number or spaced(number) != number:
        return spaced(number)
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def spaced_iban(iban: str) -> str:
    """In groups of four, as banks print it."""
    return " ".join(iban[k : k + 4] for k in range(0, len(iban), 4)).replace(" ", "\xa0")


def _split(cell: str) -> tuple[str, str]:
    """'директор Коваленко Марина Іванівна', 'Mary Bennett, director' -> (position, name)."""
    name, comma, position = cell.partition(",")
    if comma:
        return position.strip(), name.strip()
    words = cell.split()
    first = next((place for place, word in enumerate(words) if word[:1].isupper()), len(words))
    return " ".join(words[:first]), " ".join(words[first:])
