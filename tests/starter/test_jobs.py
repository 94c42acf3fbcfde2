"""init and demo: a folder that works at once, and never at the price of what was there."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy

import pytest
from openpyxl import load_workbook

from clientsheet.config import load
from clientsheet.errors import WrongUse
from clientsheet.jobs import demo, init, sync
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def salon(tmp_path, language):
    return demo.run(tmp_path / "salon", language)


def everything(folder):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_init_makes_a_workbook_a_config_and_templates(tmp_path, language):
    outcome = init.run(tmp_path / "shop", language)
    config = load(tmp_path / "shop" / "config.yaml")
    assert config.language == language
    assert config.workbook_path.is_file()
    assert (config.templates_path / "letters").is_dir()
    assert set(outcome.made) == {config.workbook_path, config.path, config.templates_path}


def test_init_again_changes_nothing(tmp_path, language):
    init.run(tmp_path, language)
    before = everything(tmp_path)
    outcome = init.run(tmp_path, "en")
    assert outcome.made == ()
    assert everything(tmp_path) == before


def test_init_keeps_a_workbook_that_is_there(tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    outcome = init.run(tmp_path, "uk", "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"
    assert tmp_path / "mine.xlsx" in outcome.kept
    assert load(tmp_path / "config.yaml").workbook == "mine.xlsx"


def test_the_first_sync_of_a_new_workbook_finds_nothing_wrong(tmp_path, language):
    init.run(tmp_path, language)
    outcome = sync.run(Workspace.open(tmp_path / "config.yaml", today=dt.date(2026, 4, 6)))
    assert outcome.listed == ()
    assert outcome.code == 0


def test_the_demo_is_filled_checked_and_has_its_letters(salon):
    assert salon.synced is not None
    assert salon.synced.patch.edit_count > 300
    assert salon.synced.counts["error"] >= 5
    assert salon.synced.letters["drafted"] >= 3
    assert salon.page.read_text("utf-8").startswith("<!doctype html>")
    assert salon.findings.read_text("utf-8").startswith("<!doctype html>")
    assert salon.workbook.is_file()


def test_marinas_letter_offers_hair_botox(salon, language):
    botox = {"uk": "ботокс для волосся", "ru": "ботокс для волос", "en": "hair botox"}[language]
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in salon.drafts.glob("*.eml")]
    hers = next(letter for letter in letters if "marina@example.com" in str(letter["To"]))
    assert botox in str(hers["Subject"]).lower()
    assert botox in hers.get_body(("plain",)).get_content().lower()
    assert hers["X-Unsent"] == "1"


def test_marinas_row_says_when_and_why(salon):
    sheet = load_workbook(salon.workbook).worksheets[0]
    marina = [cell.value for cell in sheet[2]]
    assert dt.datetime(2026, 4, 5) in marina
    assert dt.datetime(2026, 2, 15) in marina


def test_a_second_demo_in_the_same_folder_changes_nothing(salon, tmp_path):
    before = everything(tmp_path)
    again = demo.run(tmp_path / "salon", "en")
    assert again.synced is None
    assert again.code == 0
    assert everything(tmp_path) == before


def test_a_second_sync_of_the_demo_writes_nothing(salon):
    before = salon.workbook.read_bytes()
    outcome = sync.run(Workspace.open(salon.folder / "config.yaml", today=salon.today))
    assert not outcome.patch
    assert outcome.letters["drafted"] == 0
    assert salon.workbook.read_bytes() == before


def test_the_demo_does_not_move_in_beside_somebodys_own_workbook(tmp_path):
    (tmp_path / "clients.xlsx").write_bytes(b"mine")
    with pytest.raises(WrongUse):
        demo.run(tmp_path, "uk")
    assert [path.name for path in tmp_path.iterdir()] == ["clients.xlsx"]
    assert (tmp_path / "clients.xlsx").read_bytes() == b"mine"
