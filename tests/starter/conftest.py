"""A workbook of ours written to disk and read back through the store, as a run reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsheet.book.book import Book
from clientsheet.book.demo import COUNTRY, CURRENCY, TODAY
from clientsheet.book.reading.understand import understand
from clientsheet.config import Config
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.stores.opening import open_store


@pytest.fixture
def reread(tmp_path: Path):
    def read(blueprint: WorkbookBlueprint) -> Book:
        language = blueprint.language
        config = Config.default(tmp_path, language=language, country=COUNTRY[language], currency=CURRENCY[language])
        store = open_store(config)
        store.build(blueprint)
        return understand(store.read(), config, TODAY)

    return read
