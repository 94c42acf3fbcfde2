"""Files are replaced whole or not at all, whatever the disk, the system or another program does meanwhile."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from clientsheet.errors import ClientsheetError, TryLater, WorkbookLocked, WrongUse
from clientsheet.files import Disk, RunLock, digest, fingerprint, is_fresh, replacing, write_file
from clientsheet.text import LANGUAGES, say


class SharingError(PermissionError):
    """What Windows says while another program has the file open."""

    winerror = 32


class Moody(Disk):
    """A disk on which one step fails: ``replace`` for the first ``times`` trials, or the step named."""

    def __init__(self, step: str, error: OSError, times: int = 10_000) -> None:
        self.step, self.error, self.times = step, error, times
        self.waited = 0.0

    def _maybe(self, step: str) -> None:
        if step == self.step and self.times > 0:
            self.times -= 1
            raise self.error

    def create(self, path: Path, private: bool) -> None:
        self._maybe("create")
        super().create(path, private)

    def sync(self, path: Path) -> None:
        self._maybe("sync")
        super().sync(path)

    def replace(self, new: Path, old: Path) -> None:
        self._maybe("replace")
        super().replace(new, old)

    def wait(self, seconds: float) -> None:
        self.waited += seconds


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "clients.xlsx"
    path.write_bytes(b"old")
    return path


def only_file(path: Path) -> bool:
    return list(path.parent.iterdir()) == [path]


def test_the_file_is_new_and_nothing_is_left_beside_it(old: Path) -> None:
    write_file(old, b"new")
    assert old.read_bytes() == b"new"
    assert only_file(old)


def test_a_file_that_was_not_there_gets_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_file(tmp_path / "new", b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("step", ["create", "sync", "replace"])
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), (TryLater, "file.disk_full")),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), (TryLater, "file.disk_full")),
        (PermissionError(errno.EACCES, "Permission denied"), (WrongUse, "file.folder_closed")),
        (OSError(errno.EROFS, "Read-only file system"), (WrongUse, "file.folder_closed")),
        (OSError(errno.EIO, "Input/output error"), (TryLater, "file.not_written")),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_a_next_step(
    old: Path, step: str, error: OSError, told: tuple[type[ClientsheetError], str]
) -> None:
    with pytest.raises(told[0]) as caught:
        write_file(old, b"new", Moody(step, error))
    assert caught.value.key == told[1]
    for language in LANGUAGES:
        assert say(language, caught.value.key, **caught.value.facts)
        assert say(language, caught.value.hint, **caught.value.facts)
    assert old.read_bytes() == b"old"
    assert only_file(old)


def test_a_writer_that_breaks_off_leaves_the_old_file(old: Path) -> None:
    def break_off() -> None:
        with replacing(old) as new:
            new.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert old.read_bytes() == b"old"
    assert only_file(old)


def test_a_disk_that_fills_up_while_we_write_leaves_the_old_file(old: Path) -> None:
    script = """
        import resource, sys
        from pathlib import Path
        from clientsheet.errors import TryLater
        from clientsheet.files import replacing
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            with replacing(Path(sys.argv[1])) as new:
                new.write_bytes(bytes(1_000_000))
        except TryLater as full:
            print(full.key)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(old)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "file.disk_full"
    assert old.read_bytes() == b"old"
    assert only_file(old)


def test_a_program_that_lets_go_soon_is_waited_for(old: Path) -> None:
    disk = Moody("replace", SharingError(errno.EACCES, "in use"), times=3)
    write_file(old, b"new", disk)
    assert old.read_bytes() == b"new"
    assert 0 < disk.waited < 1


def test_a_program_that_does_not_let_go_is_named_as_the_reason_after_some_seconds(old: Path) -> None:
    disk = Moody("replace", SharingError(errno.EACCES, "in use"))
    with pytest.raises(WorkbookLocked) as caught:
        write_file(old, b"new", disk)
    assert (caught.value.key, old.read_bytes()) == ("file.held", b"old")
    assert 1 < disk.waited < 5
    assert only_file(old)


def test_a_symlink_stays_and_its_target_is_replaced(old: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.xlsx"
    link.symlink_to(old)
    write_file(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_the_mode_stays(old: Path) -> None:
    old.chmod(0o640)
    write_file(old, b"new")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system keeps no such attributes")
def test_extended_attributes_stay(old: Path) -> None:
    try:
        os.setxattr(old, "user.comment", b"mine")
    except OSError:
        pytest.skip("this disk keeps no such attributes")
    write_file(old, b"new")
    assert os.getxattr(old, "user.comment") == b"mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(old: Path) -> None:
    os.chown(old, 1234, 2345)
    write_file(old, b"new")
    assert (old.stat().st_uid, old.stat().st_gid) == (1234, 2345)


def test_what_a_killed_run_left_long_ago_is_swept_away_and_what_is_young_stays(old: Path) -> None:
    left = old.with_name(".clients.xlsx.clientsheet-0badcafe.tmp")
    young = old.with_name(".clients.xlsx.clientsheet-12345678.tmp")
    left.touch()
    young.touch()
    os.utime(left, (0, 0))
    write_file(old, b"new")
    assert (left.exists(), young.exists()) == (False, True)


def test_a_fingerprint_tells_every_kind_of_change(old: Path) -> None:
    seen = {fingerprint(old)}
    old.write_bytes(b"other!")
    seen.add(fingerprint(old))
    write_file(old, b"other?")
    seen.add(fingerprint(old))
    os.utime(old, (1, 1))
    seen.add(fingerprint(old))
    assert len(seen) == 4


def test_a_file_is_fresh_for_a_moment_only(old: Path) -> None:
    assert is_fresh(old)
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert not is_fresh(old)
    assert digest(old) == "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4"


def test_a_second_run_is_asked_to_come_later_and_the_third_may_begin(tmp_path: Path) -> None:
    with RunLock(tmp_path / "state", "clients.xlsx"):
        script = f"""
            from pathlib import Path
            from clientsheet.errors import TryLater
            from clientsheet.files import RunLock
            try:
                with RunLock(Path({str(tmp_path / "state")!r}), "clients.xlsx"):
                    print("in")
            except TryLater as busy:
                print(busy.key, busy.facts["path"])
        """
        command = [sys.executable, "-c", textwrap.dedent(script)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "file.busy clients.xlsx"
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "in"
