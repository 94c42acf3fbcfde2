"""``clientsheet today [--html FILE] [--tasks] [--limit N]``."""

from __future__ import annotations

from pathlib import Path

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say


@click.command(cls=Verb)
@option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.today.html")
@option("--tasks", is_flag=True, help="help.today.tasks")
@option("--limit", type=click.IntRange(min=1), default=40, metavar="N", help="help.today.limit")
@pass_frame
def command(frame: Frame, html: Path | None, tasks: bool, limit: int) -> int:
    from clientsheet.jobs.today import run

    workspace, screen = frame.workspace, frame.screen
    with screen.busy("screen.reading"):
        outcome = run(workspace, html=html, tasks=tasks, limit=limit)
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    from clientsheet.cli.today_screen import shown

    shown(screen, outcome.listed)
    if outcome.locked is not None:
        hint = say(frame.language, outcome.locked.hint, **outcome.locked.facts)
        frame.complain(say(frame.language, outcome.locked.key, **outcome.locked.facts), hint)
    elif outcome.added is not None:
        screen.say("today.tasks_added" if outcome.added else "today.tasks_there", n=outcome.added, tab=outcome.tab)
    if html is not None:
        screen.say("screen.today_page", path=html)
    return outcome.code
