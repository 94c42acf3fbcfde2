"""``clientsheet why CLIENT [--mailing NAME]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say, show

if TYPE_CHECKING:
    from clientsheet.jobs.why import WhyOutcome


@click.command(cls=Verb)
@click.argument("client", metavar="CLIENT")
@option("--mailing", metavar="NAME", help="help.why.mailing")
@pass_frame
def command(frame: Frame, client: str, mailing: str | None) -> int:
    from clientsheet.jobs.why import run

    outcome = run(frame.workspace, client, mailing)
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif outcome.client is None:
        _several(frame, outcome)
    else:
        _explained(frame, outcome)
    return outcome.code


def _several(frame: Frame, outcome: WhyOutcome) -> None:
    frame.complain(say(frame.language, "screen.several"))
    for match in outcome.matches:
        frame.complain(f"  {match.client}  {match.name}  {match.cell}")


def _explained(frame: Frame, outcome: WhyOutcome) -> None:
    screen = frame.screen
    assert outcome.client is not None
    screen.line(f"{outcome.client.name} ({outcome.client.cell})", "bold")
    for one in outcome.values:
        screen.line()
        screen.line(f"{one.heading}: {show(one.value, frame.language) or '—'}", "bold")
        for reason in one.because:
            screen.line(f"  {reason}")
    if outcome.mailings:
        screen.line()
    for told in outcome.mailings:
        verdict = say(frame.language, "screen.chosen" if told["chosen"] else "screen.left_out")
        screen.line(f"{told['mailing']}: {verdict}", "bold green" if told["chosen"] else "bold")
        screen.line(f"  {told['because']}")
