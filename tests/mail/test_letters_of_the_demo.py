"""The demo salon from end to end, in a real workbook: what an owner sees on the first day."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import shutil
from pathlib import Path

import pytest

from clientsheet.jobs import demo, mail, sync
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
BOTOX = {"uk": "отокс для волосся", "ru": "отокс для волос", "en": "air botox"}


def opened(folder: Path, today: dt.date = TODAY) -> Workspace:
    return Workspace.open(folder / "config.yaml", today=today)


@pytest.fixture(scope="module", params=LANGUAGES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(place, request.param, TODAY)
    return place


def test_marina_is_offered_hair_botox_in_her_language(folder: Path) -> None:
    language = opened(folder).config.language
    (path,) = (folder / "drafts").glob("*Marina*.eml" if language == "en" else "*Марина*.eml")
    letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = letter.get_body(("html",))
    assert body is not None
    assert BOTOX[language] in letter["Subject"]
    assert BOTOX[language] in body.get_content()
    assert letter["X-Unsent"] == "1"


def test_neither_a_second_sync_nor_a_lost_state_folder_drafts_again(folder: Path) -> None:
    workbook = opened(folder).config.workbook_path
    before, drafts = workbook.read_bytes(), sorted((folder / "drafts").iterdir())
    sync.run(opened(folder))
    shutil.rmtree(folder / ".clientsheet")
    outcome = sync.run(opened(folder))
    assert outcome.letters["drafted"] == 0
    assert workbook.read_bytes() == before
    assert sorted((folder / "drafts").iterdir()) == drafts


def test_everybody_due_in_the_next_weeks_can_be_written_to(folder: Path) -> None:
    """No word is missing from any letter of two months, whoever it is for."""
    for days in range(1, 60, 3):
        plan = mail.plan(opened(folder, TODAY + dt.timedelta(days)))
        assert not [out for out in plan.left_out if out.reason in ("template", "no-template")]
