"""What is looked at before anything is handed over, and what a person may say to let it go all the same.

    the clock        ran back by more than a day, or a month ahead of the last run       --accept-clock
    the place        the workbook is a copy: it was sent from another file or machine     mail resolve --real
    the journal      older than what the workbook remembers (a backup was put back)       mail resolve --real
    the crowd        more letters than clients, or than three times the usual day         --yes

The first three speak only of letters that leave the machine: drafts in a folder harm nobody. Guards write nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from clientsheet.book.book import Book
from clientsheet.book.letters.trials import is_trial
from clientsheet.config import Config
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import GONE, OPEN, Entry, Letter
from clientsheet.workspace import Workspace

HOME: Final = "home"
GENERATION: Final = "generation"
"""Marks of the workbook: where it was sent from, and how often the journal had handed something over by then."""

LAST_RUN: Final = "last_run"
"""A note of the journal: the wall clock of the last run that looked at the letters."""

BACK: Final = dt.timedelta(days=1)
AHEAD: Final = dt.timedelta(days=30)
USUAL_TIMES: Final = 3
NEVER_A_CROWD: Final = 20


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the person at the keyboard says. ``yes``: however many letters there are; ``clock``: it is right;
    ``limit``: no more letters than that."""

    yes: bool = False
    clock: bool = False
    limit: int | None = None


NOTHING_SAID: Final = Allowed()


@dataclass(frozen=True)
class Held:
    """Letters that are not handed over now. ``mailverbs.held.<why>`` says why, ``….hint`` what to do next."""

    why: str
    letters: int
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"mailverbs.held.{self.why}"


def leaves(letter: Letter) -> bool:
    """It goes further than a folder on this machine."""
    return letter.way != "folder"


def guarded(
    workspace: Workspace,
    book: Book,
    journal: Journal,
    entries: Sequence[Entry],
    letters: Sequence[Letter],
    allowed: Allowed,
) -> tuple[list[Letter], list[Held]]:
    """Those of today's letters that may go, and why the others may not. ``entries``: all of the journal's."""
    outward = {letter.key for letter in letters if leaves(letter)}
    waiting = {entry.letter.key for entry in entries if entry.state in OPEN and leaves(entry.letter)}
    stops = _stops(workspace, book, journal, allowed) if outward or waiting else ()
    at_stake = {"clock": outward | waiting}
    held = [Held(why, len(some), facts) for why, facts in stops if (some := at_stake.get(why, outward))]
    going = [letter for letter in letters if not held or not leaves(letter)]
    crowd = None if allowed.yes else _crowd(workspace.today, len(book["clients"]), entries, going)
    if crowd is not None:
        return [], [*held, crowd]
    return going, held


def clock_jumped(workspace: Workspace, journal: Journal) -> dt.datetime | None:
    """The moment of the last run, where the clock cannot be right; a day that was said (``--today``) is meant so."""
    noted = journal.note(LAST_RUN)
    if not noted or told_day(workspace):
        return None
    last = dt.datetime.fromisoformat(noted)
    return None if last - BACK <= workspace.now <= last + AHEAD else last


def told_day(workspace: Workspace) -> bool:
    """The day was said on the command line."""
    return workspace.today != workspace.now.date()


def home(config: Config) -> str:
    """The mark of the place a workbook is sent from: this file on this machine; of a sheet that many machines can open,
    this machine's journal."""
    places: list[object] = [config.workbook_path.resolve()]
    if config.is_address:
        from clientsheet.stores.google.access.address import spreadsheet_id

        places = [config.state_path.resolve(), spreadsheet_id(config.workbook)]
    return hashlib.blake2b("\n".join(map(str, (platform.node(), *places))).encode(), digest_size=8).hexdigest()


def is_elsewhere(book: Book) -> bool:
    """The workbook was sent from another place: this one is a copy of it, or it was moved."""
    return (book.marks or {}).get(HOME, home(book.config)) != home(book.config)


def remembered(book: Book) -> int:
    """The generation of the journal that the workbook knows of."""
    told = (book.marks or {}).get(GENERATION, "")
    return int(told) if told.isdecimal() else 0


def _stops(
    workspace: Workspace, book: Book, journal: Journal, allowed: Allowed
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The first that stands in the way."""
    last = None if allowed.clock else clock_jumped(workspace, journal)
    if last is not None:
        yield "clock", {"now": workspace.now, "last": last}
    elif is_elsewhere(book):
        yield "copy", {"path": book.config.workbook}
    elif 0 < journal.generation < remembered(book):
        yield "older", {"path": book.config.state_path}


def _crowd(today: dt.date, clients: int, entries: Collection[Entry], letters: Sequence[Letter]) -> Held | None:
    if not letters:
        return None
    gone = (entry for entry in entries if entry.state in GONE and not is_trial(entry.letter.key))
    days = Counter(entry.at.date() for entry in gone)
    number = sum(not is_trial(letter.key) for letter in letters) + days.pop(today, 0)
    if number > max(clients, 1):
        return Held("more_than_clients", len(letters), {"clients": clients})
    usual = median(days.values()) if days else None
    if usual is not None and number > max(USUAL_TIMES * usual, NEVER_A_CROWD):
        return Held("crowd", len(letters), {"usual": round(usual)})
    return None
