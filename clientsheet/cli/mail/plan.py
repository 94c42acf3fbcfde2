"""``clientsheet mail plan``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.cli.mail.telling import chosen, left_out


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.mail import plan

    found = plan(frame.workspace)
    if frame.json:
        frame.screen.json(found.as_json())
    else:
        chosen(frame, found)
        left_out(frame, found)
    return found.code
