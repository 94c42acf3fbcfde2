"""A workbook as people name it on a command line: a file, or the address of a Google Sheet in any form they paste."""

from __future__ import annotations

from pathlib import Path

from clientsheet.config import Config
from clientsheet.stores.google.access.address import sheet_address, spreadsheet_id


def named(text: str) -> str:
    """As config.yaml keeps it: the plain address of the sheet, or the file as it was given.

    WrongUse: an address that is not of a Google Sheet.
    """
    if not Path(text).exists() and ("://" in text or "google.com/" in text):
        return sheet_address(spreadsheet_id(text))
    return text


def is_other(config: Config, workbook: str) -> bool:
    """The folder looks after another workbook than this one, which was ``named``."""
    if config.is_address or "://" in workbook:
        both = config.is_address and "://" in workbook
        return not both or spreadsheet_id(config.workbook) != spreadsheet_id(workbook)
    return config.workbook_path.resolve() != Path(workbook).resolve()
