"""``clientsheet mail cancel MAILING``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.cli.mail.telling import settled


@click.command(cls=Verb)
@click.argument("mailing", metavar="MAILING")
@pass_frame
def command(frame: Frame, mailing: str) -> int:
    from clientsheet.jobs.mail.settling import cancel

    return settled(frame, cancel(frame.workspace, mailing))
