"""The verbs in the order of a day's work, and the options that stand before them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import click

from clientsheet import __version__
from clientsheet.cli.frame import Frame, ToldOption, Verbs, option
from clientsheet.text import LANGUAGES

MODULES: Final = {
    "demo": "clientsheet.cli.demo",
    "init": "clientsheet.cli.init",
    "adopt": "clientsheet.cli.adopt",
    "check": "clientsheet.cli.check",
    "sync": "clientsheet.cli.sync",
    "mail": "clientsheet.cli.mail",
    "today": "clientsheet.cli.today",
    "card": "clientsheet.cli.card",
    "report": "clientsheet.cli.report",
    "docs": "clientsheet.cli.docs",
    "why": "clientsheet.cli.why",
    "simulate": "clientsheet.cli.simulate",
    "export": "clientsheet.cli.export",
    "import": "clientsheet.cli.importing",
    "dedupe": "clientsheet.cli.dedupe",
    "personal-data": "clientsheet.cli.personal_data",
    "forget": "clientsheet.cli.forget",
    "undo": "clientsheet.cli.undo",
    "runs": "clientsheet.cli.runs",
    "google": "clientsheet.cli.google",
    "doctor": "clientsheet.cli.doctor",
    "schedule": "clientsheet.cli.schedule",
}


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    modules=MODULES,
    name="clientsheet",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@option("--config", type=click.Path(path_type=Path), metavar="PATH", help="help.config")
@option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="help.today")
@option("--lang", type=click.Choice(LANGUAGES), help="help.lang")
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="help.format")
@option("--quiet", is_flag=True, help="help.quiet")
@option("--verbose", is_flag=True, help="help.verbose")
@option("--log-file", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="help.log_file")
@click.version_option(__version__, "--version", message="clientsheet %(version)s", cls=ToldOption, help="help.version")
@click.pass_context
def clientsheet(
    ctx: click.Context,
    config: Path | None,
    today: dt.datetime | None,
    lang: str | None,
    form: str,
    quiet: bool,
    verbose: bool,
    log_file: Path | None,
) -> None:
    frame = ctx.ensure_object(Frame)
    frame.config = config
    frame.today = today.date() if today else None
    frame.chosen_language = lang
    frame.json = form == "json"
    frame.quiet = quiet
    frame.verbose = verbose
    frame.log_file = log_file
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
