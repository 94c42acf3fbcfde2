"""``clientsheet export [FORMAT] [--out FILE] [--segment WORD] [--mailing NAME] [--only SORT]``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.export import ExportOutcome

SORTS: Final = ("visits", "birthdays", "contracts", "tasks")


def _known(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from clientsheet.exchange.targets import TARGETS

    return [name for name in TARGETS if name.startswith(begun)]


@click.command(cls=Verb)
@click.argument("form", metavar="[FORMAT]", required=False, shell_complete=_known)
@option("--out", type=click.Path(path_type=Path), metavar="FILE", help="help.export.out")
@option("--segment", metavar="WORD", help="help.export.segment")
@option("--mailing", metavar="NAME", help="help.export.mailing")
@option("--only", type=click.Choice(SORTS), multiple=True, help="help.export.only")
@pass_frame
def command(
    frame: Frame, form: str | None, out: Path | None, segment: str | None, mailing: str | None, only: tuple[str, ...]
) -> int:
    if form is None:
        return _formats(frame)
    from clientsheet.jobs.export import run

    workspace, screen = frame.workspace, frame.screen
    with screen.busy("screen.working"):
        outcome = run(workspace, form.lower(), out, segment=segment, mailing=mailing, only=only)
    if frame.json:
        screen.json(outcome.as_json())
    else:
        _tell(frame, outcome)
    return outcome.code


def _formats(frame: Frame) -> int:
    from clientsheet.errors import ConfigError
    from clientsheet.exchange.targets import TARGETS

    with suppress(ConfigError):  # in a shop's folder, in its language
        frame.language = frame.workspace.language
    told = [(name, say(frame.language, f"export.about.{name}")) for name in TARGETS]
    if frame.json:
        frame.screen.json({"formats": [{"format": name, "about": about} for name, about in told]})
        return 0
    frame.screen.say("export.formats", "bold")
    frame.screen.table([say(frame.language, "export.format"), say(frame.language, "export.what")], told)
    frame.screen.line()
    frame.screen.say("export.formats.next")
    return 0


def _tell(frame: Frame, outcome: ExportOutcome) -> None:
    screen, kind = frame.screen, outcome.target.of
    if outcome.path is None:
        screen.say(f"export.nothing.{kind}", "yellow")
    else:
        screen.say(f"export.done.{kind}", "green", n=outcome.count, tabs=len(outcome.counts), path=outcome.path)
        if outcome.replaced:
            screen.say("export.replaced")
    for what, number in outcome.counts.items():
        title = outcome.titles.get(what) or say(frame.language, f"calendar.sort.{what}")
        screen.line(f"  {title}: {number}")
    if outcome.left_out:
        screen.say("export.left_out", n=sum(outcome.left_out.values()))
        for reason, number in outcome.left_out.items():
            screen.line(f"  {say(frame.language, f'export.left.{reason}')}: {number}")
    if outcome.too_large:
        screen.say("export.too_large", "yellow")
    if outcome.path is not None:
        screen.say(f"export.next.{outcome.target.name}")
