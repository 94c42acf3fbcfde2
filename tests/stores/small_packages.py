"""A workbook with one of its parts changed by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path


def with_member(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook beside ``path``, the same but for the part ``name``."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member, change(content) if member.filename == name else content)
    return target
