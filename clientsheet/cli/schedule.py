"""``clientsheet schedule [--every 15m] [--print]``."""

from __future__ import annotations

import click

from clientsheet.cli.asking import agreed
from clientsheet.cli.frame import Frame, Verb, option, pass_frame


@click.command(cls=Verb)
@option("--every", default="15m", show_default=True, metavar="15m", help="help.schedule.every")
@option("--print", "only_print", is_flag=True, help="help.schedule.print")
@option("--yes", is_flag=True, help="help.yes")
@pass_frame
def command(frame: Frame, every: str, only_print: bool, yes: bool) -> int:
    from clientsheet.jobs.schedule import run

    outcome = run(frame.workspace, every, install_it=False)
    screen = frame.screen
    if not frame.json:
        screen.line(outcome.schedule.text)
    if not only_print and (yes or agreed(frame, "schedule.ask")):
        outcome = run(frame.workspace, every, install_it=True)
    if frame.json:
        screen.json(outcome.as_json())
    elif outcome.installed:
        screen.say("schedule.installed", "green", every=every)
    elif not only_print:
        screen.say("schedule.shown")
    return outcome.code
