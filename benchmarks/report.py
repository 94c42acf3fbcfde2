"""What looking costs beside what it cannot do without: the report beside a check of the same workbook, the card of one
client beside reading it. Paired runs, and the median of the ratios of the pairs."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks import workbooks
from benchmarks.measuring import Figure, measure
from benchmarks.shop import Shop

OURS: Final = {
    "report": ("**report**", "check"),
    "page": ("**report --html**", "check"),
    "card": ("**card** of one client", "calamine"),
}
BESIDE: Final = {"check": "check", "calamine": "python-calamine reads all tabs"}


def report(sizes: Sequence[int], rounds: int) -> None:
    for clients in sizes:
        with tempfile.TemporaryDirectory(prefix="clientsheet-benchmark-") as folder:
            _show(clients, _measure(Path(folder), clients, rounds))


def _measure(folder: Path, clients: int, rounds: int) -> dict[str, Figure]:
    pristine = folder / "pristine.xlsx"
    workbooks.make(pristine, clients)
    shop = Shop(folder / "shop")
    shop.reset(pristine)
    commands = {
        "calamine": [sys.executable, "-m", "benchmarks.peers", "calamine", str(pristine)],
        "check": shop.command("check"),
        "report": shop.command("report"),
        "page": shop.command("report", "--html", str(folder / "report.html")),
        "card": shop.command("card", str(clients // 2)),
    }
    figures = {name: Figure() for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measure(figures[name], command)
    return figures


def _show(clients: int, figures: dict[str, Figure]) -> None:
    print(f"### Looking at {clients:,} clients, {clients * workbooks.VISITS_EACH:,} visits\n")
    print("| | seconds | beside | × that, wall | × that, processor | peak MB |")
    print("|---|---:|---|---:|---:|---:|")
    for name, (title, beside) in OURS.items():
        one, other = figures[name], figures[beside]
        ratios = f"{_ratio(one.seconds, other.seconds):.2f} | {_ratio(one.cpu, other.cpu):.2f}"
        print(f"| {title} | {one.median:.2f} | {BESIDE[beside]} | {ratios} | {one.peak} |")
    for name, title in BESIDE.items():
        print(f"| {title} | {figures[name].median:.2f} | | | | {figures[name].peak} |")
    print(flush=True)


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
