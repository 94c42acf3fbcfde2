"""Sums that cannot be: a negative price, more paid than was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from clientsheet.book.checks.spot import Spot

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop

NEVER_NEGATIVE: Final = (
    ("services", "price"),
    ("visits", "price"),
    ("contracts", "amount"),
    ("contracts", "paid"),
)
"""The amount of a visit is not among them: a negative one is a return."""


def price_negative(book: Book, shop: Shop) -> Iterator[Spot]:
    for tab, name in NEVER_NEGATIVE:
        table = book[tab]
        prices = table.values(name)
        if min(filter(None, prices), default=0) < 0:
            for index, price in enumerate(prices):
                if price is not None and price < 0:
                    yield Spot(table, index, name)


def paid_too_much(book: Book, shop: Shop) -> Iterator[Spot]:
    contracts = book["contracts"]
    for index, (amount, paid) in enumerate(zip(contracts.values("amount"), contracts.values("paid"), strict=True)):
        if amount is not None and paid is not None and paid > amount >= 0:
            yield Spot(contracts, index, "paid", {"amount": amount, "extra": round(paid - amount, 2)})
