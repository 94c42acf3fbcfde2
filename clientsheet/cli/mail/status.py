"""``clientsheet mail status``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.mail.letter import State
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.mail.status import StatusOutcome

SHOWN: Final = 50


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.mail.status import status

    outcome = status(frame.workspace)
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif not outcome.mailings:
        frame.screen.say("mailverbs.no_letters_yet")
    else:
        _table(frame, outcome)
        _troubled(frame, outcome)
    return outcome.code


def _table(frame: Frame, outcome: StatusOutcome) -> None:
    names = list(outcome.total)
    heads = [say(frame.language, "screen.mailing"), *(say(frame.language, f"mailverbs.status.{n}") for n in names)]
    rows = [(mailing, *(row[name] for name in names)) for mailing, row in outcome.mailings.items()]
    total = (say(frame.language, "mailverbs.status.total"), *outcome.total.values())
    frame.screen.table(heads, [*rows, total] if len(rows) > 1 else rows)


def _troubled(frame: Frame, outcome: StatusOutcome) -> None:
    """The letters that somebody may have to do something about, and what."""
    screen = frame.screen
    if not outcome.troubled:
        return
    screen.line()
    heads = [say(frame.language, f"mailverbs.status.{head}") for head in ("letter", "state", "reply")]
    rows = [
        (one.letter.key, say(frame.language, f"mailverbs.state.{one.state}", next=one.next_try or "…"), one.reply)
        for one in outcome.troubled
    ]
    screen.table(heads, rows[:SHOWN])
    if (more := len(rows) - SHOWN) > 0:
        screen.say("screen.more_edits", n=more)
    for state in (State.UNKNOWN, State.IN_DOUBT):
        if any(one.state is state for one in outcome.troubled):
            screen.say(f"mailverbs.{state}.hint", "yellow")
    if any(one.state is State.REJECTED for one in outcome.troubled):
        screen.say("mailverbs.rejected.hint")
