"""config.yaml as text, written from its own fields, every option explained in the reader's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from clientsheet.config.models import Config
from clientsheet.config.reading import options, section
from clientsheet.text import say

ALWAYS: Final = ("workbook", "language")
"""Set in every config.yaml, defaults or not."""

_MARGIN: Final = 38
_PLAIN: Final = re.compile(r"[^\W_]([\w .%@/-]*[\w%])?|\.\w+")


def example(language: str = "en") -> str:
    """config.example.yaml: every option with its default or an example of a value. It loads."""
    return _document(Config(), language, None)


def written(config: Config, language: str | None = None) -> str:
    """A config.yaml for ``config``: what differs from the defaults is set, the rest stands there as comments."""
    return _document(config, language or config.language, Config())


def _document(config: Config, language: str, defaults: Config | None) -> str:
    head = [f"# {line}" for line in say(language, "option").splitlines()]
    lines = _section(Config, _dump(config), None if defaults is None else _dump(defaults), language)
    return "\n".join([*head, "", *lines]).rstrip() + "\n"


def _dump(config: Config) -> dict[str, Any]:
    return config.model_dump(mode="json", by_alias=True)


def _section(
    model: type[BaseModel],
    values: Mapping[str, Any],
    defaults: Mapping[str, Any] | None,
    language: str,
    above: tuple[str, ...] = (),
    lead: str = "",
) -> Iterator[str]:
    """The lines of a section. ``defaults`` None: every option is written; ``lead`` is "# " where all are comments."""
    for name, field in options(model).items():
        value, path = values[name], (*above, name)
        kept = defaults is None or name in ALWAYS or value != defaults[name]
        mark = (lead if kept else "# ") + "  " * len(above)
        about = say(language, ".".join(("option", *path)))
        below = section(field.annotation)
        if below is not None:
            yield f"{mark + name + ':':{_MARGIN}}# {about}"
            differing = defaults[name] if defaults and kept else None
            yield from _section(below, value, differing, language, path, lead if kept else "# ")
            if not above:
                yield ""
            continue
        if value in (None, "", [], {}) and field.examples and (defaults is None or not kept):
            value = field.examples[0]
        option = f"{mark}{name}: {_scalar(value)} "
        yield f"{option:{_MARGIN}}# {about}"


def _scalar(value: Any) -> str:
    """A value on one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_scalar(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if value is None or (isinstance(value, str) and _PLAIN.fullmatch(value) and value.casefold() != "null"):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
