"""Google's limits of requests in a minute, for reads and for writes, on a clock that a trial may turn."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.emulator.refusals import over_quota


@dataclass
class Quota:
    """``per_user`` and ``per_project``: reads and, apart from them, writes in a minute. ``others``: what other
    clients of the same project take in every minute."""

    per_user: int = 60
    per_project: int = 300
    clock: Callable[[], float] = time.monotonic
    others: int = 0
    _minute: int = -1
    _taken: Counter[str] = field(default_factory=Counter)

    def take(self, kind: str) -> None:
        """``kind``: Read or Write."""
        minute = int(self.clock() // 60)
        if minute != self._minute:
            self._minute, self._taken = minute, Counter()
        self._taken[kind] += 1
        if self._taken[kind] > self.per_user or self._taken[kind] + self.others > self.per_project:
            raise over_quota(kind)
