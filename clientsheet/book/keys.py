"""How a row is known: by what the owner wrote in it, never by where it stands.

A client is its id; where the workbook has no id column, its phone, else its email, else its name, whichever is the
first that no other row shares. A row whose id is blank or doubled has no key ('') and nothing is written to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table


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
    parts = [contracts.values(name) for name in ("number", "client", "date", "subject", "start", "end", "amount")]
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
