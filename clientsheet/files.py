"""Files on a disk that others use too: replaced whole or not at all, told apart, worked on by one run at a time.

A file is replaced by writing a new one beside it and renaming it over the old: whoever looks sees the old or the new,
never half of one, and a process killed at any instant leaves the old one. Mode, owner, access lists and the symlink
that leads there stay as they were.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from clientsheet.errors import ClientsheetError, TryLater, WorkbookLocked, WrongUse

SHARING: Final = frozenset({5, 32, 33})
"""Errors of Windows that mean: another program (Excel, an antivirus, a sync client) has the file open just now."""
_PATIENCE: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
_MARK: Final = ".clientsheet-"
_LEFT_BEHIND: Final = 3600
_FRESH: Final = 2.0
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EEXIST})


class Disk:
    """What replacing a file asks of the operating system: one place, so that a trial can let any of it fail."""

    def create(self, path: Path, private: bool) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666))
        if os.name == "nt":
            _hide(path, True)

    def sync(self, path: Path) -> None:
        with path.open("r+b") as file:
            os.fsync(file.fileno())

    def sync_folder(self, folder: Path) -> None:
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def replace(self, new: Path, old: Path) -> None:
        if os.name == "nt" and old.exists():
            _replace_on_windows(new, old)
        else:
            if os.name == "nt":
                _hide(new, False)
            new.replace(old)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


DISK: Final = Disk()


@contextmanager
def replacing(path: Path, disk: Disk = DISK) -> Iterator[Path]:
    """Gives a new empty file beside ``path`` to write into; when the block ends well it takes the place of ``path``.

    WorkbookLocked: another program does not let go of the file (Windows). TryLater: the disk is full. WrongUse: no
    permission to write there. Whatever happens, ``path`` is whole, and the new file is gone if it was not used.
    """
    target = path.resolve()
    new = target.with_name(f".{target.name}{_MARK}{secrets.token_hex(4)}.tmp")
    try:
        disk.create(new, private=target.exists())
        _sweep(new, target.name)
        yield new
        disk.sync(new)
        if target.exists():
            _dress(new, target.stat(), target)
        _replace_patiently(new, target, disk)
        disk.sync_folder(target.parent)
    except OSError as wrong:
        raise told(wrong, path) from wrong
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def write_file(path: Path, content: bytes, disk: Disk = DISK) -> None:
    """The file holds ``content`` afterwards, or what it held before. Errors as of ``replacing``."""
    with replacing(path, disk) as new:
        new.write_bytes(content)


def folder_of(path: Path) -> None:
    """The folder that ``path`` is to lie in is there afterwards. WrongUse: none can be there,
    or not by us. TryLater: the disk is full."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise told(wrong, path) from wrong


def fingerprint(path: Path) -> str:
    """Changes whenever the file does; from its directory entry alone. FileNotFoundError."""
    seen = path.stat()
    return f"{seen.st_size:x}-{seen.st_mtime_ns:x}-{seen.st_ino:x}-{seen.st_ctime_ns:x}"


def is_fresh(path: Path) -> bool:
    """Changed so recently that a further change could leave the same fingerprint, where a disk counts whole seconds."""
    return time.time() - path.stat().st_mtime < _FRESH


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class RunLock:
    """One run at a time for everything in one state folder. TryLater: another one is at work."""

    def __init__(self, state: Path, workbook: object = "") -> None:
        self._state = state
        self._workbook = workbook

    def __enter__(self) -> RunLock:
        from filelock import FileLock, Timeout

        try:
            self._state.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self._state / "lock", timeout=0)
            self._lock.acquire()
        except Timeout as taken:
            raise TryLater("file.busy", hint="file.busy.hint", path=self._workbook) from taken
        except OSError as wrong:
            raise told(wrong, self._state / "lock") from wrong
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def globbed(text: str) -> str:
    """The text as a pattern that finds only itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)


def _sweep(new: Path, name: str) -> None:
    """Removes what killed runs left beside the file: new files of ours, an hour old by the disk's own clock."""
    now = new.stat().st_mtime
    for left in new.parent.glob(f".{globbed(name)}{_MARK}*.tmp"):
        with suppress(OSError):
            if now - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def _dress(new: Path, old: os.stat_result, old_path: Path) -> None:
    """Gives the new file the owner, mode and access list of the old one, as far as we may."""
    if hasattr(os, "chown"):
        for owner, group in ((old.st_uid, -1), (-1, old.st_gid)):
            with suppress(PermissionError):
                os.chown(new, owner, group)
    new.chmod(stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(old_path):
                with suppress(OSError):  # what the kernel keeps for itself (security.*)
                    os.setxattr(new, name, os.getxattr(old_path, name))


def _replace_patiently(new: Path, target: Path, disk: Disk) -> None:
    for pause in _PATIENCE:
        try:
            return disk.replace(new, target)
        except OSError as wrong:
            if getattr(wrong, "winerror", None) not in SHARING:
                raise
        disk.wait(pause)
    return disk.replace(new, target)


def told(wrong: OSError, path: Path) -> ClientsheetError:
    """What happened to a file that was to be written, for a person."""
    if getattr(wrong, "winerror", None) in SHARING:
        return WorkbookLocked("file.held", hint="file.held.hint", path=path)
    if wrong.errno in _FULL:
        return TryLater("file.disk_full", hint="file.disk_full.hint", path=path)
    if wrong.errno in _CLOSED:
        return WrongUse("file.folder_closed", hint="file.folder_closed.hint", path=path)
    if wrong.errno in _NOWHERE:
        return WrongUse("file.no_folder", hint="file.no_folder.hint", path=path)
    return TryLater("file.not_written", hint="file.not_written.hint", path=path, reason=wrong.strerror or str(wrong))


def _replace_on_windows(new: Path, old: Path) -> None:
    """ReplaceFile keeps the identity, attributes and access list of the old file; where it cannot, a rename must do."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    ignore_merge_errors = 2
    if kernel.ReplaceFileW(str(old), str(new), None, ignore_merge_errors, None, None):
        return
    code = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
    if code in SHARING:
        raise OSError(None, "in use", str(old), code)
    _hide(new, False)
    new.replace(old)


def _hide(path: Path, hidden: bool) -> None:
    import ctypes

    attribute_hidden, attribute_normal = 2, 128
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.SetFileAttributesW(str(path), attribute_hidden if hidden else attribute_normal)
