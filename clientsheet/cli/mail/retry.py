"""``clientsheet mail retry [KEY…]``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.cli.mail.telling import settled


@click.command(cls=Verb)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@pass_frame
def command(frame: Frame, keys: tuple[str, ...]) -> int:
    from clientsheet.jobs.mail.settling import retry

    return settled(frame, retry(frame.workspace, keys))
