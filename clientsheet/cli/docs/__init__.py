"""``clientsheet docs …``: one verb a file."""

from __future__ import annotations

from typing import Final

import click

from clientsheet.cli.frame import Verbs

NAMES: Final = ("list", "issue", "due", "pdf")


@click.group(
    cls=Verbs,
    modules={name: f"{__name__}.{name}" for name in NAMES},
    name="docs",
    invoke_without_command=True,
)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
