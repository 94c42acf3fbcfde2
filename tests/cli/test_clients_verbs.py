"""dedupe, forget and personal-data on the demo salon, as a person and as a program calls them."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from clientsheet.jobs import demo
from clientsheet.text import LANGUAGES


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, "uk")
    return folder


@pytest.fixture
def salon(made, tmp_path, call):
    """The verbs called in a fresh copy of the demo's folder, on the demo's day."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)

    def run(*arguments: str):
        return call("--today", "2026-04-06", *arguments)

    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubles_are_listed_with_the_command_that_merges_them(salon, tmp_path, language):
    """What is printed can be typed; without a yes it changes nothing, and says so; with one it names the way back."""
    before = (tmp_path / "clients.xlsx").read_bytes()
    listed = salon("--lang", language, "dedupe")
    command = re.search(r"clientsheet (dedupe --merge .*)", listed.out)
    assert command
    asked = salon("--lang", language, *command[1].split())
    assert (asked.code, (tmp_path / "clients.xlsx").read_bytes()) == (0, before)
    assert "--yes" in asked.out
    done = salon("--lang", language, *command[1].split(), "--yes")
    run = re.search(r"clientsheet undo (\S+)", done.out)
    assert run
    assert (tmp_path / "clients.xlsx").read_bytes() != before
    assert salon("undo", run[1]).code == 0
    assert (tmp_path / "clients.xlsx").read_bytes() == before


def test_a_program_reads_the_same(salon):
    """One JSON document each, whatever happens."""
    (double,) = json.loads(salon("--format", "json", "dedupe").out)["doubles"]
    assert double.keys() == {"one", "other", "by", "certain", "shared", "cells"}
    pair = (double["one"]["client"], double["other"]["client"])
    merged = json.loads(salon("--format", "json", "dedupe", "--merge", *pair, "--yes").out)
    assert merged["run"]
    forgotten = json.loads(salon("--format", "json", "forget", pair[0], "--yes").out)
    assert forgotten["forgotten"]
    assert forgotten["remains"]["cells"]
    handed = json.loads(salon("--format", "json", "personal-data", pair[0]).out)
    assert "Клієнти" in handed["workbook"]


@pytest.mark.parametrize("verb", [["forget"], ["personal-data"], ["dedupe", "--merge", "1"]])
def test_several_people_are_listed_and_nothing_is_done(salon, tmp_path, verb):
    """A part of a name that fits several: exit code 2, each with a cell."""
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    said = salon(*verb, "енко")
    assert said.code == 2
    assert said.err.count("Клієнти!B") > 1
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_forget_tells_what_goes_and_what_stays(salon, tmp_path, language):
    """Before a yes what the program keeps, after it where the person still is; the sheet is left as it was."""
    before = (tmp_path / "clients.xlsx").read_bytes()
    asked = salon("--lang", language, "forget", "1")
    assert "clients." in asked.out
    assert "--yes" in asked.out
    done = salon("--lang", language, "forget", "1", "--yes")
    assert done.code == 0
    assert "A2" in done.out
    assert (tmp_path / "clients.xlsx").read_bytes() == before
    again = salon("--lang", language, "forget", "1", "--yes")
    assert again.code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_personal_data_is_a_page_in_the_readers_language(salon, tmp_path, language):
    """Said to be written, and there; no word is missing."""
    said = salon("--lang", language, "personal-data", "1", "--out", "mine.html")
    assert said.code == 0
    assert "mine.html" in said.out
    page = (tmp_path / "mine.html").read_text("utf-8")
    assert f'lang="{language}"' in page
    assert "privacy." not in page
    assert salon("--lang", language, "personal-data", "1", "--out", "mine.html").code == 2
