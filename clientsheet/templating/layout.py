"""The frame around the HTML part of a letter: layout.html, its styles moved into the elements, as mail programs ask."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientsheet.templating.letter import TemplateMistake

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@dataclass(frozen=True, eq=False)
class Layout:
    path: Path
    sandbox: SandboxedEnvironment

    def framed(self, words: Mapping[str, Any], content: str) -> str:
        """``content``: the HTML of the letter itself; ``words``: what else the frame shows. TemplateMistake."""
        from css_inline import CSSInliner
        from markupsafe import Markup

        try:
            page = self._compiled.render(words, content=Markup(content))
            # by default it reads style sheets from disk and network; a letter has none of its own
            return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(page)
        except TemplateMistake:
            raise
        except Exception as error:  # whatever an owner's expression or style can raise
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(self.path)]
            raise self._mistake(frames[-1].lineno or 1 if frames else 1, str(error)) from error

    @cached_property
    def _compiled(self) -> Any:
        from jinja2 import TemplateSyntaxError

        try:
            source = self.path.read_text("utf-8-sig")
            code = self.sandbox.compile(source, str(self.path), str(self.path))
        except TemplateSyntaxError as error:
            raise self._mistake(error.lineno, error.message or "") from error
        except UnicodeDecodeError as error:
            raise self._mistake(1, "UTF-8") from error
        return self.sandbox.template_class.from_code(self.sandbox, code, self.sandbox.make_globals(None))

    def _mistake(self, line: int, what: str) -> TemplateMistake:
        return TemplateMistake("letter.mistake", file=self.path.name, line=line, what=what)
