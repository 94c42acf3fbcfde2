"""Letting the computer run sync: each system's own words, with every name quoted, installed only after a yes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from clientsheet.errors import WrongUse
from clientsheet.jobs.schedule import plan

FOLDER = Path("/home/anna/my 100% shop")
STATE = FOLDER / ".clientsheet"


@pytest.mark.parametrize(
    ("every", "times"),
    [("15m", "*/15 * * * *"), ("1m", "* * * * *"), ("1h", "7 * * * *"), ("6h", "7 */6 * * *"), ("1d", "7 8 * * *")],
)
def test_a_crontab_line_keeps_the_rhythm(every, times):
    assert plan(FOLDER, STATE, every, "cron").text.startswith(times + " ")


def test_a_crontab_line_is_quoted_for_the_shell_and_for_cron():
    line = plan(FOLDER, STATE, "15m", "cron").text
    words = shlex.split(line.replace(r"\%", "%"), comments=True)
    assert str(FOLDER / "config.yaml") in words
    assert str(STATE / "cron.log") in words
    assert words[-1] == "2>&1"
    assert "%" not in line.replace(r"\%", "")


def test_a_systemd_timer_has_a_service_and_a_rhythm():
    schedule = plan(FOLDER, STATE, "2h", "systemd")
    service, timer = (text for _, text in schedule.files)
    assert '"/home/anna/my 100%% shop/config.yaml"' in service
    assert "OnUnitActiveSec=2h" in timer


def test_a_windows_task_is_one_command():
    schedule = plan(FOLDER, STATE, "15m", "windows")
    assert schedule.command[:4] == ("schtasks", "/Create", "/F", "/TN")
    assert schedule.command[6:10] == ("MINUTE", "/MO", "15", "/TR")
    assert '"' + str(FOLDER / "config.yaml") + '"' in schedule.command[-1]


def test_each_folder_has_a_task_of_its_own_and_keeps_it():
    assert plan(FOLDER, STATE, "15m", "cron").name == plan(FOLDER, STATE, "1h", "cron").name
    assert plan(FOLDER, STATE, "15m", "cron").name != plan(Path("/elsewhere"), STATE, "15m", "cron").name


@pytest.mark.parametrize("every", ["7m", "5h", "2d", "0m", "often", "15", "61m"])
def test_a_rhythm_the_clock_cannot_keep_is_refused(every):
    with pytest.raises(WrongUse):
        plan(FOLDER, STATE, every, "cron")


def test_where_nobody_sits_at_the_keyboard_nothing_is_installed(call, tmp_path, monkeypatch):
    def never(schedule):
        raise AssertionError("installed without a yes")

    monkeypatch.setattr("clientsheet.jobs.schedule.install", never)
    (tmp_path / "config.yaml").write_text("language: en\n", "utf-8")
    said = call("schedule")
    assert said.code == 0
    assert "Nothing was set up" in said.out


def test_print_prints_and_nothing_else(call, tmp_path):
    (tmp_path / "config.yaml").write_text("language: en\n", "utf-8")
    said = call("schedule", "--print")
    assert "sync" in said.out
    assert "Nothing was set up" not in said.out
