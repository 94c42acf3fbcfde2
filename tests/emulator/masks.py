"""Field masks: ``a.b,c(d,e)``, with ``/`` as good as ``.``, read into a tree and laid over an answer."""

from __future__ import annotations

import re
from typing import Any

from tests.emulator.refusals import Refusal

Mask = dict[str, Any]
"""A name leads to the mask below it; an empty one means all that is below."""


def mask(text: str) -> Mask:
    tokens = re.findall(r"[\w$*-]+|[.,/()]", text)
    if "".join(tokens) != re.sub(r"\s", "", text) or not tokens:
        raise Refusal(f"Request contains an invalid argument: fields {text!r}")
    tree: Mask = {}
    rest = _read(tokens, tree)
    if rest:
        raise Refusal(f"Request contains an invalid argument: fields {text!r}")
    return {} if "*" in tree else tree


def _read(tokens: list[str], tree: Mask) -> list[str]:
    while tokens:
        place, last, parent = tree, "", tree
        while tokens and tokens[0] not in ",)(":
            if tokens[0] not in "./":
                last, parent = tokens[0], place
                place = place.setdefault(last, {})
            tokens = tokens[1:]
        if tokens and tokens[0] == "(":
            tokens = _read(tokens[1:], place)
            if not tokens or tokens[0] != ")":
                raise Refusal("Request contains an invalid argument: fields")
            tokens = tokens[1:]
        if "*" in place:
            parent[last] = {}
        if not tokens or tokens[0] == ")":
            return tokens
        tokens = tokens[1:]
    return tokens


class Masked(list[Any]):
    """A list that the mask was laid over while it was made."""


def masked(value: Any, tree: Mask) -> Any:
    if not tree or isinstance(value, Masked):
        return value
    if isinstance(value, list):
        return [masked(one, tree) for one in value]
    if isinstance(value, dict):
        return {name: masked(one, tree[name]) for name, one in value.items() if name in tree}
    return value


def asks(tree: Mask, *names: str) -> bool:
    """Whether the mask lets through what stands under these names."""
    for name in names:
        if not tree:
            return True
        if name not in tree:
            return False
        tree = tree[name]
    return True


def merged(old: dict[str, Any], new: dict[str, Any], tree: Mask) -> dict[str, Any]:
    """``old`` with what the mask names taken from ``new``: named and not given means cleared."""
    if not tree:
        return {name: one for name, one in new.items() if one is not None}
    result = dict(old)
    for name, below in tree.items():
        given = new.get(name)
        if below and (isinstance(given, dict) or given is None):
            given = merged(result.get(name) or {}, given or {}, below) or None
        if given is None:
            result.pop(name, None)
        else:
            result[name] = given
    return result
