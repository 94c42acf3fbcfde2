"""``clientsheet demo [DIR]``."""

from __future__ import annotations

from pathlib import Path

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame


@click.command(cls=Verb)
@click.argument("folder", metavar="[DIR]", default="clientsheet-demo", type=click.Path(path_type=Path, file_okay=False))
@pass_frame
def command(frame: Frame, folder: Path) -> int:
    from clientsheet.jobs.demo import run

    screen = frame.screen
    with screen.busy("screen.working"):
        outcome = run(folder, frame.language, frame.today)
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    if outcome.synced is None:
        screen.say("screen.demo_there", "yellow", folder=folder)
    else:
        screen.say("screen.demo_made", "bold green", folder=folder, today=outcome.today)
    screen.line()
    for key in ("workbook", "page", "findings", "drafts"):
        screen.say(f"screen.demo_{key}", path=getattr(outcome, key))
    if outcome.synced is not None and outcome.synced.drafts is not None:
        screen.say("screen.demo_letters", path=outcome.synced.drafts)
    screen.line()
    screen.say("screen.demo_next", folder=folder, today=outcome.today.isoformat())
    return outcome.code
