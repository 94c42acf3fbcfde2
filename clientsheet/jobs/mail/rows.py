"""What came of the letters, as cells: their rows in the history tab, the filled columns of the mailings tab."""

from __future__ import annotations

from collections import Counter

from clientsheet.book.choices import CHANNELS, DIRECTIONS, HISTORY_KINDS, word
from clientsheet.book.mailings import Mailing
from clientsheet.book.written import Written
from clientsheet.jobs.mail.planning import QUIETLY, MailPlan
from clientsheet.mail.letter import Entry
from clientsheet.sheet.grid import Raw


def mailing_columns(found: MailPlan, known: Written) -> dict[str, list[Raw]]:
    """The same on every run of a day, so that the second one finds nothing to write."""
    left_out = Counter(out.mailing for out in found.left_out if out.reason not in QUIETLY)
    columns: dict[str, list[Raw]] = {"due_today": [], "last_run": [], "sent": [], "left_out": []}
    for mailing in found.mailings:
        tally = known.tally(mailing.name)
        columns["due_today"].append(tally.today if _at_work(mailing) else None)
        columns["last_run"].append(tally.last.date() if tally.last else None)
        columns["sent"].append(tally.count if _at_work(mailing) or tally.count else None)
        columns["left_out"].append(left_out[mailing.name] if _at_work(mailing) else None)
    return columns


def _at_work(mailing: Mailing) -> bool:
    return mailing.on and not mailing.mistake


def history_row(entry: Entry, language: str) -> dict[str, Raw]:
    letter = entry.letter
    return {
        "at": entry.at,
        "client": letter.client,
        "channel": word(CHANNELS, letter.channel, language),
        "direction": word(DIRECTIONS, "out", language),
        "kind": word(HISTORY_KINDS, "draft", language),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "mailing": letter.mailing,
    }
