"""Which store keeps a workbook: chosen by its address or the ending of its file. A store is imported only when it is
chosen."""

from __future__ import annotations

from clientsheet.config import Config
from clientsheet.errors import WrongUse
from clientsheet.stores.base import Store


def open_store(config: Config) -> Store:
    """WrongUse: an ending nobody reads, an address that is not of a Google Sheet. ConfigError: no library for it."""
    if config.is_address:
        from clientsheet.stores.google.access.extra import require

        require()
        from clientsheet.stores.google.store import GoogleStore

        return GoogleStore.opened(config)
    path = config.workbook_path
    kind = path.suffix.removeprefix(".").lower()
    if kind in ("xlsx", "xlsm"):
        from clientsheet.stores.excel.store import ExcelStore

        return ExcelStore(path, config.state_path)
    from clientsheet.stores.readonly import BOOK_KINDS, TEXT_KINDS, ReadOnlyStore

    if kind in BOOK_KINDS | TEXT_KINDS:
        return ReadOnlyStore(path)
    raise WrongUse("file.ending", hint="file.ending.hint", path=path)
