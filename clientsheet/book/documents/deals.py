"""What a document is about: the lines of a contract, or of what a client bought in a stretch of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

import numpy as np

from clientsheet.book.counting.money import SCALE
from clientsheet.book.documents.issued import last_day
from clientsheet.book.documents.kinds import DocumentKind
from clientsheet.book.shop import Shop
from clientsheet.sheet.kinds.numbers import currency_code
from clientsheet.text import say

CENT: Final = Decimal("0.01")
NO_CONTRACT: Final = -1


@dataclass(frozen=True, slots=True)
class Line:
    """``amount`` is what is charged; quantity times price where nobody wrote otherwise."""

    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Deal:
    """``client``: row of the clients tab; ``contract``: row of the contracts tab, or NO_CONTRACT. ``paid``: of the
    total, before this document. ``period``: the days whose visits these are; None for a contract. ``goods``: the
    contract is about things handed over, not work done."""

    client: int
    contract: int
    lines: Sequence[Line]
    currency: str
    paid: Decimal = Decimal(0)
    period: tuple[dt.date, dt.date] | None = None
    goods: bool = False

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def to_pay(self) -> Decimal:
        return max(self.total - self.paid, Decimal(0))


def contract_deal(shop: Shop, kind: DocumentKind, contract: int, language: str) -> Deal:
    """One line: the subject of the contract."""
    table = shop.book["contracts"]
    goods = of_goods(shop, contract)
    nameless = "documents.by_contract.goods" if kind.goods or goods else "documents.by_contract"
    subject = table.value("subject", contract) or say(language, nameless)
    amount = money(table.value("amount", contract))
    quantity = decimal(table.value("quantity", contract) or 1)
    price = (amount / quantity).quantize(CENT, ROUND_HALF_EVEN) if quantity > 0 else amount
    if quantity <= 0 or price * quantity != amount:  # thirds of a sum are no price
        quantity, price = Decimal(1), amount
    row = shop.service_directory.one(subject)
    unit = shop.book["services"].value("unit", row) if row >= 0 else None
    line = Line(subject, unit or _unit(kind.goods or goods, language), quantity, price, amount)
    paid = amount if table.value("stage", contract) == "paid" else money(table.value("paid", contract))
    client, currency = int(shop.links("contracts")[contract]), contract_currency(shop, contract)
    return Deal(client, contract, (line,), currency, paid, goods=goods)


def of_goods(shop: Shop, contract: int) -> bool:
    """Whether the contract is about goods, not services: the row says where they are."""
    return bool(shop.book["contracts"].value("goods", contract))


def visits_deal(
    shop: Shop, kind: DocumentKind, client: int, since: dt.date | None, until: dt.date | None, language: str
) -> Deal:
    """What the client bought from ``since`` to ``until``; None: from the day after their last document of this kind,
    else from the first of the month of their last visit, to today. No lines: nothing was bought."""
    rows = _bought(shop, client)
    days = [shop.purchases.day[row] for row in rows]
    last = dt.date.fromordinal(int(max(days))) if days else shop.book.today
    covered = last_day(shop, kind.name, client)
    first = since or (covered + dt.timedelta(days=1) if covered else last.replace(day=1))
    final = until or shop.book.today
    chosen = [row for row, day in zip(rows, days, strict=True) if first.toordinal() <= int(day) <= final.toordinal()]
    lines = tuple(_lines(shop, kind, chosen, language))
    seen = [dt.date.fromordinal(int(shop.purchases.day[row])) for row in chosen] or [final]
    days_told = (min(first, *seen), max(seen))
    return Deal(client, NO_CONTRACT, lines, shop.book.config.currency, period=days_told)


def contract_currency(shop: Shop, contract: int) -> str:
    said: str | None = shop.book["contracts"].value("currency", contract)
    return currency_code(said) if said else shop.book.config.currency


def decimal(value: float) -> Decimal:
    """The shortest decimal that the cell's number stands for."""
    return Decimal(repr(float(value)))


def money(value: float | None) -> Decimal:
    return decimal(value or 0).quantize(CENT, ROUND_HALF_EVEN)


def _bought(shop: Shop, client: int) -> list[int]:
    rows = shop.purchases_of(client)
    return [int(row) for row in rows[np.asarray(shop.purchases.visit[rows])] if shop.purchases.amount[row] > 0]


def _lines(shop: Shop, kind: DocumentKind, rows: Sequence[int], language: str) -> Iterator[Line]:
    """One for each service at one price, in the order of the days."""
    bought, services = shop.purchases, shop.book["services"]
    along = shop.labels.along(bought.service)
    merged: dict[tuple[str, str, Decimal], tuple[Decimal, Decimal]] = {}
    for row in sorted(rows, key=lambda row: int(bought.day[row])):
        label = int(along[row])
        name = shop.labels.names[label] if label >= 0 else say(language, "documents.by_visit")
        service = int(shop.labels.row[label]) if label >= 0 else -1
        unit = services.value("unit", service) if service >= 0 else None
        amount = (Decimal(int(bought.amount[row])) / SCALE).quantize(CENT, ROUND_HALF_EVEN)
        quantity = Decimal(int(bought.quantity[row])) / SCALE
        price = (amount / quantity).quantize(CENT, ROUND_HALF_EVEN) if quantity > 0 else amount
        if quantity <= 0 or price * quantity != amount:
            quantity, price = Decimal(1), amount
        key = (name, unit or _unit(kind.goods, language), price)
        so_far = merged.get(key, (Decimal(0), Decimal(0)))
        merged[key] = (so_far[0] + quantity, so_far[1] + amount)
    for (name, unit, price), (quantity, amount) in merged.items():
        yield Line(name, unit, quantity.normalize(), price, amount)


def _unit(goods: bool, language: str) -> str:
    return say(language, "documents.unit.goods" if goods else "documents.unit.service")
