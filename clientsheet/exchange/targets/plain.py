"""Text of strangers made fit for a file: no control characters, and nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d[\d .,()-]*")


def line(text: str) -> str:
    """On one line."""
    return " ".join(lines(text).split())


def lines(text: str) -> str:
    """With its line breaks, each a plain one."""
    whole = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub(" ", whole).strip()


def cell(text: str) -> str:
    """Fit for a CSV file that may be opened in Excel: an apostrophe before what would be a formula there. Numbers and
    phones stay as they are. (OWASP, CSV Injection.)"""
    told = lines(text)
    return f"'{told}" if _FORMULA.match(told) and not _NUMBER.fullmatch(told) else told


def write_csv(
    path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",", mark: bool = False
) -> None:
    """In UTF-8, CRLF between the rows (RFC 4180). ``mark``: with the byte order mark before it."""
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(heads)
        writer.writerows([cell(value) for value in row] for row in rows)
