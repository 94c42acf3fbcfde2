"""Which client has become which: what was written to one of two rows that were made one was written to the other.

A note counts only while the row that was emptied is not there: one that came back by undo, or was never emptied
because the run died, is a client of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Final

from clientsheet.mail.chats import chats
from clientsheet.mail.facts import put_note
from clientsheet.mail.journal import Journal
from clientsheet.mail.journal_file import transaction

_MERGED: Final = "merged."


def note_merged(journal: Journal, key: str, keep: str, other: str) -> None:
    """``key``: how the client of the kept row is known from now on; ``keep``, ``other``: how the two were till now."""
    with transaction(journal.database) as database:
        for was, also in ((other, keep), (keep, "")):
            if was and key and was != key:
                put_note(database, _MERGED + was, json.dumps({"is": key, "also": also}))


def take_over_chat(journal: Journal, key: str, other: str) -> None:
    """The kept client may be written to where the other could; not while the other row stands."""
    known = chats(journal)
    if key and other in known and key not in known:
        journal.database.execute("insert into chats (client, chat) values (?, ?)", (key, known[other]))


def note_parted(journal: Journal, other: str) -> None:
    """The row is back."""
    told = json.loads(journal.note(_MERGED + other) or "{}")
    known = chats(journal)
    with transaction(journal.database) as database:
        if other in known and known.get(told.get("is")) == known[other]:
            database.execute("delete from chats where client = ?", (told["is"],))
        for was in (other, told.get("also")):
            if was:
                put_note(database, _MERGED + was, "")


def became(journal: Journal, present: Collection[str]) -> dict[str, str]:
    """Client gone -> the client of today. ``present``: the clients that the workbook has."""
    notes = {name.removeprefix(_MERGED): json.loads(value)["is"] for name, value in journal.notes(_MERGED)}
    here = set(present) if notes else set()
    found = {was: _end(was, notes, here) for was in notes if was not in here}
    return {was: key for was, key in found.items() if key}


def _end(was: str, notes: Mapping[str, str], present: set[str]) -> str:
    for _ in range(len(notes)):
        was = notes.get(was, "")
        if not was or was in present:
            return was
    return ""
