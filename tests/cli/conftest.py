"""The command line as a person meets it: arguments in; exit code, what was said and what was complained about out."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from clientsheet.cli.door import enter


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Runs in an empty folder, with a terminal that speaks English unless told otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def run(*arguments: str) -> Said:
        code = enter(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run
