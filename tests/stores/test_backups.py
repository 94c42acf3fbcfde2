"""Backups: the workbook of before each write, fewer of them the older they are."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.stores import backups
from clientsheet.stores.backups import keep_backup, too_many

NOW = dt.datetime(2026, 11, 22, 12)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Мої клієнти [1].v2.xlsx"
    path.write_bytes(b"one")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return path


def test_a_backup_is_the_file_under_the_date_of_its_last_change(workbook: Path, tmp_path: Path) -> None:
    kept = keep_backup(workbook, tmp_path / "state" / "backups")
    assert (kept.name, kept.read_bytes()) == ("Мої клієнти [1].v2.2026-11-22-120000.xlsx", b"one")


def test_two_backups_of_one_second_are_two_files(workbook: Path, tmp_path: Path) -> None:
    first, second = keep_backup(workbook, tmp_path / "b"), keep_backup(workbook, tmp_path / "b")
    assert first != second
    assert [kept for _, kept in backups.backups(tmp_path / "b", workbook)] == sorted([first, second])


def test_a_disk_without_second_names_gets_a_copy(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    kept = keep_backup(workbook, tmp_path / "b")
    assert (kept.read_bytes(), kept.stat().st_ino != workbook.stat().st_ino) == (b"one", True)


def test_old_backups_are_thinned_and_strangers_are_left_alone(workbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "note.txt").touch()
    (folder / "Мої клієнти [1].v2.copy.xlsx").touch()
    for hours in range(0, 24 * 100, 6):
        keep_backup(workbook, folder, NOW - dt.timedelta(days=100) + dt.timedelta(hours=hours))
    kept = [moment for moment, _ in backups.backups(folder, workbook)]
    assert kept[-1] - kept[-9] == dt.timedelta(days=2)
    assert 8 + 25 < len(kept) < 8 + 30 + 4 + 2
    assert (folder / "note.txt").exists()
    assert (folder / "Мої клієнти [1].v2.copy.xlsx").exists()


def test_no_more_is_kept_than_fits_but_always_the_newest(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_MOST_BYTES", 10)
    for minute in range(20):
        keep_backup(workbook, tmp_path / "b", NOW + dt.timedelta(minutes=minute))
    assert len(backups.backups(tmp_path / "b", workbook)) == 5


MOMENTS = st.lists(st.integers(0, 400 * 24), max_size=60).map(
    lambda hours: sorted(NOW - dt.timedelta(hours=each) for each in hours)
)


@given(MOMENTS)
def test_thinning_keeps_the_young_and_one_of_each_day_and_month(moments: list[dt.datetime]) -> None:
    spare = set(too_many(moments))
    kept = [moment for index, moment in enumerate(moments) if index not in spare]
    assert kept[-5:] == moments[-5:]
    for moment in moments:
        age = moments[-1] - moment
        if age < dt.timedelta(days=2):
            assert moment in kept
        elif age < dt.timedelta(days=29):
            assert any(each.date() == moment.date() for each in kept)
        assert any((each.year, each.month) == (moment.year, moment.month) for each in kept)


@given(MOMENTS)
def test_thinning_what_is_thinned_drops_nothing_more(moments: list[dt.datetime]) -> None:
    spare = set(too_many(moments))
    assert not too_many([moment for index, moment in enumerate(moments) if index not in spare])
