"""An emulator and requests to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.emulator.control import Emulator


class Caller:
    """Plain HTTP, as any client would."""

    def __init__(self, google: Emulator) -> None:
        self.google = google
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer emulator"

    def send(self, method: str, path: str, **more: Any) -> requests.Response:
        return self.session.request(method, f"{self.google.url}{path}", timeout=more.pop("timeout", 10), **more)

    def ask(self, method: str, path: str, **more: Any) -> Any:
        answer = self.send(method, path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def batch(self, book: str, *requests_: dict[str, Any], **more: Any) -> Any:
        path = f"/v4/spreadsheets/{book}:batchUpdate"
        return self.ask("POST", path, json={"requests": list(requests_), **more})

    def values(self, book: str, place: str, option: str = "UNFORMATTED_VALUE") -> list[list[Any]]:
        told = self.ask("GET", f"/v4/spreadsheets/{book}/values/{place}", params={"valueRenderOption": option})
        return list(told.get("values", []))


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def call(google: Emulator) -> Caller:
    return Caller(google)
