"""``clientsheet mail plan | preview [--html FILE] | draft``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from clientsheet.cli.frame import Frame, Verb, Verbs, option, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.mail import MailPlan

SHOWN_LEFT_OUT: Final = 100


@click.command(cls=Verb)
@pass_frame
def plan(frame: Frame) -> int:
    from clientsheet.jobs.mail import plan

    found = plan(frame.workspace)
    if frame.json:
        frame.screen.json(found.as_json())
    else:
        _chosen(frame, found)
        _left_out(frame, found)
    return found.code


@click.command(cls=Verb)
@option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.html")
@pass_frame
def preview(frame: Frame, html: Path | None) -> int:
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


@click.command(cls=Verb)
@pass_frame
def draft(frame: Frame) -> int:
    from clientsheet.jobs.mail import draft

    delivered = draft(frame.workspace)
    if frame.json:
        frame.screen.json(delivered.as_json())
        return delivered.code
    _chosen(frame, delivered.plan)
    frame.screen.say("screen.letters", "bold", **delivered.counts)
    if delivered.page is not None:
        frame.screen.say("screen.drafts", path=delivered.page)
    return delivered.code


MODULES: Final = {"plan": plan, "preview": preview, "draft": draft}


class MailVerbs(Verbs):
    """The three live in one file: they share one plan."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return MODULES.get(cmd_name)


@click.group(cls=MailVerbs, modules=dict.fromkeys(MODULES, __name__), name="mail", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _chosen(frame: Frame, found: MailPlan) -> None:
    screen = frame.screen
    if not found.letters:
        screen.say("screen.no_letters")
        return
    screen.say("screen.chosen_title", "bold", n=len(found.letters))
    heads = [say(frame.language, f"screen.{head}") for head in ("mailing", "address", "subject", "due")]
    screen.table(heads, [(one.mailing, one.recipient, one.subject, one.due) for one in found.letters])
    screen.line()


def _left_out(frame: Frame, found: MailPlan) -> None:
    if not found.left_out:
        return
    screen = frame.screen
    screen.say("screen.left_out_title", "bold", n=len(found.left_out))
    heads = [say(frame.language, f"screen.{head}") for head in ("mailing", "client", "reason")]
    rows = [(one.mailing, found.names[one.client], one.because(frame.language)) for one in found.left_out]
    screen.table(heads, rows[:SHOWN_LEFT_OUT])
    if (more := len(rows) - SHOWN_LEFT_OUT) > 0:
        screen.say("screen.more_edits", n=more)
