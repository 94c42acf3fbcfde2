"""A place that no file can lie in is told as that, and never as a missing workbook or a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsheet.cli.door import enter
from clientsheet.errors import WrongUse
from clientsheet.files import folder_of, write_file

WRONG_USE = 2


def _a_file(folder: Path) -> Path:
    there = folder / "h.csv"
    there.write_text("x", "utf-8")
    return there


def test_a_file_cannot_lie_in_a_file(tmp_path: Path) -> None:
    """Its folder cannot be made, and what was there stays."""
    there = _a_file(tmp_path)
    with pytest.raises(WrongUse) as told:
        folder_of(there / "x" / "page.html")
    assert told.value.key == "file.no_folder"
    assert there.read_text("utf-8") == "x"


def test_a_file_cannot_be_written_where_there_is_no_folder(tmp_path: Path) -> None:
    """It is the folder that is missing, not the workbook."""
    with pytest.raises(WrongUse) as told:
        write_file(tmp_path / "nowhere" / "page.html", b"")
    assert told.value.key == "file.no_folder"


@pytest.mark.parametrize("verb", [("demo",), ("init",)])
def test_a_shop_is_not_laid_into_a_file(tmp_path: Path, verb: tuple[str, ...]) -> None:
    """Wrong use, with a next step."""
    assert enter([*verb, str(_a_file(tmp_path) / "x")]) == WRONG_USE


def test_a_folder_is_no_file_to_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told as a folder, not as a matter of rights."""
    assert enter(["--lang", "en", "init", str(tmp_path / "shop")]) == 0
    (tmp_path / "shop" / "given").mkdir()
    assert (
        enter(["--config", str(tmp_path / "shop" / "config.yaml"), "--lang", "en", "import", str(tmp_path)])
        == WRONG_USE
    )
    assert "is a folder" in capsys.readouterr().err
