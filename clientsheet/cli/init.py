"""``clientsheet init [DIR] [--workbook FILE_OR_URL]``."""

from __future__ import annotations

from pathlib import Path

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame


@click.command(cls=Verb)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
@option("--workbook", metavar="FILE_OR_URL", help="help.init.workbook")
@pass_frame
def command(frame: Frame, folder: Path, workbook: str | None) -> int:
    from clientsheet.jobs.init import run

    outcome = run(folder, frame.language, workbook)
    screen = frame.screen
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    for path in outcome.made:
        screen.say("screen.made", "green", path=path)
    for path in outcome.kept:
        screen.say("screen.kept", path=path)
    screen.line()
    key = "screen.init_next_sheet" if outcome.is_address else "screen.init_next"
    screen.say(key, folder=outcome.folder.resolve(), workbook=outcome.workbook)
    return outcome.code
