"""A clock that only waiting moves."""

from __future__ import annotations


class Waiting:
    """Stands where a module has ``time``."""

    def __init__(self) -> None:
        self.at = 1_775_000_000.0

    def time(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds
