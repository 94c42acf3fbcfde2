"""``python -m benchmarks``: our figures beside each peer's in one run, as ratios of medians of paired runs.

Every figure is a whole process: its wall time, and the peak of its memory as the system counts it. In a round each
contestant runs once, so that a slow minute of the machine is shared by all of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks import google, mail, report, workbooks
from benchmarks.measuring import Figure, measure
from benchmarks.shop import Shop

SIZES: Final = {"1k": 1_000, "20k": 20_000, "200k": 200_000}
PEERS: Final = {
    "calamine": "python-calamine reads all tabs",
    "openpyxl": "openpyxl load + save",
    "pandas": "pandas read_excel + to_excel",
    "inflate": "inflating the package alone",
}
OURS: Final = {
    "first": "**first sync**",
    "one": "**sync after one visit was added**",
    "nothing": "**sync with nothing new**",
    "check": "**check**",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="1k,20k,200k", help="clients, five visits each")
    parser.add_argument("--rounds", type=int, default=3, help="paired runs of which the median counts")
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of openpyxl and pandas at the largest size")
    parser.add_argument("--only", choices=("workbook", "mail", "google", "report"), help="one part of it")
    parser.add_argument("--letters", type=int, default=2000, help="letters that go out")
    parser.add_argument("--planned", type=int, default=200_000, help="clients of the planning trial")
    parser.add_argument("--sheet", type=int, default=50_000, help="clients of the Google Sheet, four visits each")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}; medians of paired runs.\n")
    if options.only in (None, "workbook"):
        _workbook(options)
    if options.only in (None, "report"):
        report.report([SIZES[size] for size in options.sizes.split(",")], options.rounds)
    if options.only in (None, "mail"):
        mail.report(options.letters, options.planned, options.rounds)
    if options.only in (None, "google"):
        google.report(options.sheet, options.rounds)


def _workbook(options: argparse.Namespace) -> None:
    for size in options.sizes.split(","):
        with tempfile.TemporaryDirectory(prefix="clientsheet-benchmark-") as folder:
            _report(size, _measure(Path(folder), SIZES[size], options.rounds, options.slow_rounds))
    _start_up(options.rounds)


def _measure(folder: Path, clients: int, rounds: int, slow_rounds: int) -> dict[str, Figure]:
    pristine = folder / "pristine.xlsx"
    workbooks.make(pristine, clients)
    shop = Shop(folder / "shop")
    figures = {name: Figure() for name in (*OURS, *PEERS)}
    for turn in range(rounds):
        shop.reset(pristine)
        measure(figures["first"], shop.sync())
        measure(figures["nothing"], shop.sync())
        shop.add_visit()
        measure(figures["one"], shop.sync())
        measure(figures["check"], shop.command("check"))
        for peer in PEERS:
            slow = peer in ("openpyxl", "pandas") and clients >= SIZES["200k"]
            if not slow or turn < slow_rounds:
                measure(figures[peer], [sys.executable, "-m", "benchmarks.peers", peer, str(pristine)])
    return figures


def _report(size: str, figures: dict[str, Figure]) -> None:
    reading, whole = figures["calamine"].median, figures["openpyxl"].median
    print(f"### {SIZES[size]:,} clients, {SIZES[size] * workbooks.VISITS_EACH:,} visits\n")
    print("| | seconds | × calamine reading | openpyxl ÷ this | peak MB |")
    print("|---|---:|---:|---:|---:|")
    for name, title in {**OURS, **PEERS}.items():
        figure = figures[name]
        ratios = f"{figure.median / reading:.2f} | {whole / figure.median:.1f}"
        print(f"| {title} | {figure.median:.2f} | {ratios} | {figure.peak} |")
    print(flush=True)


def _start_up(rounds: int) -> None:
    bare, help_page = Figure(), Figure()
    for _ in range(max(5, rounds)):
        measure(bare, [sys.executable, "-c", "pass"])
        measure(help_page, [sys.executable, "-m", "clientsheet", "--help"])
    print(f"`clientsheet --help` takes {help_page.median - bare.median:.3f} s more than `python -c pass`.")


if __name__ == "__main__":
    main()
