"""``clientsheet undo [RUN]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame


@click.command(cls=Verb)
@click.argument("run_id", metavar="[RUN]", required=False)
@pass_frame
def command(frame: Frame, run_id: str | None) -> int:
    from clientsheet.jobs.undo import run

    outcome = run(frame.workspace, run_id)
    screen = frame.screen
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    screen.say("screen.undone", n=outcome.restored, kept=len(outcome.kept))
    for tab, cell in outcome.kept:
        screen.line(f"  {tab}!{cell}")
    return outcome.code
