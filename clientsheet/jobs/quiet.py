"""Whether anything has changed since the last run: a few directory entries, no file opened."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from clientsheet import __version__
from clientsheet.workspace import Workspace


def stamp(workspace: Workspace, fingerprint: str, mail: bool) -> str:
    """A digest of everything that what a sync does depends on: the workbook, by its ``fingerprint``, the config, the
    templates, the journal, the day, and this program itself."""
    config = workspace.config
    parts = [__version__, workspace.today.isoformat(), str(mail), fingerprint]
    for path in (config.path, *_files(config.templates_path), config.state_path / "journal.sqlite3"):
        if path is not None and path.is_file():
            status = path.stat()
            parts.append(f"{path}:{status.st_size}:{status.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*")) if folder.is_dir() else ()
