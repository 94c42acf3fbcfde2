"""Real workbooks of real programs: a value, a row and a tab are written, and all else is as it was."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_judge import changed_members, read, same_but_calculation, without
from excel_material import real_workbooks
from excel_spots import new_tab, row_below, spot, value

from clientsheet.errors import Refused
from clientsheet.sheet.patch import Patch
from clientsheet.stores.excel.guard import guard
from clientsheet.stores.excel.verify import verify
from clientsheet.stores.excel.writer import rewrite

pytestmark = pytest.mark.shared
VALID = real_workbooks("valid")
HOSTILE = real_workbooks("hostile")
REFUSED_AT_MOST = 0.02
IN_THE_WAY = ("excel.merged", "excel.in_use", "excel.totals")
"""Refusals of the spot that this test has picked, not of the file."""
LARGE = 300_000
"""Bytes from which on openpyxl takes too long to be asked."""


def attempt(path: Path, target: Path, patch: Patch, *, prove: bool = True) -> str:
    """Empty, or the key of the refusal."""
    try:
        guard(path)
        rewrite(path, target, patch)
    except Refused as refused:
        return refused.key
    if prove:
        verify(path, target, patch)
    return ""


def opens(path: Path) -> Any:
    """The titles of the tabs, as openpyxl reads them; it cannot open every file, and reads none in a strict one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(path, keep_links=False).sheetnames
        except Exception:  # whatever openpyxl cannot open
            return None


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_value_a_row_and_a_tab_change_nothing_else(path: Path, tmp_path: Path) -> None:
    at = spot(path)
    if at is None:
        pytest.skip("no worksheet")
    target = tmp_path / path.name
    for patch, named, grown in (
        (value(at), {(at.row, at.column)}, False),
        (row_below(at), {(at.last_row + 1, column) for column in range(1, 16_385)}, True),
    ):
        if not attempt(path, target, patch):
            assert without(read(path, at.part), named, grown=grown) == without(
                read(target, at.part), named, grown=grown
            )
            check_members(path, target, at.part)
    if not attempt(path, target, new_tab(at)):
        check_members(path, target, "")
        if path.stat().st_size < LARGE and (names := opens(path)):
            assert opens(target) == [*names, "Зауваження 77"]


def check_members(source: Path, target: Path, part: str) -> None:
    """Only the sheet and the parts that keep texts, styles, tables, names and tabs differ."""
    for name in changed_members(source, target) - {part}:
        if re.search(r"workbook\w*\.xml$", name):
            assert same_but_calculation(read(source, name), read(target, name), names=True, sheets=True)
        else:
            assert re.search(
                r"(styles|sharedStrings|tables?\d*|sheet\d+)\.xml$|Types\].xml$|\.rels$", name, re.IGNORECASE
            ), name


def test_hardly_any_real_workbook_is_refused(tmp_path: Path) -> None:
    for made in (value, row_below, new_tab):
        refused: Counter[str] = Counter()
        for path in VALID:
            at = spot(path)
            key = attempt(path, tmp_path / "new.xlsx", made(at), prove=False) if at is not None else ""
            if key and key not in IN_THE_WAY:
                refused[f"{key} {path.name}"] += 1
        assert len(refused) <= REFUSED_AT_MOST * len(VALID), refused


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_every_hostile_file_is_refused_with_a_reason(path: Path) -> None:
    with pytest.raises(Refused):
        guard(path)
