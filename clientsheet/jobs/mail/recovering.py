"""The journal was lost, or an older one was put back: what it would remember is asked of the mailbox.

A letter's Message-ID follows from its key, so the Sent folder or the drafts can say whether it went out. What nobody
can say is held back; a person may let it go with ``--yes``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Final

from clientsheet.book.book import Book
from clientsheet.errors import ClientsheetError
from clientsheet.jobs.mail.guards import GENERATION, Allowed, Held, leaves, remembered
from clientsheet.mail.base import AccountStopped, Answer, LinkLost, Transport
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, State

ASKING: Final = "asking_until"
"""Note: until that day whatever is new to the journal is asked about first."""

YOUNG: Final = "young_until"
"""Note: the same, and what nobody can say goes."""

ASKED_FOR: Final = dt.timedelta(days=35)
"""A letter that was due when the journal was lost makes sense no longer than that."""


def known_elsewhere(
    journal: Journal,
    book: Book,
    letters: Sequence[Letter],
    fresh: Collection[str],
    open_way: Callable[[str], Transport],
    at: dt.datetime,
    allowed: Allowed,
) -> tuple[list[Letter], Held | None]:
    """Those of ``letters`` that are not known to have left, and what is held because nobody can say.

    ``fresh``: keys that are new to the journal. What has left is noted in the journal.
    """
    doubtful = _is_doubtful(journal, book, at.date())
    asked = [letter for letter in letters if leaves(letter) and letter.key in fresh]
    if not asked or not (doubtful or _is_young(journal, at.date())):
        return list(letters), None
    answers = _answers(asked, open_way)
    taken = [letter for letter in asked if answers.get(letter.key) is Answer.TAKEN]
    _note(journal, taken, at)
    unsaid = {letter.key for letter in asked if letter.key not in answers} if doubtful else set()
    if allowed.yes:
        journal.set_note(ASKING, "")
        unsaid = set()
    gone = {letter.key for letter in taken} | unsaid
    going = [letter for letter in letters if letter.key not in gone]
    return going, Held("lost", len(unsaid)) if unsaid else None


def catch_up(journal: Journal, book: Book, today: dt.date) -> None:
    """A person says that this journal is the one: from now on it is as young as the workbook remembers, and asks."""
    if journal.generation < remembered(book):
        # in this order: cut short in between, the next run must still know that there is something to ask
        journal.set_note(ASKING, (today + ASKED_FOR).isoformat())
        journal.set_note(GENERATION, str(remembered(book)))


def _is_doubtful(journal: Journal, book: Book, today: dt.date) -> bool:
    if journal.generation == 0:
        catch_up(journal, book, today)
    until = journal.note(ASKING)
    return bool(until) and today.isoformat() <= until


def _is_young(journal: Journal, today: dt.date) -> bool:
    """Nothing says that there was a journal before, nor that there was none: what the mailbox knows counts."""
    if journal.generation == 0:
        journal.set_note(YOUNG, (today + ASKED_FOR).isoformat())
    until = journal.note(YOUNG)
    return bool(until) and today.isoformat() <= until


def _answers(letters: Sequence[Letter], open_way: Callable[[str], Transport]) -> dict[str, Answer]:
    """By key, as far as anybody can be asked now."""
    found: dict[str, Answer] = {}
    for name in sorted({letter.way for letter in letters}):
        transport = None
        try:
            transport = open_way(name)
            found.update(transport.ask([letter for letter in letters if letter.way == name]))
        except (LinkLost, AccountStopped, ClientsheetError):
            continue
        finally:
            if transport is not None:
                transport.close()
    return found


def _note(journal: Journal, taken: Sequence[Letter], at: dt.datetime) -> None:
    for draft, state in ((True, State.DRAFTED), (False, State.ACCEPTED)):
        if gone := [letter for letter in taken if letter.draft == draft]:
            journal.plan(gone, at, state)
