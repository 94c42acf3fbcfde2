"""What came back: read from the mailbox and the bot into the journal, and from there into the workbook.

    mailbox, bot --collect--> journal --returned--> rows of the history and unsubscribed tabs --recorded--> journal

An address counts as suppressed from the first arrow on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from clientsheet.errors import ClientsheetError, TryLater, WrongUse
from clientsheet.text import say
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.book.letters.returned import ReturnedRows
    from clientsheet.book.shop import Shop
    from clientsheet.config import Config
    from clientsheet.mail.journal import Journal


CHAT: Final = "chat"
UNREAD: Final = "unread"


@dataclass(frozen=True)
class Collected:
    """``counts``: how many of each kind (``mail.returned.Kind``, and ``chat``: clients who came to the bot) were new;
    ``unread``: messages that nobody could make anything of.
    ``trouble``: why not everything was read; what had been read by then is kept, the rest comes with the next run."""

    counts: Mapping[str, int] = field(default_factory=dict)
    trouble: ClientsheetError | None = None

    @property
    def code(self) -> int:
        return self.trouble.exit_code if self.trouble else 0

    def lines(self, language: str) -> list[str]:
        """A sentence for each kind that came, the gravest first; one for nothing, unless there was trouble."""
        from clientsheet.mail.returned import Kind

        kinds = [kind for kind in (*Kind, CHAT) if self.counts.get(kind)]
        said = [say(language, f"collect.{kind}", n=self.counts[kind]) for kind in kinds]
        return said or ([] if self.trouble else [say(language, "collect.nothing")])

    def as_json(self) -> dict[str, object]:
        return {"collected": dict(self.counts)}


def wanted(config: Config) -> bool:
    """Whether ``sync`` is to look for what came back by itself."""
    return config.mail.imap.collect or bool(config.mail.channels.telegram.token)


def collect(workspace: Workspace) -> Collected:
    """Reads on from where the last run stopped: the mailbox of mail.imap, and what came to the shop's bot.

    ConfigError: a secret is not where config.yaml says.
    """
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.returned import take_refused

    mail = workspace.config.mail
    with Journal.open(workspace.config.state_path) as journal:
        counts = Counter(str(one.kind) for one in take_refused(journal))
        trouble: ClientsheetError | None = None
        if mail.imap.host or not mail.channels.telegram.token:
            trouble = _troubled(lambda: _mailbox(workspace, journal, counts), mail.imap.host)
        if mail.channels.telegram.token:
            api = mail.channels.telegram.api
            trouble = _troubled(lambda: _bot(workspace, journal, counts), urlsplit(api).hostname or api) or trouble
    return Collected(dict(+counts), trouble)


def returned(shop: Shop, journal: Journal) -> ReturnedRows:
    """Rows for what the journal has and the workbook does not tell yet, whichever run it came in. Writes nothing."""
    from clientsheet.book.letters.returned import returned_rows
    from clientsheet.book.letters.written import taken_over
    from clientsheet.mail.letter import Letter
    from clientsheet.mail.merged import became
    from clientsheet.mail.returned import suppressions, unrecorded

    now = became(journal, shop.keys)

    def letter(key: str) -> Letter | None:
        entry = journal.entry(key)
        return taken_over(entry, now).letter if entry else None

    return returned_rows(shop, unrecorded(journal), suppressions(journal), letter)


def recorded(journal: Journal, rows: ReturnedRows, *, history: bool = True, unsubscribed: bool = True) -> None:
    """These rows stand in the workbook now (``history``, ``unsubscribed``: which of them); until this is called every
    run offers them again, and the addresses stay suppressed by the journal."""
    from clientsheet.mail.returned import mark_recorded

    marks = (*rows.told_marks, *(rows.marks if history else ()))
    addresses = (*rows.told_addresses, *(rows.addresses if unsubscribed else ()))
    mark_recorded(journal, marks, addresses)


def untold(journal: Journal, shop: Shop) -> None:
    """The rows that stand in the history and the unsubscribed tab now may be gone soon: every run offers again those
    that are."""
    from clientsheet.book.letters.returned import refused_addresses
    from clientsheet.mail.returned import mark_unrecorded

    ids = [mark for mark in shop.book["history"].values("message_id") if mark]
    mark_unrecorded(journal, ids, list(refused_addresses(shop)))


def _troubled(reading: Callable[[], None], host: str) -> ClientsheetError | None:
    """What went wrong while reading from ``host``, in words for the owner."""
    from clientsheet.mail.base import AccountStopped, LinkLost

    try:
        reading()
    except LinkLost as lost:
        return TryLater("collect.link", hint="collect.link.hint", host=host, said=str(lost))
    except AccountStopped as stopped:
        return WrongUse(stopped.key, hint="collect.account.hint", **stopped.facts)
    return None


def _mailbox(workspace: Workspace, journal: Journal, counts: Counter[str]) -> None:
    from clientsheet.mail.collecting import Collector
    from clientsheet.mail.imap_client import ImapAccount

    imap = workspace.config.mail.imap
    with ImapAccount.opened(workspace.config) as account:
        told, own = _told(workspace, journal), _own(workspace)
        collector = Collector(account, journal, _now(workspace), f"{imap.username}@{imap.host}", told, own)
        try:
            for kind in collector.collect():
                counts[kind] += 1
        finally:
            counts[UNREAD] += len(collector.passed_over)


def _bot(workspace: Workspace, journal: Journal, counts: Counter[str]) -> None:
    from clientsheet.book.shop import Shop
    from clientsheet.mail.chats import read_updates, start_mark
    from clientsheet.mail.transports.telegram import bot

    def clients() -> Mapping[str, str]:
        book = workspace.read()
        identity = (book.marks or {}).get("workbook_id", "")
        return {start_mark(identity, client): client for client in Shop(book).keys if client}

    counts[CHAT] += read_updates(*bot(workspace.config), journal, clients)


def _now(workspace: Workspace) -> dt.datetime:
    return workspace.now.replace(tzinfo=ZoneInfo(workspace.config.timezone))


def _told(workspace: Workspace, journal: Journal) -> Collection[str]:
    """Marks of letters in the history tab, where the journal has none: it was lost."""
    from clientsheet.mail.whose import first_day

    if first_day(journal):
        return ()
    from clientsheet.mail.incoming import mark_in

    return {mark for cell in workspace.read()["history"].values("message_id") if cell and (mark := mark_in(cell))}


def _own(workspace: Workspace) -> Collection[str]:
    from email.utils import parseaddr

    mail = workspace.config.mail
    boxes = (mail.from_, mail.reply_to, mail.owner, mail.imap.username)
    return {parseaddr(box)[1].lower() for box in boxes if box}
