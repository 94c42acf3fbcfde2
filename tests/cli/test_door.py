"""The one door: a sentence, a next step and an exit code for everything that can stop a run."""

from __future__ import annotations

import errno
import json

import pytest

from clientsheet.errors import Refused, Undelivered, WorkbookLocked, WrongUse
from clientsheet.text import LANGUAGES, say


@pytest.fixture
def stopped_by(monkeypatch, call, tmp_path):
    """Runs ``runs`` with the job replaced by one that stops."""
    (tmp_path / "config.yaml").write_text("language: en\n", "utf-8")

    def run(error: Exception, *before: str):
        def stop(workspace):
            raise error

        monkeypatch.setattr("clientsheet.jobs.runs.run", stop)
        return call(*before, "runs")

    return run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "key", "facts"),
    [
        (["snyc"], "door.no_verb", {"verb": "snyc", "near": "sync"}),
        (["sync", "--dryrun"], "door.no_option", {"option": "--dryrun", "near": "--dry-run"}),
        (["why"], "door.missing", {"name": "CLIENT"}),
        (["undo", "1", "2"], "door.extra", {"words": "2"}),
        (["--format", "xml", "runs"], "door.bad_choice", {"name": "--format", "choices": ["text", "json"]}),
        (["--today", "yesterday", "runs"], "door.bad_day", {"name": "--today"}),
    ],
)
def test_wrong_use_is_told_in_the_readers_language_with_the_way_to_help(call, language, arguments, key, facts):
    said = call("--lang", language, *arguments)
    assert (said.code, said.out) == (2, "")
    assert say(language, key, **facts) in said.err
    assert "--help" in said.err


def test_a_value_that_cannot_be_used_names_its_option(call, tmp_path):
    said = call("--log-file", str(tmp_path), "sync")
    assert said.code == 2
    assert "--log-file" in said.err


@pytest.mark.parametrize("arguments", [(), ("mail",)])
def test_whoever_says_nothing_gets_help(call, arguments):
    said = call(*arguments)
    assert (said.code, said.err) == (0, "")
    assert "Commands" in said.out


@pytest.mark.parametrize(
    ("error", "code"),
    [(WrongUse("x"), 2), (Refused("x"), 2), (WorkbookLocked("x"), 3), (Undelivered("x"), 4), (RuntimeError("x"), 70)],
)
def test_every_kind_of_stop_has_its_exit_code(stopped_by, error, code):
    said = stopped_by(error)
    assert (said.code, said.out) == (code, "")
    assert "Traceback" not in said.err


def test_a_fault_of_ours_goes_into_the_log_file_without_anybodys_address(stopped_by, tmp_path):
    said = stopped_by(RuntimeError("row of anna@example.com +380 67 000 00 01"))
    log = tmp_path / ".clientsheet" / "clientsheet.log"
    assert str(log) in said.err
    told = log.read_text("utf-8")
    assert "Traceback" in told
    assert "RuntimeError: row of <address> <number>" in told


def test_a_disk_that_is_full_is_no_fault_of_ours(stopped_by):
    said = stopped_by(OSError(errno.ENOSPC, "No space left on device", "/shop/clients.xlsx"))
    assert said.code == 3
    assert "/shop/clients.xlsx" in said.err


def test_the_log_goes_where_it_is_told_to(stopped_by, tmp_path):
    stopped_by(RuntimeError("x"), "--log-file", str(tmp_path / "mine.log"))
    assert "Traceback" in (tmp_path / "mine.log").read_text("utf-8")


def test_a_reader_of_json_gets_the_stop_as_its_one_document(stopped_by):
    said = stopped_by(WrongUse("undo.nothing"), "--format", "json")
    told = json.loads(said.out)["error"]
    assert (told["code"], told["exit"]) == ("undo.nothing", 2)
    assert told["message"] in said.err


def test_without_a_config_the_next_step_is_told(call):
    said = call("sync")
    assert (said.code, said.out) == (2, "")
    assert "clientsheet init" in said.err


def test_the_config_is_found_in_a_folder_above(call, tmp_path, monkeypatch):
    (tmp_path / "config.yaml").write_text("language: en\n", "utf-8")
    (tmp_path / "below" / "deeper").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "below" / "deeper")
    assert call("runs").code == 0
