"""Where templates lie: the shop's own folder first, then the ones that come with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clientsheet.templating.layout import Layout
from clientsheet.templating.letter import Template, TemplateMistake
from clientsheet.templating.sandbox import hollow_sandbox, html_sandbox

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_PACKAGE: Final = Path(__file__).resolve().parent.parent
SHIPPED: Final = next(
    (place for place in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if place.is_dir()),
    _PACKAGE / "templates",
)
"""The templates that come with the program (inside the wheel, or beside the package in a checkout)."""


class Templates:
    def __init__(self, folder: Path | None, currency: str = "UAH") -> None:
        self.folders = tuple(place for place in (folder, SHIPPED) if place is not None)
        self.currency = currency
        self._known: dict[str, Template | None] = {}
        self._sandboxes: dict[str, SandboxedEnvironment] = {}

    def letter(self, name: str, languages: Iterable[str], *, short: bool = False) -> Template | None:
        """The letter in the first of the languages that it is written in; None: in none of them. ``short``: its words
        for a phone, where it has such (``name.sms.uk.md``)."""
        if not re.fullmatch(r"[\w-]+", name):
            return None
        kinds = (f"{name}.sms", name) if short else (name,)
        wanted = (f"{kind}.{language}" for language in languages for kind in kinds)
        return next((found for one in wanted if (found := self._letter(one))), None)

    def layout(self) -> Layout:
        """The frame around the HTML part. TemplateMistake: there is none."""
        path = self._file("layout.html")
        if path is None:
            raise TemplateMistake("letter.mistake", file="layout.html", line=1, what="-")
        return Layout(path, html_sandbox(self.currency))

    def mistakes(self) -> Iterator[TemplateMistake]:
        """Of every letter and of the frame, what shows without a client: the first mistake of each file."""
        files = [path.name for folder in self.folders for path in (folder / "letters").glob("*.*.md")]
        for name in sorted({name.removesuffix(".md") for name in files}):
            try:
                if letter := self._letter(name):
                    _ = letter.names
            except TemplateMistake as mistake:
                yield mistake
        try:
            self.layout()
        except TemplateMistake as mistake:
            yield mistake

    def names(self) -> list[str]:
        """Every letter there is a template for, by name."""
        found = {path.name.split(".")[0] for folder in self.folders for path in (folder / "letters").glob("*.*.md")}
        return sorted(found)

    def _letter(self, name: str) -> Template | None:
        if name not in self._known:
            self._known[name] = self._load(name)
        return self._known[name]

    def _load(self, name: str) -> Template | None:
        path = self._file(f"{name}.md")
        if path is None:
            return None
        language = name.rpartition(".")[2]
        if language not in self._sandboxes:
            self._sandboxes[language] = hollow_sandbox(language, self.currency)
        try:
            source = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TemplateMistake("letter.mistake", file=path.name, line=1, what="UTF-8") from error
        return Template(path, language, _plain(source), self._sandboxes[language])

    def _file(self, name: str) -> Path | None:
        return next((path for folder in self.folders if (path := folder / "letters" / name).is_file()), None)


def _plain(source: str) -> str:
    """One kind of line break, and no control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "", source.replace("\r\n", "\n").replace("\r", "\n"))
