"""What an answer means: for the letter it is about, and for the account it was sent from.

accepted(file)        it is theirs now
rejected()            not this letter, not ever: the number, the text
later(wait)           not now; certainly not taken
stopped(key, wait)    nothing more from this account now; certainly not taken
unclear()             nobody can say whether it was taken; it stays in doubt
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clientsheet.mail.base import AccountStopped, LinkLost, Log
from clientsheet.mail.letter import Letter, Receipt, State


@dataclass(frozen=True, slots=True)
class Verdict:
    state: State | None
    file: str = ""
    wait: dt.timedelta | None = None
    sentence: str = ""
    rest: dt.timedelta | None = None
    policy: bool = False

    def carry_out(self, letter: Letter, words: str, log: Log) -> None:
        """Notes it. ``words``: as the other end said it. LinkLost: unclear. AccountStopped."""
        if self.state is None:
            raise LinkLost(words)
        log.settled(Receipt(letter.key, self.state, self.file, words, self.wait, self.policy))
        if self.sentence:
            raise AccountStopped(self.sentence, wait=self.rest, words=words)


def accepted(file: str = "", *, draft: bool = False) -> Verdict:
    return Verdict(State.DRAFTED if draft else State.ACCEPTED, file)


def rejected() -> Verdict:
    return Verdict(State.REJECTED)


def later(wait: dt.timedelta | None = None) -> Verdict:
    """``wait``: None: as the journal's back-off says."""
    return Verdict(State.RETRY, wait=wait)


def about_us() -> Verdict:
    """Refused for what we send or who we are; the address is not bad."""
    return Verdict(State.RETRY, policy=True)


def stopped(sentence: str, rest: dt.timedelta | None = None) -> Verdict:
    """``sentence``: its key in the room ``delivery``; ``rest``: None: until somebody mends it. The letter did nothing
    wrong, and is as it was."""
    return Verdict(State.PLANNED, sentence=sentence, rest=rest)


def unclear() -> Verdict:
    return Verdict(None)
