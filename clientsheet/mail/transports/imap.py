"""Drafts in the mailbox: the letter lies in the owner's Drafts folder, to be looked through and sent from there.

The step of no return is the last byte of the message in APPEND: without it the server has no message. A letter in
doubt is looked for by its Message-ID wherever its owner may have put it meanwhile: Drafts, Sent, Trash, all mail. Once
it is there it counts as made for good, so a draft that the owner deletes does not come back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from clientsheet.mail.base import AccountStopped, Answer, LinkLost, Log
from clientsheet.mail.imap_client import Appended, ImapAccount, message_id
from clientsheet.mail.letter import Entry, Letter, Receipt, State

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

FLAGS: Final = ("\\Draft", "\\Seen")
"""As mail programs keep a draft: it is nothing unread."""

_NOTE: Final = "imap.drafts"
"""Name, UIDVALIDITY and UIDNEXT of the drafts folder before the last run put anything there."""

_NEVER: Final = re.compile(r"\[(TOOBIG|CANNOT|BADCHARSET)\]|^BAD ", re.IGNORECASE)
_FULL: Final = re.compile(r"\[OVERQUOTA\]", re.IGNORECASE)
_NO_FOLDER: Final = re.compile(r"\[(TRYCREATE|NONEXISTENT)\]", re.IGNORECASE)
_KEY: Final = re.compile(rb"^x-clientsheet-key:\s*([a-z2-7]+)", re.IGNORECASE | re.MULTILINE)


class Notes(Protocol):
    """The journal's single facts."""

    def note(self, name: str) -> str: ...

    def set_note(self, name: str, value: str) -> None: ...


def opened(config: Config, journal: Journal, language: str) -> ImapTransport:
    """The mailbox of config.yaml; the connection is made when it is needed."""
    return ImapTransport(lambda: ImapAccount.opened(config), journal, config.mail.imap.host)


class ImapTransport:
    """``enter`` opens the mailbox, again after the connection was lost. ``host``: for what the owner is told."""

    name = "imap"

    def __init__(self, enter: Callable[[], ImapAccount], notes: Notes, host: str) -> None:
        self._enter, self._notes, self._host = enter, notes, host
        self._account: ImapAccount | None = None

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        drafts = ""
        for letter in letters:
            with self._entered() as account:
                drafts = drafts or self._begun(account)
                self._put(letter, account, drafts, log)

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        if not letters:
            return {}
        sought = {letter.message_id: letter.key for letter in letters}
        with self._entered() as account:
            found = self._lately(account, sought)
            for folder in account.folders.where_a_draft_may_be():
                found |= account.find(folder, sought.keys() - found).keys()
        return {key: Answer.TAKEN if mark in found else Answer.ABSENT for mark, key in sought.items()}

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        """The drafts folder is the place to look through them."""
        return None

    def close(self) -> None:
        if self._account:
            self._account.close()
            self._account = None

    @contextmanager
    def _entered(self) -> Iterator[ImapAccount]:
        """The open mailbox; a lost connection is not used again."""
        if self._account is None:
            self._account = self._enter()
        try:
            yield self._account
        except LinkLost:
            self.close()
            raise

    def _begun(self, account: ImapAccount) -> str:
        """The drafts folder; how far it had got is noted before anything is put there."""
        drafts = account.folders.drafts
        place = account.place(drafts) if drafts else None
        if not place:
            raise AccountStopped("imap.no-drafts", host=self._host)
        self._notes.set_note(_NOTE, f"{place.uidvalidity} {place.uidnext} {drafts}")
        return drafts

    def _put(self, letter: Letter, account: ImapAccount, drafts: str, log: Log) -> None:
        flags = FLAGS if letter.draft else FLAGS[1:]
        answer = account.append(drafts, letter.content, flags, lambda: log.in_doubt(letter))
        log.settled(_receipt(letter, drafts, answer))
        if _FULL.search(answer.said):
            raise AccountStopped("imap.full", host=self._host, said=answer.said)
        if _NO_FOLDER.search(answer.said):
            raise AccountStopped("imap.no-drafts", host=self._host)

    def _lately(self, account: ImapAccount, sought: Mapping[str, str]) -> set[str]:
        """Which of these came into the drafts folder since the last run began: right also where a search lags behind,
        or where the server has put a Message-ID of its own."""
        uidvalidity, _, rest = self._notes.note(_NOTE).partition(" ")
        uidnext, _, folder = rest.partition(" ")
        drafts = account.folders.drafts
        place = account.place(drafts) if drafts and folder == drafts else None
        if not place or str(place.uidvalidity) != uidvalidity:
            return set()
        fields = ("MESSAGE-ID", "X-CLIENTSHEET-KEY")
        heads = [one.content for one in account.newer(drafts, int(uidnext), headers=fields)]
        marks = {message_id(head) for head in heads}
        tokens = {found[1].decode() for head in heads if (found := _KEY.search(head))}
        return {mark for mark in sought if mark in marks or _token(mark) in tokens}


def _receipt(letter: Letter, drafts: str, answer: Appended) -> Receipt:
    if answer.ok:
        return Receipt(letter.key, State.DRAFTED, f"{drafts}/{answer.uid}" if answer.uid else drafts, answer.said)
    state = State.REJECTED if _NEVER.search(answer.said) else State.RETRY
    return Receipt(letter.key, state, reply=answer.said)


def _token(mark: str) -> str:
    """``<cs1.TOKEN@domain>`` -> ``TOKEN``."""
    return mark.removeprefix("<cs1.").partition("@")[0]
