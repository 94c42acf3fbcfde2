"""The shape of an occasion's events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.counting.days import Days, datetime64


@dataclass(frozen=True)
class Events:
    """Everything of one kind that happens to clients; the arrays run along the events.

    ``client``: row of the clients table. ``day``: when it is due. ``occurrence(k)``: business data that makes the
    k-th this one and no other, the same in every run. ``facts(k)``: what a letter about it may say.
    ``remind``: the day it asks for the next contact, which follows ``day`` unless the client was spoken to since;
    NO_DAY where it is past or settled, so that only letters look back on it. ``reason``: number in ``reasons``,
    short words in the language of the workbook.
    """

    kind: str
    client: NDArray[np.int32]
    day: Days
    occurrence: Callable[[int], str]
    facts: Callable[[int], dict[str, object]]
    remind: Days
    reason: NDArray[np.int64]
    reasons: Sequence[str]

    @property
    def due(self) -> NDArray[np.datetime64]:
        return datetime64(self.day)

    def __len__(self) -> int:
        return len(self.client)


def day_text(day: int) -> str:
    """A day inside an occurrence: '2026-02-15'."""
    return dt.date.fromordinal(day).isoformat()
