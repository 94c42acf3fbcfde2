"""Copies that a file-sharing program leaves beside a workbook two people change at once. Only names are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_MARKS: Final = (
    r" \([^()]*(?:conflict|конфл)[^()]*\)",  # Dropbox, Nextcloud: clients (Marina's conflicted copy 2026-04-06)
    r" ?\[conflict\]",  # Google Drive, older
    r" \(\d{1,2}\)",  # Google Drive: clients (1)
    r"\.sync-conflict-[\w-]+",  # Syncthing
    r"-(?:desktop|laptop|pc|win|macbook)[\w-]*",  # OneDrive: clients-DESKTOP-4K2P
)


def conflict_copies(workbook: Path) -> tuple[str, ...]:
    """The names of files in the workbook's folder that look like conflict copies of it, sorted."""
    suffix = re.escape(workbook.suffix)
    copy = re.compile(f"{re.escape(workbook.stem)}(?:{'|'.join(_MARKS)}){suffix}", re.IGNORECASE)
    if not workbook.parent.is_dir():
        return ()
    return tuple(sorted(file.name for file in workbook.parent.iterdir() if copy.fullmatch(file.name)))
