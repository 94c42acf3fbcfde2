"""The zip around a workbook: odd but sound ones are taken, dangerous ones are refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from excel_judge import changed_members, members

from clientsheet.errors import Refused
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel import deflate
from clientsheet.stores.excel.guard import guard
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

PATCH = Patch(edits=(ColumnEdit("Клієнти", 2, [5], [None], ["Ганна"]),))


def repacked(path: Path, how: Callable[[zipfile.ZipFile, zipfile.ZipInfo, bytes], None]) -> Path:
    target = path.with_name("odd.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            how(new, member, old.read(member))
        new.comment = b"a comment of the archive"
    return target


def as_zip64(new: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes) -> None:
    with new.open(member.filename, "w", force_zip64=True) as file:
        file.write(content)


def as_stored(new: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes) -> None:
    new.writestr(member, content, zipfile.ZIP_STORED)


def with_backslashes(new: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes) -> None:
    member.filename = member.filename.replace("/", "\\")
    new.writestr(member, content)


def with_extras(new: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes) -> None:
    member.extra, member.comment = struct.pack("<HHI", 0xCAFE, 4, 7), b"one member"
    new.writestr(member, content)


@pytest.mark.parametrize("how", [as_zip64, as_stored, with_backslashes, with_extras])
def test_odd_archives_are_rewritten_member_by_member(clients: Path, how: Callable[..., None]) -> None:
    odd = repacked(clients, how)
    guard(odd)
    target = odd.with_name("new.xlsx")
    rewrite(odd, target, PATCH)
    verify(odd, target, PATCH)
    assert len(changed_members(odd, target)) <= 3
    assert list(members(target)) == list(members(odd))
    with zipfile.ZipFile(target) as archive:
        assert archive.comment == b"a comment of the archive"


def test_members_with_data_descriptors_are_given_plain_headers(clients: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(clients) as old, zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, old.read(member))
    clients.write_bytes(pipe.getvalue())
    target = clients.with_name("new.xlsx")
    rewrite(clients, target, PATCH)
    verify(clients, target, PATCH)
    assert openpyxl.load_workbook(target)["Клієнти"]["B5"].value == "Ганна"


def test_without_isal_the_same_workbook_comes_out(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deflate, "_engine", zlib)
    target = clients.with_name("new.xlsx")
    rewrite(clients, target, PATCH)
    verify(clients, target, PATCH)
    assert openpyxl.load_workbook(target)["Клієнти"]["B5"].value == "Ганна"


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("docProps/app.xml").header_offset
    content[at + 60] ^= 0xFF
    path.write_bytes(content)


def double(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/workbook.xml", "<workbook/>")


def bring_a_dtd(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/x.xml", '<?xml version="1.0"?><!-- <a> --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def bring_a_dtd_in_utf16(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/x.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"))


def blow_up(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(110 << 20))


def encrypt(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def take_the_workbook_out(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (damage, "excel.damaged"),
        (double, "excel.odd_zip"),
        (bring_a_dtd, "excel.unsafe"),
        (bring_a_dtd_in_utf16, "excel.unsafe"),
        (blow_up, "excel.bloated"),
        (encrypt, "excel.encrypted"),
        (take_the_workbook_out, "excel.not_a_workbook"),
    ],
)
def test_a_dangerous_file_is_refused_before_anything_reads_it(
    clients: Path, harm: Callable[[Path], None], key: str
) -> None:
    harm(clients)
    with pytest.raises(Refused) as refused:
        guard(clients)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("name", "key"), [("_xmlsignatures/sig1.xml", "excel.signed"), ("xl/revisions/log.xml", "excel.shared")]
)
def test_what_may_be_read_but_not_changed_is_refused_for_writing_only(clients: Path, name: str, key: str) -> None:
    with zipfile.ZipFile(clients, "a") as archive:
        archive.writestr(name, "<a/>")
    guard(clients)
    with pytest.raises(Refused) as refused:
        rewrite(clients, clients.with_name("new.xlsx"), PATCH)
    assert refused.value.key == key
