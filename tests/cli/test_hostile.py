"""Damaged, encrypted and malicious files: one clear line and a next step, exit 2, the file as it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

FILES = Path(__file__).parents[3] / "shared" / "data" / "xlsx" / "hostile"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES.exists() and os.environ.get("CI") != "true", reason="no ../shared/data here"),
]


@pytest.mark.parametrize("path", sorted(FILES.glob("*.xls*")), ids=lambda path: path.name)
def test_a_hostile_file_is_refused_in_one_line(call, tmp_path, path):
    shutil.copyfile(path, tmp_path / path.name)
    said = call("adopt", path.name, "--yes")
    assert (said.code, said.out) == (2, "")
    assert path.name in said.err.splitlines()[0]
    assert len(said.err.splitlines()) <= 2
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    assert {one.name for one in tmp_path.iterdir()} <= {path.name}
