"""The same person twice: by phone, by email, by name and birthday. A family on one phone is only worth a hint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from clientsheet.book.checks.spot import Spot, cell_of
from clientsheet.sheet.tables import Table

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop


def phone_doubled(book: Book, shop: Shop) -> Iterator[Spot]:
    return (spot for spot, family in _shared_phones(book["clients"]) if not family)


def phone_household(book: Book, shop: Shop) -> Iterator[Spot]:
    return (spot for spot, family in _shared_phones(book["clients"]) if family)


def email_doubled(book: Book, shop: Shop) -> Iterator[Spot]:
    clients = book["clients"]
    for email, group in _shared(clients.values("email"), str.lower):
        for index in group:
            other = next(one for one in group if one != index)
            yield Spot(clients, index, "email", _facts(clients, "email", other, email))


def person_doubled(book: Book, shop: Shop) -> Iterator[Spot]:
    clients = book["clients"]
    birthdays = clients.values("birthday")
    born = [index for index, birthday in enumerate(birthdays) if birthday is not None]
    names = clients.values("name")
    likely = _likenesses([names[index] or "" for index in born], [birthdays[index] for index in born])
    if len(set(likely)) == len(likely):
        return
    common = {one for one, number in Counter(likely).items() if number > 1}
    groups: dict[tuple[str, Any], list[int]] = {}
    for index, likeness in zip(born, likely, strict=True):
        if likeness in common and names[index]:
            groups.setdefault((_in_order(names[index]), birthdays[index]), []).append(index)
    for group in groups.values():
        for index in group if len(group) > 1 else ():
            other = next(one for one in group if one != index)
            yield Spot(clients, index, "name", _facts(clients, "name", other, names[index]))


def _shared_phones(clients: Table) -> Iterator[tuple[Spot, bool]]:
    """Each row that shares a phone with another, and whether they look like one family."""
    names = clients.values("name")
    for number, group in _shared(clients.values("phone"), attrgetter("e164")):
        for index in group:
            others = [one for one in group if one != index][:20]
            related = [one for one in others if _family(names[index], names[one])]
            family = len(related) == len(others)
            facts = _facts(clients, "phone", others[0], number)
            yield Spot(clients, index, "phone", facts), family


def _shared(cells: Sequence[Any], key: Callable[[Any], str]) -> list[tuple[str, list[int]]]:
    """The addresses that occur in more than one row, with those rows. A cell is a tuple of addresses or None."""
    every = list(map(key, chain.from_iterable(filter(None, cells))))
    if len(set(every)) == len(every):
        return []
    common = {address for address, number in Counter(every).items() if number > 1}
    groups: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        for address in dict.fromkeys(map(key, cell or ())):
            if address in common:
                groups.setdefault(address, []).append(index)
    return [(address, group) for address, group in groups.items() if len(group) > 1]


def _facts(clients: Table, column: str, other: int, shared: str) -> dict[str, object]:
    name = clients.value("name", other)
    cell = cell_of(clients, column, other)
    return {"other": f"{cell}, {name}" if name else cell, "shared": shared}


def _likenesses(names: Sequence[str], birthdays: Sequence[Any]) -> list[int]:
    """Of each person a number that is the same in whatever order the name is written, and soon computed."""
    plain = _spelled("\n".join(names)).split("\n")
    if len(plain) != len(names):  # a name of several lines
        plain = list(map(_spelled, names))
    words = (sum(map(hash, name.split())) for name in plain)
    return list(map(hash, zip(birthdays, words, strict=True)))


def _in_order(name: str) -> str:
    """The same for «Марина Коваль» and «Коваль Марина»."""
    return " ".join(sorted(_plain(name)))


def _plain(name: str) -> list[str]:
    return _spelled(name).split()


def _spelled(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("’", "'")


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", _spelled(name or "")))


def _family(one: str | None, other: str | None) -> bool:
    """A surname in common (Коваленко, Ковальський and Ковальська) and another first name."""
    mine, theirs = _words(one), _words(other)
    if mine <= theirs or theirs <= mine:
        return False
    return any(_kin(word, another) for word in mine for another in theirs)


def _kin(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    stem = max(shorter - 2, 4)
    return shorter >= 4 and word[:stem] == other[:stem] and abs(len(word) - len(other)) <= 2
