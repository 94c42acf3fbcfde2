"""One letter template: front matter and Markdown with Jinja2, rendered for one client after another."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.errors import WrongUse
from clientsheet.templating.holes import Shape, hole
from clientsheet.templating.markdown import both
from clientsheet.templating.sandbox import VALUES

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_LONE_TAG: Final = re.compile(r"^[ \t]*({%(?:(?!%}).)*)(%})[ \t]*\n", re.MULTILINE)
"""A line that is one tag leaves no line behind: its break goes inside the tag, so that lines still count."""

_PART, _IS = "\x1e", "\x1f"
"""Before the name of a part and before its words, while all parts are one text; no template can write them."""

_HEAD: Final = ("subject", "preheader", "attachments")

_SHAPES_KEPT: Final = 500

Frame = Callable[[str, str, str, str], str]
"""(content, subject, preheader, way out of the mailing) -> the whole HTML; called with holes, once for each shape."""


class TemplateMistake(WrongUse):
    """The template cannot be carried out: ``facts`` hold ``file``, ``line`` and ``what``."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """``attachments``: the names of files, as the template says them."""

    subject: str
    preheader: str
    html: str
    text: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Template:
    """In one language. ``render`` raises TemplateMistake."""

    path: Path
    language: str
    source: str = field(repr=False)
    sandbox: SandboxedEnvironment = field(repr=False)
    _shapes: dict[str, Shape] = field(default_factory=dict, repr=False)

    def render(self, facts: Mapping[str, object], frame: Frame | None = None, way_out: str = "") -> Rendered:
        """``frame`` goes around the HTML part, the same one for every letter; ``way_out``: the link to unsubscribe."""
        values: list[str] = ["", "", way_out]
        try:
            hollow = self._compiled.render({**facts, VALUES: values})
        except TemplateMistake:
            raise
        except Exception as error:  # whatever an owner's expression can raise stops this letter only
            raise self.mistake(self._line_of(error), str(error)) from error
        shape = self._shapes.get(hollow) or self._shape(hollow, frame)
        subject, preheader, attached = (" ".join(part.split()) for part in shape.head_filled(values))
        if not subject:
            raise self.mistake(1, "subject")
        values[:2] = subject, preheader
        html, text = shape.filled(values)
        return Rendered(subject, preheader, html, text, tuple(filter(None, map(str.strip, attached.split(",")))))

    def mistake(self, line: int, what: str) -> TemplateMistake:
        return TemplateMistake("letter.mistake", file=self.path.name, line=line, what=what.rstrip("."))

    def line_of(self, part: str) -> int:
        """Where a line of the front matter stands."""
        return next((k for k, line in enumerate(self.source.split("\n"), 1) if line.startswith(f"{part}:")), 1)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names it uses that it does not make itself. TemplateMistake."""
        from jinja2 import meta

        _ = self._compiled
        return frozenset(meta.find_undeclared_variables(self.sandbox.parse(self.source)))

    @cached_property
    def _compiled(self) -> Any:
        """All parts in one, so that a letter is rendered once; every line keeps its number."""
        lines = self.source.split("\n")
        end = next((k for k, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
        if lines[0].strip() != "---":
            raise self.mistake(1, "---")
        if end is None:
            raise self.mistake(len(lines), "---")
        head = [self._head_line(number, line) for number, line in enumerate(lines[1:end], 2)]
        body = _LONE_TAG.sub(r"\1\n\2", "\n".join(lines[end + 1 :]))
        return self._code("\n".join(("", *head, f"{_PART}body{_IS}")) + "\n" + body)

    def _head_line(self, number: int, line: str) -> str:
        key, colon, value = line.partition(":")
        if colon:
            self._code("\n" * (number - 1) + value)
            return f"{_PART}{key.strip()}{_IS}{value.strip()}"
        if line.strip():
            raise self.mistake(number, line.strip())
        return ""

    def _code(self, source: str) -> Any:
        from jinja2 import TemplateSyntaxError

        try:
            code = self.sandbox.compile(source, str(self.path), str(self.path))
        except TemplateSyntaxError as error:
            raise self.mistake(error.lineno, error.message or "") from error
        return self.sandbox.template_class.from_code(self.sandbox, code, self.sandbox.make_globals(None))

    def _shape(self, hollow: str, frame: Frame | None) -> Shape:
        parts = {name: words for name, _, words in (part.partition(_IS) for part in hollow.split(_PART))}
        html, text = both(parts["body"])
        framed = frame(html, hole(0), hole(1), hole(2)) if frame else html
        shape = Shape.cut(framed, text, tuple(parts.get(name, "") for name in _HEAD))
        if len(self._shapes) < _SHAPES_KEPT:
            self._shapes[hollow] = shape
        return shape

    def _line_of(self, error: Exception) -> int:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(self.path)]
        return frames[-1].lineno or 1 if frames else 1
