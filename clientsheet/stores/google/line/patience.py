"""How long a run puts up with trouble: so many seconds in all for waiting and for tries that came to nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clientsheet.errors import ClientsheetError

_LONGEST: Final = 64.0
"""Between two tries, in seconds (the ceiling that Google's guide to quotas advises)."""


class Patience:
    """``left``: seconds; never below nothing."""

    def __init__(self, seconds: float, sleep: Callable[[float], None]) -> None:
        self.left = seconds
        self._sleep = sleep

    def spend(self, seconds: float) -> None:
        """That long a try took that failed."""
        self.left = max(0.0, self.left - max(0.0, seconds))

    def wait(self, seconds: float, otherwise: ClientsheetError) -> None:
        """Raises ``otherwise`` at once where there is not so much patience left."""
        if seconds > self.left:
            raise otherwise
        self.rest(seconds)

    def rest(self, seconds: float) -> None:
        """Waits so long, or as long as there is patience."""
        seconds = min(seconds, self.left)
        if seconds > 0:
            self.left -= seconds
            self._sleep(seconds)


def pause(failures: int, asked: float | None, chance: Callable[[], float]) -> float:
    """Seconds before the next try after so many failures (from 1): as long as the server asked for, else doubled each
    time; ``chance`` (0..1) keeps several clients from coming back all at once."""
    if asked is not None:
        return asked + chance()
    return min(_LONGEST, 0.5 * 2.0 ** min(failures - 1, 10) + 0.5 * chance())
