"""The shop that has worked for days, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from known_shop import shop


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop(tmp_path_factory.mktemp("worked") / "salon")


@pytest.fixture
def folder(worked: Path, tmp_path: Path) -> Path:
    shutil.copytree(worked, tmp_path / "salon")
    return tmp_path / "salon"
