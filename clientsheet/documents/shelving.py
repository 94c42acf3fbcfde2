"""A finished document into its folder: under a name that every disk takes, never over another file."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Final

from clientsheet.errors import WrongUse
from clientsheet.files import told

LONGEST: Final = 80
"""Characters of a name. Windows stops at 260 for the whole path, Linux at 255 bytes of a name."""

_UNFIT: Final = re.compile(r'[,<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
"""Also commas, which part the attachments of a letter."""

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names of devices, which Windows gives to no file: https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


def file_name(*words: str) -> str:
    """'Рахунок 2026-0007 Кав’ярня «Зерно»': the words fit for a file, without an ending."""
    plain = unicodedata.normalize("NFC", " ".join(filter(None, words)))
    name = " ".join(_UNFIT.sub(" ", plain).split())[:LONGEST].strip(" .")
    return f"_{name}" if not name or _RESERVED.fullmatch(name.split(".")[0]) else name


def free(folder: Path, name: str, ending: str = ".docx") -> Path:
    """A path in ``folder`` that nothing has yet, be it in large or small letters."""
    taken = {one.name.casefold() for one in folder.iterdir()} if folder.is_dir() else set()
    number = 1
    while True:
        tried = name if number == 1 else f"{name} ({number})"
        if not any(f"{tried}{one}".casefold() in taken for one in (ending, ".pdf")):
            return folder / f"{tried}{ending}"
        number += 1


def shelve(content: bytes, path: Path) -> None:
    """Puts the document there whole. One that lies there already with the same content is the same document. WrongUse:
    something else lies there, which stays."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            _place(beside, path)
        except FileExistsError:
            there = path.read_bytes()
            if there != content and content.startswith(there):
                beside.replace(path)  # half of it, left by a run that died where no second names are possible
            elif there != content:
                raise WrongUse("documents.exists", hint="documents.exists.hint", path=path) from None
    except OSError as wrong:
        raise told(wrong, path) from wrong
    finally:
        beside.unlink(missing_ok=True)


def _place(beside: Path, path: Path) -> None:
    """FileExistsError: somebody was there first."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # FAT, some network disks: no second names there
        with path.open("xb") as file:
            file.write(beside.read_bytes())
            file.flush()
            os.fsync(file.fileno())
