"""The plan of ``import calls`` on the screen."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from clientsheet.cli.frame import Frame
from clientsheet.cli.importing.telling import EXAMPLES
from clientsheet.text import say, show

if TYPE_CHECKING:
    from clientsheet.jobs.calls import CallsOutcome


def told(frame: Frame, outcome: CallsOutcome) -> None:
    from clientsheet.book.calls import strange

    screen, plan = frame.screen, outcome.plan
    screen.say("calls.file", "bold", n=plan.calls, source=[_source(frame, name) for name in plan.sources])
    if plan.rows:
        screen.say("calls.adds", "bold green", n=len(plan.rows))
        history = outcome.shop.book["history"].tab
        names = ("at", "client", "direction", "subject", "result")
        heads = [history.column(name).headings.first(frame.language) for name in names]
        rows = ([_cell(outcome, name, row.get(name)) for name in names] for row in islice(plan.rows, EXAMPLES))
        screen.table(heads, rows)
        if len(plan.rows) > EXAMPLES:
            screen.say("import.more", n=len(plan.rows) - EXAMPLES)
    if plan.there:
        screen.say("calls.there", n=plan.there)
    if plan.inside:
        screen.say("calls.inside", n=plan.inside)
    if plan.shared:
        screen.say("calls.shared", "yellow", n=plan.shared)
    if plan.strangers:
        screen.say("calls.unknown", "yellow", n=len(plan.strangers), numbers=list(strange(plan, EXAMPLES)))
    if plan.torn:
        screen.say("calls.left", "yellow", n=len(plan.torn), lines=list(plan.torn[:EXAMPLES]))


def ending(frame: Frame, outcome: CallsOutcome) -> None:
    screen = frame.screen
    screen.line()
    if outcome.written:
        screen.say("calls.done", "bold green", n=len(outcome.plan.rows), run=outcome.run)
    else:
        screen.say("calls.nothing" if outcome.nothing_to_do else "calls.shown")


def _cell(outcome: CallsOutcome, name: str, value: object) -> object:
    """The client by name."""
    rows = outcome.shop.index_of(show(value, "en")) if name == "client" and value is not None else []
    return outcome.shop.book["clients"].value("name", rows[0]) if len(rows) == 1 else value


def _source(frame: Frame, name: str) -> str:
    return (
        say(frame.language, f"calls.source.{name}") if name in ("android", "recordings", "table") else name.capitalize()
    )
