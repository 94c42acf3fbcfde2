"""config.yaml -> Config. Whatever is wrong is one sentence that names the file and the line.

Every scalar is taken as the text that stands in the file and read by the type of its option, so that ``country: NO``
is Norway, ``phone: +380441234567`` keeps its plus and ``hours: 20:00-09:00`` is no number.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ValidationError

from clientsheet.config.models import Config
from clientsheet.errors import ConfigError

FILE_NAME: Final = "config.yaml"

_DEEPEST: Final = 12
_NOTHING: Final = ("", "~", "null", "Null", "NULL")
_EXPECTED: Final = {
    "string": "text",
    "int": "integer",
    "float": "number",
    "bool": "yes-no",
    "model": "section",
    "dict": "section",
    "tuple": "list",
    "greater": "range",
    "less": "range",
}

Lines = dict[tuple[str, ...], int]


def find(folder: Path) -> Path | None:
    """The config.yaml of ``folder`` or of the nearest folder above it."""
    folder = folder.resolve()
    return next((path for up in (folder, *folder.parents) if (path := up / FILE_NAME).is_file()), None)


def load(path: Path) -> Config:
    """ConfigError: no such file, not YAML, an unknown key, a wrong value."""
    return parse(_text(path), path)


def parse(text: str, path: Path) -> Config:
    """The text of a config file that lies (or is to lie) at ``path``. ConfigError: as ``load``."""
    data, lines = _tree(text, path.name)
    _refuse_unknown(data, Config, lines, path.name)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise _explained(error, lines, path.name) from None
    return config.lying_in(path.parent, path, lines)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError("config.missing", hint="config.missing.cure", path=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError("config.encoding", hint="config.encoding.cure", place=path.name) from None
    except OSError as error:
        reason = error.strerror or ""
        raise ConfigError("config.unreadable", path=str(path), reason=reason) from None


def _tree(text: str, name: str) -> tuple[dict[str, Any], Lines]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lines: Lines = {}
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{min(mark.line + 1, len(text.splitlines()))}" if mark else name
        raise ConfigError("config.syntax", hint="config.syntax.cure", place=place) from None
    except yaml.YAMLError:
        raise ConfigError("config.encoding", hint="config.encoding.cure", place=name) from None
    data = _value(node, (), lines, name) if node is not None else None
    if data is None:
        return {}, lines
    if not isinstance(data, dict):
        raise ConfigError("config.not-a-mapping", hint="config.syntax.cure", place=f"{name}:1")
    return data, lines


def _value(node: yaml.Node, path: tuple[str, ...], lines: Lines, name: str) -> Any:
    """The node as dict, list and text; empty values are left out, so that the default stands."""
    place = f"{name}:{node.start_mark.line + 1}"
    if len(path) > _DEEPEST:
        raise ConfigError("config.syntax", hint="config.syntax.cure", place=place)
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NOTHING else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, str(index)), lines, name) for index, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, item in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ConfigError("config.syntax", hint="config.syntax.cure", place=f"{name}:{line}")
        below = (*path, key.value)
        if below in lines:
            first = lines[below]
            raise ConfigError("config.doubled-key", place=f"{name}:{line}", name=key.value, first=first)
        lines[below] = line
        value = _value(item, below, lines, name)
        if value is not None:
            found[key.value] = value
    return found


def options(model: type[BaseModel]) -> Mapping[str, Any]:
    """The names a section may hold, as written in the file, with their fields."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def section(annotation: Any) -> type[BaseModel] | None:
    """The model behind a field, where the field is a section of its own."""
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _refuse_unknown(data: object, model: type[BaseModel], lines: Lines, name: str) -> None:
    for path in lines:
        known: Mapping[str, Any] | None = options(model)
        for word in path:
            if known is None:
                break
            if word not in known:
                raise _unknown(word, known, f"{name}:{lines[path]}")
            below = section(known[word].annotation)
            known = options(below) if below else None


def _unknown(word: str, known: Mapping[str, Any], place: str) -> ConfigError:
    close = difflib.get_close_matches(word.casefold(), known, n=1)
    if close:
        hint = "config.did-you-mean"
        return ConfigError("config.unknown-key", hint=hint, place=place, name=word, close=close[0])
    allowed = ", ".join(known)
    return ConfigError("config.unknown-key", hint="config.known-keys", place=place, name=word, known=allowed)


def _explained(error: ValidationError, lines: Lines, name: str) -> ConfigError:
    """The first mistake in the order of the file."""

    def line(problem: Any) -> int:
        path = tuple(str(word) for word in problem["loc"])
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)

    problem = min(error.errors(include_url=False), key=line)
    words = [str(word) for word in problem["loc"] if isinstance(word, str)]
    option = ".".join(word for word in words if not word.startswith("function-"))
    facts = {"place": f"{name}:{line(problem)}", "name": option, "value": _shown(problem)}
    kind: str = problem["type"]
    if kind.startswith("config."):
        return ConfigError(kind, hint=f"{kind}.cure", **facts)
    if kind == "literal_error":
        allowed = str(problem["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return ConfigError("config.choice", hint="config.choice.cure", allowed=allowed, **facts)
    expected = next((word for start, word in _EXPECTED.items() if kind.startswith(start)), "text")
    return ConfigError(f"config.expects-{expected}", **facts)


def _shown(problem: Any) -> str:
    """What stands there; never a secret."""
    value = problem["input"]
    return value if isinstance(value, str) and problem["type"] != "config.secret" else ""
