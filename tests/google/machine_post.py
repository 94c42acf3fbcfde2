"""The mail server at the other end: takes every letter it is handed, and remembers each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clientsheet.mail.base import Answer, Log
from clientsheet.mail.letter import Entry, Letter, Receipt, State


@dataclass
class Post:
    """``taken``: by Message-ID, how often; ``letters``: what it took."""

    taken: Counter[str] = field(default_factory=Counter)
    letters: list[Letter] = field(default_factory=list)
    name: str = "smtp"
    grace: dt.timedelta = dt.timedelta(minutes=1)

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        for letter in letters:
            log.in_doubt(letter)
            self.taken[letter.message_id] += 1
            self.letters.append(letter)
            log.settled(Receipt(letter.key, State.ACCEPTED, reply="250 ok"))

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        return {one.key: Answer.TAKEN if one.message_id in self.taken else Answer.ABSENT for one in letters}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        pass
