"""The demo salon in each language, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from papers_at_hand import Office

from clientsheet.jobs import demo


@pytest.fixture(scope="session")
def _salons(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def salon(language: str) -> Path:
        if language not in made:
            made[language] = tmp_path_factory.mktemp("documents") / language
            demo.run(made[language], language)
        return made[language]

    return salon


@pytest.fixture
def office_in(_salons: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Office]:
    def copied(language: str) -> Office:
        shutil.copytree(_salons(language), tmp_path / language)
        return Office(tmp_path / language, language)

    return copied


@pytest.fixture
def office(office_in: Callable[[str], Office]) -> Office:
    return office_in("uk")
