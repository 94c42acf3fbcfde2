"""What doctor finds: lines, each with a state. The words are the catalogue's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from clientsheet.errors import ClientsheetError
from clientsheet.text import say

State = Literal["ok", "note", "bad"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence within a sentence: a key of the catalogue and what fills it; ``hint``: the next step's key, if any."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""

    @classmethod
    def of(cls, error: ClientsheetError) -> Self:
        return cls(error.key, error.facts, error.hint)

    def told(self, language: str) -> str:
        return " ".join(say(language, key, **self.facts) for key in (self.key, self.hint) if key)


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
    return fact.told(language) if isinstance(fact, Reason) else fact
