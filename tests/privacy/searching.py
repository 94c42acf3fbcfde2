"""A search of our own through every file of a folder, knowing nothing of what the program keeps where: bytes, and what
is packed in a gzip, a zip or a database, in every spelling that a value may have in a file."""

from __future__ import annotations

import base64
import contextlib
import gzip
import html
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote


def told(folder: Path, values: Iterable[str]) -> list[tuple[str, str]]:
    """(file, value) of each that is found anywhere; names of files count."""
    wanted = {value: list(_spellings(value)) for value in values}
    found = []
    for path in sorted(folder.rglob("*")):
        contents = [str(path.name).encode()]
        if path.is_file():
            contents += _unpacked(path.read_bytes())
            contents += _tables(path)
        for value, spellings in wanted.items():
            if any(spelling in content for content in contents for spelling in spellings):
                found.append((path.relative_to(folder).as_posix(), value))
    return found


def _spellings(value: str) -> Iterator[bytes]:
    for text in {value, value.upper(), value.lower(), html.escape(value), quote(value), json.dumps(value)[1:-1]}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
            with contextlib.suppress(UnicodeEncodeError):
                yield text.encode(encoding)
    yield value.encode("ascii", "xmlcharrefreplace")
    for shift in range(3):  # inside a text in base64, wherever it begins
        packed = base64.b64encode(b"x" * shift + value.encode())[shift and 4 : -4]
        if len(packed) > 8:
            yield packed


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"\x1f\x8b":
        yield from _unpacked(gzip.decompress(content))
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _unpacked(archive.read(name))


def _tables(path: Path) -> Iterator[bytes]:
    """A value may lie across two pages of a database, where the bytes do not show it."""
    if path.read_bytes()[:6] != b"SQLite":
        return
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in database.execute(f"select * from {table}"):
                for cell in row:
                    yield cell if isinstance(cell, bytes) else str(cell).encode()
