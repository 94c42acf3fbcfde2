"""``clientsheet google login [--mail] [--no-browser]``."""

from __future__ import annotations

import webbrowser

import click

from clientsheet.cli.frame import Frame, Verb, option, pass_frame
from clientsheet.text import say


@click.command(cls=Verb)
@option("--mail", is_flag=True, help="help.google.login.mail")
@option("--no-browser", is_flag=True, help="help.google.login.no_browser")
@pass_frame
def command(frame: Frame, mail: bool, no_browser: bool) -> int:
    from clientsheet.jobs.google_login import run

    workspace = frame.workspace

    def show(address: str) -> None:
        """Where a person sees it whatever reads the output."""
        frame.complain(say(frame.language, "login.open", address=address))
        if not no_browser:
            webbrowser.open(address)

    outcome = run(workspace, show, mail=mail)
    if frame.json:
        frame.screen.json(outcome.as_json())
        return outcome.code
    for path in outcome.kept:
        frame.screen.say("login.kept", "green", path=path)
    frame.screen.say("login.next")
    return outcome.code
