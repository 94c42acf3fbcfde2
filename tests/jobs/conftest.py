"""The demo salon, synced once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from demo_salon import Salon

from clientsheet.jobs import demo


@pytest.fixture(scope="session")
def _synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, "uk")
    return folder


@pytest.fixture
def salon(_synced: Path, tmp_path: Path) -> Salon:
    shutil.copytree(_synced, tmp_path / "salon", symlinks=True)
    return Salon(tmp_path / "salon")
