"""``clientsheet report [--html FILE]``."""

from __future__ import annotations

from pathlib import Path

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame


@click.command(cls=Verb)
@option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.html")
@pass_frame
def command(frame: Frame, html: Path | None) -> int:
    from clientsheet.jobs.report import run

    workspace, screen = frame.workspace, frame.screen
    with screen.busy("screen.reading"):
        outcome = run(workspace, html=html)
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    for section in outcome.sections:
        screen.table((section.title, "", ""), [(one.name, one.value, one.note) for one in section.rows])
        screen.line(section.about, "dim")
        screen.line()
    if html is not None:
        screen.say("screen.page", path=html)
    return outcome.code
