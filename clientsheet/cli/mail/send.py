"""``clientsheet mail send [--limit N] [--yes] [--accept-clock]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.cli.mail.telling import delivered


@click.command(cls=Verb)
@option("--limit", type=click.IntRange(min=1), metavar="N", help="help.send.limit")
@option("--yes", is_flag=True, help="help.send.yes")
@option("--accept-clock", is_flag=True, help="help.accept_clock")
@pass_frame
def command(frame: Frame, limit: int | None, yes: bool, accept_clock: bool) -> int:
    from clientsheet.jobs.mail import send
    from clientsheet.jobs.mail.guards import Allowed

    with frame.screen.busy("screen.working"):
        outcome = send(frame.workspace, Allowed(yes=yes, clock=accept_clock, limit=limit))
    if not frame.json and not any(row.on and row.mode == "send" for row in outcome.plan.mailings):
        frame.screen.say("mailverbs.no_senders")
    return delivered(frame, outcome)
