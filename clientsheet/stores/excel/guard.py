"""Looks an untrusted workbook over before anything reads it.

Every member is inflated once and checked against its length and checksum, so nothing rotten or boundless waits in a
part that nobody reads today; and no XML may bring a DTD, which is how small files make parsers eat all memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from clientsheet.errors import Refused
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.archive import Archive
from clientsheet.stores.excel.package import Package
from clientsheet.stores.excel.workbook_part import WorkbookPart

MOST_MEMBERS: Final = 20_000
LARGEST: Final = 4 << 30
"""Bytes of all members together, inflated."""
LARGEST_PART: Final = 256 << 20
"""Bytes of one member that a person cannot have typed: any part but a sheet and the shared strings."""
_HIGHEST_RATIO: Final = 400
_RATIO_MATTERS: Final = 100 << 20
_PROLOG: Final = 1 << 16
_TEXTUAL: Final = (".xml", ".rels", ".vml")
_LARGE: Final = ("xl/worksheets/", "xl/sharedstrings", "xl/pivotcache/", "xl/media/", "xl/embeddings/")
_ROOT: Final = re.compile(r"<(?![?!])")
_DTD: Final = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def guard(path: Path) -> None:
    """Refused: not a workbook, encrypted, damaged anywhere, unpacking beyond all bounds, or with a DTD."""
    with Archive(path) as archive:
        _limit(archive)
        for member in archive.members:
            if not member.is_dir():
                _read_through(archive, member)
        book = WorkbookPart(Package(archive))
        if not book.sheets:
            raise Refused("excel.not_a_workbook", hint="excel.not_a_workbook.hint", path=path)


def _limit(archive: Archive) -> None:
    sizes = [(member.file_size, member.compress_size) for member in archive.members]
    inflated, packed = sum(size for size, _ in sizes), sum(size for _, size in sizes)
    swollen = any(size > _RATIO_MATTERS and size > _HIGHEST_RATIO * max(packed, 1) for size, packed in sizes)
    overlapping = packed > archive.path.stat().st_size
    if len(sizes) > MOST_MEMBERS or inflated > LARGEST or swollen or overlapping or _oversized(archive):
        raise Refused("excel.bloated", hint="excel.bloated.hint", path=archive.path)


def _oversized(archive: Archive) -> bool:
    return any(archive.member(known).file_size > LARGEST_PART for known in archive if not known.startswith(_LARGE))


def _read_through(archive: Archive, member: zipfile.ZipInfo) -> None:
    chunks = archive.stream(member)
    if member.filename.lower().endswith(_TEXTUAL):
        _refuse_dtd(archive, member, chunks)
    for _ in chunks:
        pass


def _refuse_dtd(archive: Archive, member: zipfile.ZipInfo, chunks: Iterator[bytes]) -> None:
    """A DTD may stand only before the first element, so no more than that is looked at; nothing else may."""
    prolog = b""
    for chunk in chunks:
        prolog += chunk
        text = xml.masked(_lenient(prolog))
        root = _ROOT.search(text)
        if _DTD.search(text[: root.start()] if root else text):
            raise Refused("excel.unsafe", hint="excel.unsafe.hint", path=archive.path, part=member.filename)
        if root and not text[: root.start()].strip():
            return
        if root or len(prolog) > _PROLOG:
            break
    raise Refused("excel.damaged", hint="excel.damaged.hint", path=archive.path, part=member.filename)


def _lenient(raw: bytes) -> str:
    try:
        codec, mark = xml.encoding(raw[:200])
    except LookupError:
        codec, mark = "latin-1", b""
    return raw[len(mark) : _PROLOG].decode(codec, "replace")
