"""``clientsheet mail preview [--html FILE]``."""

from __future__ import annotations

from pathlib import Path

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say


@click.command(cls=Verb)
@option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.html")
@pass_frame
def command(frame: Frame, html: Path | None) -> int:
    from clientsheet.jobs import mail

    found = mail.preview(frame.workspace, html) if html else mail.plan(frame.workspace)
    if frame.json:
        frame.screen.json(found.as_json())
        return found.code
    for letter in found.letters:
        frame.screen.line(f"{letter.mailing} → {letter.recipient}", "bold")
        frame.screen.line(f"{say(frame.language, 'screen.subject')}: {letter.subject}")
        frame.screen.line()
        frame.screen.line(letter.text.rstrip())
        frame.screen.line("─" * 60)
    if not found.letters:
        frame.screen.say("screen.no_letters")
    if html:
        frame.screen.say("screen.page", path=html)
    return found.code
