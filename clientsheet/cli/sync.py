"""``clientsheet sync [--dry-run] [--strict] [--no-mail]``: the one that cron calls."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame


@click.command(cls=Verb)
@option("--dry-run", is_flag=True, help="help.sync.dry_run")
@option("--strict", is_flag=True, help="help.sync.strict")
@option("--no-mail", is_flag=True, help="help.sync.no_mail")
@pass_frame
def command(frame: Frame, dry_run: bool, strict: bool, no_mail: bool) -> int:
    from clientsheet.jobs.sync import run

    outcome = run(frame.workspace, dry_run=dry_run, strict=strict, mail=not no_mail)
    if frame.json:
        frame.screen.json(outcome.as_json())
        return outcome.code
    tell(frame, outcome, dry_run=dry_run)
    return outcome.code
