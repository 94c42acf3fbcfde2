"""The zip around a workbook: what lies in it, and a new one in which every member that did not change keeps its bytes.

A member is known by its *key*: the name with forward slashes, in lower case (Excel and others disagree about both).
Untouched members are copied as they lie: compressed bytes, date, attributes, extra fields, comment, place in the order.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from clientsheet.errors import Refused
from clientsheet.stores.excel.deflate import crc32, deflater, inflate

_CHUNK: Final = 1 << 18
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_HAS_DESCRIPTOR: Final = 8
_ENCRYPTED: Final = 1
_ZIP64_EXTRA: Final = 1
_FIRST_DAY_OF_DOS: Final = 0x0021
_UTF8_NAME: Final = 0x800
_LIMIT: Final = 0xFFFFFFFF
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


@dataclass(frozen=True, slots=True)
class Staged:
    """A member's new content, already compressed."""

    chunks: Sequence[bytes]
    checksum: int
    packed: int
    size: int


def stage(chunks: Iterable[bytes]) -> Staged:
    """Compresses as the chunks come, so that a sheet of hundreds of megabytes is never held whole."""
    pack = deflater()
    packed: list[bytes] = []
    checksum = size = 0
    for chunk in chunks:
        checksum = crc32(chunk, checksum)
        size += len(chunk)
        packed.append(pack.compress(chunk))
    packed.append(pack.flush())
    return Staged(packed, checksum, sum(map(len, packed)), size)


class Archive:
    """An open zip. Refused: not a zip, an encrypted one, doubled members, a method other than stored and deflate."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = path.open("rb")
        try:
            self._directory = _directory(self._file, path)
            self.members = self._directory.infolist()
            self._by_key = _by_key(self.members, path)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._directory.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return key(name) in self._by_key

    def member(self, name: str) -> zipfile.ZipInfo:
        return self._by_key[key(name)]

    def __iter__(self) -> Iterator[str]:
        """The keys of all members that are not folders."""
        return iter(self._by_key)

    def read(self, name: str) -> bytes:
        return b"".join(self.stream(self.member(name)))

    def stream(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The member's content, checked against its length and checksum. Refused: damaged."""
        checksum = size = 0
        packed = self.packed(member)
        try:
            for chunk in inflate(packed) if member.compress_type == _DEFLATED else packed:
                checksum = crc32(chunk, checksum)
                size += len(chunk)
                if size > member.file_size:
                    break
                yield chunk
        except ValueError as wrong:
            raise self._damaged(member) from wrong
        if checksum != member.CRC or size != member.file_size:
            raise self._damaged(member)

    def packed(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The member's bytes as they lie in the file."""
        name, extra = self._local(member)
        at = member.header_offset + 30 + len(name) + len(extra)
        end = at + member.compress_size
        while at < end:
            self._file.seek(at)
            chunk = self._file.read(min(_CHUNK, end - at))
            if not chunk:
                raise self._damaged(member)
            yield chunk
            at += len(chunk)

    def rewrite(
        self,
        target: Path,
        *,
        changed: Mapping[str, Staged],
        added: Sequence[tuple[str, Staged]],
        removed: Collection[str] = (),
    ) -> None:
        """Writes the whole new zip: ``changed`` and ``removed`` by key, ``added`` last, in their order."""
        with target.open("wb") as out:
            directory = []
            for member in self.members:
                known = "" if member.is_dir() else key(member.filename)
                if known in removed:
                    continue
                header = self._header(member)
                directory.append(header.write(out, changed.get(known) or self._as_it_lies(member)))
            for name, staged in added:
                directory.append(_new_header(name).write(out, staged))
            _write_directory(out, directory, self._directory.comment)

    def _as_it_lies(self, member: zipfile.ZipInfo) -> _Raw:
        return _Raw(self.packed(member), member.CRC, member.compress_size, member.file_size)

    def _header(self, member: zipfile.ZipInfo) -> _Header:
        name, extra = self._local(member)
        year, month, day, hour, minute, second = member.date_time
        return _Header(
            name=name,
            flags=member.flag_bits & ~_HAS_DESCRIPTOR,
            method=member.compress_type,
            time=hour << 11 | minute << 5 | second // 2,
            date=max(year - 1980, 0) << 9 | month << 5 | day,
            extra=_without_zip64(extra),
            directory_extra=_without_zip64(member.extra),
            made_by=member.create_system << 8 | member.create_version,
            needs=20 if member.extract_version == 45 else member.extract_version,
            internal=member.internal_attr,
            external=member.external_attr,
            comment=member.comment,
        )

    def _local(self, member: zipfile.ZipInfo) -> tuple[bytes, bytes]:
        self._file.seek(member.header_offset)
        head = self._file.read(30)
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise self._damaged(member)
        name_length, extra_length = struct.unpack("<HH", head[26:])
        return self._file.read(name_length), self._file.read(extra_length)

    def _damaged(self, member: zipfile.ZipInfo) -> Refused:
        return Refused("excel.damaged", hint="excel.damaged.hint", path=self.path, part=member.filename)


def _directory(file: BinaryIO, path: Path) -> zipfile.ZipFile:
    head = file.read(8)
    if head == _COMPOUND_FILE:
        raise Refused("excel.encrypted", hint="excel.encrypted.hint", path=path)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, IndexError, struct.error, OSError) as wrong:
        raise Refused("excel.not_a_workbook", hint="excel.not_a_workbook.hint", path=path) from wrong


def _by_key(members: Iterable[zipfile.ZipInfo], path: Path) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        if member.is_dir():
            continue
        if member.flag_bits & _ENCRYPTED:
            raise Refused("excel.encrypted", hint="excel.encrypted.hint", path=path)
        if member.compress_type not in (_STORED, _DEFLATED) or key(member.filename) in found:
            raise Refused("excel.odd_zip", hint="excel.damaged.hint", path=path, part=member.filename)
        found[key(member.filename)] = member
    return found


@dataclass(frozen=True, slots=True)
class _Raw:
    chunks: Iterable[bytes]
    checksum: int
    packed: int
    size: int


@dataclass(frozen=True, slots=True)
class _Header:
    """What a member says of itself, in its local header and once more in the directory."""

    name: bytes
    flags: int
    method: int
    time: int
    date: int
    extra: bytes
    directory_extra: bytes
    made_by: int
    needs: int
    internal: int
    external: int
    comment: bytes

    def write(self, out: BinaryIO, content: Staged | _Raw) -> bytes:
        """Writes header and content; gives the directory's entry."""
        offset = out.tell()
        method = _DEFLATED if isinstance(content, Staged) else self.method
        if max(offset, content.packed, content.size) >= _LIMIT:
            raise Refused("excel.too_large", hint="excel.too_large.hint")
        shared = struct.pack(
            "<HHHHHIIIHH",
            max(self.needs, 20) if method == _DEFLATED else self.needs,
            self.flags,
            method,
            self.time,
            self.date,
            content.checksum,
            content.packed,
            content.size,
            len(self.name),
            len(self.extra),
        )
        out.write(b"PK\3\4" + shared + self.name + self.extra)
        out.writelines(content.chunks)
        return (
            struct.pack("<4sH", b"PK\1\2", self.made_by)
            + shared[:-2]
            + struct.pack(
                "<HHHHII", len(self.directory_extra), len(self.comment), 0, self.internal, self.external, offset
            )
            + self.name
            + self.directory_extra
            + self.comment
        )


def _new_header(name: str) -> _Header:
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    return _Header(encoded, flags, _DEFLATED, 0, _FIRST_DAY_OF_DOS, b"", b"", 20, 20, 0, 0, b"")


def _write_directory(out: BinaryIO, entries: Sequence[bytes], comment: bytes) -> None:
    start = out.tell()
    out.writelines(entries)
    length = out.tell() - start
    count = len(entries)
    if count >= 0xFFFF or start + length >= _LIMIT:
        raise Refused("excel.too_large", hint="excel.too_large.hint")
    out.write(struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, length, start, len(comment)) + comment)


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields but the zip64 one: the sizes stand in the header itself now."""
    kept = b""
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        if tag != _ZIP64_EXTRA:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]
