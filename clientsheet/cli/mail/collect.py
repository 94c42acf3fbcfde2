"""``clientsheet mail collect``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.cli.mail.telling import trouble


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.collect import collect

    with frame.screen.busy("screen.working"):
        outcome = collect(frame.workspace)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        for line in outcome.lines(frame.language):
            frame.screen.line(line)
    trouble(frame, outcome)
    return outcome.code
