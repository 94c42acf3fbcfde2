"""What all pages share: one self-contained HTML file for a phone, a wide screen, the dark and the printer.

A page is a template beside this file that begins with ``{% extends "frame.html" %}`` and fills the block ``page`` (and,
where it must, ``style``); ``rendered`` puts facts into it, ``save`` lays it on the disk. It reads without a script and
asks nobody for anything: the Content-Security-Policy in its head forbids both. Values are escaped by themselves.

The frame draws ``title`` (the heading), ``on`` (the quiet line under it) and ``foot`` (the last line). For the rest it
has these looks, which keep to WCAG AA in the light and in the dark:

    section                         a card with an h2 (h3 inside); in print a ruled chapter
    p.lead · .quiet · .small        opening words · what matters less
    dl.figures > div > dt + dd      numbers to see at once; ``dd small`` for what stands under one
    table, th.n and td.n            numbers flush right; inside ``div.wide`` where it may have to scroll by itself
    ul.rows > li                    one thing a row, a line between
    .chip + good warn bad info mark one word in a colour (never the colour alone)
    div.buttons > a.button          large enough for a finger
    .keep · .screen · .paper        not torn apart in print · never printed · only printed
    .roomy                          left out on a phone: a column that would squeeze the others
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clientsheet.errors import WrongUse
from clientsheet.files import folder_of, write_file

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES: Final = Path(__file__).parent
_PAGE_ENDINGS: Final = (".html", ".htm")


def rendered(template: str, language: str, *, title: str, on: str = "", foot: str = "", **facts: object) -> str:
    """The page of a template. jinja2.UndefinedError: it asks for a fact that was not given."""
    return _templates().get_template(template).render(language=language, title=title, on=on, foot=foot, **facts)


def save(path: Path, page: str) -> None:
    """The file holds the page afterwards, or what it held before; folders on the way are made. WrongUse: a file that
    is no page has this name, be it the workbook. Other errors as of ``files.replacing``."""
    if path.is_file() and path.suffix.lower() not in _PAGE_ENDINGS:
        raise WrongUse("file.exists", hint="file.exists.hint", path=path)
    folder_of(path)
    write_file(path, page.encode("utf-8"))


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
