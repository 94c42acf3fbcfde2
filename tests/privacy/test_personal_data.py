"""``personal-data`` hands over everything that is written down about a person, and nothing about anybody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from known_shop import WHO, opened

from clientsheet.errors import WrongUse
from clientsheet.jobs.privacy import handing_over

WRITTEN = (
    *(WHO, "yaro.zadun@posteo.net", "Жабокрич, пров. Соловйовий, 13", "Алергія на хризантеми", "перванш", "77771"),
    *("Приходила з пуделем", "Повернути парасольку", "Перукарня для пуделя", "Гнат Задунайський", "Дякую, пудель теж"),
)
OTHERS = ("Коваль Марина", "marina@ukr.net", "Бондар Ірина", "ira@ukr.net")


@pytest.mark.parametrize("ending", ["txt", "html", "json"])
def test_all_of_it_is_handed_over_and_nobody_elses(folder: Path, tmp_path: Path, ending: str) -> None:
    """Every word of theirs from the sheet and the journal is in the file; of the others there is none."""
    out = tmp_path / f"data.{ending}"
    handing_over.run(opened(folder, 5), "2", out=out)
    text = out.read_text("utf-8")
    assert [word for word in WRITTEN if word not in text] == []
    assert [word for word in OTHERS if word in text] == []


def test_json_is_for_another_program(folder: Path) -> None:
    """Tabs, letters, answers, silence: each under its name, dates ISO."""
    data = handing_over.run(opened(folder, 5), WHO).as_json()
    assert json.loads(json.dumps(data)) == data
    assert {"name", "date", "shop", "workbook", "letters", "answers", "not_written_to", "files"} <= data.keys()
    assert data["date"] == "2026-04-11"
    assert data["not_written_to"] == [{"address": "yaro.zadun@posteo.net", "mailing": ""}]


def test_it_changes_nothing_and_replaces_no_file(folder: Path, tmp_path: Path) -> None:
    """What is there already stays; another ending than the three is a clear word."""
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    out = tmp_path / "mine.html"
    out.write_text("mine", "utf-8")
    for path in (out, tmp_path / "data.docx"):
        with pytest.raises(WrongUse):
            handing_over.run(opened(folder, 5), "2", out=path)
    handing_over.run(opened(folder, 5), "2")
    assert out.read_text("utf-8") == "mine"
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} == before


def test_the_page_asks_nobody_and_escapes_what_is_hostile() -> None:
    """No address of the web is loaded, and a cell that looks like HTML is words."""
    from clientsheet.jobs.privacy.handing_over import Part
    from clientsheet.pages.personal import personal_page

    parts = [Part("Клієнти", (((("Примітки"), "<script>alert(1)</script>"),),))]
    page = personal_page(parts, "uk", name="x", on="y")
    assert "<script>" not in page
    assert "src=" not in page
