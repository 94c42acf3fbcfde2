"""``clientsheet personal-data CLIENT [--out FILE]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.privacy.handing_over import PersonalData


@click.command(cls=Verb)
@click.argument("client", metavar="CLIENT")
@option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.personal_data.out")
@pass_frame
def command(frame: Frame, client: str, out: Path | None) -> int:
    from clientsheet.jobs.privacy.handing_over import run

    with frame.screen.busy("screen.reading"):
        outcome = run(frame.workspace, client, out=out)
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif outcome.data is None:
        frame.complain(say(frame.language, "screen.several"))
        for match in outcome.several:
            frame.complain(f"  {match.client}  {match.name}  {match.cell}")
    elif out is not None:
        frame.screen.say("privacy.written", "bold green", name=outcome.data.name, path=out)
    else:
        _shown(frame, outcome.data)
    return outcome.code


def _shown(frame: Frame, data: PersonalData) -> None:
    from clientsheet.jobs.privacy.handing_over import told

    screen = frame.screen
    screen.say("privacy.data", "bold", name=data.name)
    for part in told(data, frame.language):
        screen.line()
        screen.line(part.title, "bold")
        for number, row in enumerate(part.rows):
            if number and len(row) > 1:
                screen.line()
            for heading, value in row:
                screen.line(f"  {heading}: {value}" if heading else f"  {value}")
