"""Which store keeps a workbook: chosen by the ending of its file. A store is imported only when it is chosen."""

from __future__ import annotations

from pathlib import Path

from clientsheet.errors import WrongUse
from clientsheet.stores.base import Store


def open_store(workbook: str | Path, state: Path) -> Store:
    """``state``: the folder where backups are kept. WrongUse: an ending nobody reads, or a Google Sheet (not yet)."""
    if str(workbook).startswith(("http:", "https:")):
        raise WrongUse("file.google", hint="file.google.hint")
    path = Path(workbook)
    kind = path.suffix.removeprefix(".").lower()
    if kind in ("xlsx", "xlsm"):
        from clientsheet.stores.excel.store import ExcelStore

        return ExcelStore(path, state)
    from clientsheet.stores.readonly import BOOK_KINDS, TEXT_KINDS, ReadOnlyStore

    if kind in BOOK_KINDS | TEXT_KINDS:
        return ReadOnlyStore(path)
    raise WrongUse("file.ending", hint="file.ending.hint", path=path)
