"""For ``why``: of each mailing whether a client is written to today, the reason, and what the journal tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clientsheet.book.letters.mailings import verdicts
from clientsheet.book.letters.trials import is_trial
from clientsheet.book.shop import Shop
from clientsheet.jobs.mail.planning import identity_of, written_so_far
from clientsheet.jobs.mail.withdrawing import BECOMES
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry
from clientsheet.sheet.kinds.fold import fold
from clientsheet.text import say
from clientsheet.workspace import Workspace

TOLD_BY_THE_JOURNAL: Final = frozenset(
    {"already-written", "refused", "cancelled", "unsubscribed", "expired", "unknown", "chosen", "same-address"}
)


def explain(workspace: Workspace, shop: Shop, journal: Journal, client: int) -> list[dict[str, object]]:
    """``client``: row of the clients table."""
    entries = journal.entries()
    known = written_so_far(shop, entries, journal, identity_of(shop))
    told = []
    for mailing, chosen, out in verdicts(shop, known, client, workspace.now):
        because = [out.because(workspace.language)]
        if out.reason in TOLD_BY_THE_JOURNAL:
            because += _noted(entries, mailing.name, shop.keys[client], workspace.language)
        told.append(
            {"mailing": mailing.name, "chosen": chosen, "reason": out.reason, "because": "; ".join(because)},
        )
    return told


def _noted(entries: Sequence[Entry], mailing: str, client: str, language: str) -> list[str]:
    """What became of the client's last letter of that mailing, and when."""
    own = [
        one
        for one in entries
        if one.letter.client == client and fold(one.letter.mailing) == fold(mailing) and not is_trial(one.letter.key)
    ]
    if not own:
        return []
    last = max(own, key=lambda entry: entry.at)
    facts = {"at": last.at, "to": last.letter.recipient, "reply": last.reply}
    sentence = say(language, f"mailverbs.journal.{last.state}", **facts)
    return [f"{sentence} ({last.reply})" if last.reply and last.reply not in BECOMES else sentence]
