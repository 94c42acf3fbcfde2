"""How far the figures can be trusted: what is missing in the base, what could not be counted, what was found wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy as np

from clientsheet.book.counting.contracts_due import OVERDUE
from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.money import exact
from clientsheet.book.insight.bought import Bought
from clientsheet.book.rules import rule
from clientsheet.book.shop import Shop
from clientsheet.sheet.finding import Findings, Severity
from clientsheet.sheet.kinds.numbers import currency_code

GAPS: Final = ("contact", "phone", "email", "birthday", "source", "consent")
KINDS: Final = 10
_SEVERITIES: Final = tuple(Severity)


@dataclass(frozen=True)
class Debts:
    """Of contracts (column "Balance"). ``clients`` owe ``amount`` in all; of that ``overdue`` on ``contracts`` whose
    day of payment has passed."""

    clients: int
    amount: Decimal
    contracts: int
    overdue: Decimal


@dataclass(frozen=True)
class Gap:
    """``gap``: of GAPS; ``contact``: neither phone nor email. ``missing``: clients without it (nothing readable in the
    cell). ``column``: the owner has such a column at all."""

    gap: str
    missing: int
    column: bool


@dataclass(frozen=True)
class Foreign:
    """Contracts in another ``currency`` (ISO where its word is known, else as written, in capitals): they are not added up with the rest."""

    currency: str
    contracts: int
    amount: Decimal


@dataclass(frozen=True)
class Kind:
    """Findings of one kind: the ``code`` of its rule, the ``severity`` (error, warning, hint), how many there are."""

    code: str
    severity: str
    number: int


@dataclass(frozen=True)
class Health:
    """How far the figures can be trusted. ``gaps``: in the order of GAPS. ``strangers``: purchases whose client is not
    (or not surely) in the base, worth ``strangers_income``; ``undated``, ``unpriced``: rows of the tab of purchases
    without a readable date, or amount. ``findings``: by severity; ``kinds``: at most ten, the gravest and most
    frequent first. Both are empty where nobody checked."""

    clients: int
    rows: int
    gaps: tuple[Gap, ...]
    strangers: int
    strangers_income: Decimal
    undated: int
    unpriced: int
    foreign: tuple[Foreign, ...]
    findings: Mapping[str, int]
    kinds: tuple[Kind, ...]


def health(shop: Shop, bought: Bought, findings: Findings | None) -> Health:
    strangers = ~bought.known
    table = shop.purchases.table
    return Health(
        clients=len(shop.keys),
        rows=len(table),
        gaps=_gaps(shop),
        strangers=int(np.count_nonzero(strangers & bought.visit)),
        strangers_income=exact(int(bought.amount[strangers].sum())),
        undated=int(np.count_nonzero(shop.purchases.day == NO_DAY)),
        unpriced=int(np.count_nonzero(bought.visit & (bought.amount == 0))),
        foreign=_foreign(shop),
        findings={severity.value: findings.counts[severity] for severity in _SEVERITIES}
        if findings is not None
        else {},
        kinds=_kinds(findings) if findings is not None else (),
    )


def debts(shop: Shop) -> Debts:
    due, (owed, _) = shop.contracts, shop.debts
    late = due.owing & (due.state == OVERDUE)
    return Debts(
        clients=int(np.count_nonzero(owed)),
        amount=exact(int(due.balance[due.owing].sum())),
        contracts=int(np.count_nonzero(late)),
        overdue=exact(int(due.balance[late].sum())),
    )


def _gaps(shop: Shop) -> tuple[Gap, ...]:
    clients = shop.book["clients"]
    cells = {name: clients.values(name) for name in GAPS if name != "contact"}
    nobody = [not (phone or email) for phone, email in zip(cells["phone"], cells["email"], strict=True)]
    missing = {name: _blank(values) for name, values in cells.items()}
    return tuple(
        Gap("contact", sum(nobody), "phone" in clients or "email" in clients)
        if name == "contact"
        else Gap(name, missing[name], name in clients)
        for name in GAPS
    )


def _blank(values: Sequence[Any]) -> int:
    """A consent that was refused is an answer; an empty list of phones is none."""
    return sum(map(values.count, (None, "", ())))


def _foreign(shop: Shop) -> tuple[Foreign, ...]:
    due, contracts = shop.contracts, shop.book["contracts"]
    amounts: dict[str, Decimal] = {}
    number = Counter[str]()
    others = np.flatnonzero(due.alive & ~due.own_money).tolist()
    for row in others:
        currency = currency_code(contracts.value("currency", row))
        number[currency] += 1
        amounts[currency] = amounts.get(currency, Decimal(0)) + Decimal(str(contracts.value("amount", row) or 0))
    return tuple(
        Foreign(currency, times, amounts[currency].quantize(Decimal("0.01")))
        for currency, times in sorted(number.items())
    )


def _kinds(findings: Findings) -> tuple[Kind, ...]:
    totals = Counter(one.code for one in findings)
    for (_, code), more in findings.untold.items():
        totals[code] += more
    found = [Kind(code, rule(code).severity.value, number) for code, number in totals.items()]
    found.sort(key=lambda kind: (_SEVERITIES.index(Severity(kind.severity)), -kind.number, kind.code))
    return tuple(found[:KINDS])
