"""``clientsheet docs due``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.book.documents.due import Due


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.documents.listing import still_due

    found = still_due(frame.workspace)
    if frame.json:
        frame.screen.json(found.as_json())
    elif not found.due:
        frame.screen.say("docs.none_due")
    else:
        heads = ("kind", "client", "contract", "why")
        rows = [_row(frame, one) for one in found.due]
        frame.screen.table([say(frame.language, f"docs.head.{head}") for head in heads], rows)
        frame.screen.say("docs.due.how", command=_command(found.due[0]))
    return found.code


def _row(frame: Frame, one: Due) -> tuple[object, ...]:
    from clientsheet.book.documents.kinds import titled
    from clientsheet.templating.filters import money

    why = say(
        frame.language, f"docs.due.{one.why}", **{**one.facts, "amount": money(one.owed, one.currency, frame.language)}
    )
    return titled(one.kind.name, frame.language), one.name, one.number or one.cell, why


def _command(one: Due) -> str:
    from clientsheet.book.documents.kinds import command_name

    whom = f'"{one.whom}"' if " " in one.whom else one.whom
    return f"clientsheet docs issue {command_name(one.kind)} {whom}"
