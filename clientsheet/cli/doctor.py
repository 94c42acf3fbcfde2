"""``clientsheet doctor [--letter]``."""

from __future__ import annotations

from typing import Final

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame

MARKS: Final = {"ok": ("✓", "green"), "note": ("·", "yellow"), "bad": ("✗", "bold red")}


@click.command(cls=Verb)
@option("--letter", is_flag=True, help="help.doctor.letter")
@pass_frame
def command(frame: Frame, letter: bool) -> int:
    from clientsheet.jobs.doctor import run

    screen = frame.screen
    with screen.busy("screen.working"):
        outcome = run(frame.workspace, letter=letter)
    told = [(line, line.told(frame.language)) for line in outcome.lines]
    if frame.json:
        lines = [{"name": line.name, "state": line.state, "message": sentence} for line, sentence in told]
        screen.json({"lines": lines, "ready": outcome.code == 0})
        return outcome.code
    for line, sentence in told:
        mark, style = MARKS[line.state]
        screen.line(f"{mark} {sentence}", style)
    screen.line()
    screen.say("doctor.ready" if outcome.code == 0 else "doctor.not_ready", "bold")
    return outcome.code
