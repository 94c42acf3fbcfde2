"""What a day's planning says: the letters chosen, the clients left out, and the reason of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from clientsheet.book.letters.rows import Mailing
from clientsheet.sheet.finding import Finding
from clientsheet.text import say

NO_NEWS: Final = frozenset({"already-written", "refused", "cancelled", "unknown"})
"""The journal has this letter, and what became of it was told when it became so."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``client``: row of the clients table. ``reason``: a code, its words are ``left.<code>``. ``key``: of the letter
    that is not written; '' where the row has no key of its own."""

    mailing: str
    client: int
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    key: str = ""

    def because(self, language: str) -> str:
        that_day = self.reason == "expired" and not self.facts.get("days")
        return say(language, "left.expired-that-day" if that_day else f"left.{self.reason}", **self.facts)


@dataclass(frozen=True)
class Chosen:
    """A letter to be composed. ``due``: the day it should leave; ``day``: that of the occasion itself; ``expires``:
    the last day on which it makes sense.

    ``way``: name of the transport; ``draft``: to be left there for a person. ``others``: (row, key) of the people at
    the same address whom this letter speaks to as well.
    """

    mailing: Mailing
    client: int
    key: str
    due: dt.date
    day: dt.date
    expires: dt.date
    channel: str
    recipient: str
    way: str
    draft: bool
    facts: Mapping[str, Any]
    others: list[tuple[int, str]] = field(default_factory=list)

    @property
    def advertising(self) -> bool:
        return self.mailing.advertising


@dataclass(frozen=True)
class Planned:
    """``trials``: the first letter of a mailing that begins to send, addressed to the owner, to be handed over beside
    ``letters``. ``findings``: what only came out when an audience was looked at client by client; the rest is
    ``mailings``'s."""

    letters: tuple[Chosen, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    mailings: tuple[Mailing, ...] = ()
    trials: tuple[Chosen, ...] = ()
