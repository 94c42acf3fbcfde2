"""The contract of a way out for letters.

*Letter*: frozen, known by its key and Message-ID. *The step of no return*: the one after which the other end may have
the letter (SMTP's final dot, the body of an HTTP request, the literal of an APPEND). *In doubt*: that step was about
to be taken, and no answer is on record. *Answer*: what the other end says of a letter in doubt when asked.

    letters --> hand_over --> log.in_doubt(letter)   on disk before it returns
                              the step of no return
                              log.settled(receipt)   on disk with the next step, at the latest at the end

Whatever breaks before the step of no return leaves the letter as it was, to be tried again without a question. A
transport whose step may safely be repeated (a file with the letter's name, a provider that takes one key once) calls
``settled`` only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from clientsheet.mail.letter import Entry, Letter, Receipt


class Answer(StrEnum):
    """Of a letter in doubt. Where nobody can say there is no answer."""

    TAKEN = "taken"
    ABSENT = "absent"
    """It certainly was not taken, nor will it be: it may be tried again."""


class LinkLost(Exception):
    """The connection broke or could not be made. Letters not in doubt are as they were; worth another try soon.

    The text is what the other end or the system said.
    """


class AccountStopped(Exception):
    """The other end takes nothing more from this account now: wrong password, the day's quota, a policy against us.

    ``key`` names the sentence for the owner (room ``delivery``), ``facts`` fill it; ``wait``: how long to leave the
    account alone; None: until somebody mends it. The letters are as they were.
    """

    def __init__(self, key: str, *, wait: dt.timedelta | None = None, **facts: object) -> None:
        super().__init__(key, facts)
        self.key, self.wait, self.facts = key, wait, facts


class Log(Protocol):
    """Where a transport notes its steps; the outbox gives it."""

    def in_doubt(self, letter: Letter) -> None:
        """The step of no return comes next. On disk, with everything settled before it, when this returns."""

    def settled(self, receipt: Receipt) -> None:
        """What became of a letter."""

    def flush(self) -> None:
        """Everything settled so far is on disk when this returns; to be called before a long wait."""


class Transport(Protocol):
    """``grace`` (a timedelta), where a way out has it: how long after the step of no return *absent* is not yet
    certain; without it a quarter of an hour."""

    @property
    def name(self) -> str: ...

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        """Takes letters one after another until there are none; each that was taken from the iterator is settled, in
        doubt, or untouched. The iterator may pause (limits) and may end early. LinkLost, AccountStopped."""

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        """By key, what became of letters in doubt, as far as anybody can say. LinkLost, AccountStopped."""

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        """Leaves a page about the day's letters for a person to look through, where this way out has one."""

    def close(self) -> None:
        """Ends the connection politely, if there is one. Never raises."""
