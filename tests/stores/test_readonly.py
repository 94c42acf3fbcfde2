"""Tables in text files, .xls and .ods are read, and say that they cannot be written."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from clientsheet.config import Config
from clientsheet.errors import ClientsheetError, Refused, WrongUse
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.base import Store
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.stores.memory import MemoryStore
from clientsheet.stores.opening import open_store
from clientsheet.text import LANGUAGES, say

TABLE = "ID;ПІБ;Всього\n17;Марина «М» Коваль;1 234,50\n18;;\n"
AS_READ: list[list[Raw]] = [["ID", "ПІБ", "Всього"], ["17", "Марина «М» Коваль", "1 234,50"], ["18", None, None]]


def opened(path: Path | str) -> Store:
    return open_store(Config.default(Path(path).parent, workbook=str(path)))


def read(path: Path) -> list[list[Raw]]:
    (tab,) = opened(path).read().tabs
    return tab.rows(1, tab.row_count)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_a_text_table_is_read_whatever_its_letters_and_signs(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "Клієнти.csv"
    text = TABLE if sign == ";" else TABLE.replace("1 234,50", '"1 234,50"').replace(";", sign)
    path.write_bytes(text.encode(encoding))
    assert read(path) == AS_READ
    assert [tab.title for tab in opened(path).read().tabs] == ["Клієнти"]


def test_quoted_cells_may_hold_signs_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\r\n"x;\r\n""y""";2\r\n', "utf-8", newline="")
    assert read(path) == [["a", "b"], ['x;\r\n"y"', "2"]]


def test_the_line_in_which_excel_names_its_sign_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=,\r\na;b,c\r\n", "utf-8", newline="")
    assert read(path) == [["a;b", "c"]]


def test_an_empty_text_file_is_an_empty_tab(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    assert read(path) == []


@pytest.mark.parametrize("kind", ["csv", "xls", "ods"])
def test_a_file_that_can_only_be_read_says_what_to_do(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"клієнти.{kind}"
    path.write_text(TABLE, "utf-8")
    store = opened(path)
    seen = store.fingerprint()
    assert store.apply(Patch(), seen).fingerprint == seen
    with pytest.raises(WrongUse) as caught:
        store.apply(Patch(edits=(ColumnEdit("клієнти", 3, [3], [None], [5]),)), seen)
    for language in LANGUAGES:
        assert ".xlsx" in say(language, caught.value.hint, **caught.value.facts)
    assert path.read_text("utf-8") == TABLE


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsb"])
def test_rubbish_under_such_a_name_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(Refused):
        read(path)


@pytest.mark.parametrize("name", ["none.csv", "none.xls", "none.xlsx"])
def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, name: str) -> None:
    store = opened(tmp_path / name)
    assert not store.exists()
    for ask in (store.read, store.fingerprint):
        with pytest.raises(WrongUse) as caught:
            ask()
        assert caught.value.key == "file.missing"


def test_the_ending_chooses_the_store_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    assert isinstance(opened(tmp_path / "A.XLSX"), ExcelStore)
    assert isinstance(opened(tmp_path / "a.xlsm"), ExcelStore)
    for unknown in (tmp_path / "a.docx", tmp_path / "a", "https://example.com/clients"):
        with pytest.raises(WrongUse):
            opened(unknown)


def test_a_workbook_in_memory_may_play_one_that_can_only_be_read() -> None:
    store = MemoryStore({"Клієнти": [["ID"], [1]]}, read_only="ods")
    assert store.read().read_only == "ods"
    with pytest.raises(ClientsheetError):
        store.apply(Patch(marks={"a": "b"}), store.fingerprint())


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_saves_is_read(tmp_path: Path, kind: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Клієнти"
    sheet["B2"], sheet["C2"], sheet["B3"] = "ПІБ", "Всього", "Марина"
    sheet["C3"] = 12.5
    book.create_sheet("Ще")
    book.save(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    office = shutil.which("soffice")
    if office is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    assert office
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    grid = opened(tmp_path / f"a.{kind}").read()
    assert (grid.read_only, [tab.title for tab in grid.tabs]) == (kind, ["Клієнти", "Ще"])
    assert grid.tabs[0].rows(2, 3) == [[None, "ПІБ", "Всього"], [None, "Марина", 12.5]]
    assert (grid.tabs[0].row_count, grid.tabs[1].row_count) == (3, 0)
