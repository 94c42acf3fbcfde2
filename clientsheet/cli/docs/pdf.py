"""``clientsheet docs pdf NUMBER [--kind KIND]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame


@click.command(cls=Verb)
@click.argument("number", metavar="NUMBER")
@option("--kind", metavar="KIND", help="help.docs.kind")
@pass_frame
def command(frame: Frame, number: str, kind: str | None) -> int:
    from clientsheet.jobs.documents.printing import run

    outcome = run(frame.workspace, number, kind)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        frame.screen.say("docs.pdf", path=outcome.pdf)
    return outcome.code
