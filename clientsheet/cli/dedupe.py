"""``clientsheet dedupe [--merge KEEP OTHER] [--yes]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clientsheet.cli.asking import agreed
from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.dedupe import DoublesOutcome, MergeOutcome


@click.command(cls=Verb)
@option("--merge", nargs=2, metavar="KEEP OTHER", help="help.dedupe.merge")
@option("--yes", is_flag=True, help="help.yes")
@pass_frame
def command(frame: Frame, merge: tuple[str, str] | None, yes: bool) -> int:
    return _listed(frame) if merge is None else _merged(frame, *merge, yes)


def _listed(frame: Frame) -> int:
    from clientsheet.jobs.dedupe import doubles

    outcome = doubles(frame.workspace)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        _show_doubles(frame, outcome)
    return outcome.code


def _merged(frame: Frame, keep: str, other: str, yes: bool) -> int:
    from clientsheet.jobs.dedupe import merge

    outcome = merge(frame.workspace, keep, other)
    if not frame.json and outcome.merging is not None:
        _show_merging(frame, outcome)
    if outcome.merging is not None and (yes or agreed(frame, "merging.ask")):
        outcome = merge(frame.workspace, keep, other, agreed=True)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        _ending(frame, outcome)
    return outcome.code


def _show_doubles(frame: Frame, outcome: DoublesOutcome) -> None:
    screen = frame.screen
    if not outcome.pairs:
        screen.say("merging.none", "green")
        return
    screen.say("merging.found", "bold", n=len(outcome.pairs))
    for pair in outcome.pairs:
        one, other = pair.one, pair.other
        screen.line()
        names = {"one": one.name or "—", "one_cell": one.cell, "other": other.name or "—", "other_cell": other.cell}
        screen.say("merging.pair", "bold", **names)
        screen.line(
            "  " + say(frame.language, f"merging.by.{pair.by}", shared=pair.shared, cells=" = ".join(pair.cells))
        )
        if not pair.certain:
            screen.line("  " + say(frame.language, "merging.unsure"), "yellow")
        keep, gone = (_named(one.client or one.cell) for one in (pair.keep, pair.gone))
        screen.line("  " + say(frame.language, "merging.how", keep=keep, other=gone))


def _show_merging(frame: Frame, outcome: MergeOutcome) -> None:
    screen, found = frame.screen, outcome.merging
    if found is None or outcome.keep is None or outcome.other is None:
        return
    screen.say("merging.keep", "bold", name=outcome.keep.name or "—", cell=outcome.keep.cell)
    screen.say("merging.gone", "bold", name=outcome.other.name or "—", cell=outcome.other.cell)
    if found.names.value == "other":
        screen.say("merging.other_names", "bold red")
    for cell in outcome.cells:
        style = "yellow" if cell["how"] in ("noted", "lost") else ""
        screen.line("  " + say(frame.language, f"merging.{cell['how']}", **cell), style)
    for tab, number in found.repointed_count.items():
        screen.line("  " + say(frame.language, "merging.repointed", tab=tab, n=number))
    if found.cleared_up:
        screen.line("  " + say(frame.language, "merging.cleared_up", n=found.cleared_up))
    if found.left:
        screen.line("  " + say(frame.language, "merging.left", cells=list(found.left)), "yellow")
    if found.noted:
        screen.line("  " + say(frame.language, "merging.remarks", cells=list(found.noted)), "yellow")


def _ending(frame: Frame, outcome: MergeOutcome) -> None:
    screen = frame.screen
    if outcome.several:
        frame.complain(say(frame.language, "screen.several"))
        for match in outcome.several:
            frame.complain(f"  {match.client}  {match.name}  {match.cell}")
    elif outcome.run and outcome.other is not None:
        screen.say("merging.done", "bold green", run=outcome.run)
        screen.say("merging.done.next", cell=outcome.other.cell)
    else:
        screen.say("merging.shown")


def _named(client: str) -> str:
    """As it can be typed on a command line."""
    return f'"{client}"' if " " in client or "!" in client else client
