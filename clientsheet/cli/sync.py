"""``clientsheet sync [--dry-run] [--strict] [--no-mail]``: the one that cron calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.cli.mail.telling import letters, trouble, troubles

if TYPE_CHECKING:
    from clientsheet.jobs.sync import SyncOutcome

SHOWN_EDITS: Final = 40


@click.command(cls=Verb)
@option("--dry-run", is_flag=True, help="help.sync.dry_run")
@option("--strict", is_flag=True, help="help.sync.strict")
@option("--no-mail", is_flag=True, help="help.sync.no_mail")
@pass_frame
def command(frame: Frame, dry_run: bool, strict: bool, no_mail: bool) -> int:
    from clientsheet.jobs.sync import run

    workspace = frame.workspace
    with frame.screen.busy("screen.working"):
        outcome = run(workspace, dry_run=dry_run, strict=strict, mail=not no_mail)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        tell(frame, outcome)
    return outcome.code


def tell(frame: Frame, outcome: SyncOutcome) -> None:
    """What a run did, or would do, in a few lines. Quiet where a cron mail would say nothing new."""
    screen = frame.screen
    if outcome.set_aside:
        key = "screen.written_elsewhere" if frame.workspace.config.is_address else "screen.open_elsewhere"
        frame.complain(_words(frame, key, holder=outcome.holder or "?"))
    elif outcome.quiet or (not outcome.patch and not outcome.dry_run):
        screen.say("screen.nothing_new", "green")
    elif outcome.dry_run:
        _edits(frame, outcome)
        screen.say("screen.would_write", "bold", edits=outcome.patch.edit_count, appended=outcome.patch.appended_count)
    elif not outcome.patch.edit_count and not outcome.patch.appended_count:
        screen.say("screen.page_renewed", "bold green")
    else:
        written = {"edits": outcome.patch.edit_count, "appended": outcome.patch.appended_count}
        screen.say("screen.written", "bold green", **written)
    if outcome.cures:
        from clientsheet.book.wording import becomes
    for tab, cell, before, after in outcome.cures:
        told = becomes(before, after, frame.language)
        screen.say("screen.cured", tab=tab, cell=cell, before=before, after=told)
    if outcome.not_cured:
        screen.say("screen.not_cured", n=outcome.not_cured)
    if outcome.kept:
        screen.say("screen.kept_by_hand", n=outcome.kept)
    if screen.verbose and outcome.listed:
        screen.findings(outcome.listed, outcome.counts)
    else:
        screen.say("screen.findings", **outcome.counts)
    letters(frame, outcome.letters)
    if outcome.drafts is not None:
        screen.say("screen.drafts", path=outcome.drafts)
    if outcome.findings_page is not None:
        screen.say("screen.page", path=outcome.findings_page)
    if outcome.run:
        screen.say("screen.run", run=outcome.run)
    _mail(frame, outcome)


def _mail(frame: Frame, outcome: SyncOutcome) -> None:
    """What came back, and the letters that did not leave."""
    if outcome.collected is not None:
        if outcome.collected.counts:
            for line in outcome.collected.lines(frame.language):
                frame.screen.line(line)
        trouble(frame, outcome.collected)
    troubles(frame, outcome, outcome.letters)


def _edits(frame: Frame, outcome: SyncOutcome) -> None:
    from itertools import islice

    shown = list(islice(outcome.patch.cells(), SHOWN_EDITS))
    if not shown:
        return
    heads = [_words(frame, f"screen.{head}") for head in ("tab", "cell", "before", "after")]
    frame.screen.table(heads, shown)
    if (more := outcome.patch.edit_count - len(shown)) > 0:
        frame.screen.say("screen.more_edits", n=more)


def _words(frame: Frame, key: str, **facts: object) -> str:
    from clientsheet.text import say

    return say(frame.language, key, **facts)
