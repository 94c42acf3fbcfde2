"""The workbook as it was before each write, kept under its date, and thinned as it grows old.

No clock is asked: a backup is dated by the last change of the file it keeps, and ages are seen from the newest one.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from clientsheet.files import globbed, told

_NEWEST: Final = 5
_MOST_BYTES: Final = 2 << 30
_STAMP: Final = "%Y-%m-%d-%H%M%S"
_STAMP_LENGTH: Final = 17


def keep_backup(path: Path, folder: Path, when: dt.datetime | None = None) -> Path:
    """Keeps the file as it is now under its name and a date (its own last change, or ``when``), and thins the others.

    A second name for the same bytes where the disk can do that, else a copy.
    """
    path = path.resolve()
    moment = when or dt.datetime.fromtimestamp(path.stat().st_mtime)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = _free_name(folder, path, moment)
        try:
            os.link(path, kept)
        except OSError:
            shutil.copy2(path, kept)
        thin(folder, path)
    except OSError as wrong:
        raise told(wrong, folder) from wrong
    return kept


def backups(folder: Path, path: Path) -> list[tuple[dt.datetime, Path]]:
    """The backups of that file, oldest first."""
    found = []
    for kept in folder.glob(f"{globbed(path.stem)}.*{globbed(path.suffix)}"):
        with suppress(ValueError):
            stamp = kept.name[len(path.stem) + 1 : len(kept.name) - len(path.suffix)]
            found.append((dt.datetime.strptime(stamp[:_STAMP_LENGTH], _STAMP), kept))
    return sorted(found)


def thin(folder: Path, path: Path) -> None:
    """All of the last two days, one a day for a month, one a month before that; and no more than 2 GB of them."""
    found = backups(folder, path)
    spare = too_many([moment for moment, _ in found])
    for index in sorted(spare):
        found[index][1].unlink(missing_ok=True)
    left = [kept for index, (_, kept) in enumerate(found) if index not in spare]
    total = sum(kept.stat().st_size for kept in left)
    for kept in left[:-_NEWEST]:
        if total <= _MOST_BYTES:
            return
        total -= kept.stat().st_size
        kept.unlink(missing_ok=True)


def too_many(moments: Sequence[dt.datetime]) -> Collection[int]:
    """Which of ``moments`` (oldest first) need no backup any more, seen from the newest: their positions."""
    spare = set()
    taken: set[tuple[int, ...]] = set()
    for index in range(len(moments) - 1, -1, -1):
        moment = moments[index]
        age = moments[-1] - moment
        if age < dt.timedelta(days=2):
            continue
        month = (moment.year, moment.month)
        period = (*month, moment.day) if age < dt.timedelta(days=30) else month
        if period in taken and len(moments) - index > _NEWEST:
            spare.add(index)
        taken.add(period)
    return spare


def _free_name(folder: Path, path: Path, moment: dt.datetime) -> Path:
    stem = f"{path.stem}.{moment.strftime(_STAMP)}"
    kept, number = folder / f"{stem}{path.suffix}", 2
    while kept.exists():
        kept, number = folder / f"{stem}-{number}{path.suffix}", number + 1
    return kept
