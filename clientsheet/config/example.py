"""config.yaml as text, written from its own fields, every option explained in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from clientsheet.config.models import Config
from clientsheet.config.reading import options, section
from clientsheet.text import say

_MARGIN: Final = 38
_PLAIN: Final = re.compile(r"[^\W_][\w .%@/-]*|\.\w+")


def example(language: str = "en") -> str:
    """config.example.yaml: every option with its default or an example of a value. It loads."""
    return _document(Config(), language, None)


def written(config: Config, language: str | None = None) -> str:
    """A config.yaml for ``config``: what differs from the defaults is set, the rest stands there as comments."""
    return _document(config, language or config.language, Config())


def _document(config: Config, language: str, defaults: Config | None) -> str:
    head = [f"# {line}" for line in say(language, "option").splitlines()]
    plain = None if defaults is None else _dump(defaults)
    return "\n".join([*head, "", *_section(Config, _dump(config), plain, language, "", 0)]).rstrip() + "\n"


def _dump(config: Config) -> dict[str, Any]:
    return config.model_dump(mode="json", by_alias=True)


def _section(
    model: type[BaseModel],
    values: Mapping[str, Any],
    defaults: Mapping[str, Any] | None,
    language: str,
    above: str,
    depth: int,
) -> Iterator[str]:
    for name, field in options(model).items():
        path = f"{above}.{name}" if above else name
        value = values[name]
        kept = defaults is None or name in ("workbook", "language") or value != defaults[name]
        mark = "  " * depth if kept else "# " + "  " * depth
        about = say(language, f"option.{path}")
        below = section(field.annotation)
        if below is not None:
            yield f"{mark + name + ':':{_MARGIN}}# {about}"
            inner = _section(below, value, defaults[name] if defaults and kept else None, language, path, depth + 1)
            yield from inner if kept else (f"# {line}" for line in inner)
            if depth == 0:
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
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float)):
        return str(value)
    if _PLAIN.fullmatch(value):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
