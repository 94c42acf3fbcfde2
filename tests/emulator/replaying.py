"""The recorded stories told to the emulator: every answer beside Google's.

Ids that Google made up are learned from the first answer that shows them and put into later requests; times only have
to look like times. What a story needs of files that it did not make itself is left out.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import requests

SHARED = Path(__file__).resolve().parents[3] / "shared"
RECORDED = SHARED / "data" / "gspread" / "interactions.jsonl"
EXCEPTIONS = Path(__file__).with_name("replay_exceptions.tsv")
NEEDS_SHARED = pytest.mark.skipif(
    not RECORDED.exists() and os.environ.get("CI") != "true", reason="no ../shared/data here"
)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_MADE_UP = {"spreadsheetId", "id", "sheetId", "namedRangeId", "protectedRangeId"}
_TIMES = {"createdTime", "modifiedTime"}

Recorded = dict[str, Any]


class Story:
    """One cassette. ``known``: Google's id to the emulator's."""

    def __init__(self, name: str, told: list[Recorded]) -> None:
        self.name, self.told = name, told
        self.known: dict[Any, Any] = {}
        made = ("drive.files.create", "drive.files.copy")
        self._own = {one["response_body"]["id"] for one in told if one["endpoint"] in made and one["status"] == 200}

    def replayed(self, url: str, session: requests.Session) -> Iterator[tuple[str, list[str]]]:
        """(endpoint, differences) of each interaction."""
        for one in self.told:
            file = re.search(r"/(?:spreadsheets|files)/([\w-]{40,})", one["path"])
            if (file and file[1] not in self._own) or one["endpoint"] == "drive.files.list":
                continue
            body = self._translated(one["request_body"])
            more = {"json": body} if isinstance(body, dict | list) else {"data": body and body.encode()}
            query = [(name, self._translated(value)) for name, value in one["query"]]
            path = self._translated(one["path"])
            answer = session.request(one["method"], url + path, params=query, timeout=30, **more)
            yield one["endpoint"], list(self._differences(one, answer))

    def _translated(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._translated(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._translated(one) for one in value]
        if isinstance(value, str):
            for old, new in self.known.items():
                if len(str(old)) >= 8:
                    value = value.replace(str(old), str(new))
            return value
        return self.known.get(value, value) if isinstance(value, int) and value > 9999 else value

    def _differences(self, one: Recorded, answer: requests.Response) -> Iterator[str]:
        if answer.status_code != one["status"]:
            yield f"status {answer.status_code}, with Google {one['status']}"
        if one["response_is_json"] and one["response_body"] is not None:
            yield from self._compared(one["response_body"], answer.json(), "")
        elif (one["response_body"] or "") != answer.text:
            yield f"body {answer.text[:80]!r}"

    def _compared(self, real: Any, ours: Any, where: str) -> Iterator[str]:
        name = where.rpartition(".")[2]
        if name in _TIMES:
            if not _MOMENT.fullmatch(str(ours)):
                yield f"{where}: {ours!r} is no time"
        elif isinstance(real, dict) and isinstance(ours, dict):
            yield from (f"{where}: only one has {one}" for one in real.keys() ^ ours.keys())
            for one in real.keys() & ours.keys():
                yield from self._compared(real[one], ours[one], f"{where}.{one}")
        elif isinstance(real, list) and isinstance(ours, list) and len(real) == len(ours):
            for number, (one, other) in enumerate(zip(real, ours, strict=True)):
                yield from self._compared(one, other, f"{where}[{number}]")
        elif name in _MADE_UP and real and type(real) is type(ours):
            if self.known.setdefault(real, ours) != ours:
                yield f"{where}: another id than before"
        elif isinstance(real, float) and isinstance(ours, int | float):
            if abs(real - ours) > 1e-6:
                yield f"{where}: {ours!r}, with Google {real!r}"
        elif (type(real), self._translated(real)) != (type(ours), ours):
            yield f"{where}: {ours!r}, with Google {real!r}"


def replayed(url: str, only: str = "") -> tuple[int, dict[tuple[str, str], list[str]]]:
    """How many interactions of the stories whose name has ``only`` in it were compared, and by (endpoint, story) the
    differences of those that came out otherwise."""
    with RECORDED.open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    compared, differing = 0, {}
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer emulator"
        for name, told in groupby(lines, key=lambda one: str(one["cassette"])):
            if only not in name:
                continue
            story = Story(name.rpartition("/")[2].removesuffix(".json"), list(told))
            for endpoint, differences in story.replayed(url, session):
                compared += 1
                if differences:
                    differing[endpoint, story.name] = differences
    return compared, differing


def excepted() -> list[tuple[str, str, str, str]]:
    """(date, endpoint, story, reason) of each."""
    found = []
    for line in EXCEPTIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            date, endpoint, story, reason = line.split("\t")
            found.append((date, endpoint, story, reason))
    return found
