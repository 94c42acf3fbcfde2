"""Clients, and the people at a client, as other systems' contacts. Everybody who was chosen; consent is not asked here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from clientsheet.book.exporting.names import parts
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import word
from clientsheet.exchange.targets.given import Person
from clientsheet.mail.message import token
from clientsheet.sheet.kinds import Phone
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.schema import Column
from clientsheet.sheet.tables import Table
from clientsheet.text import show

_SAID_AS_REMARKS: Final = ("interests", "best_time", "channel", "working_hours", "discount", "manager")
_ZIP: Final = {"UA": r"\d{5}", "PL": r"\d{2}-\d{3}", "RU": r"\d{6}", "KZ": r"\d{6}", "BY": r"\d{6}", "DE": r"\d{5}"}
_HOUSE_OR_PHONE: Final = r"(?<![\d+-])(?:%s)(?![\d-])"


def people(shop: Shop, rows: Iterable[int], identity: str, language: str, *, contacts: bool = True) -> list[Person]:
    """The clients in these rows. ``contacts``: with what the phones tab has about them, further numbers and people, each
    of whom follows the client. ``identity``: the workbook's own."""
    clients, home = shop.book["clients"], shop.book.config.country
    names = parts(clients.values("name"))
    at_firms = _by_client(shop) if contacts else {}
    found = []
    for row in rows:
        name, uid = names[row], _uid(shop, row, identity)
        others = at_firms.get(row, ())
        found.append(
            Person(
                uid=uid,
                name=clients.value("name", row) or name.firm or _called(clients, row),
                first=name.first,
                middle=name.middle,
                last=name.last,
                company=name.firm,
                phones=_distinct([*(clients.value("phone", row) or ()), *_own_numbers(shop, row, others)]),
                emails=clients.value("email", row) or (),
                birthday=clients.value("birthday", row),
                address=clients.value("address", row) or "",
                zip_code=(code := zip_code(clients.value("address", row), home)),
                country=home if code else _country(clients.value("phone", row), home),
                source=clients.value("source", row) or "",
                notes=clients.value("notes", row) or "",
                remarks=tuple(_remarks(clients, row, language)),
            )
        )
        found += _colleagues(shop, row, others, found[-1], identity, language)
    return found


def zip_code(address: str | None, country: str) -> str:
    """The postal code that an address bears, in the manner of that country; '' where there is none."""
    found = re.search(_HOUSE_OR_PHONE % _ZIP[country], address or "") if country in _ZIP else None
    return found[0] if found else ""


def _uid(shop: Shop, row: int, identity: str) -> str:
    key = shop.keys[row] or f"|{shop.book['clients'].value('name', row)}|{row}"
    return f"{token(identity, f'client/{key}')}@clientsheet"


def _called(clients: Table, row: int) -> str:
    """Somebody without a name goes by a number or an address."""
    phones, emails = clients.value("phone", row), clients.value("email", row)
    return phones[0].display() if phones else emails[0] if emails else clients.value("id", row) or "—"


def _country(phones: Sequence[Phone] | None, shops: str) -> str:
    """Of the first number; a number without a country of its own, or none, is the shop's."""
    if not phones:
        return shops
    from phonenumbers import parse, region_code_for_number

    found = region_code_for_number(parse(phones[0].e164))
    return found if found and found != "001" else shops


def _remarks(table: Table, row: int, language: str) -> Iterator[tuple[str, str]]:
    for name in _SAID_AS_REMARKS:
        value = table.value(name, row)
        if value not in (None, ""):
            column = table.tab.column(name)
            yield column.headings.first(language), _in_words(column, value, language)


def _in_words(column: Column, value: Any, language: str) -> str:
    return word(column.choices, value, language) if value in dict(column.choices) else show(value, language)


# -- the people at a client


def _by_client(shop: Shop) -> Mapping[int, list[int]]:
    """Client -> the rows of the phones tab about it."""
    found: dict[int, list[int]] = {}
    for row, client in enumerate(shop.links("phones").tolist()):
        if client >= 0:
            found.setdefault(client, []).append(row)
    return found


def _is_the_client(shop: Shop, client: int, row: int) -> bool:
    """Nobody is named, or the client itself, whom owners list among its people."""
    person = shop.book["phones"].value("person", row)
    return not person or fold(person) == fold(shop.book["clients"].value("name", client) or "")


def _own_numbers(shop: Shop, client: int, rows: Iterable[int]) -> Iterator[Phone]:
    """Further numbers of the client itself."""
    table = shop.book["phones"]
    for row in rows:
        if _is_the_client(shop, client, row):
            what = table.value("department", row) or ""
            yield from (phone._replace(note=phone.note or what) for phone in table.value("phone", row) or ())


def _colleagues(
    shop: Shop, client: int, rows: Iterable[int], of: Person, identity: str, language: str
) -> Iterator[Person]:
    """Everybody else named there, once. At a firm they work; at a person they are what the owner wrote (мама)."""
    table = shop.book["phones"]
    named: dict[str, list[int]] = {}
    for row in rows:
        if not _is_the_client(shop, client, row):
            named.setdefault(fold(table.value("person", row)), []).append(row)

    def said(column: str, mine: Iterable[int]) -> Any:
        return next(filter(None, (table.value(column, row) for row in mine)), None)

    for whose, mine in named.items():
        person = said("person", mine)
        (name,) = parts([person])
        position = said("position", mine) or ""
        beside = (table.tab.column("client").headings.first(language), of.name + (f" ({position})" if position else ""))
        yield Person(
            uid=f"{token(identity, f'person/{of.uid}/{whose}')}@clientsheet",
            name=person,
            first=name.first,
            middle=name.middle,
            last=name.last,
            company=of.company,
            department=said("department", mine) or "",
            position=position if of.company else "",
            phones=_distinct(phone for row in mine for phone in table.value("phone", row) or ()),
            birthday=said("birthday", mine),
            country=of.country,
            notes=said("notes", mine) or "",
            remarks=(*(() if of.company else (beside,)), *_remarks(table, mine[0], language)),
        )


def _distinct(phones: Iterable[Phone]) -> tuple[Phone, ...]:
    """Each number once, with the first word beside it."""
    return tuple({(phone.e164, phone.extension): phone for phone in reversed(list(phones))}.values())[::-1]
