"""Whom advertising may follow: clients who said yes, have asked us for nothing else since, and can be found by an address
of their own. Everybody left out has one reason, and they are counted.

An address is told only if all clients who have it agree: a number that a family shares is not told for one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from clientsheet.book.letters.reach import Reach
from clientsheet.book.shop import Shop
from clientsheet.exchange.targets.given import Person

LEFT_OUT = ("no-consent", "unsubscribed", "no-address", "shared-address")
"""The reasons, in the order in which they are asked."""


def audience(
    shop: Shop, reach: Reach, rows: Iterable[int], told: Iterable[Person]
) -> tuple[list[Person], Counter[str]]:
    """``told``: the clients in these rows. Those that may be told, with the addresses that may be; and of the others how
    many for which reason."""
    refused = _of_those_who_do_not_agree(shop, reach)
    left_out: Counter[str] = Counter(dict.fromkeys(LEFT_OUT, 0))
    found = []
    for row, person in zip(rows, told, strict=True):
        why = _unwelcome(shop, reach, row, person)
        if why:
            left_out[why] += 1
            continue
        own = replace(
            person,
            emails=tuple(email for email in person.emails if email.lower() not in refused),
            phones=tuple(phone for phone in person.phones if phone.e164 not in refused),
        )
        if own.emails or own.phones:
            found.append(own)
        else:
            left_out["shared-address"] += 1
    return found, +left_out


def _unwelcome(shop: Shop, reach: Reach, row: int, person: Person) -> str:
    if shop.book["clients"].value("consent", row) is not True:
        return "no-consent"
    if reach.has_unsubscribed(row):
        return "unsubscribed"
    return "" if person.emails or person.phones else "no-address"


def _of_those_who_do_not_agree(shop: Shop, reach: Reach) -> frozenset[str]:
    """Every email and number of clients who have not said yes, or have asked for no more since."""
    clients = shop.book["clients"]
    columns = (clients.values(name) for name in ("consent", "email", "phone"))
    found: set[str] = set()
    for row, (consent, emails, phones) in enumerate(zip(*columns, strict=True)):
        if consent is not True or reach.has_unsubscribed(row):
            found.update(email.lower() for email in emails or ())
            found.update(phone.e164 for phone in phones or ())
    return frozenset(found)
