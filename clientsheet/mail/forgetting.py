"""A person taken out of the journal. So that no letter goes twice, and nobody who wants none is written to, two kinds
of marks stay: digests that tell nothing of anybody, and that only the same letter or address would give again.

    gone.MARK      this letter left; MARK follows from its key as the mark of its Message-ID does
    silent.MARK    this address is not to be written to; the value is the mailing, or * for all
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Final

from clientsheet.mail.chats import chats
from clientsheet.mail.facts import put_note
from clientsheet.mail.journal import Journal
from clientsheet.mail.journal_file import transaction
from clientsheet.mail.letter import OPEN, Entry
from clientsheet.mail.message import token
from clientsheet.mail.returned import Kind, Returned

GONE: Final = "gone."
SILENT: Final = "silent."
_EVERY_TOPIC: Final = "*"
_ADDRESS: Final = "address/"
_BLANKED: Final = frozenset({"name", "recipient", "phone", "because", "subject", "reply", "file"})
"""Columns of a letter to somebody else that are emptied where they speak of the person."""

Theirs = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Held:
    """How many of each the journal has of a person. ``open``: letters that have not left and never will."""

    letters: int = 0
    open: int = 0
    texts: int = 0
    answers: int = 0
    addresses: int = 0
    other: int = 0

    def __bool__(self) -> bool:
        return any((self.letters, self.open, self.texts, self.answers, self.addresses, self.other))


def letters_of(
    journal: Journal, clients: Collection[str], addresses: Collection[str], others: Collection[str]
) -> list[Entry]:
    """``clients``: keys the person is or was known by; ``addresses``: emails and numbers. ``others``: keys of everybody
    else: a letter to one of these is theirs, whatever address it went to."""
    mine, at = set(clients), {address.lower() for address in addresses}
    found = []
    for entry in journal.entries():
        letter = entry.letter
        addressed = {letter.recipient.lower(), letter.phone.lower()} & at
        if letter.client in mine or (addressed and letter.client not in others):
            found.append(entry)
    return found


def forget(
    journal: Journal,
    letters: Collection[Entry],
    clients: Collection[str],
    addresses: Collection[str],
    identity: str,
    of_theirs: Theirs,
    *,
    look: bool = False,
) -> Held:
    """Takes the person out, ``letters`` and their texts too. ``look``: only counts. ``identity``: the workbook's."""
    keys, at = [entry.letter.key for entry in letters], [address.lower() for address in addresses]
    journal.database.execute("pragma secure_delete = on")
    held = Held()
    with suppress(_OnlyLooking), transaction(journal.database) as database:
        _mark_gone(database, letters, identity)
        texts, answers = _texts(database, keys), _answers(database, keys, at)
        silent = _silenced(database, at, identity) + _chats(database, clients)
        database.executemany("delete from letters where key = ?", [(key,) for key in keys])
        other = _covered(database, clients) + _noted(database, clients) + _seen(database, of_theirs)
        other += sum(_swept(database, table, of_theirs) for table in _tables(database))
        opened = sum(entry.state in OPEN for entry in letters)
        held = Held(len(keys) - opened, opened, texts, answers, silent, other)
        if look:
            raise _OnlyLooking
    return held


class _OnlyLooking(Exception):
    """Nothing of it is to be kept."""


def answers_of(journal: Journal, keys: Collection[str], addresses: Collection[str]) -> Iterator[Returned]:
    """What came back from them: answers, bounces, requests."""
    mine, at = set(keys), {address.lower() for address in addresses}
    columns = "mark, kind, address, key, at, subject, detail"
    for mark, kind, address, key, when, *said in journal.database.execute(
        f"select {columns} from returned order by at"
    ):
        if key in mine or address.lower() in at:
            yield Returned(mark, Kind(kind), address, key, dt.datetime.fromisoformat(when), *said)


def silences_of(journal: Journal, addresses: Collection[str]) -> Iterator[tuple[str, str]]:
    """(address, topic) they want no letters at."""
    at = {address.lower() for address in addresses}
    rows = journal.database.execute("select address, topic from suppressed order by address, topic").fetchall()
    yield from ((address, topic) for address, topic in rows if address.lower() in at)


def chats_of(journal: Journal, clients: Collection[str]) -> Iterator[str]:
    yield from (chat for client, chat in chats(journal).items() if client in clients)


def wipe(journal: Journal) -> None:
    """What was deleted is nowhere in the file any more, nor beside it."""
    journal.database.execute("pragma secure_delete = on")
    journal.database.execute("vacuum")
    journal.database.execute("pragma wal_checkpoint(truncate)")


def gone_marks(journal: Journal) -> set[str]:
    """Marks of letters to people who are forgotten."""
    return {name.removeprefix(GONE) for name, _ in journal.notes(GONE)}


def silenced(journal: Journal, identity: str, addresses: Callable[[], Iterable[str]]) -> Iterator[tuple[str, str]]:
    """(address, topic), '' for all, of those who asked for silence before they were forgotten. ``addresses``: of the
    clients there are; asked for where anybody did."""
    if not (marks := {name.removeprefix(SILENT): value for name, value in journal.notes(SILENT)}):
        return
    for address in addresses():
        if topic := marks.get(token(identity, _ADDRESS + address.lower())):
            yield address.lower(), "" if topic == _EVERY_TOPIC else topic


# -- one thing after another; each gives how many there were


def _texts(database: sqlite3.Connection, keys: Collection[str]) -> int:
    return sum(database.execute("delete from contents where key = ?", (key,)).rowcount for key in keys)


def _answers(database: sqlite3.Connection, keys: Collection[str], addresses: Collection[str]) -> int:
    told = sum(database.execute("delete from returned where key = ?", (key,)).rowcount for key in keys)
    query = "delete from returned where lower(address) = ?"
    return told + sum(database.execute(query, (address,)).rowcount for address in addresses)


def _silenced(database: sqlite3.Connection, addresses: Collection[str], identity: str) -> int:
    """What the unsubscribed tab tells already need not be kept at all."""
    found = 0
    for address in addresses:
        query = "select topic, recorded from suppressed where lower(address) = ?"
        for topic, recorded in database.execute(query, (address,)).fetchall():
            found += 1
            if not recorded:
                put_note(database, SILENT + token(identity, _ADDRESS + address), topic or _EVERY_TOPIC)
        database.execute("delete from suppressed where lower(address) = ?", (address,))
    return found


def _chats(database: sqlite3.Connection, clients: Collection[str]) -> int:
    return sum(database.execute("delete from chats where client = ?", (client,)).rowcount for client in clients)


def _mark_gone(database: sqlite3.Connection, letters: Collection[Entry], identity: str) -> None:
    for entry in letters:
        if entry.state not in OPEN:
            put_note(database, GONE + token(identity, entry.letter.key), "1")


def _covered(database: sqlite3.Connection, clients: Collection[str]) -> int:
    """Letters to others at the same address that speak to the person too: their texts go, and those still to leave go
    with them, to be written anew."""
    told = 0
    rows = [row for row in database.execute("select key, by_key from covered") if _in(row[0], clients)]
    for key, by_key in rows:
        told += database.execute("delete from contents where key = ?", (by_key,)).rowcount
        database.execute("delete from letters where key = ? and state in ('planned', 'retry')", (by_key,))
        database.execute("delete from covered where key = ?", (key,))
    return told + len(rows)


def _in(key: str, clients: Collection[str]) -> bool:
    return any(f"/{client}/" in key for client in clients)


def _noted(database: sqlite3.Connection, clients: Collection[str]) -> int:
    """Which rows were made one."""
    names = [f"merged.{client}" for client in clients]
    return sum(database.execute("delete from notes where name = ?", (name,)).rowcount for name in names)


def _seen(database: sqlite3.Connection, of_theirs: Theirs) -> int:
    """Since when a row is there stays where a bare number names it: else its owner, if they stay in the workbook, would
    be greeted as new."""
    personal = [key for (key,) in database.execute("select key from sightings") if of_theirs(key)]
    return sum(database.execute("delete from sightings where key = ?", (key,)).rowcount for key in personal)


def _tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]


def _swept(database: sqlite3.Connection, table: str, of_theirs: Theirs) -> int:
    """Whatever else speaks of them: of a letter to somebody else the words, of any other table the row."""
    columns = [row[1] for row in database.execute(f"pragma table_info({table})")]
    keys = [row[1] for row in database.execute(f"pragma table_info({table})") if row[5]] or ["rowid"]
    told = 0
    for row in database.execute(f"select {', '.join([*keys, *columns])} from {table}").fetchall():
        place, cells = row[: len(keys)], dict(zip(columns, row[len(keys) :], strict=True))
        speaking = [name for name, cell in cells.items() if isinstance(cell, (str, bytes)) and of_theirs(_text(cell))]
        if not speaking:
            continue
        told += 1
        where = " and ".join(f"{key} = ?" for key in keys)
        if table == "letters" and set(speaking) <= _BLANKED:
            blank = ", ".join(f"{name} = ''" for name in speaking)
            database.execute(f"update letters set {blank} where {where}", place)
        else:
            if table == "contents":
                database.execute("delete from letters where key = ? and state in ('planned', 'retry')", place)
            database.execute(f"delete from {table} where {where}", place)
    return told


def _text(cell: str | bytes) -> str:
    """Of a frozen message all that a person would read."""
    if isinstance(cell, str):
        return cell
    message = message_from_bytes(cell, policy=policy.default)
    parts = [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*map(str, message.values()), *parts])
