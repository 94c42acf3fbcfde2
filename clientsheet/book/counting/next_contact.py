"""When to get in touch with each client next, and why: the earliest of all occasions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import NO_DAY, Days
from clientsheet.book.counting.events import Events

_MOST_EVENTS: Final = 2**24
_MOST_KINDS: Final = 2**4


@dataclass(frozen=True)
class NextContacts:
    """Along the clients. ``day``: NO_DAY where nothing asks for a contact. ``kind``: position of the occasion among
    those given, ``event``: of the event in it; -1 where there is none."""

    day: Days
    kind: NDArray[np.int64]
    event: NDArray[np.int64]

    def reasons(self, occasions: Sequence[Events]) -> list[str | None]:
        texts: list[str | None] = [None] * len(self.day)
        for kind, events in enumerate(occasions):
            rows = np.flatnonzero(self.kind == kind)
            codes = events.reason[self.event[rows]]
            for row, code in zip(rows.tolist(), codes.tolist(), strict=True):
                texts[row] = events.reasons[code]
        return texts


def next_contacts(occasions: Sequence[Events], size: int) -> NextContacts:
    """Along ``size`` clients. Of occasions on one day the one that is given first."""
    nothing = np.iinfo(np.int64).max
    best = np.full(size, nothing)
    for kind, events in enumerate(occasions):
        asking = np.flatnonzero((events.remind != NO_DAY) & (events.client >= 0))
        rank = (events.remind[asking] * _MOST_KINDS + kind) * _MOST_EVENTS + asking
        np.minimum.at(best, events.client[asking], rank)
    found = best != nothing
    rank = best // _MOST_EVENTS
    return NextContacts(
        day=np.where(found, rank // _MOST_KINDS, NO_DAY),
        kind=np.where(found, rank % _MOST_KINDS, -1),
        event=np.where(found, best % _MOST_EVENTS, -1),
    )
