"""What the mailbox says of letters in doubt: the copy that the provider keeps of what it sends, or that of the archive.

A copy proves that a letter was *taken*. That there is none proves that it is *absent* only where copies do come: those
of the letters that were accepted for certain about then are all there (its *witnesses*). Otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from clientsheet.mail.base import Answer
from clientsheet.mail.imap_client import ImapAccount
from clientsheet.mail.letter import Letter

INBOX = "INBOX"
"""Where the copy for the archive arrives, if it goes to this mailbox."""


class Copies:
    """``enter`` opens the mailbox. ``witnesses``: Message-IDs of letters that were accepted about when this one came
    into doubt."""

    def __init__(self, enter: Callable[[], ImapAccount], witnesses: Callable[[Letter], Collection[str]]) -> None:
        self._enter, self._witnesses = enter, witnesses

    def __call__(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        """By key. LinkLost, AccountStopped: the mailbox cannot be asked."""
        witnesses = {letter.key: set(self._witnesses(letter)) for letter in letters}
        sought = {letter.message_id for letter in letters}.union(*witnesses.values())
        with self._enter() as account:
            found = _lying(account, sought)
        answers = {}
        for letter in letters:
            seen = witnesses[letter.key]
            if letter.message_id in found:
                answers[letter.key] = Answer.TAKEN
            elif seen and seen <= found:
                answers[letter.key] = Answer.ABSENT
        return answers


def _lying(account: ImapAccount, sought: Collection[str]) -> set[str]:
    """Which of these Message-IDs lie anywhere but among the drafts, which a view of everything shows as well."""
    folders = account.folders
    found: set[str] = set()
    for folder in (folders.sent, INBOX, folders.trash):
        found |= _in(account, folder, sought, found)
    elsewhere = _in(account, folders.everything, sought, found)
    return found | (elsewhere - _in(account, folders.drafts, elsewhere, found))


def _in(account: ImapAccount, folder: str, sought: Collection[str], found: set[str]) -> set[str]:
    missing = [mark for mark in sought if mark not in found]
    return set(account.find(folder, missing)) if folder and missing else set()
