"""The open questions about Google can be asked; with CLIENTSHEET_LIVE_SHEET they are asked of Google itself."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import requests

from clientsheet.config import Config
from tests.emulator.control import Emulator
from tests.live.questions import QUESTIONS, Sends, asked, separators

ANSWERS = Path(__file__).with_name("answers.json")


def sending(session: requests.Session, base: str, spreadsheet: str) -> Sends:
    def send(method: str, path: str, body: object = None, query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        url = f"{base}/v4/spreadsheets/{spreadsheet}{path}"
        answer = session.request(method, url, params=query, json=body, timeout=(10, 180))
        return {"status": answer.status_code, "said": answer.json()}

    return send


def test_every_question_has_an_answer_from_the_emulator() -> None:
    with Emulator() as google:
        session = requests.Session()
        session.headers["Authorization"] = "Bearer emulator"
        spreadsheet = google.spreadsheet("Trial", {"Sheet1": [["a"]]})
        known = [one for one in QUESTIONS if one is not separators]  # the emulator counts no formulas
        found = asked(sending(session, google.url, spreadsheet), known)
        assert list(found) == [one.__name__ for one in known]
        assert found["taken_id"]["answer"]["status"] == 400
        assert found["echo"]["answer"]["said"]["responses"][0]["updatedData"]["values"] == [
            ["state", "x", "y", "x", "x"]
        ]
        assert found["formula_to_value"]["answer"]["cell"]["said"]["values"] == [[2]]
        assert found["rows_under_a_filter"]["answer"]["column"]["said"]["values"][5] == ["appended"]
        assert google.owner(spreadsheet).values("Sheet1") == [["a"]]
        titles = [sheet.title for sheet in google.file(spreadsheet).book.sheets]
        assert titles == ["Sheet1"]


@pytest.mark.skipif("CLIENTSHEET_LIVE_SHEET" not in os.environ, reason="CLIENTSHEET_LIVE_SHEET names no spreadsheet")
def test_google_answers_the_open_questions(tmp_path: Path) -> None:
    """The answers are kept in ``answers.json`` beside this file."""
    from clientsheet.stores.google.access.account import entrance
    from clientsheet.stores.google.access.address import spreadsheet_id

    credentials = os.environ.get("CLIENTSHEET_LIVE_CREDENTIALS", "service-account.json")
    config = Config.default(tmp_path, google={"credentials": str(Path(credentials).resolve())})
    session = entrance(config).session
    found = asked(sending(session, config.google.api, spreadsheet_id(os.environ["CLIENTSHEET_LIVE_SHEET"])))
    ANSWERS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert list(found) == [one.__name__ for one in QUESTIONS]
