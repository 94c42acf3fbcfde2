"""What goes wrong, and what the owner does meanwhile: plans for the Nth request that matches (facts §8.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from tests.emulator.files import Answer
from tests.emulator.refusals import Refusal


class Wire(Enum):
    """The line breaks. All but LOST_* and SLOW_* have carried the request out."""

    LOST_RST = auto()
    """Nothing was done, and the line is reset before any answer."""
    LOST_FIN = auto()
    """Nothing was done, and the line is closed before any answer."""
    SWALLOWED_RST = auto()
    SWALLOWED_FIN = auto()
    SWALLOWED_502 = auto()
    """Carried out, and something in between answers 502."""
    CUT_LENGTH = auto()
    """Half of a body of a told length."""
    CUT_CHUNKED = auto()
    TRUNCATED = auto()
    """Half of the JSON as a whole answer."""
    EMPTY = auto()
    """200 and no body."""
    SLOW_HEADERS = auto()
    """Carried out; nothing is answered for ``Plan.seconds``, then the line is closed."""
    SLOW_BODY = auto()
    """Carried out; half of the body, then nothing for ``Plan.seconds``."""
    STALE = auto()
    """A read is answered from the state before the last change."""


CARRIES_OUT = frozenset(Wire) - {Wire.LOST_RST, Wire.LOST_FIN}

BAD_GATEWAY = Answer(
    502, b"<html><title>Error 502 (Server Error)!!1</title></html>", {"Content-Type": "text/html; charset=UTF-8"}
)
INTERNAL = Refusal("Internal error encountered.", 500)
UNAVAILABLE = Refusal("The service is currently unavailable.", 503)
INVALID_GRANT = Answer(400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."})


def refused(refusal: Refusal, **headers: str) -> Answer:
    """``headers``: with _ for -, e.g. Retry_After="3"."""
    return Answer(refusal.code, refusal.body, {name.replace("_", "-"): one for name, one in headers.items()})


@dataclass
class Plan:
    """``match``: of "METHOD /path" with the path decoded, somewhere in it. ``nth``: from which match on; ``times``: for
    how many of them, None for ever. ``does``: an answer instead of carrying the request out, or a broken line.
    ``before``, ``after``: what happens before and after the request is carried out, while nobody else is served."""

    match: str = ""
    nth: int = 1
    times: int | None = 1
    does: Answer | Wire | None = None
    before: Callable[[], object] | None = None
    after: Callable[[], object] | None = None
    seconds: float = 5.0
    seen: int = 0

    def meets(self, line: str) -> bool:
        """Counts the request if it matches."""
        if not re.search(self.match, line):
            return False
        self.seen += 1
        return self.seen >= self.nth and (self.times is None or self.seen < self.nth + self.times)
