"""What the log of one's own Postfix says of letters in doubt.

*Taken* is a letter whose queue file is complete: ``qmgr[..]: QID: from=<..> (queue active)``. The line with the
Message-ID comes earlier, from ``cleanup``, while the message is still being read, and is left behind by one that broke
off: by itself it proves nothing. A queue id may be given again, so the two belong together only with no ``client=``
of the same id between them.

*Absent* is said only where the log is known to cover the time: it still holds the place where it ended before we
connected, and after it something that smtpd said, of our own connection at least.
"""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from clientsheet.mail.base import Answer
from clientsheet.mail.letter import Letter

_NOTE: Final = "smtp.log"
"""Inode and size of the log before the connection was made."""

_OLDER: Final = (".1", ".0")
"""What rotation makes of yesterday's log before it is packed."""

_QUEUE_ID: Final = rb"[0-9A-Za-z]{6,20}"
_CLEANUP: Final = re.compile(rb"cleanup\[\d+\]: (" + _QUEUE_ID + rb"): message-id=\Z")
_AT_WORK: Final = re.compile(rb"smtpd\[\d+\]: ")


class Notes(Protocol):
    """The journal's single facts."""

    def note(self, name: str) -> str: ...

    def set_note(self, name: str, value: str) -> None: ...


class MtaLog:
    def __init__(self, path: Path, notes: Notes) -> None:
        self._path, self._notes = path, notes

    def begin(self, *, doubts: bool) -> None:
        """Before a connection is made. ``doubts``: there are letters in doubt still; then the place that their run
        noted stays."""
        if doubts:
            return
        try:
            found = self._path.stat()
        except OSError:
            self._notes.set_note(_NOTE, "")
        else:
            self._notes.set_note(_NOTE, f"{found.st_ino} {found.st_size}")

    def __call__(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        """By key. A log that cannot be read says nothing."""
        taken: set[str] = set()
        covered = False
        for path in self._files():
            with _opened(path) as log:
                taken |= {letter.key for letter in letters if _holds(log, letter.message_id)}
                covered = covered or self._covers(path, log)
        answers = {letter.key: Answer.ABSENT for letter in letters} if covered else {}
        return answers | dict.fromkeys(taken, Answer.TAKEN)

    def _files(self) -> list[Path]:
        paths = [self._path, *(self._path.with_name(self._path.name + end) for end in _OLDER)]
        return [path for path in paths if os.access(path, os.R_OK) and path.is_file()]

    def _covers(self, path: Path, log: bytes | mmap.mmap) -> bool:
        inode, _, size = self._notes.note(_NOTE).partition(" ")
        if not inode or path.stat().st_ino != int(inode) or len(log) < int(size):
            return False
        newer = b"" if path == self._path else self._path.read_bytes()
        return bool(_AT_WORK.search(log, int(size)) or _AT_WORK.search(newer))


def _holds(log: bytes | mmap.mmap, message_id: str) -> bool:
    """Whether a message of that id became complete."""
    return any(_complete(log, queue_id, place) for queue_id, place in _cleaned(log, message_id.encode()))


def _cleaned(log: bytes | mmap.mmap, message_id: bytes) -> Iterator[tuple[bytes, int]]:
    """The queue ids under which a message began, each with the place of that line."""
    place = log.find(message_id)
    while place >= 0:
        if found := _CLEANUP.search(log[max(0, place - 100) : place]):
            yield found[1], place
        place = log.find(message_id, place + 1)


def _complete(log: bytes | mmap.mmap, queue_id: bytes, place: int) -> bool:
    """Whether the queue id became active after that place, before it was given to another message."""
    for line in _lines_of(log, b": %s: " % queue_id, place):
        before, _, said = line.partition(b": %s: " % queue_id)
        if said.startswith((b"client=", b"message-id=")):
            return False
        if said.startswith(b"from=<") and b"qmgr[" in before:
            return True
    return False


def _lines_of(log: bytes | mmap.mmap, sought: bytes, place: int) -> Iterator[bytes]:
    place = log.find(b"\n", place)
    while place >= 0 and (found := log.find(sought, place)) >= 0:
        start, end = log.rfind(b"\n", place, found) + 1, log.find(b"\n", found)
        end = len(log) if end < 0 else end
        yield log[max(start, place) : end]
        place = end


@contextmanager
def _opened(path: Path) -> Iterator[bytes | mmap.mmap]:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as log:
            yield log
