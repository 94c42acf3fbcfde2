"""Hands today's letters over, and says what came of it for the workbook.

Shop + journal + history --> MailPlan --> outbox --> history rows, the mailings' own columns
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clientsheet.book.shop import Shop
from clientsheet.book.written import Written, written
from clientsheet.jobs.mail.planning import MailPlan, identity_of, moment, planned, shop_of
from clientsheet.jobs.mail.rows import history_row, mailing_columns
from clientsheet.mail.base import Transport
from clientsheet.mail.folder import FolderTransport
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, State
from clientsheet.mail.outbox import Posted, post
from clientsheet.sheet.finding import Finding
from clientsheet.sheet.grid import Raw
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class Delivered:
    """What handing the letters over came to.

    ``counts``: drafted, sent, refused, unknown, left_out. ``history``: rows to append to the history tab, by column
    name; call ``recorded`` once they stand there. ``mailings``: the filled columns of the mailings tab, along its rows.
    ``page``: to look the day's letters through.
    """

    plan: MailPlan
    counts: Mapping[str, int]
    history: tuple[Mapping[str, Raw], ...] = ()
    mailings: Mapping[str, Sequence[Raw]] = field(default_factory=dict)
    page: Path | None = None
    message_ids: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.plan.findings

    @property
    def code(self) -> int:
        return 4 if self.counts["refused"] or self.counts["unknown"] else 0

    def as_json(self) -> dict[str, object]:
        return {"letters": dict(self.counts)}


def draft(workspace: Workspace) -> Delivered:
    """Today's letters as drafts. Their rows in the history tab are written by the next ``sync``."""
    shop = shop_of(workspace)
    return deliver(workspace, shop, identity=identity_of(shop))


def deliver(workspace: Workspace, shop: Shop, *, identity: str, dry_run: bool = False) -> Delivered:
    """Hands today's letters over, or with ``dry_run`` says what would come of it.

    ``identity``: the workbook's own id, also where it is written only later in this run.
    """
    at = moment(workspace).replace(tzinfo=None)
    folder = workspace.config.state_path
    with Journal.peek(folder) if dry_run else Journal.open(folder) as journal:
        found, known = planned(workspace, shop, journal, identity)
        if dry_run:
            fresh = [Entry(letter, State.DRAFTED, at) for letter in found.letters]
            posted = Posted()
        else:
            settle_history(shop, journal, known)
            posted = post(journal, _transport(workspace), found.letters, at)
            fresh = []
        entries = [*journal.entries(), *fresh]
        if posted.receipts or fresh:
            covered = {*journal.covered(), *(key for entry in fresh for key in entry.letter.covers)}
            known = written(shop, entries, covered, identity)
        told = [entry for entry in entries if not entry.recorded and entry.state is not State.PLANNED]
        told = [entry for entry in told if not known.in_history(entry.letter.message_id)]
    states = Counter(receipt.state for receipt in posted.receipts)
    counts = {
        "drafted": states[State.DRAFTED] + len(fresh),
        "sent": 0,
        "refused": 0,
        "unknown": 0,
        "left_out": found.left_out_count,
    }
    return Delivered(
        plan=found,
        counts=counts,
        history=tuple(history_row(entry, shop.book.language) for entry in told),
        mailings=mailing_columns(found, known),
        page=posted.page,
        message_ids=tuple(entry.letter.message_id for entry in told),
        dry_run=dry_run,
    )


def recorded(workspace: Workspace, delivered: Delivered) -> None:
    """The history rows stand in the workbook now; until this is called every run offers them again."""
    if delivered.message_ids and not delivered.dry_run:
        with Journal.open(workspace.config.state_path) as journal:
            journal.mark_recorded(delivered.message_ids)


def settle_history(shop: Shop, journal: Journal, known: Written) -> None:
    """Rows that stand in the history tab already (a run was cut short after its write) are not offered again."""
    told = [e.letter.message_id for e in journal.unrecorded() if known.in_history(e.letter.message_id)]
    if told:
        journal.mark_recorded(told)


def _transport(workspace: Workspace) -> Transport:
    """Drafts in a folder, whatever the mailing's mode: a person sends them."""
    config = workspace.config
    return FolderTransport(config.resolve(config.mail.folder.path), config.language)
