"""``clientsheet mail resolve KEY… --sent | --not-sent``, ``clientsheet mail resolve --real``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.cli.mail.telling import settled
from clientsheet.errors import WrongUse


@click.command(cls=Verb)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@option("--sent/--not-sent", "sent", default=None, help="help.resolve.sent")
@option("--real", is_flag=True, help="help.resolve.real")
@pass_frame
def command(frame: Frame, keys: tuple[str, ...], sent: bool | None, real: bool) -> int:
    if real == bool(keys) or (real and sent is not None) or (keys and sent is None):
        raise WrongUse("mailverbs.resolve.what", hint="mailverbs.resolve.what.hint")
    if real:
        from clientsheet.jobs.mail.home import settle_here

        outcome = settle_here(frame.workspace)
        if frame.json:
            frame.screen.json(outcome.as_json())
        else:
            frame.screen.say("mailverbs.real", "green", path=outcome.place)
        return outcome.code
    from clientsheet.jobs.mail.settling import resolve

    return settled(frame, resolve(frame.workspace, keys, sent=bool(sent)))
