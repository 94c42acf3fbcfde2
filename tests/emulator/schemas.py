"""Google's discovery documents: what a request may say, or be refused with 400, and what an answer may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tests.emulator.refusals import NotInDocument

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "discovery"
_KINDS = {"string": str, "boolean": bool, "object": dict, "array": list}
_LIST = "type.googleapis.com/google.protobuf.ListValue"


class Document:
    def __init__(self, path: Path) -> None:
        self._said = json.loads(path.read_text(encoding="utf-8"))
        self._schemas: dict[str, Any] = self._said["schemas"]

    @cached_property
    def _methods(self) -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
        found = []
        for method in _methods(self._said):
            paths = [self._said["servicePath"] + method["flatPath"]]
            if "mediaUpload" in method:
                paths.append(method["mediaUpload"]["protocols"]["simple"]["path"].lstrip("/"))
            for path in paths:
                pattern = "[^/]+?".join(re.escape(one) for one in re.split(r"\{\w+\}", path))
                found.append((method["httpMethod"], re.compile("/?" + pattern), method))
        return sorted(found, key=lambda one: -len(one[1].pattern))

    def method(self, verb: str, path: str) -> dict[str, Any] | None:
        return next((one for asked, shape, one in self._methods if asked == verb and shape.fullmatch(path)), None)

    def check_request(self, method: dict[str, Any], query: list[tuple[str, str]], body: Any) -> None:
        """Refuses what the document does not know, in Google's words."""
        known = {**self._said["parameters"], **method.get("parameters", {})}
        for name, value in query:
            if name not in known:
                words = f"Unknown name \"{name}\": Cannot bind query parameter. Field '{name}' could not be found"
                raise NotInDocument(f"Invalid JSON payload received. {words} in request message.")
            if "enum" in known[name] and value not in known[name]["enum"]:
                raise _invalid(name, "TYPE_ENUM", value)
        if body is not None and "request" in method:
            root = "data" if method["request"]["$ref"] in ("ValueRange",) else ""
            self._check(body, self._schemas[method["request"]["$ref"]], root)

    def _check(self, value: Any, schema: dict[str, Any], where: str) -> None:
        schema = self._schemas[schema["$ref"]] if "$ref" in schema else schema
        kind = schema.get("type", "any")
        if value is None or kind == "any":
            return
        if kind == "array":
            if not isinstance(value, list):
                raise _invalid(where, _LIST if schema["items"].get("type") == "array" else kind, value)
            for number, one in enumerate(value):
                self._check(one, schema["items"], f"{where}[{number}]")
        elif kind == "object" and isinstance(value, dict):
            self._check_object(value, schema, where)
        elif not _fits(value, schema, lenient=True):
            raise _invalid(
                where, f"TYPE_{schema.get('format', kind).upper()}" if "enum" not in schema else "TYPE_ENUM", value
            )

    def _check_object(self, value: dict[str, Any], schema: dict[str, Any], where: str) -> None:
        known = schema.get("properties", {})
        for name, one in value.items():
            if name in known:
                self._check(one, known[name], f"{where}.{_snake(name)}" if where else _snake(name))
            elif "additionalProperties" not in schema:
                place = f" at '{where}'" if where else ""
                words = f'Unknown name "{name}"{place}: Cannot find field.'
                raise NotInDocument(f"Invalid JSON payload received. {words}", details=_violation(where, words))

    def mistakes(self, method: dict[str, Any], answer: Any) -> Iterator[str]:
        """What in an answer the document does not know."""
        if "response" in method:
            yield from self._mistakes(answer, self._schemas[method["response"]["$ref"]], method["id"])

    def _mistakes(self, value: Any, schema: dict[str, Any], where: str) -> Iterator[str]:
        schema = self._schemas[schema["$ref"]] if "$ref" in schema else schema
        if schema.get("type", "any") == "any":
            return
        if not _fits(value, schema, lenient=False):
            yield f"{where}: {value!r} is no {schema.get('enum') or schema['type']}"
        elif isinstance(value, list):
            for one in value:
                yield from self._mistakes(one, schema["items"], where)
        elif isinstance(value, dict):
            for name, one in value.items():
                if name in schema.get("properties", {}):
                    yield from self._mistakes(one, schema["properties"][name], f"{where}.{name}")
                elif "additionalProperties" not in schema:
                    yield f"{where}: no field {name}"


@cache
def documents(folder: Path = DOCUMENTS) -> Mapping[str, Document]:
    """By the first part of the path that they describe; nothing where the folder is not there."""
    names = {"v4": "sheets.v4.json", "drive": "drive.v3.json", "gmail": "gmail.v1.json"}
    return {part: Document(folder / name) for part, name in names.items() if (folder / name).is_file()}


def _methods(resources: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from resources.get("methods", {}).values()
    for inner in resources.get("resources", {}).values():
        yield from _methods(inner)


def _fits(value: Any, schema: dict[str, Any], *, lenient: bool) -> bool:
    kind = schema["type"]
    if kind in ("integer", "number"):
        if isinstance(value, str) and lenient:
            return bool(re.fullmatch(r"-?\d+(\.\d+)?", value))
        whole = kind == "number" or float(value).is_integer() if isinstance(value, int | float) else False
        return isinstance(value, int | float) and not isinstance(value, bool) and whole
    if not isinstance(value, _KINDS[kind]):
        return False
    return "enum" not in schema or value in schema["enum"]


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


def _invalid(where: str, kind: str, value: Any) -> NotInDocument:
    words = f"Invalid value at '{where}' ({kind}), {json.dumps(value, ensure_ascii=False)}"
    return NotInDocument(words, details=_violation(where, words))


def _violation(where: str, words: str) -> list[dict[str, Any]]:
    one = {"field": where, "description": words} if where else {"description": words}
    return [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [one]}]
