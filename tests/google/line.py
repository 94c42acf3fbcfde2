"""A line to the emulator on a clock of its own, so that no trial waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import requests

from clientsheet.stores.google.line.calls import Calls
from tests.emulator.control import Emulator

ADDRESS = "robot@trial.iam.gserviceaccount.com"


class Time:
    """Passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def known(token: str = "emulator") -> requests.Session:
    """Somebody whom the emulator lets in."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {token}"
    return session


def line(google: Emulator, book: str, state: Path, time: Time | None = None, **more: Any) -> Calls:
    time = time or Time()
    given: dict[str, Any] = {
        "base": google.url,
        "state": state,
        "patience": 300.0,
        "clock": time.clock,
        "sleep": time.sleep,
        "chance": lambda: 0.5,
        "email": ADDRESS,
        **more,
    }
    return Calls(given.pop("session", None) or known(), book, **given)


def append(*words: str, sheet: int = 0) -> list[dict[str, Any]]:
    """The request that is worst done twice: a further row."""
    cells = [{"userEnteredValue": {"stringValue": word}} for word in words]
    return [{"appendCells": {"sheetId": sheet, "fields": "userEnteredValue", "rows": [{"values": cells}]}}]


def tag(number: int, column: int, sheet: int = 0) -> list[dict[str, Any]]:
    place = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": column - 1, "endIndex": column}
    told = {"metadataId": number, "metadataKey": "clientsheet.column", "metadataValue": f"clients.c{column}"}
    made = {**told, "visibility": "DOCUMENT", "location": {"dimensionRange": place}}
    return [{"createDeveloperMetadata": {"developerMetadata": made}}]
