"""``clientsheet runs``."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Frame, Verb, pass_frame
from clientsheet.text import say


@click.command(cls=Verb)
@pass_frame
def command(frame: Frame) -> int:
    from clientsheet.jobs.runs import run

    outcome = run(frame.workspace)
    screen = frame.screen
    if frame.json:
        screen.json(outcome.as_json())
    elif not outcome.runs:
        screen.say("screen.no_runs")
    else:
        heads = ("run_id", "run_at", "run_verb", "run_edits", "run_appended", "run_state")
        screen.table(
            [say(frame.language, f"screen.{head}") for head in heads],
            [
                (
                    one.id,
                    one.at.replace("T", " "),
                    one.verb,
                    one.edits,
                    one.appended,
                    _state(frame, one.undone, one.after),
                )
                for one in outcome.runs
            ],
        )
    return outcome.code


def _state(frame: Frame, undone: bool, after: str) -> str:
    key = "run_undone" if undone else "run_done" if after else "run_cut"
    return say(frame.language, f"screen.{key}")
