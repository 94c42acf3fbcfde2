"""``clientsheet mail test [ADDRESS] [--mailing NAME]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say


@click.command(cls=Verb)
@click.argument("address", required=False, default="", metavar="[ADDRESS]")
@option("--mailing", metavar="NAME", help="help.test.mailing")
@pass_frame
def command(frame: Frame, address: str, mailing: str | None) -> int:
    from clientsheet.jobs.mail.trying import trial

    with frame.screen.busy("screen.working"):
        outcome = trial(frame.workspace, address, mailing)
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif outcome.code:
        frame.complain(say(frame.language, "mailverbs.test.refused", **outcome.facts))
    else:
        frame.screen.say(f"mailverbs.test.{outcome.state}", "green", **outcome.facts)
    return outcome.code
