"""A way out whose every step is written down beforehand, and the other end of it, which remembers what it took."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clientsheet.mail.base import AccountStopped, Answer, LinkLost, Log
from clientsheet.mail.clock import Clock
from clientsheet.mail.letter import Entry, Letter, Receipt, State

MONDAY = dt.datetime(2026, 4, 6, 9, 0)


class Killed(BaseException):
    """As if by kill -9. Before it is raised the journal's file is let go of, so that nothing of ours tidies up."""


class Step(enum.Enum):
    """What happens to one letter at the other end."""

    OK = enum.auto()
    CUT_BEFORE = enum.auto()
    """The link breaks before the step of no return."""
    CUT_UNSEEN = enum.auto()
    """It breaks after the last byte was written, before the other end read it."""
    CUT_TAKEN = enum.auto()
    """The other end took it; its answer never came."""
    KILL_BEFORE = enum.auto()
    KILL_UNSEEN = enum.auto()
    KILL_TAKEN = enum.auto()
    KILL_ANSWERED = enum.auto()
    """The answer came, and was not on disk yet."""
    LATER = enum.auto()
    REFUSED = enum.auto()
    POLICY = enum.auto()
    ACCOUNT = enum.auto()


@dataclass
class OtherEnd:
    """``took``: how often each key was taken. ``content``: what it took. ``says``: whether it can be asked."""

    took: Counter[str] = field(default_factory=Counter)
    content: dict[str, set[bytes]] = field(default_factory=dict)
    says: bool = True
    knows_all: bool = True
    """False: it only knows what it took (a Sent folder that keeps a few)."""

    def take(self, letter: Letter) -> None:
        self.took[letter.key] += 1
        self.content.setdefault(letter.key, set()).add(letter.content)


@dataclass
class Scripted:
    """``steps``: one a letter handed over, then OK for ever. ``opened``: how often a link was made."""

    end: OtherEnd
    steps: Iterator[Step]
    name: str = "smtp"
    grace: dt.timedelta = dt.timedelta()
    wait: dt.timedelta | None = None
    kill: Callable[[], None] = field(default=lambda: None)
    opened: int = 0
    drafts: bool = False

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        self.opened += 1
        for letter in letters:
            self._hand_over(letter, log, next(self.steps, Step.OK))

    def _hand_over(self, letter: Letter, log: Log, step: Step) -> None:
        if step is Step.ACCOUNT:
            raise AccountStopped("delivery.link-lost", wait=self.wait, way="smtp", words="closed")
        self._break(step, Step.CUT_BEFORE, Step.KILL_BEFORE)
        log.in_doubt(letter)
        self._break(step, Step.CUT_UNSEEN, Step.KILL_UNSEEN)
        if step in (Step.LATER, Step.POLICY):
            log.settled(Receipt(letter.key, State.RETRY, reply="451 later", wait=self.wait, policy=step is Step.POLICY))
        elif step is Step.REFUSED:
            log.settled(Receipt(letter.key, State.REJECTED, reply="550 5.1.1 no such user"))
        else:
            self.end.take(letter)
            self._break(step, Step.CUT_TAKEN, Step.KILL_TAKEN)
            log.settled(Receipt(letter.key, State.DRAFTED if self.drafts else State.ACCEPTED, reply="250 ok"))
            self._break(step, None, Step.KILL_ANSWERED)

    def _break(self, step: Step, cut: Step | None, kill: Step) -> None:
        if step is cut:
            raise LinkLost("the line went dead")
        if step is kill:
            self.kill()
            raise Killed

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        if not self.end.says:
            return {}
        known = {letter.key: Answer.TAKEN for letter in letters if self.end.took[letter.key]}
        return known | (
            {}
            if not self.end.knows_all
            else {letter.key: Answer.ABSENT for letter in letters if letter.key not in known}
        )

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        return None

    def close(self) -> None:
        pass


@dataclass
class Hands:
    """A clock that is moved by hand: sleeping moves it. ``slept``: seconds in all."""

    at: dt.datetime = MONDAY
    slept: float = 0.0

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, lambda: (self.at - dt.datetime(1970, 1, 1)).total_seconds(), self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.at += dt.timedelta(seconds=seconds)


def letter(number: int, *, mailing: str = "m", way: str = "smtp", expires: dt.date | None = None) -> Letter:
    key = f"{mailing}/{number}/2026"
    return Letter(
        key=key,
        mailing=mailing,
        client=str(number),
        name=f"Клієнт {number}",
        channel="email",
        recipient=f"c{number}@example.test",
        phone="",
        subject=f"Лист {number}",
        text="Вітаємо!",
        because="час прийшов",
        due=MONDAY.date(),
        message_id=f"<cs1.{mailing}{number:026d}@example.test>",
        content=f"Message-ID: {number}\r\n\r\nВітаємо!\r\n".encode(),
        way=way,
        draft=False,
        expires=expires,
    )


def opening(transport: Scripted) -> Callable[[str], Scripted]:
    return lambda way: transport
