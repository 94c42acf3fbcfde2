"""What ``replay_verify.py`` says of an emulator, beside the exceptions that we list."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
VERIFIER = SHARED / "reference" / "google" / "replay_verify.py"
RECORDED = SHARED / "data" / "gspread" / "interactions.jsonl"
EXCEPTIONS = Path(__file__).with_name("replay_exceptions.tsv")


def replayed(url: str) -> tuple[int, list[tuple[str, str]]]:
    """How many interactions were compared, and (endpoint, story) of each that came out otherwise."""
    done = subprocess.run(
        [sys.executable, str(VERIFIER), url, str(RECORDED), "-v"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    counts = re.findall(r"^\S+ +same +(\d+) +different +(\d+)", done.stdout, re.MULTILINE)
    assert counts, done.stdout + done.stderr
    shown = re.findall(r"^(\S+?)(?:\.json)?#\d+ (\S+)$", done.stdout, re.MULTILINE)
    differing = [(endpoint, story.rsplit("/", 1)[-1]) for story, endpoint in shown]
    assert len(differing) == sum(int(different) for _, different in counts), done.stdout
    return sum(int(same) + int(different) for same, different in counts), differing


def excepted() -> list[tuple[str, str, str, str]]:
    """(date, endpoint, story, reason) of each."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            date, endpoint, story, reason = line.split("\t")
            found.append((date, endpoint, story, reason))
    return found
