"""What keeps letters from leaving, in words for the owner, and for how long later runs leave it alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from clientsheet.errors import ClientsheetError
from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.journal import Journal
from clientsheet.text import say

_WAY: Final = "stopped.way."
_MAILING: Final = "stopped.mailing."
POLICY_REST: Final = dt.timedelta(days=1)
"""So long a mailing that was refused for policy is left alone, unless a person lifts the stop."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Letters of one ``way`` out, or of one ``mailing`` on it, stayed behind. ``key`` and ``hint`` name sentences,
    ``facts`` fill both. ``fault``: something is to be mended; False: it goes on by itself (a limit)."""

    way: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""
    mailing: str = ""
    fault: bool = True

    def words(self, language: str) -> str:
        return say(language, self.key, **self.facts)


def stopped_by(way: str, error: LinkLost | AccountStopped | ClientsheetError) -> Stopped:
    if isinstance(error, LinkLost):
        return Stopped(way, "delivery.link-lost", {"way": way, "words": str(error)}, "delivery.link-lost.cure")
    if isinstance(error, AccountStopped):
        return Stopped(way, error.key, dict(error.facts))
    return Stopped(way, error.key, dict(error.facts), error.hint)


# -- stops that last


def rest(journal: Journal, stop: Stopped, until: float) -> None:
    """Later runs leave that way out, or that mailing, alone until then (Unix time)."""
    kept = {"way": stop.way, "key": stop.key, "facts": stop.facts, "hint": stop.hint, "until": until}
    journal.set_note(_name(stop.way, stop.mailing), json.dumps(kept, ensure_ascii=False, default=str))


def resting(journal: Journal, way: str, now: float) -> Stopped | None:
    return _kept(journal.note(_name(way, "")), "", now)


def stopped_mailings(journal: Journal, now: float) -> Iterator[Stopped]:
    for name, value in journal.notes(_MAILING):
        if stop := _kept(value, name.removeprefix(_MAILING), now):
            yield stop


def lift(journal: Journal) -> None:
    """A person says that it is mended: nothing is left alone any longer."""
    for prefix in (_WAY, _MAILING):
        for name, _ in journal.notes(prefix):
            journal.set_note(name, "")


def _name(way: str, mailing: str) -> str:
    return _MAILING + mailing if mailing else _WAY + way


def _kept(value: str, mailing: str, now: float) -> Stopped | None:
    if not value:
        return None
    kept = json.loads(value)
    if kept["until"] <= now:
        return None
    return Stopped(kept["way"], kept["key"], kept["facts"], kept["hint"], mailing)
