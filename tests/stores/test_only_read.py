"""A workbook that can only be read stays as it is, whatever is asked of its store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clientsheet.errors import ClientsheetError, Refused, WrongUse
from clientsheet.sheet.blueprint import WorkbookBlueprint
from clientsheet.stores import readonly
from clientsheet.stores.copies import conflict_copies
from clientsheet.stores.readonly import ReadOnlyStore


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.restore(store.path, store.fingerprint()),
        lambda store: store.build(WorkbookBlueprint((), "uk")),
    ],
    ids=["restore", "build"],
)
def test_it_is_neither_put_back_nor_built(tmp_path: Path, ask: Callable[[ReadOnlyStore], object]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b", "utf-8")
    with pytest.raises(WrongUse) as caught:
        ask(ReadOnlyStore(path))
    assert (caught.value.key, path.read_text("utf-8")) == ("file.read_only", "a;b")


def test_whoever_has_it_open_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.touch()
    assert ReadOnlyStore(path).locked_by() is None
    (tmp_path / ".~lock.a.ods#").write_text("Марина,marina,salon,,;", "utf-8")
    assert ReadOnlyStore(path).locked_by() == "Марина"


def test_a_lock_that_cannot_be_read_is_a_lock_of_nobody_we_know(tmp_path: Path) -> None:
    """Excel keeps its lock file to itself on some disks."""
    path = tmp_path / "a.ods"
    path.touch()
    (tmp_path / "~$a.ods").mkdir()
    assert ReadOnlyStore(path).locked_by() == ""


def test_a_file_larger_than_we_read_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readonly, "_MOST_BYTES", 9)
    path = tmp_path / "a.csv"
    for size in (9, 10):
        path.write_bytes(b"a" * size)
        if size == 9:
            assert ReadOnlyStore(path).read().tabs[0].row_count == 1
        else:
            with pytest.raises(Refused, match="too_large"):
                ReadOnlyStore(path).read()


def test_a_cell_longer_than_any_owner_types_is_refused(tmp_path: Path) -> None:
    """An opening quote that nobody closes makes one cell of the whole file."""
    path = tmp_path / "a.csv"
    path.write_text('a;"' + "b" * (17 << 20), "utf-8")
    with pytest.raises(Refused, match="unreadable"):
        ReadOnlyStore(path).read()


@pytest.mark.parametrize("name", ["a.csv", "a.ods"])
def test_a_folder_in_its_place_is_no_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(ClientsheetError):
        _ = [tab.row_count for tab in ReadOnlyStore(tmp_path / name).read().tabs]


def test_a_workbook_in_a_folder_that_is_gone_has_no_conflict_copies(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "none" / "clients.xlsx") == ()
