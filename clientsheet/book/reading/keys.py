"""How a row is known: by what the owner wrote in it, never by where it stands.

A client is its id; where the workbook has no id column, its phone, else its email, else its name, whichever is the
first that no other row shares. A row whose id is blank or doubled has no key ('') and nothing is written to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table

_CONTRACT: Final = ("number", "client", "date", "subject", "start", "end", "amount")

_TELLING: Final[Mapping[str, Sequence[str]]] = {
    "clients": ("id", "phone", "email", "name", "birthday"),
    "services": ("code", "name", "category"),
    "contracts": _CONTRACT,
    "mailings": ("name", "occasion", "template"),
}
"""The columns that tell the rows of a tab apart, the key itself first; in any other tab all of the owner's together."""


def client_keys(clients: Table) -> list[str]:
    """The key of each row of the clients tab."""
    if "id" in clients:
        return _unshared(clients.values("id"))
    phones = [value[0].e164 if value else None for value in clients.values("phone")]
    emails = [value[0].lower() if value else None for value in clients.values("email")]
    names = [fold(value) if value else None for value in clients.values("name")]
    return _first_that_is((_unshared(phones), _unshared(emails), _unshared(names)), len(clients))


def service_keys(services: Table) -> list[str]:
    """The key of each row of the services tab: its code, else its name."""
    codes, names = services.values("code"), services.values("name")
    return _first_that_is((_unshared(codes), _unshared(names)), len(services))


def contract_keys(contracts: Table) -> list[str]:
    """The key of each contract: its number, else what else tells it apart.

    Rows that agree in all of that are numbered from the top: the same values belong to each of them.
    """
    named = _unshared(contracts.values("number"))
    parts = [contracts.values(name) for name in _CONTRACT]
    seen: Counter[str] = Counter()
    for index, key in enumerate(named):
        if not key:
            description = "|".join("" if part[index] is None else str(part[index]) for part in parts)
            seen[description] += 1
            named[index] = f"|{description}|{seen[description]}"
    return named


def mailing_keys(mailings: Table) -> list[str]:
    """The key of each mailing: its name."""
    return _unshared(mailings.values("name"))


def witnesses(table: Table) -> list[int]:
    """The columns by which a row of the tab is known again wherever it was moved, the best one first; only what the
    owner wrote: a formula may say something else a moment later."""
    owners = [column.name for column in table.tab.columns if not column.filled]
    telling = [table.columns[name] for name in _TELLING.get(table.tab.name, owners) if name in table]
    return [column.number for column in telling if not column.formulas]


def same_id(text: str) -> str:
    """An id as it is compared: only case and blanks around it do not count ('A-1' is not 'A1')."""
    return text.strip().casefold()


def doubled(values: Iterable[str | None]) -> set[str]:
    """The values, as they are compared, that several rows share."""
    present = [value for value in values if value]
    if len(set(present)) == len(present) and "".join(present).isdecimal():
        return set()
    return {value for value, times in Counter(map(same_id, present)).items() if times > 1}


def _unshared(values: Sequence[str | None]) -> list[str]:
    shared = doubled(values)
    if not shared:
        return [value or "" for value in values]
    return ["" if not value or same_id(value) in shared else value for value in values]


def _first_that_is(choices: Sequence[Sequence[str]], size: int) -> list[str]:
    return [next(filter(None, (choice[index] for choice in choices)), "") for index in range(size)]
