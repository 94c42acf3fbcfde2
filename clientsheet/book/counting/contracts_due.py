"""What is still to be paid on each contract, and in what state it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days, day_numbers
from clientsheet.book.counting.money import Flags, Whole, of_currency, scaled, sums
from clientsheet.book.counting.payment_terms import payment_due
from clientsheet.book.reading.links import Links
from clientsheet.sheet.tables import Table

STATES: Final = ("in_force", "ends_soon", "ended", "overdue")
IN_FORCE, ENDS_SOON, ENDED, OVERDUE = range(len(STATES))
NOT_SIGNED: Final = -1
CALLED_OFF: Final = frozenset({"cancelled", "refunded"})


@dataclass(frozen=True)
class ContractsDue:
    """Along the contracts. ``balance``: ten-thousandths in the money of the contract, where ``priced``.
    ``pay_by``: NO_DAY where nobody said. ``state``: number in STATES, or NOT_SIGNED. ``own_money``: in the money of
    the shop. ``alive``: signed and not called off. ``paid_up``: the
    owner says that it is paid."""

    balance: Whole
    priced: Flags
    own_money: Flags
    alive: Flags
    paid_up: Flags
    pay_by: Days
    end: Days
    state: NDArray[np.int8]

    @property
    def owing(self) -> Flags:
        """The contracts that make the debt of a client."""
        return self.priced & self.own_money & self.alive & ~self.paid_up & (self.balance > 0)

    def debts(self, clients: Links, size: int) -> tuple[Whole, Flags]:
        """What each client owes on contracts that are not paid up, and which clients have a contract at all."""
        theirs = (clients >= 0) & self.priced & self.own_money & self.alive
        owing = (clients >= 0) & self.owing
        return sums(clients[owing], self.balance[owing], size), np.bincount(clients[theirs], minlength=size) > 0


def contracts_due(contracts: Table, currency: str, notice_days: int, today: dt.date) -> ContractsDue:
    now = today.toordinal()
    amount, priced = scaled(contracts.values("amount"))
    paid, said = scaled(contracts.values("paid"))
    stage = contracts.values("stage")
    paid_up = np.array([word == "paid" for word in stage], np.bool_)
    paid = np.where(paid_up & ~said, amount, paid)
    priced = priced & ~_unreadable(contracts, "paid")
    balance = amount - paid
    end, pay_by = day_numbers(contracts.values("end")), day_numbers(_pay_by(contracts))
    off = np.array([word in CALLED_OFF for word in stage], np.bool_)
    unsigned = np.array([word == "planned" for word in stage], np.bool_)
    alive = ~off & ~unsigned
    state = np.full(len(contracts), IN_FORCE, np.int8)
    state[(end != NO_DAY) & (end - now <= notice_days)] = ENDS_SOON
    state[(end != NO_DAY) & (end < now) | off] = ENDED
    state[unsigned] = NOT_SIGNED
    state[alive & ~paid_up & priced & (balance > 0) & (pay_by != NO_DAY) & (pay_by < now)] = OVERDUE
    return ContractsDue(
        balance, priced, of_currency(contracts.values("currency"), currency), alive, paid_up, pay_by, end, state
    )


def _pay_by(contracts: Table) -> Sequence[dt.date | None]:
    columns = (contracts.values(name) for name in ("terms", "date", "start", "end"))
    return [payment_due(terms, signed or start, end) for terms, signed, start, end in zip(*columns, strict=True)]


def _unreadable(table: Table, name: str) -> Flags:
    column = table.columns.get(name)
    if column is None:
        return np.zeros(len(table), np.bool_)
    return np.fromiter(
        (value is None and cell is not None for value, cell in zip(column.values, column.raw, strict=True)),
        np.bool_,
        len(table),
    )
