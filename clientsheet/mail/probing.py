"""What a mail account can do, found out by trying: entering it, and a trial letter whose ways are watched.

The trial letter tells three things that decide how much can be settled by asking later: whether the account keeps a
copy of what it sends, how long the copy takes, and whether our Message-ID survives. The letter's own mark is looked
for beside it, so that one whose Message-ID was replaced is found all the same.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from clientsheet.mail.base import Transport
from clientsheet.mail.clock import Clock
from clientsheet.mail.imap_client import ImapAccount, message_id
from clientsheet.mail.letter import Letter, Receipt, State

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal

INBOX: Final = "INBOX"
_PAUSE: Final = 0.5
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
    """``receipt``: what became of the letter; None: the other end gave no answer. ``watched``: whether its copy was
    waited for. ``copy``: seconds until it lay where drafts, or copies, belong; None: it did not. ``kept``: its
    Message-ID is as it was; None: it was seen nowhere. ``selectors``: of the keys it was signed with."""

    receipt: Receipt | None
    watched: bool = False
    copy: float | None = None
    kept: bool | None = None
    selectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learnt:
    """What stays known of an account since the trial of ``day``; the rest as in ``Trial``."""

    day: dt.date
    copy: float | None
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
        home = account.folders.drafts if letter.draft else account.folders.sent
        places = _places(account, home, letter, config)
        transport.hand_over(iter([letter]), log)
        if not log.receipt or log.receipt.state not in (State.ACCEPTED, State.DRAFTED):
            return Trial(log.receipt)
        return _watch(account, letter, home, places, log.receipt, clock, patience)


def remember(journal: Journal, way: str, day: dt.date, trial: Trial) -> Learnt:
    """Notes what a trial showed of an account."""
    facts = {"day": day.isoformat(), "copy": trial.copy, "kept": trial.kept, "selectors": trial.selectors}
    journal.set_note(_note(way), json.dumps(facts))
    return Learnt(day, trial.copy, trial.kept, trial.selectors)


def learnt(journal: Journal, way: str) -> Learnt | None:
    """What the last trial showed; None: there was none."""
    noted = journal.note(_note(way))
    if not noted:
        return None
    facts = json.loads(noted)
    return Learnt(dt.date.fromisoformat(facts["day"]), facts["copy"], facts["kept"], tuple(facts["selectors"]))


def _note(way: str) -> str:
    return f"probe.{way}"


def _places(account: ImapAccount, home: str, letter: Letter, config: Config) -> dict[str, int]:
    """Folder -> the UID from which on the letter may lie there: where its copy belongs, and where it arrives."""
    arrives = not letter.draft and letter.recipient.lower() == config.mail.imap.username.lower()
    names = [name for name in (home, INBOX if arrives else "") if name]
    return {name: place.uidnext for name in names if (place := account.place(name))}


def _watch(
    account: ImapAccount,
    letter: Letter,
    home: str,
    places: Mapping[str, int],
    receipt: Receipt,
    clock: Clock,
    patience: float,
) -> Trial:
    begun = clock.unix()
    seen: dict[str, float] = {}
    heads: list[bytes] = []
    while True:
        for folder in places.keys() - seen.keys():
            if found := list(_ours(account, letter, folder, places[folder])):
                seen[folder] = round(clock.unix() - begun, 1)
                heads += found
        if seen.keys() == places.keys() or clock.unix() - begun >= patience:
            break
        clock.sleep(_PAUSE)
    kept = all(message_id(head) == letter.message_id for head in heads) if heads else None
    selectors = dict.fromkeys(found.decode() for head in heads for found in _SELECTOR.findall(_signature(head)))
    return Trial(receipt, home in places, seen.get(home), kept, tuple(selectors))


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
