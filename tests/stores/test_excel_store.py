"""The workbook on the disk: what happens around a write, and what a hostile file cannot do."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from clientsheet.errors import Refused, WorkbookChanged, WorkbookLocked, WrongUse
from clientsheet.files import Disk
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import ColumnEdit, Patch
from clientsheet.stores.excel.store import ExcelStore

Draw = Callable[[Mapping[str, Sequence[Sequence[Raw]]]], Path]
HOSTILE = Path(__file__).parents[3] / "shared/data/xlsx/hostile"
TABLES: dict[str, list[list[Raw]]] = {"Клієнти": [["ID", "Всього"], [1, None], [2, 5]]}
PATCH = Patch(edits=(ColumnEdit("Клієнти", 2, [2], [None], [12.5]),))


class Meddler(Disk):
    """A disk on which something happens right before the new workbook is put in place."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile = meanwhile

    def sync(self, path: Path) -> None:
        super().sync(path)
        self._meanwhile()


def untouched(path: Path) -> bool:
    """Nothing of ours lies beside the workbook."""
    return not list(path.parent.glob(".*clientsheet*"))


def test_an_empty_patch_writes_not_one_byte(workbook: Draw, tmp_path: Path) -> None:
    path = workbook(TABLES)
    before, seen = path.read_bytes(), path.stat()
    store = ExcelStore(path, tmp_path / "state")
    assert store.apply(Patch(), store.fingerprint()).backup is None
    assert (path.read_bytes(), path.stat()) == (before, seen)
    assert not (tmp_path / "state").exists()


def test_a_workbook_saved_while_we_wrote_is_left_as_it_was_saved(workbook: Draw, tmp_path: Path) -> None:
    path = workbook(TABLES)
    theirs = workbook({"Клієнти": [["ID"], [99]]}, "theirs.xlsx").read_bytes()  # type: ignore[call-arg]
    store = ExcelStore(path, tmp_path / "state", Meddler(lambda: path.write_bytes(theirs)))
    with pytest.raises(WorkbookChanged):
        store.apply(PATCH, store.fingerprint())
    assert path.read_bytes() == theirs
    assert untouched(path)


def test_a_workbook_opened_while_we_wrote_is_left_alone(workbook: Draw, tmp_path: Path) -> None:
    path = workbook(TABLES)
    before = path.read_bytes()
    lock = path.with_name(f".~lock.{path.name}#")
    store = ExcelStore(path, tmp_path / "state", Meddler(lambda: lock.write_text("Марина,marina,salon,,;", "utf-8")))
    with pytest.raises(WorkbookLocked):
        store.apply(PATCH, store.fingerprint())
    assert path.read_bytes() == before
    assert lock.exists()
    assert untouched(path)


def test_a_change_that_leaves_size_and_dates_alone_is_seen_while_the_file_is_fresh(
    workbook: Draw, tmp_path: Path
) -> None:
    path = workbook(TABLES)
    store = ExcelStore(path, tmp_path / "state")
    seen = store.fingerprint()
    remembered = store._digests[seen]
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    seen = store.fingerprint()
    store._digests[seen] = remembered  # as if the disk counted whole seconds
    with pytest.raises(WorkbookChanged):
        store.apply(PATCH, seen)


def test_a_workbook_that_vanishes_for_a_moment_is_waited_for(workbook: Draw, tmp_path: Path) -> None:
    class Patient(Disk):
        def wait(self, seconds: float) -> None:
            aside.rename(path)

    path = workbook(TABLES)
    aside = path.with_name("1A2B3C4D.tmp")
    path.rename(aside)  # as Excel does while it saves
    assert ExcelStore(path, tmp_path / "state", Patient()).read().tabs[0].row_count == 3


def test_a_folder_in_place_of_a_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    for age in (None, (0, 0)):
        os.utime(tmp_path / "a.xlsx", age)
        with pytest.raises(WrongUse) as caught:
            ExcelStore(tmp_path / "a.xlsx", tmp_path / "state").read()
        assert caught.value.key == "file.not_a_file"


def test_a_write_that_fails_keeps_no_backup(workbook: Draw, tmp_path: Path) -> None:
    class Full(Disk):
        def replace(self, new: Path, old: Path) -> None:
            raise OSError(28, "No space left on device")

    path = workbook(TABLES)
    store = ExcelStore(path, tmp_path / "state", Full())
    with pytest.raises(Exception, match="disk_full"):
        store.apply(PATCH, store.fingerprint())
    assert list((tmp_path / "state" / "backups").iterdir()) == []
    assert untouched(path)


def test_a_refused_patch_leaves_the_file_as_it_was(workbook: Draw, tmp_path: Path) -> None:
    path = workbook({"Клієнти": [["ID", "Всього"], [1, "=A2*2"]]})
    before = path.read_bytes()
    store = ExcelStore(path, tmp_path / "state")
    with pytest.raises(Refused):
        store.apply(PATCH, store.fingerprint())
    assert path.read_bytes() == before
    assert untouched(path)


def test_the_backup_is_the_old_workbook_and_restoring_it_gives_back_every_byte(workbook: Draw, tmp_path: Path) -> None:
    path = workbook(TABLES)
    before = path.read_bytes()
    store = ExcelStore(path, tmp_path / "state")
    applied = store.apply(PATCH, store.fingerprint())
    assert applied.backup is not None
    assert applied.backup.read_bytes() == before
    assert applied.backup.parent == tmp_path / "state" / "backups"
    assert path.read_bytes() != before
    store.restore(applied.backup, applied.fingerprint)
    assert path.read_bytes() == before
    assert applied.backup.read_bytes() == before


def test_a_link_to_the_workbook_stays_a_link(workbook: Draw, tmp_path: Path) -> None:
    path = workbook(TABLES)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    store = ExcelStore(link, tmp_path / "state")
    store.apply(PATCH, store.fingerprint())
    assert link.is_symlink()
    tab = ExcelStore(path, tmp_path).read().tabs[0]
    assert tab.columns([2], 2) == [[12.5, 5]]


def test_a_file_replaced_between_reading_and_writing_is_seen(workbook: Draw, tmp_path: Path) -> None:
    path = workbook(TABLES)
    store = ExcelStore(path, tmp_path / "state")
    seen = store.fingerprint()
    store.read()
    other = workbook(TABLES, "other.xlsx")  # type: ignore[call-arg]
    stamp = path.stat().st_mtime_ns
    os.utime(other, ns=(stamp, stamp))
    other.replace(path)
    with pytest.raises(WorkbookChanged):
        store.apply(PATCH, seen)


@pytest.fixture
def middling(workbook: Draw) -> Path:
    day = dt.date(2026, 1, 1)
    rows: list[list[Raw]] = [["ID", "Всього", "ПІБ", "Дата"]]
    rows += [[n, None, f"Клієнт {n}", day + dt.timedelta(n % 300)] for n in range(1, 3001)]
    return workbook({"Клієнти": rows, "Інше": [["a"]]})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("trials", [25, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_any_instant_the_old_or_the_new_workbook_lies_there(
    middling: Path, tmp_path: Path, trials: int
) -> None:
    program = Path(__file__).with_name("killing_writes.py")
    command = [sys.executable, str(program), str(middling), str(tmp_path / "state"), str(trials), "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    old, new = map(int, done.stdout.split())
    assert old + new == trials
    assert old > 0


def read_under_limit(*paths: Path) -> list[str]:
    """Reads every tab whole in a process of its own that may have 3 GB of addresses; says how each file ended."""
    script = """
        import resource, sys
        from pathlib import Path
        from clientsheet.errors import ClientsheetError
        from clientsheet.stores.excel.store import ExcelStore
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
        for path in map(Path, sys.argv[1:]):
            try:
                for tab in ExcelStore(path, path.parent).read().tabs:
                    tab.rows(1, 20)
                    tab.columns([1, max(tab.column_count, 1)], 1)
                print("read")
            except ClientsheetError as wrong:
                print("refused", wrong.key)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, (paths, done.stdout, done.stderr)
    return done.stdout.splitlines()


def rebuilt(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part changed."""
    other = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            target.writestr(member.filename, change(content) if member.filename == part else content)
    return other


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'<row r="1048576"><c r="BZ1048576"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'<row r="4294967295"><c r="ZZZZ4294967295"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'<row r="9"><c t="n"><v>1</v></c><c r="XFD9"/></row></sheetData>'),
        (b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:ZZZZ99"/></mergeCells>'),
    ],
)
def test_absurd_dimensions_neither_kill_nor_hang_us(workbook: Draw, old: bytes, new: bytes) -> None:
    path = rebuilt(workbook(TABLES), SHEET, lambda content: content.replace(old, new))
    assert read_under_limit(path)[0].startswith(("read", "refused"))


def test_a_bomb_of_a_part_is_refused(workbook: Draw) -> None:
    path = rebuilt(workbook(TABLES), "xl/styles.xml", lambda content: content + b" " * (300 << 20))
    assert read_under_limit(path)[0].startswith("refused")


def test_a_bomb_of_entities_is_refused(workbook: Draw) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = rebuilt(workbook(TABLES), SHEET, lambda content: content.replace(b"<worksheet", bomb + b"<worksheet", 1))
    assert read_under_limit(path)[0].startswith("refused")


@pytest.mark.shared
@pytest.mark.skipif(
    not HOSTILE.is_dir() and not os.environ.get("CI"), reason="no hostile workbooks beside the checkout"
)
def test_real_hostile_files_are_read_or_refused_within_bounds() -> None:
    ends = read_under_limit(*sorted(HOSTILE.iterdir()))
    assert len(ends) > 20
    assert sum(end.startswith("refused") for end in ends) > len(ends) * 0.8
