"""``clientsheet google …``: what is between the program and a Google account."""

from __future__ import annotations

import click

from clientsheet.cli.frame import Verbs


@click.group(
    cls=Verbs,
    modules={"login": f"{__name__}.login"},
    name="google",
    invoke_without_command=True,
)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
