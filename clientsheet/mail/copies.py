"""What the mailbox says of letters in doubt: the copy that the provider keeps of what it sends, or that of the archive.

A copy proves that a letter was *taken*. That there is none proves that it is *absent* only where copies do come: the
last letters that were accepted for certain are all there (*witnesses*). Otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from clientsheet.mail.base import Answer
from clientsheet.mail.imap_client import ImapAccount
from clientsheet.mail.letter import Letter

INBOX = "INBOX"
"""Where the copy for the archive arrives, if it goes to this mailbox."""


class Copies:
    """``enter`` opens the mailbox. ``witnesses``: Message-IDs of the last letters that the account accepted."""

    def __init__(self, enter: Callable[[], ImapAccount], witnesses: Callable[[], Collection[str]]) -> None:
        self._enter, self._witnesses = enter, witnesses

    def __call__(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        """By key. LinkLost, AccountStopped: the mailbox cannot be asked."""
        witnesses = set(self._witnesses())
        with self._enter() as account:
            found = _lying(account, {letter.message_id for letter in letters} | witnesses)
        answers = {letter.key: Answer.TAKEN for letter in letters if letter.message_id in found}
        if witnesses and witnesses <= found:
            answers = {letter.key: Answer.ABSENT for letter in letters} | answers
        return answers


def _lying(account: ImapAccount, sought: Collection[str]) -> set[str]:
    """Which of these Message-IDs lie anywhere but among the drafts."""
    found: set[str] = set()
    folders = account.folders
    for folder in dict.fromkeys((folders.sent, INBOX, folders.everything, folders.trash)):
        if folder:
            found |= account.find(folder, [mark for mark in sought if mark not in found]).keys()
    return found
