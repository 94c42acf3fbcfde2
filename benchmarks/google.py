"""A Google Sheet: what a sync asks of Google beside what gspread's own helpers ask for the same job.

Google is the emulator of the trials in a process of its own, on this machine: what a line costs is told by the requests
and by the bytes, not by the seconds. Each contestant is a whole process.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.measuring import Figure, measure

TODAY: Final = "2026-04-06"
VISITS_EACH: Final = 4
CONTESTANTS: Final = {
    "fill": "**sync that fills all twelve columns**",
    "visit": "**sync after one visit was added**",
    "nothing": "**sync with nothing new**",
    "gspread": "gspread, whatever is new",
}
MB: Final = 1_000_000


def report(clients: int, rounds: int) -> None:
    figures = _measured(clients, rounds)
    peer = figures["gspread"]
    print(f"### A Google Sheet of {clients:,} clients × 20 columns and {clients * VISITS_EACH:,} visits\n")
    print(
        "| | requests | MB up | MB down | gspread's bytes ÷ these | seconds | processor: here | at Google's | peak MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, title in CONTESTANTS.items():
        one = figures[name]
        line = f"{one.up / MB:.2f} | {one.down / MB:.2f} | {peer.bytes / one.bytes:.0f}"
        times = f"{one.whole.median:.1f} | {median(one.whole.cpu):.1f} | {median(one.there):.1f} | {one.whole.peak}"
        print(f"| {title} | {one.reads} + {one.writes} | {line} | {times} |")
    print(flush=True)


@dataclass
class Cost:
    """``there``: seconds of the emulator's processor."""

    whole: Figure = field(default_factory=Figure)
    there: list[float] = field(default_factory=list)
    reads: int = 0
    writes: int = 0
    up: int = 0
    down: int = 0

    @property
    def bytes(self) -> int:
        return self.up + self.down

    def add(self, told: dict[str, Any]) -> None:
        self.reads, self.writes, self.up, self.down = (told[name] for name in ("read", "write", "up", "down"))
        self.there.append(told["seconds"])


def _measured(clients: int, rounds: int) -> dict[str, Cost]:
    with TemporaryDirectory(prefix="clientsheet-benchmark-") as folder, _served(Path(folder), clients) as server:
        figures = {name: Cost() for name in CONTESTANTS}
        for _ in range(rounds):
            server.ask("reset")
            shutil.rmtree(server.folder / ".clientsheet", ignore_errors=True)
            server.measure(figures["fill"], server.command("sync"))
            server.ask("visit")
            server.measure(figures["visit"], server.command("sync"))
            server.measure(Cost(), server.command("sync"))  # what we wrote ourselves is looked at once
            server.measure(figures["nothing"], server.command("sync"))
            server.measure(figures["gspread"], server.peer())
            if not figures["gspread"].writes:
                raise SystemExit("gspread's own way did not get to its end")
    return figures


class _Server:
    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder, self._process = folder, process
        told = self._heard()
        self._url, self._id = told["url"], told["id"]
        self._address = f"https://docs.google.com/spreadsheets/d/{self._id}/edit"
        config = f"workbook: {self._address}\nlanguage: uk\ngoogle: {{api: {self._url}}}\n"
        (folder / "config.yaml").write_text(config, "utf-8")

    def settle(self) -> None:
        """The program's columns and tabs are there, with nothing in them."""
        adopt = self.command("adopt", self._address, str(self.folder), "--yes")
        subprocess.run(adopt, check=True, stdout=subprocess.DEVNULL)
        self.ask("settle")

    def ask(self, words: str) -> Any:
        assert self._process.stdin
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())

    def command(self, *verb: str) -> list[str]:
        config = str(self.folder / "config.yaml")
        return [sys.executable, "-m", "clientsheet", "--config", config, "--today", TODAY, *verb]

    def peer(self) -> list[str]:
        key = str(self.folder / "service-account.json")
        return [sys.executable, "-m", "benchmarks.google_peer", self._url, self._id, key]

    def measure(self, cost: Cost, command: Sequence[str]) -> None:
        measure(cost.whole, command)
        cost.add(self.ask("traffic"))


@contextmanager
def _served(folder: Path, clients: int) -> Iterator[_Server]:
    key = str(folder / "service-account.json")
    command = [sys.executable, "-m", "benchmarks.google_server", str(clients), str(clients * VISITS_EACH), key]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        server = _Server(folder, process)
        server.settle()
        yield server
        assert process.stdin
        process.stdin.close()
