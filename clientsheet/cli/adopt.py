"""``clientsheet adopt WORKBOOK [DIR] [--yes]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clientsheet.cli.asking import agreed
from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.book.reading.headings import SeenTab
    from clientsheet.jobs.adopt import AdoptOutcome


@click.command(cls=Verb)
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
@option("--yes", is_flag=True, help="help.adopt.yes")
@pass_frame
def command(frame: Frame, workbook: str, folder: Path, yes: bool) -> int:
    from clientsheet.jobs.adopt import run

    outcome = run(workbook, folder, frame.chosen_language)
    frame.language = outcome.language
    if not frame.json:
        _recognised(frame, outcome)
        _planned(frame, outcome)
    if not outcome.nothing_to_do and (yes or agreed(frame, "adopt.ask")):
        outcome = run(workbook, folder, frame.chosen_language, agreed=True)
    if frame.json:
        frame.screen.json(outcome.as_json())
    else:
        _ending(frame, outcome)
    return outcome.code


def _recognised(frame: Frame, outcome: AdoptOutcome) -> None:
    screen = frame.screen
    for tab in outcome.seen.tabs:
        screen.line(_tab_line(frame, tab, outcome.records.get(tab.title, 0)), "bold")
        for name, column in tab.columns.items():
            screen.line(f"  ✓ {column.heading} → {_first_heading(frame, tab.name, name)}")
        for number, name in tab.guesses.items():
            meaning = _first_heading(frame, tab.name, name)
            screen.say("adopt.guess", "yellow", heading=tab.unknown[number], meaning=meaning, tab=tab.name, name=name)
        for rival in tab.rivals:
            meaning = _first_heading(frame, tab.name, rival.name)
            screen.say("adopt.rival", "yellow", heading=rival.heading, meaning=meaning, tab=tab.name, name=rival.name)
        own = [heading for number, heading in tab.unknown.items() if number not in tab.guesses]
        if own and tab.name:
            screen.say("adopt.unknown", headings=own)
    screen.line()


def _tab_line(frame: Frame, tab: SeenTab, records: int) -> str:
    if not tab.name:
        return say(frame.language, "adopt.own_tab", title=tab.title)
    from clientsheet.book.tabs import tab as declared

    meaning = declared(tab.name).titles.first(frame.language)
    return say(frame.language, "adopt.tab", title=tab.title, meaning=meaning, records=records)


def _first_heading(frame: Frame, tab_name: str, name: str) -> str:
    from clientsheet.book.tabs import tab as declared

    return declared(tab_name).column(name).headings.first(frame.language)


def _planned(frame: Frame, outcome: AdoptOutcome) -> None:
    screen, plan = frame.screen, outcome.adoption
    if outcome.nothing_to_do:
        return
    if plan.new_tabs:
        screen.say("adopt.new_tabs", titles=plan.new_tabs)
    if plan.made_clients:
        screen.say("adopt.made_clients", n=plan.made_clients)
    for title, headings in plan.new_columns.items():
        screen.say("adopt.new_columns", title=title, headings=headings)
    for title, heading in plan.taken_over:
        screen.say("adopt.taken_over", "yellow", title=title, heading=heading)
    for title in plan.locked:
        screen.say("adopt.locked", "yellow", title=title)


def _ending(frame: Frame, outcome: AdoptOutcome) -> None:
    screen = frame.screen
    screen.line()
    if outcome.done:
        screen.say("adopt.done", "bold green", run=outcome.run)
        here = outcome.config.parent == Path()
        screen.say("adopt.next_here" if here else "adopt.next", folder=outcome.config.parent)
    elif outcome.nothing_to_do:
        screen.say("adopt.already", "green")
    else:
        screen.say("adopt.shown", config=outcome.config)
