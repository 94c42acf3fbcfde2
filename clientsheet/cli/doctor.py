"""``clientsheet doctor``."""

from __future__ import annotations

from typing import Final

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.text import say

MARKS: Final = {"ok": ("✓", "green"), "note": ("·", "yellow"), "bad": ("✗", "bold red")}


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.doctor import run

    outcome = run(frame.workspace)
    screen = frame.screen
    told = [(line, say(frame.language, f"doctor.{line.name}.{line.state}", **line.facts)) for line in outcome.lines]
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
