"""Who is the same person: by phone, then by email, then by name and birthday.

A shared number is not enough: a household, or a firm's office, has one phone and several people. So an address makes
two people one only where their names agree, or one of them is not known; a birthday that says otherwise leaves it to
a person to decide.

    >>> Persons(shop).match(phones=["+380674545451"], name="Коваль Марина")
    Match(rows=(3,), by=By.PHONE, certain=True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeVar

from clientsheet.book.persons.same_name import Alike, alike, are_same, name_words
from clientsheet.sheet.kinds import Birthday

if TYPE_CHECKING:
    from clientsheet.book.shop import Shop

_Key = TypeVar("_Key")

SO_MANY_ON_ONE: Final = 20
"""An address that more clients share than this, or a word of a name that so many have who were born on one day, tells
nothing of who they are."""


class By(StrEnum):
    """``CONTACT``: it is the number of somebody at that client (the phones tab)."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    CONTACT = "contact"
    NOBODY = ""


@dataclass(frozen=True, slots=True)
class Match:
    """``rows``: of the clients tab, from 0. ``certain``: it is that one client, and nothing speaks against it; else
    a person is to choose. ``beside``: clients with the same phone or email who are somebody else (a household)."""

    rows: tuple[int, ...] = ()
    by: By = By.NOBODY
    certain: bool = False
    beside: tuple[int, ...] = ()

    @property
    def row(self) -> int | None:
        """The client, where that is certain."""
        return self.rows[0] if self.certain else None


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows of the clients tab that are likely one person, the upper one first. ``shared``: what they have in
    common, as written in ``one``."""

    one: int
    other: int
    by: By
    certain: bool
    shared: str


class Persons:
    """The clients of a shop by everything that tells who they are; each list is made when first asked for."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._clients = shop.book["clients"]

    def match(
        self,
        phones: Iterable[str] = (),
        emails: Iterable[str] = (),
        name: str | None = None,
        birthday: Birthday | None = None,
    ) -> Match:
        """Which client this person is. ``phones`` as E.164 ('+380674545451'); case of ``emails`` does not count.

        Without a name an address alone tells, and then the people at a client count as the client.
        """
        numbers, boxes = list(dict.fromkeys(phones)), list(dict.fromkeys(email.lower() for email in emails))
        found = [
            self._judged(By.PHONE, _rows_of(numbers, self._by_phone), name, birthday),
            self._judged(By.EMAIL, _rows_of(boxes, self._by_email), name, birthday),
        ]
        beside = tuple(dict.fromkeys(row for match in found for row in match.beside))
        people = self._at_a_client(numbers, name)
        if name is None and people.rows and people.rows != found[0].rows:
            found[0] = _several(By.PHONE if found[0].rows else By.CONTACT, (*found[0].rows, *people.rows))
        found += [self._by_birthday(name, birthday), self._nameless(numbers, boxes, name, birthday), people]
        return _first_certain(found, beside)

    def doubles(self) -> list[Double]:
        """Rows that are likely one person, each pair once, in the order of the sheet."""
        found: dict[tuple[int, int], Double] = {}
        for by, shared, rows in self._groups():
            for one, other in combinations(rows, 2) if len(rows) <= SO_MANY_ON_ONE else ():
                if (one, other) not in found and (certain := self._one_person(by, one, other)) is not None:
                    found[one, other] = Double(one, other, by, certain, shared)
        return sorted(found.values(), key=lambda double: (double.one, double.other))

    # -- by an address

    def _judged(self, by: By, rows: Sequence[int], name: str | None, birthday: Birthday | None) -> Match:
        """The rows with a shared address, told apart by name."""
        names = self._clients.values("name")
        verdicts = {row: alike(name, names[row]) for row in rows}
        same = [row for row in rows if verdicts[row] in (Alike.SAME, Alike.UNSAID)]
        likely = same or [row for row in rows if verdicts[row] is Alike.LIKELY]
        certain = len(same) == 1 and not self._contradicted(same[0], birthday)
        beside = tuple(row for row in rows if row not in likely)
        return Match(tuple(likely), by if likely else By.NOBODY, certain, beside)

    def _contradicted(self, row: int, birthday: Birthday | None) -> bool:
        theirs = self._clients.value("birthday", row)
        return birthday is not None and theirs is not None and not _one_birthday(birthday, theirs)

    def _at_a_client(self, numbers: Sequence[str], name: str | None) -> Match:
        people = self._shop.book["phones"].values("person")
        links = self._shop.links("phones")
        lines = [line for number in numbers for line in self._contacts.get(number, ())]
        rows = [int(links[line]) for line in lines if alike(name, people[line]) is not Alike.OTHER]
        found = _several(By.CONTACT, rows)
        return found if name is None else Match(found.rows, found.by, False)

    # -- by name

    def _by_birthday(self, name: str | None, birthday: Birthday | None) -> Match:
        if not name or birthday is None:
            return Match()
        keys = [(birthday.month, birthday.day, word) for word in name_words(name) if len(word) > 1]
        rows = [row for row in _rows_of(keys, self._born) if self._namesakes(row, name, birthday)]
        certain = len(rows) == 1 and self._surely_namesakes(rows[0], name, birthday)
        return Match(tuple(rows), By.NAME if rows else By.NOBODY, certain)

    def _namesakes(self, row: int, name: str, birthday: Birthday) -> bool:
        if not _one_birthday(birthday, self._clients.value("birthday", row)):
            return False
        return are_same(name, self._clients.value("name", row))

    def _surely_namesakes(self, row: int, name: str, birthday: Birthday) -> bool:
        """A full name in both, or the year of birth: many a Марина was born on a fifth of March."""
        theirs = self._clients.value("birthday", row)
        words = min(len(name_words(name)), len(name_words(self._clients.value("name", row))))
        return words > 1 or (birthday.year is not None and birthday.year == theirs.year)

    def _nameless(self, numbers: Sequence[str], boxes: Sequence[str], name: str | None, born: Birthday | None) -> Match:
        """Somebody of whom nothing but the name is known is the client of whom no more is known; else it is a guess."""
        if not name or numbers or boxes or born is not None:
            return Match()
        rows = self._by_name.get(tuple(sorted(name_words(name))), [])
        bare = [
            row for row in rows if not any(self._clients.value(known, row) for known in ("phone", "email", "birthday"))
        ]
        return Match(tuple(rows), By.NAME if rows else By.NOBODY, len(rows) == 1 and bare == rows)

    # -- doubles

    def _groups(self) -> Iterator[tuple[By, str, list[int]]]:
        for number, rows in self._by_phone.items():
            yield By.PHONE, number, rows
        for address, rows in self._by_email.items():
            yield By.EMAIL, address, rows
        names = self._clients.values("name")
        for rows in self._born.values():
            if len(rows) > 1:
                yield By.NAME, names[rows[0]] or "", rows

    def _one_person(self, by: By, one: int, other: int) -> bool | None:
        """Whether it is certain; None: they are two people."""
        names, birthdays = self._clients.values("name"), self._clients.values("birthday")
        if by is By.NAME:
            name, birthday = names[other] or "", birthdays[other]
            return self._surely_namesakes(one, name, birthday) if self._namesakes(one, name, birthday) else None
        verdict = alike(names[one], names[other])
        if verdict is Alike.OTHER:
            return None
        return verdict is Alike.SAME and not self._contradicted(one, birthdays[other])

    # -- the lists

    @cached_property
    def _by_phone(self) -> dict[str, list[int]]:
        cells = enumerate(self._clients.values("phone"))
        return _gathered((phone.e164, row) for row, cell in cells for phone in cell or ())

    @cached_property
    def _by_email(self) -> dict[str, list[int]]:
        cells = enumerate(self._clients.values("email"))
        return _gathered((email.lower(), row) for row, cell in cells for email in cell or ())

    @cached_property
    def _contacts(self) -> dict[str, list[int]]:
        """Number -> lines of the phones tab that belong to a known client."""
        links = self._shop.links("phones")
        cells = enumerate(self._shop.book["phones"].values("phone"))
        return _gathered((phone.e164, line) for line, cell in cells for phone in cell or () if links[line] >= 0)

    @cached_property
    def _born(self) -> dict[tuple[int, int, str], list[int]]:
        """(month, day, a word of the name) -> rows."""
        people = enumerate(zip(self._clients.values("birthday"), self._clients.values("name"), strict=True))
        return _gathered(
            ((born.month, born.day, word), row)
            for row, (born, name) in people
            if born is not None and name
            for word in name_words(name)
            if len(word) > 1
        )

    @cached_property
    def _by_name(self) -> dict[tuple[str, ...], list[int]]:
        names = enumerate(self._clients.values("name"))
        return _gathered((tuple(sorted(name_words(name))), row) for row, name in names if name)


def _one_birthday(one: Birthday, other: Birthday) -> bool:
    """The same day; and the same year, where both know it."""
    return one[:2] == other[:2] and (one.year == other.year or None in (one.year, other.year))


def _first_certain(found: Sequence[Match], beside: tuple[int, ...]) -> Match:
    """The first that is certain, unless another way leads as certainly to somebody else; else the first guess."""
    certain = [match for match in found if match.certain]
    rows = tuple(dict.fromkeys(row for match in certain for row in match.rows))
    if certain:
        return Match(rows, certain[0].by, len(rows) == 1, _without(beside, rows))
    guess = next((match for match in found if match.rows), Match())
    return Match(guess.rows, guess.by, False, _without(beside, guess.rows))


def _several(by: By, rows: Iterable[int]) -> Match:
    distinct = tuple(dict.fromkeys(rows))
    return Match(distinct, by, len(distinct) == 1) if distinct else Match()


def _without(rows: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    return tuple(row for row in rows if row not in others)


def _rows_of(keys: Iterable[_Key], known: dict[_Key, list[int]]) -> list[int]:
    return list(dict.fromkeys(row for key in keys for row in known.get(key, ())))


def _gathered(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = {}
    for key, row in pairs:
        rows = found.setdefault(key, [])
        if not rows or rows[-1] != row:
            rows.append(row)
    return found
