"""The values of the filled columns, a column at a time, as they are written into cells.

Whole numbers are ``int``, money and averages ``float`` with two decimals, days ``date``, words ``str`` in the
language of the workbook; a blank cell and a row without a key are None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.contracts_due import STATES
from clientsheet.book.counting.days import dates
from clientsheet.book.counting.ground import Known
from clientsheet.book.counting.money import SCALE, Flags, Whole, averages, sums, units
from clientsheet.book.counting.segments import FREQUENCIES as HOW_OFTEN
from clientsheet.book.counting.segments import SEGMENTS as SORTS
from clientsheet.book.tabs.choices import CONTRACT_STATES, FREQUENCIES, SEGMENTS, Choices, word
from clientsheet.sheet.grid import Raw

Columns = dict[str, Sequence[Raw]]


def filled(shop: Known) -> dict[str, Columns]:
    """Tab -> column -> values along the rows of the tab."""
    columns = {"clients": _clients(shop), "services": _services(shop), "contracts": _contracts(shop)}
    return {tab: _keyed(shop.keys_of(tab), found) for tab, found in columns.items()}


def _clients(shop: Known) -> Columns:
    at, coming, language = shop.totals, shop.next_contacts, shop.book.language
    debt, has_contract = shop.debts
    return {
        "visits": at.checks.tolist(),
        "first_visit": dates(at.first),
        "last_visit": dates(at.last),
        "average_check": _where(at.checks > 0, averages(at.total, at.checks)),
        "total": units(at.total).tolist(),
        "debt": _where(has_contract, units(debt)),
        "rhythm": _where(shop.rhythm >= 0, shop.rhythm),
        "favourite_service": _named(shop.favourite, shop.labels.names),
        "segment": _named(shop.segment, _words(SEGMENTS, SORTS, language)),
        "frequency": _named(shop.frequency, _words(FREQUENCIES, HOW_OFTEN, language)),
        "next_contact": dates(coming.day),
        "reason": coming.reasons(tuple(shop.events.values())),
    }


def _services(shop: Known) -> Columns:
    """Sold: pieces, where the quantity is blank one a row, less those given back. Clients unknown count too."""
    bought, size = shop.purchases, len(shop.book["services"])
    row = np.append(shop.labels.row, np.int32(-1))[shop.labels.along(bought.service)]
    of_ours = bought.counted & (row >= 0)
    sold = sums(row[of_ours], bought.quantity[of_ours], size)
    revenue = sums(row[of_ours], bought.amount[of_ours], size)
    return {"sold": [_plain(pieces) for pieces in sold.tolist()], "revenue": units(revenue).tolist()}


def _contracts(shop: Known) -> Columns:
    due = shop.contracts
    return {
        "balance": _where(due.priced, units(due.balance)),
        "state": _named(due.state, _words(CONTRACT_STATES, STATES, shop.book.language)),
    }


def _keyed(keys: Sequence[str], columns: Columns) -> Columns:
    if all(keys):
        return columns
    return {
        name: [value if key else None for key, value in zip(keys, values, strict=True)]
        for name, values in columns.items()
    }


def _where(known: Flags, values: NDArray[Any]) -> list[Raw]:
    plain = values.tolist()
    if known.all():
        return plain  # type: ignore[no-any-return]
    for index in np.flatnonzero(~known).tolist():
        plain[index] = None
    return plain  # type: ignore[no-any-return]


def _named(numbers: Whole | NDArray[np.int8], names: Sequence[str]) -> list[str | None]:
    """The name of each number; None for a negative one."""
    with_none: list[str | None] = [*names, None]
    return [with_none[number] for number in numbers.tolist()]


def _words(choices: Choices, values: Sequence[str], language: str) -> list[str]:
    return [word(choices, value, language) for value in values]


def _plain(scaled: int) -> int | float:
    return scaled // SCALE if scaled % SCALE == 0 else scaled / SCALE
