"""Killed at any instant, a sync leaves the old workbook or the new one, whole, and the next sync completes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import workbooks

KILLING = Path(__file__).with_name("killing.py")


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("trials", [30, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_sync_leaves_the_old_workbook_or_the_new_one(tmp_path: Path, trials: int) -> None:
    """Whatever the moment, the workbook is whole, nothing is left beside it, and the next sync ends the work."""
    shop = tmp_path / "pristine"
    shop.mkdir()
    workbooks.make(shop / "clients.xlsx", 300)
    (shop / "config.yaml").write_text("workbook: clients.xlsx\nlanguage: uk\n", "utf-8")
    command = [sys.executable, str(KILLING), str(tmp_path), str(trials), "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["neither"] == 0
    assert told["old"] + told["new"] == trials
    assert told["old"] > 0
