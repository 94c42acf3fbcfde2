"""Writes the generated pages of the manual: ``python -m clientsheet.cli.manual [DOCS]``.

The commands are asked for their own help, the rest comes from the declarations through ``reference``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from clientsheet.cli.frame import Frame, Verb, Verbs, option_records
from clientsheet.cli.verbs import clientsheet
from clientsheet.config import example
from clientsheet.reference import VerbPage, pages
from clientsheet.text import LANGUAGES, say


def manual() -> Mapping[str, str]:
    """Path below the checkout -> text, for everything that is generated."""
    made = {
        f"docs/manual/{language}/{name}": text
        for language in LANGUAGES
        for name, text in pages(language, list(verbs(language))).items()
    }
    return {**made, "config.example.yaml": example()}


def verbs(language: str) -> Iterator[VerbPage]:
    """The program itself first, then every verb, those of ``mail`` included."""
    root = click.Context(clientsheet, info_name="clientsheet", obj=Frame(language=language))
    yield from _described(clientsheet, root, language)


def _described(command: click.Command, context: click.Context, language: str) -> Iterator[VerbPage]:
    if isinstance(command, Verb):
        path = ".".join(context.command_path.split()[1:]) or "clientsheet"
        usage = f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"
        about = say(language, f"verb.{path}.about")
        yield VerbPage(context.command_path, usage, about, option_records(command, context))
    if isinstance(command, Verbs):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _described(below, click.Context(below, parent=context, info_name=name), language)


def write(checkout: Path) -> None:
    for name, text in manual().items():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
