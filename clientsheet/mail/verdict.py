"""What an answer means: for the letter it is about, and for the account it was sent from.

accepted(file)        it is theirs now
rejected()            not this letter, not ever: the number, the text
later(wait)           not now; certainly not taken
stopped(key, wait)    nothing more from this account now; certainly not taken
unclear()             nobody can say whether it was taken; it stays in doubt
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from clientsheet.mail.base import AccountStopped, LinkLost, Log
from clientsheet.mail.letter import Letter, Receipt, State

AT_ONCE: Final = dt.timedelta()
"""As soon as the account is well again: the letter itself did nothing wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    state: State | None
    file: str = ""
    wait: dt.timedelta | None = None
    sentence: str = ""
    rest: dt.timedelta | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def carry_out(self, letter: Letter, words: str, log: Log) -> None:
        """Notes it. ``words``: as the other end said it. LinkLost: unclear. AccountStopped."""
        if self.state is None:
            raise LinkLost(words)
        log.settled(Receipt(letter.key, self.state, self.file, words, self.wait))
        if self.sentence:
            raise AccountStopped(self.sentence, wait=self.rest, **{"words": words, **self.facts})


def accepted(file: str = "", *, draft: bool = False) -> Verdict:
    return Verdict(State.DRAFTED if draft else State.ACCEPTED, file)


def rejected() -> Verdict:
    return Verdict(State.REJECTED)


def later(wait: dt.timedelta | None = None) -> Verdict:
    """``wait``: None: as the journal's back-off says."""
    return Verdict(State.RETRY, wait=wait)


def stopped(sentence: str, rest: dt.timedelta | None = None, **facts: object) -> Verdict:
    """``sentence``: its key in the room ``delivery``; ``rest``: None: until somebody mends it."""
    return Verdict(State.RETRY, wait=rest or AT_ONCE, sentence=sentence, rest=rest, facts=facts)


def unclear() -> Verdict:
    return Verdict(None)
