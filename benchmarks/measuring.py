"""How a process is measured: its wall time, and the peak of its memory as the system counts it."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Figure:
    """``cpu``: seconds that the processor was at work for it, which a busy machine changes less than the wall's."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def measure(figure: Figure, command: Sequence[str], folder: str | os.PathLike[str] | None = None) -> None:
    """Runs it once, in ``folder``. SystemExit: it failed."""
    started = time.perf_counter()
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}  # what the peers warn about is theirs
    quiet.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled once
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=quiet, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    figure.seconds.append(time.perf_counter() - started)
    figure.cpu.append(usage.ru_utime + usage.ru_stime)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    figure.peak = max(figure.peak, usage.ru_maxrss // 1024)
