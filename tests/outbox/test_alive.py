"""A run shows a sign of life for exactly as long as its process lives."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from clientsheet.mail.alive import FOLDER_NAME, is_alive, sign_of_life

LIVING = """
import sys
from pathlib import Path
from clientsheet.mail.alive import sign_of_life
with sign_of_life(Path(sys.argv[1])) as name:
    print(name, flush=True)
    sys.stdin.read()
"""


def test_a_run_is_alive_until_it_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LIVING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert is_alive(tmp_path, name)
        process.kill()
        process.wait()
        assert not is_alive(tmp_path, name)


def test_a_run_that_ends_leaves_nothing(tmp_path: Path) -> None:
    with sign_of_life(tmp_path) as name:
        assert is_alive(tmp_path, name)
    assert not is_alive(tmp_path, name)
    assert list((tmp_path / FOLDER_NAME).iterdir()) == []


def test_a_run_nobody_has_heard_of_is_dead(tmp_path: Path) -> None:
    assert not is_alive(tmp_path, "nobody")
    assert not is_alive(tmp_path, "")


def test_what_killed_runs_left_is_swept_up_after_a_day_and_the_living_are_not(tmp_path: Path) -> None:
    with sign_of_life(tmp_path) as first:
        (tmp_path / FOLDER_NAME / "killed").touch()
        for file in (tmp_path / FOLDER_NAME).iterdir():
            os.utime(file, (time.time() - 2 * 86400,) * 2)
        with sign_of_life(tmp_path) as second:
            assert {file.name for file in (tmp_path / FOLDER_NAME).iterdir()} == {first, second}
            assert is_alive(tmp_path, first)
