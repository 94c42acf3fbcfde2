"""The demo salon, synced once and copied for each test; a stand-in for Google."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.jobs import demo
from tests.emulator.control import Emulator
from tests.jobs.demo_salon import Salon


@pytest.fixture(scope="session")
def _card_salon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("card") / "salon"
    demo.run(folder, "uk")
    return folder


@pytest.fixture
def salon(_card_salon: Path, tmp_path: Path) -> Salon:
    shutil.copytree(_card_salon, tmp_path / "salon", symlinks=True)
    return Salon(tmp_path / "salon")


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator
