"""``clientsheet import FILE [--from NAME] [--as RECORDS] [--map HEADING=COLUMN] [--yes]`` and ``import calls FILE``."""

from __future__ import annotations

from pathlib import Path

import click

from clientsheet.cli.asking import agreed
from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.errors import WrongUse

CALLS = "calls"


@click.command(cls=Verb, name="import")
@click.argument("files", nargs=-1, required=True, metavar="[calls] FILE...")
@option("--from", "source", default="", metavar="NAME", help="help.import.from")
@option("--as", "of", type=click.Choice(["clients", "visits", "contracts"]), help="help.import.as")
@option("--map", "asked", multiple=True, metavar="HEADING=COLUMN", help="help.import.map")
@option("--yes", is_flag=True, help="help.import.yes")
@pass_frame
def command(
    frame: Frame, files: tuple[str, ...], source: str, of: str | None, asked: tuple[str, ...], yes: bool
) -> int:
    if files[0] == CALLS and len(files) > 1:
        return _calls(frame, [Path(name) for name in files[1:]], source, yes)
    if len(files) > 1:
        raise WrongUse("import.one_file", hint="import.one_file.hint", files=files)
    return _table(frame, Path(files[0]), source, of, _wishes(asked), yes)


def _wishes(asked: tuple[str, ...]) -> dict[str, str]:
    wishes = {}
    for one in asked:
        heading, sign, column = one.rpartition("=")
        if not sign or not heading.strip() or not column.strip():
            raise WrongUse("import.bad_map", hint="import.bad_map.hint", said=one)
        wishes[heading.strip()] = column
    return wishes


def _table(frame: Frame, file: Path, source: str, of: str | None, asked: dict[str, str], yes: bool) -> int:
    from clientsheet.cli.importing.telling import ending, told
    from clientsheet.jobs.importing import run

    outcome = run(frame.workspace, file, source=source, of=of, asked=asked)  # type: ignore[arg-type]
    if not frame.json:
        told(frame, outcome)
    if not outcome.nothing_to_do and (yes or agreed(frame, "import.ask")):
        outcome = run(frame.workspace, file, source=source, of=of, asked=asked, agreed=True)  # type: ignore[arg-type]
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        ending(frame, outcome)
    return outcome.code


def _calls(frame: Frame, files: list[Path], source: str, yes: bool) -> int:
    from clientsheet.cli.importing.calls import ending, told
    from clientsheet.jobs.calls import run

    outcome = run(frame.workspace, files, source=source)
    if not frame.json:
        told(frame, outcome)
    if not outcome.nothing_to_do and (yes or agreed(frame, "calls.ask")):
        outcome = run(frame.workspace, files, source=source, agreed=True)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        ending(frame, outcome)
    return outcome.code
