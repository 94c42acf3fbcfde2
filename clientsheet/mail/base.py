"""The contract of a way out for letters.

*Letter*: frozen, known by its key. *Receipt*: what became of one. *Day*: every letter delivered on one day.

``deliver`` may be called again with a letter that it delivered before it could say so (the program was killed in
between): it finds out, and never delivers one twice. It returns a receipt for every letter it took.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from clientsheet.mail.letter import Entry, Letter, Receipt


class Transport(Protocol):
    @property
    def name(self) -> str: ...

    def deliver(self, letters: Sequence[Letter]) -> list[Receipt]: ...

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        """Leaves a page about the day's letters for a person to look through, where this way out has one."""
