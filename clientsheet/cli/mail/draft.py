"""``clientsheet mail draft``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.cli.mail.telling import chosen


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.mail import draft

    delivered = draft(frame.workspace)
    if frame.json:
        frame.screen.json(delivered.as_json())
        return delivered.code
    chosen(frame, delivered.plan)
    frame.screen.say("screen.letters", "bold", **delivered.counts)
    if delivered.page is not None:
        frame.screen.say("screen.drafts", path=delivered.page)
    return delivered.code
