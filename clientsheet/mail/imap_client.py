"""One mail account over IMAP: puts messages into its folders, finds them again, reads what is new. Deletes nothing.

A folder is only ever examined, and contents are fetched with BODY.PEEK: what the owner has not read stays unread.
Names of folders are Unicode here. *UID*: a message's number in its folder; it keeps its meaning while the folder's
UIDVALIDITY stays the same, and UIDNEXT is above all UIDs so far.

Every call may raise LinkLost (the connection broke: open another one) and AccountStopped (the account lets us do
nothing now; the sentence says why).
"""

from __future__ import annotations

import datetime as dt
import imaplib
import re
import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, NamedTuple, Self

from clientsheet.config import Config
from clientsheet.config.models import Imap
from clientsheet.mail.base import LinkLost
from clientsheet.mail.imap_entrance import connected, enter, told
from clientsheet.mail.imap_names import Folders, folders, quoted
from clientsheet.mail.login import Login

_AT_ONCE: Final = 25
"""Message-IDs in one SEARCH, messages in one FETCH."""

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LISTED: Final = 50_000
"""Messages that one SEARCH looks through: imaplib takes no line above a million bytes."""

_MARK: Final = re.compile(r"<[!#-;=?-\[\]-~]+>")
"""A Message-ID that can be asked for as it is: plain ASCII, nothing that would end a quotation."""

_UID: Final = re.compile(rb"\bUID (\d+)")
_DATE: Final = re.compile(rb'INTERNALDATE "([^"]+)"')
_MESSAGE_ID: Final = re.compile(rb"^message-id:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)


def _nothing() -> None:
    """No step before the end."""


class Place(NamedTuple):
    """How far a folder has got."""

    uidvalidity: int
    uidnext: int
    messages: int


class Appended(NamedTuple):
    """``ok``: the server has it. ``said``: its words. ``uid``: where it told (UIDPLUS), else 0."""

    ok: bool
    said: str
    uid: int


class Fetched(NamedTuple):
    """``content``: the whole message, its first bytes or its header, as asked. ``date``: when it came, as the server
    writes it."""

    uid: int
    flags: frozenset[str]
    date: str
    content: bytes


class ImapAccount:
    def __init__(self, connection: imaplib.IMAP4, options: Imap) -> None:
        self._connection, self._options = connection, options
        self._tags = 0
        self._broken = False
        self._folders: Folders | None = None

    @classmethod
    def opened(cls, config: Config) -> Self:
        """Connected with a verified certificate, and logged in. ConfigError: the password is not where it should be."""
        options = config.mail.imap
        with told(options.host):
            account = cls(connected(options), options)
        with account._talking():
            enter(account._connection, Login(options, config), options.host)
        return account

    @property
    def secured(self) -> str:
        """The version of TLS; '': none, on this computer only."""
        link = self._connection.socket()
        return link.version() or "" if isinstance(link, ssl.SSLSocket) else ""

    # -- folders

    @property
    def folders(self) -> Folders:
        """Found by SPECIAL-USE, else by their usual names; mail.imap.drafts and .sent win."""
        if self._folders is None:
            with self._talking():
                _, lines = self._connection.list()
            found = [b"".join(line) if isinstance(line, tuple) else line for line in lines if line]
            self._folders = folders(found, self._options.drafts, self._options.sent)
        return self._folders

    def place(self, folder: str) -> Place | None:
        """None: there is no such folder."""
        wanted = "(UIDVALIDITY UIDNEXT MESSAGES)"
        with self._talking():
            answer, data = self._connection.status(quoted(folder), wanted)
        if answer != "OK" or not data or not isinstance(data[0], bytes):
            return None
        told = data[0].rpartition(b"(")[2]
        found = {name: int(re.search(rb"%s (\d+)" % name.encode(), told)[1]) for name in wanted.strip("()").split()}  # type: ignore[index]
        return Place(found["UIDVALIDITY"], found["UIDNEXT"], found["MESSAGES"])

    # -- putting a message there

    def append(
        self, folder: str, content: bytes, flags: Collection[str] = (), before_the_end: Callable[[], None] = _nothing
    ) -> Appended:
        """``content``: a whole message with CRLF. ``before_the_end`` is called once the server has all but the last
        byte; without that byte it has no message, so whatever breaks earlier has left nothing behind."""
        link, tag = self._connection, self._tag()
        at_once = "LITERAL+" in link.capabilities
        size = b"%d%s" % (len(content), b"+" if at_once else b"")
        command = b"%s APPEND %s (%s) {%s}\r\n" % (tag, quoted(folder).encode(), " ".join(flags).encode(), size)
        with self._talking():
            link.send(command)
            if not at_once and (refused := self._answer(tag, or_invited=True)):
                return _appended(refused)
            link.send(content[:-1])
            before_the_end()
            link.send(content[-1:] + b"\r\n")
            return _appended(self._answer(tag))

    # -- finding and reading

    def find(self, folder: str, message_ids: Collection[str]) -> dict[str, list[int]]:
        """Which of these Message-IDs (with their angle brackets) lie in a folder, and under what UIDs."""
        found: dict[str, list[int]] = {}
        if not self._examine(folder):
            return found
        asked = sorted(one for one in message_ids if _MARK.fullmatch(one))
        for start in range(0, len(asked), _AT_ONCE):
            part = asked[start : start + _AT_ONCE]
            keys = [f'HEADER Message-ID "{one}"' for one in part]
            uids = self._search(*["OR"] * (len(keys) - 1), *keys)
            for one in self._fetched(uids, "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"):
                mark = message_id(one.content)
                if mark in part:
                    found.setdefault(mark, []).append(one.uid)
        return found

    def newer(
        self, folder: str, uid: int, *, headers: Sequence[str] = (), most: int = 0, until: int = 0
    ) -> Iterator[Fetched]:
        """What lies in a folder from UID ``uid`` on (below ``until``, if given), the oldest first: these header fields
        only, the first ``most`` bytes only, or the whole."""
        if until and until <= uid:
            return
        last = str(until - 1) if until else "*"
        uids: list[int] = []
        messages = self._examine(folder)
        for start in range(1, messages + 1, _LISTED):
            part = self._search(f"{start}:{min(start + _LISTED - 1, messages)}", f"UID {max(uid, 1)}:{last}")
            uids += sorted(found for found in part if found >= uid)
        fields = f"HEADER.FIELDS ({' '.join(headers)})" if headers else ""
        asked = f"BODY.PEEK[{fields}]" + (f"<0.{most}>" if most else "")
        for start in range(0, len(uids), _AT_ONCE):
            yield from self._fetched(uids[start : start + _AT_ONCE], asked)

    def first_since(self, folder: str, day: dt.date) -> int:
        """The UID of the first message that came on that day or later; where there is none, of the next one."""
        place = self.place(folder)
        uids = self._search(f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}") if self._examine(folder) else []
        return min(uids, default=place.uidnext if place else 1)

    def content(self, folder: str, uid: int) -> bytes:
        """A whole message; b'': it is there no longer."""
        if not self._examine(folder):
            return b""
        return next((one.content for one in self._fetched([uid], "BODY.PEEK[]")), b"")

    def close(self) -> None:
        """Never raises."""
        if not self._broken:
            with suppress(OSError, imaplib.IMAP4.error):
                self._connection.logout()
        self._broken = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- words of the protocol

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Whatever breaks, the link is cut without another word: one more line could end half a message."""
        try:
            with told(self._options.host):
                if self._broken:
                    raise imaplib.IMAP4.abort("the connection is closed")
                yield
        except BaseException:
            self._broken = True
            with suppress(OSError):
                self._connection.shutdown()
            raise

    def _examine(self, folder: str) -> int:
        """How many messages are there; read-only, so that nothing in it changes. Always anew: else the server may
        not show what has come since."""
        with self._talking():
            answer, data = self._connection.select(quoted(folder), readonly=True)
            return int(data[0] or 0) if answer == "OK" else 0

    def _search(self, *keys: str) -> list[int]:
        with self._talking():
            answer, data = self._connection.uid("SEARCH", *keys)
        if answer != "OK":
            raise LinkLost(_text(data))
        return [int(uid) for line in data if line for uid in line.split()]

    def _fetched(self, uids: Sequence[int], what: str) -> Iterator[Fetched]:
        if not uids:
            return
        with self._talking():
            answer, data = self._connection.uid("FETCH", ",".join(map(str, uids)), f"(UID FLAGS INTERNALDATE {what})")
        if answer != "OK":
            raise LinkLost(_text(data))
        for number, part in enumerate(data):
            if isinstance(part, tuple):
                rest = data[number + 1] if number + 1 < len(data) and isinstance(data[number + 1], bytes) else b""
                yield _fetched(part[0] + b" " + rest, part[1])

    def _tag(self) -> bytes:
        self._tags += 1
        return b"cs%d" % self._tags

    def _answer(self, tag: bytes, *, or_invited: bool = False) -> bytes:
        """The tagged answer without its tag; b'' for an invitation to go on, where one is waited for."""
        while line := self._connection.readline():
            while size := re.search(rb"\{(\d+)\}\r\n\Z", line):
                line = line[: size.start()] + self._connection.read(int(size[1])) + self._connection.readline()
            if or_invited and line.startswith(b"+"):
                return b""
            if line.startswith(tag + b" "):
                return line[len(tag) + 1 :].strip()
        raise imaplib.IMAP4.abort("the server hung up")


def message_id(header: bytes) -> str:
    """Of a header: its Message-ID with the angle brackets; '': none."""
    found = _MESSAGE_ID.search(re.sub(rb"\r?\n[ \t]+", b" ", header))
    return found[1].decode("ascii", "replace") if found else ""


def _text(data: Sequence[Any]) -> str:
    return b" ".join(part for part in data if isinstance(part, bytes)).decode("utf-8", "replace")


def _appended(answer: bytes) -> Appended:
    word, _, said = answer.decode("utf-8", "replace").partition(" ")
    uid = re.search(r"\[APPENDUID \d+ (\d+)\]", said)
    return Appended(word.upper() == "OK", said, int(uid[1]) if uid else 0)


def _fetched(head: bytes, content: bytes) -> Fetched:
    uid, date = _UID.search(head), _DATE.search(head)
    flags = frozenset(flag.decode("ascii", "replace") for flag in imaplib.ParseFlags(head))
    return Fetched(int(uid[1]) if uid else 0, flags, date[1].decode() if date else "", content)
