"""A Google Sheet is handed over as a file is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsheet.exchange.targets import TARGETS
from clientsheet.jobs.export import run
from tests.emulator.control import Emulator
from tests.google.demo_sheet import file_shop, sheet_shop

FORMS = sorted(TARGETS.keys() - {"parquet", "sqlite"})


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def test_every_format_of_a_sheet_is_that_of_the_same_file(google: Emulator, tmp_path: Path) -> None:
    """Byte for byte; a yes or no is the same answer, be it a word or a tick."""
    shops = file_shop(tmp_path / "file" / "salon", "uk"), sheet_shop(google, tmp_path / "sheet" / "salon", "uk")
    for shop in shops:
        shop.sync()
    for form in FORMS:
        file, sheet = (run(shop.workspace(), form) for shop in shops)
        assert file.path is not None
        assert sheet.path is not None
        assert sheet.path.read_bytes() == file.path.read_bytes(), form
