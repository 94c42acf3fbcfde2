"""Running ``sync`` by itself: the crontab line, the systemd timer or the Windows task of one folder.

``plan`` gives what would be set up, as text; ``install`` does it. Setting it up again replaces what was there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from clientsheet.errors import TryLater, WrongUse
from clientsheet.workspace import Workspace

Means = Literal["cron", "systemd", "windows"]
UNITS: Final = {"m": ("MINUTE", 60), "h": ("HOURLY", 24), "d": ("DAILY", 1)}
MINUTE_OF_THE_HOUR: Final = 7
"""Not on the hour, when every other job starts."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """``text``: what to read or to paste. ``files``: to write for it (systemd)."""

    means: Means
    name: str
    text: str
    files: tuple[tuple[Path, str], ...] = ()
    command: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScheduleOutcome:
    schedule: Schedule
    installed: bool
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"means": self.schedule.means, "text": self.schedule.text, "installed": self.installed}


def run(workspace: Workspace, every: str, *, install_it: bool) -> ScheduleOutcome:
    """WrongUse: a rhythm the clock cannot keep. TryLater: the system would not take it."""
    schedule = plan(workspace.config.folder, workspace.config.state_path, every)
    if install_it:
        install(schedule)
    return ScheduleOutcome(schedule, install_it)


def plan(folder: Path, state: Path, every: str, means: Means | None = None) -> Schedule:
    number, unit = _rhythm(every)
    name = "clientsheet-" + hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    call = (sys.executable, "-m", "clientsheet", "--config", str(folder / "config.yaml"), "--quiet", "sync")
    chosen = means or _means()
    if chosen == "windows":
        return _windows(name, call, number, unit)
    if chosen == "systemd":
        return _systemd(name, call, folder, number, unit)
    return _cron(name, call, state, number, unit)


def install(schedule: Schedule) -> None:
    for path, content in schedule.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    if schedule.means == "cron":
        _install_cron(schedule)
    elif schedule.means == "systemd":
        _call("systemctl", "--user", "daemon-reload")
        _call("systemctl", "--user", "enable", "--now", f"{schedule.name}.timer")
    else:
        _call(*schedule.command)


def _rhythm(every: str) -> tuple[int, str]:
    match = re.fullmatch(r"(\d{1,2})([mhd])", every)
    whole = UNITS[match[2]][1] if match else 0
    if match is None or not int(match[1]) or whole % int(match[1]):
        raise WrongUse("schedule.rhythm", hint="schedule.rhythm.hint", every=every)
    return int(match[1]), match[2]


def _means() -> Means:
    if sys.platform == "win32":
        return "windows"
    return "systemd" if shutil.which("systemctl") and not shutil.which("crontab") else "cron"


def _cron(name: str, call: tuple[str, ...], state: Path, number: int, unit: str) -> Schedule:
    minute = MINUTE_OF_THE_HOUR
    times = {
        "m": f"*/{number} * * * *" if number > 1 else "* * * * *",
        "h": f"{minute} */{number} * * *" if number > 1 else f"{minute} * * * *",
        "d": f"{minute} 8 * * *",
    }
    log = state / "cron.log"
    told = f"mkdir -p {shlex.quote(str(state))} && {shlex.join(call)} >> {shlex.quote(str(log))} 2>&1"
    # In a crontab a bare % ends the command: man 5 crontab.
    line = f"{times[unit]} {told} # {name}".replace("%", r"\%")
    return Schedule("cron", name, line)


def _systemd(name: str, call: tuple[str, ...], folder: Path, number: int, unit: str) -> Schedule:
    quoted = " ".join('"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"' for word in call)
    service = (
        f"[Unit]\nDescription=clientsheet sync ({folder})\n\n[Service]\nType=oneshot\nExecStart={quoted}\n"
        "SuccessExitStatus=3\n"
    )
    span = {"m": "min", "h": "h", "d": "d"}[unit]
    timer = (
        f"[Unit]\nDescription=clientsheet sync, every {number} {span}\n\n[Timer]\nOnBootSec=2min\n"
        f"OnUnitActiveSec={number}{span}\n\n[Install]\nWantedBy=timers.target\n"
    )
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    files = ((home / f"{name}.service", service), (home / f"{name}.timer", timer))
    told = "\n".join(f"# {path}\n{content}" for path, content in files)
    return Schedule("systemd", name, told + f"# systemctl --user enable --now {name}.timer", files)


def _windows(name: str, call: tuple[str, ...], number: int, unit: str) -> Schedule:
    command = (
        "schtasks", "/Create", "/F", "/TN", name, "/SC", UNITS[unit][0], "/MO", str(number),
        "/TR", subprocess.list2cmdline(call),
    )  # fmt: skip
    return Schedule("windows", name, subprocess.list2cmdline(command), command=command)


def _install_cron(schedule: Schedule) -> None:
    try:
        present = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout
        kept = [line for line in present.splitlines() if not line.endswith(f"# {schedule.name}")]
        lines = "\n".join([*kept, schedule.text]) + "\n"
        subprocess.run(["crontab", "-"], input=lines, text=True, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        raise TryLater("schedule.refused", hint="schedule.refused.hint", problem=str(trouble)) from trouble


def _call(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        raise TryLater("schedule.refused", hint="schedule.refused.hint", problem=str(trouble)) from trouble
