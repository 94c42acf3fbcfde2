"""``clientsheet card CLIENT [--html FILE]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say

LISTED: Final = 30
"""More that may be meant than a screen holds; JSON has them all."""

if TYPE_CHECKING:
    from clientsheet.jobs.card import CardOutcome


@click.command(cls=Verb)
@click.argument("client", metavar="CLIENT")
@option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.card.html")
@pass_frame
def command(frame: Frame, client: str, html: Path | None) -> int:
    from clientsheet.jobs.card import run

    workspace = frame.workspace
    with frame.screen.busy("screen.reading"):
        outcome = run(workspace, client, html=html)
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif outcome.card is None:
        _several(frame, outcome)
    else:
        from clientsheet.cli.card_screen import shown

        shown(frame.screen, outcome.card)
        if html is not None:
            frame.screen.line()
            frame.screen.say("screen.card_page", path=html)
    return outcome.code


def _several(frame: Frame, outcome: CardOutcome) -> None:
    frame.complain(say(frame.language, "screen.several"))
    for match in outcome.matches[:LISTED]:
        frame.complain(f"  {match.key}  {match.name}  {match.cell}")
    if len(outcome.matches) > LISTED:
        frame.complain(f"  … {say(frame.language, 'card.more', n=len(outcome.matches) - LISTED)}")
