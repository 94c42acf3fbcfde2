"""``clientsheet why CLIENT [--mailing NAME]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame


@click.command(cls=Verb)
@click.argument("client", metavar="CLIENT")
@option("--mailing", metavar="NAME", help="help.why.mailing")
@pass_frame
def command(frame: Frame, client: str, mailing: str | None) -> int:
    from clientsheet.jobs.why import run

    outcome = run(frame.workspace, client, mailing=mailing)
    screen = frame.screen
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    return outcome.code
