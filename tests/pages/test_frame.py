"""The frame of every page: one file, no script, nothing asked from outside, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from clientsheet.errors import ClientsheetError, WrongUse
from clientsheet.pages.frame import rendered, save
from clientsheet.text import LANGUAGES

HOSTILE = '<script>alert(1)</script> & "quoted" <b>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_frame_says_its_language_and_forbids_everything_foreign(language: str) -> None:
    """A page names its language and lets a browser fetch and run nothing."""
    page = rendered("frame.html", language, title="Т")
    assert f'<html lang="{language}">' in page
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page
    assert "<footer" not in page


def test_no_value_speaks_html() -> None:
    """What stands in a cell is shown as it stands, never obeyed."""
    page = rendered("frame.html", "en", title=HOSTILE, on=HOSTILE, foot=HOSTILE)
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quoted&#34; &lt;b&gt;") == 4


def test_a_fact_that_is_missing_is_an_error() -> None:
    """A template that asks for what it was not given stops the run instead of leaving a hole."""
    with pytest.raises(UndefinedError):
        rendered("findings.html", "en", title="T")


@pytest.mark.parametrize("name", ["clients.xlsx", "config.yaml", "PAGE.docx"])
def test_a_page_takes_the_place_of_a_page_alone(tmp_path: Path, name: str) -> None:
    """A slip of the hand after --html costs nobody the workbook."""
    other = tmp_path / name
    other.write_bytes(b"the owner's")
    with pytest.raises(WrongUse):
        save(other, "a page")
    assert other.read_bytes() == b"the owner's"


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Folders on the way are made, an older page is replaced, and where that fails nothing is left behind."""
    path = tmp_path / "new" / "page.html"
    save(path, "перша")
    save(path, "друга")
    assert path.read_text("utf-8") == "друга"
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(ClientsheetError):
        save(tmp_path / "folder.html", "x")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder.html", "new"]
