"""Jinja2 as letters and audiences use it: in its sandbox, strict about unknown names."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from clientsheet.templating.filters import filters
from clientsheet.templating.holes import filled_plain, has_hole, hole
from clientsheet.text import show

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

VALUES: Final = " values"
"""Under this name, which no template can say, the values of a rendering are collected, in the order of their holes."""

_BLANKS: Final = re.compile(r"[^\S\xa0\u202f]+")
"""Of every kind but those that keep a number and its unit, or a phone, on one line."""


class Record(SimpleNamespace):
    """Facts by name, for a template to read; it holds nothing else."""


def sandbox() -> SandboxedEnvironment:
    """SecurityError: an expression reached for what it must not. UndefinedError: an unknown name."""
    from jinja2 import StrictUndefined

    made: SandboxedEnvironment = _kind()(undefined=StrictUndefined)
    return made


@cache
def _kind() -> Any:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is Record and attribute in (facts := vars(obj)):
                return facts[attribute]
            return super().getattr(obj, attribute)

    return Sandbox


def hollow_sandbox(language: str, currency: str) -> SandboxedEnvironment:
    """In place of each value a hole; the value, as people of that language write it, is collected under ``VALUES``."""
    from jinja2 import pass_context

    # given the context, Jinja2 leaves constants to the rendering, where there is somewhere to collect them
    @pass_context
    def collected(context: Any, value: object) -> str:
        values: list[str] = context[VALUES]
        words = value if type(value) is str else show(value, language)
        words = _BLANKS.sub(" ", words).strip() if "\xa0" in words else " ".join(words.split())
        values.append(filled_plain(words, values) if has_hole(words) else words)
        return hole(len(values) - 1)

    environment = sandbox()
    environment.finalize = collected
    environment.filters.update(filters(language, currency))
    return environment


def html_sandbox(currency: str) -> SandboxedEnvironment:
    """For layout.html: whatever a value holds is words there."""
    environment = sandbox()
    environment.autoescape = True
    environment.filters.update(filters("en", currency))
    return environment
