"""The ways out that one run has open: each opened when first needed, closed when the run ends or its link breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from clientsheet.errors import ClientsheetError
from clientsheet.mail.base import AccountStopped, LinkLost, Transport
from clientsheet.mail.letter import Entry


class Openings:
    """``open_way``: name -> transport."""

    def __init__(self, open_way: Callable[[str], Transport]) -> None:
        self._open_way = open_way
        self._open: dict[str, Transport] = {}

    def __enter__(self) -> Openings:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for way in list(self._open):
            self.close(way)

    def __getitem__(self, way: str) -> Transport:
        """ClientsheetError: it is not set up."""
        if way not in self._open:
            self._open[way] = self._open_way(way)
        return self._open[way]

    def close(self, way: str) -> None:
        """It is opened anew when it is needed again."""
        if transport := self._open.pop(way, None):
            transport.close()

    def look_through(self, way: str, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        """The page of the day, where that way out has one and can make it now."""
        try:
            return self[way].look_through(day, delivered)
        except (LinkLost, AccountStopped, ClientsheetError):
            return None
