"""``clientsheet docs issue KIND WHOM``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import LANGUAGES, say

if TYPE_CHECKING:
    from clientsheet.documents.papers import Paper
    from clientsheet.jobs.documents.issuing import IssueOutcome

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(cls=Verb)
@click.argument("kind", metavar="KIND")
@click.argument("whom", metavar="WHOM")
@option("--from", "since", type=_DAY, metavar="YYYY-MM-DD", help="help.docs.from")
@option("--to", "until", type=_DAY, metavar="YYYY-MM-DD", help="help.docs.to")
@option("--again", is_flag=True, help="help.docs.again")
@option("--pdf", is_flag=True, help="help.docs.pdf")
@option("--language", type=click.Choice(LANGUAGES), help="help.docs.language")
@option("--dry-run", is_flag=True, help="help.docs.dry_run")
@pass_frame
def command(
    frame: Frame,
    kind: str,
    whom: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    again: bool,
    pdf: bool,
    language: str | None,
    dry_run: bool,
) -> int:
    from clientsheet.jobs.documents.issuing import run

    outcome = run(
        frame.workspace,
        kind,
        whom,
        since=since.date() if since else None,
        until=until.date() if until else None,
        again=again,
        pdf=pdf,
        language=language,
        dry_run=dry_run,
    )
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif outcome.matches or outcome.contracts:
        _several(frame, outcome)
    else:
        _told(frame, outcome)
    return outcome.code


def _several(frame: Frame, outcome: IssueOutcome) -> None:
    from clientsheet.templating.filters import money

    if outcome.matches:
        frame.complain(say(frame.language, "screen.several"))
    for match in outcome.matches:
        frame.complain(f"  {match.client}  {match.name}  {match.cell}")
    if outcome.contracts:
        frame.complain(say(frame.language, "docs.several"))
    for one in outcome.contracts:
        frame.complain(f"  {one.number or one.cell}  {one.subject}  {money(one.amount, one.currency, frame.language)}")


def _told(frame: Frame, outcome: IssueOutcome) -> None:
    screen = frame.screen
    for paper in outcome.finished:
        screen.say("docs.finished", title=_title(frame, paper.kind), number=paper.number)
    for paper in outcome.restored:
        screen.say("docs.restored", "yellow", title=_title(frame, paper.kind), number=paper.number)
    if outcome.already is not None:
        known = outcome.already
        said = {"title": _title(frame, known.kind), "number": known.number, "date": known.date}
        screen.say("docs.already", "bold", **said)
        screen.say("docs.already.hint")
    if outcome.paper is not None:
        _issued(frame, outcome, outcome.paper)
    if outcome.file is not None and not outcome.dry_run:
        screen.say("docs.file", path=outcome.file)
    if outcome.pdf is not None:
        screen.say("docs.pdf", path=outcome.pdf)
    _warned(frame, outcome)


def _issued(frame: Frame, outcome: IssueOutcome, paper: Paper) -> None:
    from clientsheet.templating.filters import money

    frame.screen.say(
        "docs.would" if outcome.dry_run else "docs.issued",
        "bold",
        title=_title(frame, paper.kind),
        number=paper.number,
        client=outcome.client,
        amount=money(paper.amount, paper.currency, frame.language),
    )


def _warned(frame: Frame, outcome: IssueOutcome) -> None:
    for key, facts in outcome.warnings:
        place = facts.get("place")
        told = {**facts, "place": say(frame.language, f"docs.warn.genitive.{place}")} if place else facts
        frame.screen.say(f"docs.warn.{key}", "yellow", **told)


def _title(frame: Frame, kind: str) -> str:
    from clientsheet.book.documents.kinds import titled

    return titled(kind, frame.language)
