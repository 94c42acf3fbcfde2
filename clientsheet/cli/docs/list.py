"""``clientsheet docs list [CLIENT]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.documents.listing import Listed


@click.command(cls=Verb)
@click.argument("client", metavar="[CLIENT]", required=False)
@pass_frame
def command(frame: Frame, client: str | None) -> int:
    from clientsheet.jobs.documents.listing import listed

    found = listed(frame.workspace, client)
    if frame.json:
        frame.screen.json(found.as_json())
    elif found.matches:
        frame.complain(say(frame.language, "screen.several"))
        for match in found.matches:
            frame.complain(f"  {match.client}  {match.name}  {match.cell}")
    elif not found.documents:
        frame.screen.say("docs.none")
    else:
        heads = ("date", "kind", "number", "client", "amount", "file", "state")
        rows = [_row(frame, one) for one in found.documents]
        frame.screen.table([say(frame.language, f"docs.head.{head}") for head in heads], rows)
    return found.code


def _row(frame: Frame, one: Listed) -> tuple[object, ...]:
    from clientsheet.book.documents.kinds import titled
    from clientsheet.templating.filters import money

    said, state = one.issued, ""
    if said.void:
        state = say(frame.language, "docs.state.void")
    elif said.file and not one.here:
        state = say(frame.language, "docs.state.no_file")
    amount = money(said.amount, said.currency, frame.language)
    return said.date, titled(said.kind, frame.language), said.number, one.client, amount, said.file, state
