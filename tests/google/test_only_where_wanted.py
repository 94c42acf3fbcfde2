"""Google's libraries are loaded for a Google Sheet and for nothing else: a file needs none of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("gspread", "google", "requests", "google_auth_oauthlib")


@pytest.mark.parametrize("verbs", [["demo ."], ["init .", "sync", "check", "runs", "undo", "doctor"]])
def test_a_file_is_looked_after_without_googles_libraries(tmp_path: Path, verbs: list[str]) -> None:
    """Whatever is done to it, from the first day on."""
    told = f"import sys\nfor verb in {verbs!r}: enter(['--lang', 'uk', *verb.split()])\n"
    told += f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    code = f"from clientsheet.cli.door import enter\n{told}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run.stderr.strip().splitlines()[-1] == "[]"
