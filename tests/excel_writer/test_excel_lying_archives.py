"""A zip whose directory says what its members are not is refused, by reading and by writing alike."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.errors import Refused
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel import archive
from clientsheet.stores.excel.archive import Archive
from clientsheet.stores.excel.guard import guard
from clientsheet.stores.excel.writer import rewrite

PATCH = Patch(edits=(ColumnEdit("Клієнти", 2, [5], [None], ["Ганна"]),))
MEMBER = "docProps/app.xml"


def in_directory(path: Path, at: int, change: Callable[[int], int], form: str) -> None:
    """Changes one number of the directory's entry of MEMBER."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\1\2", 0, content.rindex(MEMBER.encode()))
    (number,) = struct.unpack_from(form, content, entry + at)
    struct.pack_into(form, content, entry + at, change(number))
    path.write_bytes(content)


def store_plainly(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        parts = [(member.filename, old.read(member)) for member in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
        for name, content in parts:
            new.writestr(name, content)


def say_it_is_shorter(path: Path) -> None:
    in_directory(path, 24, lambda size: size - 1, "<I")


def say_it_is_longer(path: Path) -> None:
    in_directory(path, 24, lambda size: size + 1, "<I")


def say_another_checksum(path: Path) -> None:
    in_directory(path, 16, lambda checksum: checksum ^ 1, "<I")


def say_it_ends_behind_the_file(path: Path) -> None:
    store_plainly(path)
    in_directory(path, 20, lambda size: size + 200_000, "<I")
    in_directory(path, 24, lambda size: size + 200_000, "<I")


@pytest.mark.parametrize(
    "lie", [say_it_is_shorter, say_it_is_longer, say_another_checksum, say_it_ends_behind_the_file]
)
def test_a_member_that_is_not_what_the_directory_says_is_damaged(clients: Path, lie: Callable[[Path], None]) -> None:
    lie(clients)
    with pytest.raises(Refused) as refused:
        guard(clients)
    assert refused.value.key in ("excel.damaged", "excel.odd_zip", "excel.bloated")
    with pytest.raises(Refused), Archive(clients) as found:
        found.read(MEMBER)


def test_a_member_that_is_encrypted_makes_the_workbook_encrypted(clients: Path) -> None:
    in_directory(clients, 8, lambda flags: flags | 1, "<H")
    with pytest.raises(Refused) as refused:
        guard(clients)
    assert refused.value.key == "excel.encrypted"


def test_a_workbook_beyond_four_gigabytes_is_refused_before_it_is_damaged(
    clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zip without extensions counts no further."""
    length = clients.stat().st_size
    for limit in (length // 2, length - 100):
        monkeypatch.setattr(archive, "_LIMIT", limit)
        with pytest.raises(Refused) as refused:
            rewrite(clients, clients.with_name("new.xlsx"), PATCH)
        assert refused.value.key == "excel.too_large"
