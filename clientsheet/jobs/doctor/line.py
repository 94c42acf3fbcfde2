"""What doctor finds: lines, each with a state. The words are the catalogue's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clientsheet.text import say

State = Literal["ok", "note", "bad"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence within a sentence: a key of the catalogue and what fills it."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """``doctor.<name>.<state>`` says it; ``facts`` fill it. A note is worth knowing, a bad one is in the way."""

    name: str
    state: State
    facts: Mapping[str, object] = field(default_factory=dict)

    def told(self, language: str) -> str:
        facts = {name: _told(fact, language) for name, fact in self.facts.items()}
        return say(language, f"doctor.{self.name}.{self.state}", **facts)


def _told(fact: object, language: str) -> object:
    return say(language, fact.key, **fact.facts) if isinstance(fact, Reason) else fact
