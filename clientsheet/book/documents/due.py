"""Which documents are still to be issued: contracts without a paper, unpaid ones without an invoice, finished ones
without an act or a delivery note. The most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from clientsheet.book.counting.contracts_due import CALLED_OFF
from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.money import SCALE
from clientsheet.book.documents.deals import contract_currency, money, of_goods
from clientsheet.book.documents.issued import Issued, issued
from clientsheet.book.documents.kinds import ACT, CONTRACT, DELIVERY_NOTE, INVOICE, DocumentKind
from clientsheet.book.shop import Shop
from clientsheet.sheet.address import a1
from clientsheet.sheet.kinds.fold import fold

DONE: Final = frozenset({"done", "ready", "shipped"})


@dataclass(frozen=True, slots=True)
class Due:
    """``why``: a key of ``docs.due`` with its ``facts``; ``since``: the day from which it presses (None: none).
    ``whom``: what to call the contract by, its number or its cell. ``owed``: of the ``amount``."""

    kind: DocumentKind
    why: str
    facts: Mapping[str, object]
    client: int
    name: str
    contract: int
    number: str
    cell: str
    whom: str
    amount: Decimal
    owed: Decimal
    currency: str
    since: dt.date | None = None


def due(shop: Shop) -> list[Due]:
    """The overdue first, then by the day, then by the sum."""
    known = _Known(shop)
    found = [one for contract in range(len(shop.book["contracts"])) for one in _of(shop, contract, known)]
    late = dt.date.max
    return sorted(found, key=lambda one: (one.since or late, -one.amount, one.contract))


class _Known:
    """The documents that hold, by kind and contract."""

    def __init__(self, shop: Shop) -> None:
        self._papers: set[tuple[str, str]] = set()
        for one in issued(shop):
            if one.kind and not one.void:
                self._papers |= {(one.kind, fold(number)) for number in _numbers(one) if number}

    def has(self, kind: DocumentKind, number: str) -> bool:
        return bool(number) and (kind.name, fold(number)) in self._papers


def _numbers(one: Issued) -> tuple[str, ...]:
    return (one.contract, one.number) if one.kind == CONTRACT.name else (one.contract,)


def _of(shop: Shop, contract: int, known: _Known) -> Iterator[Due]:
    table, state = shop.book["contracts"], shop.contracts
    stage = table.value("stage", contract)
    client = int(shop.links("contracts")[contract])
    if client < 0 or stage in CALLED_OFF or stage == "planned" or not state.priced[contract]:
        return
    number = table.value("number", contract) or ""
    name = shop.book["clients"].value("name", client) or ""
    column = table.columns.get("number") or next(iter(table.columns.values()))
    cell = f"{table.title}!{a1(table.rows[contract], column.number)}"
    amount, currency = money(table.value("amount", contract)), contract_currency(shop, contract)
    balance = max(Decimal(int(state.balance[contract])) / SCALE, Decimal(0))
    shared = (client, name, contract, number, cell, number or cell, amount, balance, currency)
    if not known.has(CONTRACT, number) and not table.value("file", contract):
        yield Due(CONTRACT, "contract", {}, *shared)
    if balance > 0 and stage != "paid" and not known.has(INVOICE, number):
        pay_by = int(state.pay_by[contract])
        late = pay_by != NO_DAY and pay_by < shop.today
        facts: dict[str, object] = {"currency": currency}
        since = dt.date.fromordinal(pay_by) if late else None
        yield Due(INVOICE, "invoice.late" if late else "invoice", facts | {"date": since}, *shared, since)
    yield from _handed_over(shop, contract, known, shared)


def _handed_over(
    shop: Shop, contract: int, known: _Known, shared: tuple[int, str, int, str, str, str, Decimal, Decimal, str]
) -> Iterator[Due]:
    """What was done or sent, and nobody signed for."""
    table, end = shop.book["contracts"], int(shop.contracts.end[contract])
    stage, number = table.value("stage", contract), shared[3]
    if known.has(ACT, number) or known.has(DELIVERY_NOTE, number):
        return
    if of_goods(shop, contract) and stage in DONE:
        yield Due(DELIVERY_NOTE, "delivery_note", {}, *shared)
    elif stage in DONE:
        yield Due(ACT, "act", {}, *shared)
    elif end != NO_DAY and end < shop.today:
        ended = dt.date.fromordinal(end)
        yield Due(ACT, "act.ended", {"date": ended}, *shared, ended)
