"""What a client came for the last time: the services of the last visit day, and the one that sets the interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from clientsheet.book.counting.money import Flags, Whole
from clientsheet.book.counting.purchases import Purchases, Totals
from clientsheet.book.reading.links import Links

_NAMED: Final = 3
"""As many services as a person reads in one cell."""


@dataclass(frozen=True)
class LastServices:
    """Along the clients. ``row``: of the purchase with the service that counts, -1 where none names a service;
    ``label``: of that service, -1; ``group``: number in ``groups``, the labels spoken of together, -1."""

    row: Whole
    label: Whole
    group: Whole
    groups: Sequence[tuple[int, ...]]


def last_services(bought: Purchases, label: Links, spans: tuple[Whole, Whole], at: Totals) -> LastServices:
    """Of the last day the last row whose service says its interval, else the last that names a service; with it are
    spoken of those of the day that have the same interval.

    ``label`` runs along the purchases; ``spans``: the days and the months of each label's interval, 0 for none.
    """
    known = np.flatnonzero(bought.visit & (bought.client >= 0) & (label >= 0))
    rows = known[bought.day[known] == at.last[bought.client[known]]]
    timed = rows[_timed(spans)[label[rows]]]
    row = np.full(len(at.last), -1, np.int64)
    preferred = row.copy()
    np.maximum.at(row, bought.client[rows], rows)
    np.maximum.at(preferred, bought.client[timed], timed)
    row = np.where(preferred >= 0, preferred, row)
    chosen = np.append(label, np.int32(-1))[row].astype(np.int64)
    group, groups = _together(bought.client[rows], label[rows], chosen, spans)
    return LastServices(row, chosen, group, groups)


def _timed(spans: tuple[Whole, Whole]) -> Flags:
    days, months = spans
    return (days > 0) | (months > 0)


def _together(
    client: Links, label: Links, chosen: Whole, spans: tuple[Whole, Whole]
) -> tuple[Whole, Sequence[tuple[int, ...]]]:
    """Mostly a day has one service, which is its own group; only the others are gone through one by one."""
    alike = np.ones(len(label), np.bool_)
    for span in spans:
        alike &= span[label] == span[chosen[client]]
    client, label = client[alike], label[alike]
    groups = [(single,) for single in range(len(spans[0]))]
    group = chosen.copy()
    several = np.flatnonzero(label != chosen[client])
    theirs: dict[int, dict[int, None]] = {owner: {} for owner in client[several].tolist()}
    for row in np.flatnonzero(np.isin(client, client[several])).tolist() if len(several) else ():
        theirs[int(client[row])][int(label[row])] = None
    numbers: dict[tuple[int, ...], int] = {}
    for owner, labels in theirs.items():
        together = tuple(labels)[-_NAMED:]
        group[owner] = numbers.setdefault(together, len(groups) + len(numbers))
    return group, [*groups, *numbers]
