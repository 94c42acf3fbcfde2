"""What a mail account can do, found out by trying: entering it, and a trial letter whose ways are watched.

The trial letter tells three things that decide how much can be settled by asking later: whether the account keeps a
copy of what it sends, how long the copy takes, and whether our Message-ID survives. The letter's own mark is looked
for beside it, so that one whose Message-ID was replaced is found all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from clientsheet.mail.base import Transport
from clientsheet.mail.clock import Clock
from clientsheet.mail.imap_client import ImapAccount, message_id
from clientsheet.mail.letter import Letter, Receipt, State

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

INBOX: Final = "INBOX"
_PAUSE: Final = 1.0
_FIELDS: Final = ("MESSAGE-ID", "X-CLIENTSHEET-KEY", "DKIM-SIGNATURE")
_SELECTOR: Final = re.compile(rb"\bs\s*=\s*([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class MailboxStanding:
    """``tls``: its version; '': none, on this computer only. Folders: '' where there is none."""

    tls: str
    drafts: str
    sent: str


@dataclass(frozen=True, slots=True)
class ServerStanding:
    """``reports``: it tells of what it could not deliver in the way that names the letter (DSN)."""

    tls: str
    reports: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """``receipt``: what became of the letter; None: the other end gave no answer. ``watched``: folders where it was
    looked for. ``seen``: of these, where it turned up -> seconds. ``kept``: its Message-ID is as it was; None: it was
    not seen. ``selectors``: of the keys it was signed with."""

    receipt: Receipt | None
    watched: tuple[str, ...] = ()
    seen: Mapping[str, float] | None = None
    kept: bool | None = None
    selectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learnt:
    """What stays known of an account, as a note of the journal. ``day``: ISO. ``copy``: a copy in the Sent folder;
    ``lag``: after so many seconds; None: not known."""

    day: str
    copy: bool | None
    lag: float | None
    kept: bool | None
    selectors: tuple[str, ...] = ()


def look_at_mailbox(config: Config) -> MailboxStanding:
    """Enters the mailbox and looks at its folders. LinkLost, AccountStopped, ConfigError."""
    with ImapAccount.opened(config) as account:
        return MailboxStanding(account.secured, account.folders.drafts, account.folders.sent)


def look_at_server(config: Config) -> ServerStanding:
    """Greets the server that sends, logs in and leaves. LinkLost, AccountStopped, ConfigError."""
    from clientsheet.mail.login import Login
    from clientsheet.mail.smtp_wire import Wire

    wire = Wire(config.mail.smtp, Login(config.mail.smtp, config))
    try:
        return ServerStanding(wire.secured, "dsn" in wire.offers)
    finally:
        wire.quit()


def try_out(letter: Letter, transport: Transport, config: Config, clock: Clock, patience: float) -> Trial:
    """Hands one letter over and watches for it, ``patience`` seconds at most, where the account may keep it.

    LinkLost, AccountStopped, ConfigError: it did not leave, or may not have.
    """
    log = _Ear()
    if not config.mail.imap.host:
        transport.hand_over(iter([letter]), log)
        return Trial(log.receipt)
    with ImapAccount.opened(config) as account:
        watched = _watched(account, letter, config)
        transport.hand_over(iter([letter]), log)
        if not log.receipt or log.receipt.state not in (State.ACCEPTED, State.DRAFTED):
            return Trial(log.receipt)
        return _watch(account, letter, watched, log.receipt, clock, patience)


def remember(journal: Journal, way: str, day: str, trial: Trial, sent: str) -> Learnt:
    """Notes what a trial showed of an account; ``sent``: its Sent folder."""
    seen = trial.seen or {}
    copy = (sent in seen) if sent in trial.watched else None
    learnt = Learnt(day, copy, seen.get(sent), trial.kept, trial.selectors)
    journal.set_note(_note(way), json.dumps(asdict(learnt)))
    return learnt


def learnt(journal: Journal, way: str) -> Learnt | None:
    """What the last trial showed; None: there was none."""
    kept = journal.note(_note(way))
    if not kept:
        return None
    facts = json.loads(kept)
    return Learnt(**{**facts, "selectors": tuple(facts["selectors"])})


def _note(way: str) -> str:
    return f"probe.{way}"


def _watched(account: ImapAccount, letter: Letter, config: Config) -> dict[str, int]:
    """Folder -> the UID from which on the letter may lie there."""
    folders = account.folders
    names = [folders.drafts] if letter.draft else [folders.sent]
    if not letter.draft and letter.recipient.lower() == config.mail.imap.username.lower():
        names.append(INBOX)
    places = {name: place for name in names if name and (place := account.place(name))}
    return {name: place.uidnext for name, place in places.items()}


def _watch(
    account: ImapAccount, letter: Letter, watched: Mapping[str, int], receipt: Receipt, clock: Clock, patience: float
) -> Trial:
    begun = clock.unix()
    seen: dict[str, float] = {}
    kept: bool | None = None
    selectors: list[str] = []
    while True:
        for folder in watched.keys() - seen.keys():
            for head in _ours(account, letter, folder, watched[folder]):
                seen[folder] = round(clock.unix() - begun, 1)
                kept = kept is not False and message_id(head) == letter.message_id
                selectors += [found.decode() for found in _SELECTOR.findall(_signature(head))]
        if seen.keys() == watched.keys() or clock.unix() - begun >= patience:
            return Trial(receipt, tuple(watched), seen, kept, tuple(dict.fromkeys(selectors)))
        clock.sleep(_PAUSE)


def _ours(account: ImapAccount, letter: Letter, folder: str, uid: int) -> Iterator[bytes]:
    token = letter.message_id.removeprefix("<cs1.").partition("@")[0].encode()
    for one in account.newer(folder, uid, headers=_FIELDS):
        if token in one.content:
            yield one.content


def _signature(head: bytes) -> bytes:
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head)
    return b"\n".join(line for line in unfolded.splitlines() if line.lower().startswith(b"dkim-signature:"))


class _Ear:
    """Hears what becomes of the letter; it is no client's, so no journal keeps it."""

    receipt: Receipt | None = None

    def in_doubt(self, letter: Letter) -> None:
        """Nothing to keep."""

    def settled(self, receipt: Receipt) -> None:
        self.receipt = receipt

    def flush(self) -> None:
        """Nothing to keep."""
