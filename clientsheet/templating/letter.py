"""One letter template: front matter and Markdown with Jinja2, rendered for one client after another."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from clientsheet.errors import WrongUse
from clientsheet.templating.holes import Shape, hole
from clientsheet.templating.markdown import both
from clientsheet.templating.sandbox import VALUES

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_LONE_TAG: Final = re.compile(r"^[ \t]*({%(?:(?!%}).)*)(%})[ \t]*\n", re.MULTILINE)
"""A line that is one tag leaves no line behind: its break goes inside the tag, so that lines still count."""

_SHAPES_KEPT: Final = 500

Frame = Callable[[str, str, str, str], str]
"""(content, subject, preheader, way out of the mailing) -> the whole HTML; called with holes, once for each shape."""


class TemplateMistake(WrongUse):
    """The template cannot be carried out: ``facts`` hold ``file``, ``line`` and ``what``."""


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    preheader: str
    html: str
    text: str


class _Parts(NamedTuple):
    subject: Any
    preheader: Any
    body: Any


@dataclass(frozen=True, eq=False)
class Template:
    """In one language. ``render`` raises TemplateMistake."""

    path: Path
    language: str
    source: str = field(repr=False)
    plain: SandboxedEnvironment = field(repr=False)
    hollow: SandboxedEnvironment = field(repr=False)
    _shapes: dict[str, Shape] = field(default_factory=dict, repr=False)

    def render(self, facts: Mapping[str, object], frame: Frame | None = None, way_out: str = "") -> Rendered:
        """``frame`` goes around the HTML part, the same one for every letter; ``way_out``: the link to unsubscribe."""
        parts = self._parts
        values: list[str] = ["", "", way_out]
        try:
            subject, preheader = (" ".join(part.render(facts).split()) for part in parts[:2])
            values[:2] = subject, preheader
            body = parts.body.render({**facts, VALUES: values})
        except Exception as error:  # whatever an owner's expression can raise stops this letter only
            raise self.mistake(self._line_of(error), str(error)) from error
        if not subject:
            raise self.mistake(1, "subject")
        html, text = self._shape(body, frame).filled(values)
        return Rendered(subject, preheader, html, text)

    def mistake(self, line: int, what: str) -> TemplateMistake:
        return TemplateMistake("letter.mistake", file=self.path.name, line=line, what=what)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names it uses that it does not make itself. TemplateMistake."""
        from jinja2 import meta

        _ = self._parts
        return frozenset(meta.find_undeclared_variables(self.plain.parse(self.source)))

    @cached_property
    def _parts(self) -> _Parts:
        head, (line, body) = self._front_matter()
        return _Parts(
            subject=self._compiled(self.plain, *head.get("subject", (1, ""))),
            preheader=self._compiled(self.plain, *head.get("preheader", (1, ""))),
            body=self._compiled(self.hollow, line, body),
        )

    def _front_matter(self) -> tuple[dict[str, tuple[int, str]], tuple[int, str]]:
        """key -> (line, source), and the body with the line it begins on."""
        lines = self.source.split("\n")
        end = next((k for k, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
        if lines[0].strip() != "---":
            raise self.mistake(1, "---")
        if end is None:
            raise self.mistake(len(lines), "---")
        head = {}
        for number, line in enumerate(lines[1:end], 2):
            key, colon, value = line.partition(":")
            if colon:
                head[key.strip()] = (number, value.strip())
            elif line.strip():
                raise self.mistake(number, line.strip())
        return head, (end + 2, _LONE_TAG.sub(r"\1\n\2", "\n".join(lines[end + 1 :])))

    def _compiled(self, environment: SandboxedEnvironment, line: int, source: str) -> Any:
        from jinja2 import TemplateSyntaxError

        # blank lines before the source keep the line numbers of the file in every message
        source = "\n" * (line - 1) + source
        try:
            code = environment.compile(source, str(self.path), str(self.path))
        except TemplateSyntaxError as error:
            raise self.mistake(error.lineno, error.message or "") from error
        return environment.template_class.from_code(environment, code, environment.make_globals(None))

    def _shape(self, body: str, frame: Frame | None) -> Shape:
        shape = self._shapes.get(body)
        if shape is None:
            html, text = both(body)
            shape = Shape.cut(frame(html, hole(0), hole(1), hole(2)) if frame else html, text)
            if len(self._shapes) < _SHAPES_KEPT:
                self._shapes[body] = shape
        return shape

    def _line_of(self, error: Exception) -> int:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(self.path)]
        return frames[-1].lineno or 1 if frames else 1
