"""Planned letters -> the journal, then the transport, then the journal again. Killed anywhere, run again: once each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from clientsheet.mail.base import Transport
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry, Letter, Receipt


@dataclass(frozen=True, slots=True)
class Posted:
    receipts: tuple[Receipt, ...] = ()
    page: Path | None = None


def post(journal: Journal, transport: Transport, letters: Collection[Letter], at: dt.datetime) -> Posted:
    """``at``: the shop's wall clock. Letters that an earlier run planned and did not deliver go along."""
    if letters:
        journal.plan(letters, at)
    waiting = journal.waiting()
    if not waiting:
        return Posted()
    receipts = tuple(transport.deliver(waiting))
    # the page before the last word in the journal: cut short between the two, the next run writes it again
    became = {receipt.key: receipt for receipt in receipts}
    fresh = [
        Entry(letter, became[letter.key].state, at, became[letter.key].file)
        for letter in waiting
        if letter.key in became
    ]
    page = transport.look_through(at.date(), [*journal.of_day(at.date()), *fresh])
    journal.settle(receipts, at)
    return Posted(receipts, page)
