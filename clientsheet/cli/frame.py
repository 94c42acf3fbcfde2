"""What stands around every verb: the global options, the language, and help in that language.

Help is written in the catalogue of words: an option's ``help`` is a key (``help.sync.strict``), a verb's sentence is
``verb.<name>``, and what it does in a few lines ``verb.<name>.about``. Words are looked up when help is shown.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from clientsheet.text import LANGUAGES, say

if TYPE_CHECKING:
    from clientsheet.screen import Screen
    from clientsheet.workspace import Workspace

Described = TypeVar("Described", bound=Callable[..., Any])
FALLBACK: Final = "en"
"""For a terminal that speaks none of our languages (``LANG=C``, ``de_DE``)."""


def spoken_language(arguments: Sequence[str] = ()) -> str:
    """Of the person at the keyboard: ``--lang`` wherever it stands, else the terminal's."""
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments) and arguments[place + 1] in LANGUAGES:
            return arguments[place + 1]
        if word.startswith("--lang=") and word[7:] in LANGUAGES:
            return word[7:]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if setting := os.environ.get(name):
            return setting[:2].lower() if setting[:2].lower() in LANGUAGES else FALLBACK
    return FALLBACK


@dataclass
class Frame:
    """The global options of one command line, and what is opened with their help."""

    language: str
    config: Path | None = None
    today: dt.date | None = None
    chosen_language: str | None = None
    json: bool = False
    quiet: bool = False
    verbose: bool = False
    log_file: Path | None = None

    @cached_property
    def workspace(self) -> Workspace:
        from clientsheet.workspace import Workspace

        opened = Workspace.open(self.config, today=self.today, language=self.chosen_language)
        self.language = self.screen.language = opened.language
        return opened

    @cached_property
    def screen(self) -> Screen:
        from clientsheet.screen import Screen

        return Screen(self.language, sys.stdout, quiet=self.quiet or self.json, verbose=self.verbose)

    def complain(self, sentence: str, hint: str = "") -> None:
        """One line to the error stream: what happened and what to do next. A pipe or a JSON reader never sees it."""
        if hint and not sentence.endswith((".", "!", "?", "…")):
            sentence += "."
        click.echo(" ".join(filter(None, (sentence, hint))), err=True)

    def log_path(self) -> Path:
        if self.log_file is not None:
            return self.log_file
        if "workspace" in self.__dict__:
            return Path(self.workspace.config.state_path) / "clientsheet.log"
        from platformdirs import user_log_path

        return user_log_path("clientsheet", appauthor=False) / "clientsheet.log"


pass_frame = click.make_pass_decorator(Frame)


class ToldOption(click.Option):
    """An option whose help is a key of the catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], say(ctx.find_root().obj.language, self.help)


def option(*names: str, **attributes: Any) -> Callable[[Described], Described]:
    return click.option(*names, cls=ToldOption, **attributes)


def with_near(language: str, told: str, near: Sequence[str]) -> str:
    """A complaint about a word nobody knows, and the words that may have been meant."""
    return f"{told} {say(language, 'door.near', near=', '.join(near))}" if near else told


def option_records(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    """(option, meaning) pairs; arguments are named in the usage line alone."""
    options = (one for one in command.get_params(ctx) if isinstance(one, click.Option))
    return [record for one in options if (record := one.get_help_record(ctx))]


class Verb(click.Command):
    """One verb; its help is read out in the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = ctx.find_root().obj.language
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say(language, "help.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        path = ".".join(ctx.command_path.split()[1:]) or "clientsheet"
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in say(ctx.find_root().obj.language, f"verb.{path}.about").split("\n"):
                formatter.write_text(paragraph)
                formatter.write_paragraph()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = ctx.find_root().obj.language
        records = option_records(self, ctx)
        if records:
            with formatter.section(say(language, "help.options")):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say(ctx.find_root().obj.language, "help.help")
        return found


class Verbs(Verb, click.Group):
    """Verbs by name, each imported when it is called; ``--help`` reads their sentences without importing any."""

    def __init__(self, *args: Any, modules: dict[str, str], **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        import importlib

        if cmd_name not in self.modules:
            return None
        command: click.Command = importlib.import_module(self.modules[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.modules and not args[0].startswith("-"):
            import difflib

            language = ctx.find_root().obj.language
            near = difflib.get_close_matches(args[0], self.modules, 2)
            raise click.UsageError(with_near(language, say(language, "door.no_verb", verb=args[0]), near), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Verb.format_options(self, ctx, formatter)
        language = ctx.find_root().obj.language
        prefix = ".".join([*ctx.command_path.split()[1:], ""])
        with formatter.section(say(language, "help.verbs")):
            formatter.write_dl([(name, say(language, f"verb.{prefix}{name}")) for name in self.modules])
