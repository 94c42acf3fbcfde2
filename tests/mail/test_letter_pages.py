"""The page of the day and the preview: they work from disk, ask nobody for anything, and show what goes out."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from salon import HER_VISIT, MARINA, salon

from clientsheet.jobs import mail
from clientsheet.mail.contact_sheet import keys_on
from clientsheet.templating import spaced
from clientsheet.text import LANGUAGES
from tests.servers.needs import program

IVAN = {"id": 2, "name": "<script>alert(1)</script> Іван & Ко", "phone": "+380501112233"}
BAD = {"id": 3, "name": "Без адреси"}


@pytest.fixture
def pages(tmp_path: Path) -> tuple[str, str]:
    """(the page of the day, the preview)"""
    visits = [HER_VISIT | {"client": number} for number in (1, 2, 3)]
    shop = salon(tmp_path, [MARINA, IVAN, BAD], visits)
    for row in shop.rows["clients"][1:]:
        row["interval"] = 55
    mail.preview(shop.workspace(), tmp_path / "out" / "preview.html")
    day = shop.sync().page
    assert day is not None
    return day.read_text("utf-8"), (tmp_path / "out" / "preview.html").read_text("utf-8")


def test_pages_load_nothing_and_obey_no_cell(pages: tuple[str, str]) -> None:
    for page in pages:
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(""", page)
        assert "<script>alert" not in page
        assert "Іван &amp; Ко" in page


def test_the_page_of_the_day_tells_whom_to_call_and_what_to_say(pages: tuple[str, str]) -> None:
    day, _ = pages
    assert '<a class="phone" href="tel:+380501112233">+380 50 111 22 33</a>' in day
    assert day.count("<article") == 2
    assert len(keys_on(day)) == 2
    assert "Пропонуємо вам:" in day
    assert re.search(r'<a class="button" href="2026-04-05[^"]+\.eml">Відкрити лист</a>', day)


def test_the_preview_shows_both_parts_of_every_letter_and_who_is_left_out(pages: tuple[str, str]) -> None:
    _, preview = pages
    (frame,) = re.findall(r'data-html="([^"]*)"', preview)
    assert "<strong>Ботокс для волосся</strong>" in unescape(frame)
    assert preview.count("<article") == 2
    assert "Без адреси" in preview
    assert "немає ні e-mail, ні телефону" in preview


def test_the_preview_works_from_disk(tmp_path: Path) -> None:
    """In a browser, without a server: the letter that was chosen is shown, and only it is drawn."""
    shop = salon(
        tmp_path, [MARINA, MARINA | {"id": 2, "email": "b@example.com"}], [HER_VISIT, HER_VISIT | {"client": 2}]
    )
    mail.preview(shop.workspace(), tmp_path / "preview.html")
    command = [
        program("chromium"),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'home'}",
    ]
    address = (tmp_path / "preview.html").as_uri() + "#l1"
    seen = subprocess.run(
        [*command, "--virtual-time-budget=5000", "--dump-dom", address], capture_output=True, check=True, timeout=120
    ).stdout.decode()
    assert re.findall(r'<article id="(l\d)" class="shown"', seen) == ["l1"]
    assert re.findall(r'<a href="#(l\d)" class="shown"', seen) == ["l1"]
    assert re.findall(r'<iframe title="HTML" sandbox="" srcdoc="', seen) == ['<iframe title="HTML" sandbox="" srcdoc="']


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_without_letters_has_a_preview_too(tmp_path: Path, language: str) -> None:
    shop = salon(tmp_path, [], [])
    shop.language = language
    mail.preview(shop.workspace(), tmp_path / "preview.html")
    assert "</html>" in (tmp_path / "preview.html").read_text("utf-8")


def test_a_number_is_spaced_as_people_read_it_out() -> None:
    assert spaced("+380674545451") == "+380 67 454 54 51"
    assert spaced("+48601234567") == "+48601234567"
