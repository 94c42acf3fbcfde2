"""``clientsheet simulate --days N``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say


@click.command(cls=Verb)
@option("--days", type=click.IntRange(1, 366), default=7, show_default=True, metavar="N", help="help.simulate.days")
@pass_frame
def command(frame: Frame, days: int) -> int:
    from clientsheet.jobs.simulate import simulate

    with frame.screen.busy("screen.working"):
        outcome = simulate(frame.workspace, days)
    screen = frame.screen
    if frame.json:
        screen.json(outcome.as_json())
        return outcome.code
    heads = [say(frame.language, f"mailverbs.simulate.{head}") for head in ("day", "letters", "mailings", "left_out")]
    rows = [
        (
            one.day,
            len(one.letters),
            ", ".join(f"{mailing} {number}" for mailing, number in one.by_mailing.items()),
            sum(one.left_out.values()),
        )
        for one in outcome.days
    ]
    screen.table(heads, rows)
    screen.say("mailverbs.simulate.total", "bold", n=outcome.count, days=days)
    return outcome.code
