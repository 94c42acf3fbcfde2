"""Lock files of Excel and LibreOffice are read and never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsheet.stores.excel.locks import excel_user, libreoffice_user, locked_by


def excel_lock(name: str, length: int = 165) -> bytes:
    """As Excel writes it: the name in the code page of the computer, padded, and again in UTF-16LE."""
    narrow = name.encode("cp1251", "replace")
    wide = name.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return (head + len(name).to_bytes(2, "little") + wide).ljust(length, b" ")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Мої клієнти, 2026.xlsx"
    path.touch()
    return path


@pytest.mark.parametrize("name", ["Марина Коваль", "Jane", "Ї" * 52])
def test_excel_names_its_user(workbook: Path, name: str) -> None:
    lock = workbook.with_name(f"~${workbook.name}")
    lock.write_bytes(excel_lock(name))
    assert locked_by(workbook) == name
    assert lock.read_bytes() == excel_lock(name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Марина Коваль,marina,salon,22.11.2026 10:00,file:///home/marina;", "Марина Коваль"),
        (",marina,salon,22.11.2026 10:00,file:///home/marina;", "marina"),
        (r"Коваль\, Марина,marina,salon,22.11.2026 10:00,file:///;", "Коваль, Марина"),
        (r"a\\b\;c,marina,salon,,;", r"a\b;c"),
        ("", ""),
    ],
)
def test_libreoffice_names_its_user(workbook: Path, content: str, name: str) -> None:
    workbook.with_name(f".~lock.{workbook.name}#").write_text(content, "utf-8")
    assert locked_by(workbook) == name


def test_a_workbook_nobody_has_open_is_free(workbook: Path) -> None:
    workbook.with_name("~$another.xlsx").write_bytes(excel_lock("Марина"))
    assert locked_by(workbook) is None


def test_a_lock_that_names_nobody_is_still_a_lock(workbook: Path) -> None:
    workbook.with_name(f"~${workbook.name}").touch()
    assert locked_by(workbook) == ""


def test_the_lock_lies_beside_the_file_that_a_link_leads_to(workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "book.xlsx"
    link.symlink_to(workbook)
    workbook.with_name(f"~${workbook.name}").write_bytes(excel_lock("Марина"))
    assert locked_by(link) == "Марина"


@pytest.mark.parametrize("rubbish", [b"", b"\xff", b"\x05abc", bytes(165), b"\xff" * 165])
def test_any_bytes_are_some_name(rubbish: bytes) -> None:
    assert isinstance(excel_user(rubbish), str)
    assert isinstance(libreoffice_user(rubbish), str)
