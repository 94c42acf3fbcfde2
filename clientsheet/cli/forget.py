"""``clientsheet forget CLIENT [--yes]``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clientsheet.cli.asking import agreed
from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.privacy.forget import ForgetOutcome, Remains
    from clientsheet.jobs.privacy.person import Cell

SHOWN = 8
"""Files or cells of one kind; JSON has them all."""


@click.command(cls=Verb)
@click.argument("client", metavar="CLIENT")
@option("--yes", is_flag=True, help="help.yes")
@pass_frame
def command(frame: Frame, client: str, yes: bool) -> int:
    from clientsheet.jobs.privacy.forget import run

    with frame.screen.busy("screen.reading"):
        outcome = run(frame.workspace, client)
    if not frame.json and not outcome.several:
        _kept(frame, outcome)
    if outcome.kept and (yes or agreed(frame, "privacy.ask", name=outcome.name)):
        outcome = run(frame.workspace, client, agreed=True)
    if frame.json:
        frame.screen.json(outcome.as_json())
    elif outcome.several:
        _several(frame, outcome)
    else:
        _ending(frame, outcome)
    return outcome.code


def _several(frame: Frame, outcome: ForgetOutcome) -> None:
    frame.complain(say(frame.language, "screen.several"))
    for match in outcome.several:
        frame.complain(f"  {match.client}  {match.name}  {match.cell}")


def _kept(frame: Frame, outcome: ForgetOutcome) -> None:
    screen, kept = frame.screen, outcome.kept
    if not kept:
        screen.say("privacy.nothing_kept", "green", name=outcome.name)
        return
    screen.say("privacy.kept", "bold", name=outcome.name)
    counted = {
        "letters": kept.journal.letters + kept.journal.open,
        "answers": kept.journal.answers,
        "addresses": kept.journal.addresses,
        "memories": kept.memories,
        "papers": kept.papers,
    }
    for key, number in counted.items():
        if number:
            screen.line("  " + say(frame.language, f"privacy.kept.{key}", n=number))
    for key, paths in {"drafts": kept.drafts, "backups": kept.backups, "others": kept.others}.items():
        if paths:
            screen.line("  " + say(frame.language, f"privacy.kept.{key}", n=len(paths)))
            _listed(frame, (_near(frame, path) for path in paths))


def _ending(frame: Frame, outcome: ForgetOutcome) -> None:
    screen = frame.screen
    screen.line()
    _remains(frame, outcome.remains)
    if outcome.remains.state:
        screen.say("privacy.state_left", "bold red")
        _listed(frame, map(str, outcome.remains.state))
    elif outcome.done:
        screen.say("privacy.done", "bold green", name=outcome.name)
    elif outcome.kept:
        screen.say("privacy.shown")
    if outcome.remains.records and (outcome.done or outcome.kept):
        screen.say("privacy.next", "bold")


def _remains(frame: Frame, left: Remains) -> None:
    screen, language = frame.screen, frame.language
    if not (left.records or left.mentions or left.files or left.sent or left.shared):
        return
    screen.say("privacy.remains", "bold")
    for tab, rows in _by_tab(left.records).items():
        screen.line("  " + say(language, "privacy.rows", tab=tab, n=len(rows), rows=_few(frame, rows)))
    for tab, cells in _by_tab([(cell,) for cell in left.mentions]).items():
        screen.line("  " + say(language, "privacy.mentions", tab=tab, cells=_few(frame, cells)))
    if left.files:
        screen.line("  " + say(language, "privacy.files", n=len(left.files)))
        _listed(frame, (_near(frame, path) for path in left.files))
    if left.sent:
        screen.line("  " + say(language, "privacy.sent", n=left.sent))
    if left.google:
        screen.line("  " + say(language, "privacy.google"))
    if left.shared:
        screen.line("  " + say(language, "privacy.shared", addresses=list(left.shared)), "yellow")
    screen.line()


def _by_tab(records: Iterable[Sequence[Cell]]) -> dict[str, list[str]]:
    """The first cell of each record, by tab."""
    found: dict[str, list[str]] = {}
    for record in records:
        if record:
            found.setdefault(record[0].tab, []).append(record[0].cell)
    return found


def _few(frame: Frame, cells: Sequence[str]) -> str:
    shown = ", ".join(cells[:SHOWN])
    return shown if len(cells) <= SHOWN else say(frame.language, "privacy.more", shown=shown, n=len(cells) - SHOWN)


def _listed(frame: Frame, lines: Iterable[str]) -> None:
    every = list(lines)
    for line in every[:SHOWN]:
        frame.screen.line(f"    {line}")
    if len(every) > SHOWN:
        frame.screen.line("    " + say(frame.language, "privacy.more", shown="…", n=len(every) - SHOWN))


def _near(frame: Frame, path: Path) -> str:
    folder = frame.workspace.config.folder
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
