"""What handing the letters over came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clientsheet.book.letters.written import Written
from clientsheet.jobs.mail.guards import Held
from clientsheet.jobs.mail.planning import MailPlan
from clientsheet.mail.letter import State
from clientsheet.mail.stops import Stopped
from clientsheet.sheet.finding import Finding
from clientsheet.sheet.grid import Raw


@dataclass(frozen=True)
class Delivered:
    """What handing the letters over came to.

    ``counts``: drafted, sent, refused, unknown (or in doubt since this run), left_out. ``history``: rows to append to
    the history tab, by column name; call ``recorded`` once they stand there; ``contacts`` of them are no drafts.
    ``mailings``: the filled columns of the mailings tab, along its rows. ``page``: to look the day's letters through.
    ``known``: what is written by now.

    ``held``: not handed over until a person says so. ``stopped``: what kept letters from leaving. ``put_off``: letters
    that are to leave and have not yet. ``withdrawn``: frozen letters that are no longer meant, by what they became.
    ``trials``: mailings whose first letter went to the owner now. ``unsettled``: a later run may have something to do
    even if nothing changes. ``marks``: for the next patch.
    """

    plan: MailPlan
    known: Written
    counts: Mapping[str, int]
    history: tuple[Mapping[str, Raw], ...] = ()
    mailings: Mapping[str, Sequence[Raw]] = field(default_factory=dict)
    page: Path | None = None
    message_ids: tuple[str, ...] = ()
    contacts: int = 0
    held: tuple[Held, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    put_off: int = 0
    withdrawn: Mapping[State, int] = field(default_factory=dict)
    trials: tuple[str, ...] = ()
    unsettled: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.plan.findings

    @property
    def code(self) -> int:
        """4: refused, unknown or held letters; 3: something is to be mended before the others leave."""
        if self.counts["refused"] or self.counts["unknown"] or self.held:
            return 4
        return 3 if any(stop.fault for stop in self.stopped) else 0

    @property
    def settled(self) -> bool:
        """Nothing is left that a later run of the same day would do."""
        waits = any(out.reason == "quiet-hours" for out in self.plan.left_out)
        return not (self.held or self.stopped or self.unsettled or waits)

    def as_json(self) -> dict[str, object]:
        held = [{"reason": one.why, "letters": one.letters} for one in self.held]
        return {"letters": dict(self.counts), "waiting": self.put_off, "held": held}
