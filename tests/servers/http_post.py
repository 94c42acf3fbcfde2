"""A service that takes one JSON a letter; ``idempotent``: it carries out one Idempotency-Key once."""

from __future__ import annotations

from typing import Any

from tests.servers.web import Answer, Request, WebDouble

TOKEN = "http-token-of-trial"


class HttpPostDouble(WebDouble):
    """``taken``: the messages, as often as they were carried out. ``unknown``: numbers it refuses."""

    def __init__(self, *, idempotent: bool = False) -> None:
        super().__init__()
        self.taken: list[dict[str, Any]] = []
        self.unknown: set[str] = set()
        self._idempotent = idempotent
        self._remembered: dict[str, Answer] = {}

    def answer(self, request: Request) -> Answer:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer(401, {"error": "who are you"})
        key, message = request.headers["idempotency-key"], request.json
        assert key == message["key"]
        if self._idempotent and key in self._remembered:
            return self._remembered[key]
        if message["to"] in self.unknown:
            return Answer(422, {"error": "no such number"})
        self.taken.append(message)
        self._remembered[key] = Answer(201, {"id": f"m{len(self.taken)}"})
        return self._remembered[key]
