"""How people name a workbook, and which mark it bears when it was sent from."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsheet.config import Config
from clientsheet.errors import WrongUse
from clientsheet.jobs.mail.guards import home
from clientsheet.jobs.naming import is_other, named

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
PLAIN = f"https://docs.google.com/spreadsheets/d/{ID}/edit"
PASTED = (PLAIN, f"{PLAIN}?usp=sharing", f"docs.google.com/spreadsheets/d/{ID}/edit#gid=7", f" {PLAIN}#gid=0&range=B2")


@pytest.mark.parametrize("pasted", PASTED)
def test_every_form_of_a_sheets_address_is_one_address(pasted: str) -> None:
    """Whatever the browser's line held is kept as the plain address."""
    assert named(pasted) == PLAIN


def test_a_file_is_a_file_whatever_its_name(tmp_path: Path) -> None:
    """Only what looks like an address is read as one; an address of something else is a clear word."""
    assert named("clients.xlsx") == "clients.xlsx"
    assert named(str(tmp_path)) == str(tmp_path)
    with pytest.raises(WrongUse):
        named("https://example.com/clients")


def test_a_folder_knows_its_own_workbook_in_any_form(tmp_path: Path) -> None:
    """The same sheet under another link is no other workbook; a file is never a sheet."""
    sheet, file = (Config.default(tmp_path, workbook=name) for name in (f"{PLAIN}#gid=3", "clients.xlsx"))
    assert not is_other(sheet, PLAIN)
    assert is_other(sheet, PLAIN.replace("1AbC", "2AbC"))
    assert is_other(sheet, "clients.xlsx")
    assert is_other(file, PLAIN)
    assert not is_other(file, str(tmp_path / "clients.xlsx"))


def test_two_machines_or_two_folders_with_one_sheet_are_two_places(tmp_path: Path) -> None:
    """Each has a journal of its own, so only one of them may send; how the address is written does not matter."""
    one, again, other = (
        Config.default(tmp_path / folder, workbook=address)
        for folder, address in (("a", PLAIN), ("a", f"{PLAIN}#gid=1"), ("b", PLAIN))
    )
    assert home(one) == home(again) != home(other)
