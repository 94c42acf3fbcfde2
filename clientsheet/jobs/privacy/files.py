"""The files of ours that may speak of a person: looked through, then removed or rewritten, each in one step, so that
whoever is killed half-way goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from clientsheet.errors import ClientsheetError
from clientsheet.files import globbed, told, write_file
from clientsheet.jobs.privacy.reading import said_by
from clientsheet.workspace import Workspace

Names = Callable[[str], bool]

_ELSEWHERE: Final = 64 << 20
"""Larger files in the shop's folder are none of ours; nor are those deeper than this, or beyond so many."""
_DEEPEST: Final = 4
_MOST: Final = 5000

_DISPOSABLE: Final = frozenset({".html", ".log", ".tmp", ".part", ".eml", ".xlsx", ".xlsm"})
"""What is lost with such a file is made anew, or is not missed."""


def speaking(files: Iterator[Path], names: Names) -> tuple[Path, ...]:
    """Those that name the person. TryLater, WrongUse: one cannot be read."""
    found = []
    for path in sorted(files):
        try:
            if path.is_file() and any(map(names, said_by(path))):
                found.append(path)
        except OSError as wrong:
            raise told(wrong, path) from wrong
    return tuple(found)


def drafts(workspace: Workspace, names: Names, may_name: Names, marks: frozenset[str]) -> tuple[Path, ...]:
    """Drafts of letters to them (``marks``: of their Message-IDs), and pages of the day they stand on."""
    folder = workspace.config.resolve(workspace.config.mail.folder.path)
    mine = {path for path in _below(folder) if any(mark in path.name for mark in marks)}
    letters = speaking((path for path in _below(folder) if path.suffix != ".html"), names)
    return tuple(sorted(mine.union(letters, speaking(folder.rglob("*.html"), may_name))))


def backups(workspace: Workspace, names: Names) -> tuple[Path, ...]:
    """Whole workbooks of before; and what a run that was killed left of a new one."""
    config = workspace.config
    if config.is_address:
        return ()
    path = config.workbook_path
    left = path.parent.glob(f".{globbed(path.name)}.clientsheet-*.tmp") if path.parent.is_dir() else ()
    return speaking(iter([*_below(config.state_path / "backups"), *left]), names)


def others(workspace: Workspace, names: Names) -> tuple[Path, ...]:
    """What else in the state folder can go: pages, lines of the log, half-written files."""
    state = workspace.config.state_path
    rest = (path for path in _below(state) if path.suffix in _DISPOSABLE and path.parent != state / "backups")
    return speaking(rest, names)


def remaining(workspace: Workspace, names: Names) -> tuple[Path, ...]:
    """Files of the state folder that speak of them after all."""
    return speaking(_below(workspace.config.state_path), names)


def elsewhere(workspace: Workspace, names: Names) -> tuple[Path, ...]:
    """Files in the shop's folder that are not ours to touch: documents, reports, exports, copies of the workbook."""
    config = workspace.config
    ours = [config.state_path, config.resolve(config.mail.folder.path), config.templates_path]
    workbook = None if config.is_address else config.workbook_path
    mine = (
        path
        for path in islice(_near(config.folder), _MOST)
        if path != workbook and not any(path.is_relative_to(folder) for folder in ours) and _is_small(path)
    )
    return speaking(mine, names)


def remove(files: Sequence[Path], names: Names) -> None:
    """A log loses the lines that name the person, any other file goes. TryLater, WrongUse."""
    for path in files:
        try:
            if path.suffix == ".log":
                lines = path.read_text("utf-8", "replace").splitlines(keepends=True)
                write_file(path, "".join(line for line in lines if not names(line)).encode())
            else:
                path.unlink(missing_ok=True)
        except ClientsheetError:
            raise
        except OSError as wrong:
            raise told(wrong, path) from wrong


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)


def _near(folder: Path) -> Iterator[Path]:
    return (path for depth in range(1, _DEEPEST + 1) for path in folder.glob("/".join("*" * depth)) if path.is_file())


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= _ELSEWHERE
