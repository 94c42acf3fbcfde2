"""What came of the letters, as cells: their rows in the history tab, the filled columns of the mailings tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from clientsheet.book.letters.chosen import NO_NEWS, LeftOut
from clientsheet.book.letters.mailings import plan
from clientsheet.book.letters.rows import Mailing
from clientsheet.book.letters.written import Written
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import CHANNELS, DIRECTIONS, HISTORY_KINDS, word
from clientsheet.mail.letter import Entry, State
from clientsheet.sheet.grid import Raw
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.jobs.mail.delivered import Delivered

UNCOMPOSED: Final = frozenset({"template", "no-template", "bad-address", "row-changed"})
"""Chosen, and then left out when the letter was to be composed."""

KINDS: Final[Mapping[State, str]] = {State.DRAFTED: "draft", State.ACCEPTED: "letter"}
"""The letters that have a row in the history tab, and the kind of contact each is."""


def mailing_columns(mailings: Sequence[Mailing], left_out: Iterable[LeftOut], known: Written) -> dict[str, list[Raw]]:
    """The same on every run of a day, so that the second one finds nothing to write."""
    number = Counter(out.mailing for out in left_out if out.reason not in NO_NEWS)
    columns: dict[str, list[Raw]] = {"due_today": [], "last_run": [], "sent": [], "left_out": []}
    for mailing in mailings:
        tally = known.tally(mailing.name)
        columns["due_today"].append(tally.today if _at_work(mailing) else None)
        columns["last_run"].append(tally.last.date() if tally.last else None)
        columns["sent"].append(tally.count if _at_work(mailing) or tally.count else None)
        columns["left_out"].append(number[mailing.name] if _at_work(mailing) else None)
    return columns


def columns_after(workspace: Workspace, shop: Shop, delivered: Delivered) -> dict[str, list[Raw]]:
    """The same once the letters of this run are contacts: whoever was spoken to is not due any more.

    ``shop``: with the rows of this run in its history.
    """
    again = plan(shop, delivered.known, workspace.now)
    uncomposed = (out for out in delivered.plan.left_out if out.reason in UNCOMPOSED)
    return mailing_columns(again.mailings, (*again.left_out, *uncomposed), delivered.known)


def history_row(entry: Entry, language: str) -> dict[str, Raw]:
    letter = entry.letter
    return {
        "at": entry.at,
        "client": letter.client,
        "channel": word(CHANNELS, letter.channel, language),
        "direction": word(DIRECTIONS, "out", language),
        "kind": word(HISTORY_KINDS, KINDS[entry.state], language),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "mailing": letter.mailing,
    }


def _at_work(mailing: Mailing) -> bool:
    return mailing.on and not mailing.mistake
