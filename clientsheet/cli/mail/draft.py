"""``clientsheet mail draft [--yes] [--accept-clock]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.cli.mail.telling import delivered


@click.command(cls=Verb)
@option("--yes", is_flag=True, help="help.send.yes")
@option("--accept-clock", is_flag=True, help="help.accept_clock")
@pass_frame
def command(frame: Frame, yes: bool, accept_clock: bool) -> int:
    from clientsheet.jobs.mail import draft
    from clientsheet.jobs.mail.guards import Allowed

    with frame.screen.busy("screen.working"):
        outcome = draft(frame.workspace, Allowed(yes=yes, clock=accept_clock))
    return delivered(frame, outcome)
