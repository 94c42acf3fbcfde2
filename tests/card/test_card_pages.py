"""The card and the list of the day as pages: complete, harmless, and right on a phone, in the dark and on paper."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from salon_card import SALON, book, card, demo_grid

from clientsheet.book.card.asked import card_of
from clientsheet.book.card.meant import Meant
from clientsheet.book.card.value import Card
from clientsheet.book.daylist.drawn import drawn
from clientsheet.book.daylist.standing import Standing
from clientsheet.book.daylist.value import DayList
from clientsheet.book.demo import TODAY
from clientsheet.book.reading.understand import Outline, understand
from clientsheet.book.shop import Shop
from clientsheet.pages.card import card_page
from clientsheet.pages.today import today_page
from clientsheet.templating import Templates
from clientsheet.text import LANGUAGES
from tests.pages.looking import WIDTHS, looked_at, printed
from tests.servers.needs import program

OPENS = ("tel:", "mailto:", "https://wa.me/", "viber://chat?number=%2B", "https://t.me/+")
FETCHING = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use", "video", "audio"}
HOSTILE = "</title><script>alert(1)</script>=1+1 «Ї»&quot; " + "дуже" * 60


def demo_card(language: str, row: int) -> Card:
    grid, config = demo_grid(language)
    outline = Outline(grid, config, TODAY)
    return card_of(outline, Meant(outline), row, language)


def demo_list(language: str) -> DayList:
    grid, config = demo_grid(language)
    shop = Shop(understand(grid, config, TODAY))
    return drawn(shop, language, Standing(shop), templates=Templates(None, config.currency))


def hostile() -> dict[str, list[list[object]]]:
    """Every cell with words in it says the worst."""
    return {
        title: [
            list(rows[0]),
            *(
                [HOSTILE if isinstance(cell, str) and not cell.isdecimal() else cell for cell in row]
                for row in rows[1:]
            ),
        ]
        for title, rows in SALON.items()
    }


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Both pages in every language, of the demo and of the worst workbook."""
    found = {}
    for language in LANGUAGES:
        found[f"card {language}"] = card_page(demo_card(language, 39), language)
        found[f"regular {language}"] = card_page(demo_card(language, 4), language)
        found[f"today {language}"] = today_page(demo_list(language), language, "Салон")
    for row in range(3):
        found[f"hostile {row}"] = card_page(card(row, hostile()), "uk")
        found[f"salon {row}"] = card_page(card(row), "uk")
    shop = Shop(book(hostile()))
    found["hostile today"] = today_page(drawn(shop, "uk", Standing(shop)), "uk", HOSTILE)
    nobody = Shop(book({"Клієнти": [["ПІБ"], ["Марина"]]}))
    found["nobody"] = today_page(drawn(nobody, "uk", Standing(nobody)), "uk")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_can_be_read(pages: dict[str, str], scheme: str, tmp_path: Path) -> None:
    """Nothing sticks out at any width, no text is fainter than 4.5 : 1 (WCAG AA), a finger hits every button."""
    seen = looked_at(pages, scheme, tmp_path)
    assert len(seen) == len(pages) * len(WIDTHS)
    for one in seen:
        assert one["across"] == one["width"], one
        assert one["out"] == [], one
        assert one["faint"] == [], one
        assert one["finger"] == 44, one


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def test_no_page_asks_for_anything_and_every_link_calls_or_writes(pages: dict[str, str]) -> None:
    """No script, no picture, no font; what can be tapped opens a call, a letter or a chat, whatever a cell says."""
    for name, page in pages.items():
        read = _Links(page)
        assert not read.tags & FETCHING, name
        assert "@import" not in page
        assert "url(" not in page
        assert [link for link in read.links if not link.startswith(OPENS)] == [], name
    assert any(link.startswith("https://wa.me/") for link in _Links(pages["card uk"]).links)


def test_what_a_cell_says_is_only_ever_words(pages: dict[str, str]) -> None:
    """No tag of an owner's, a client's or a hacker's becomes one of the page's."""
    for name, page in pages.items():
        assert "<script" not in page, name
    assert "alert(1)" in unescape(pages["hostile 0"])


def test_a_chat_begins_with_the_shops_own_words() -> None:
    """The template for a phone stands in the line of the chat; the chat they like best comes first."""
    listed = demo_list("uk")
    line = next(line for line in listed.lines if line.channel == "viber" and line.text)
    page = unescape(today_page(replace(listed, lines=(line,)), "uk"))
    assert page.index("viber://chat") < page.index("https://wa.me/")
    assert "&draft=" in page
    assert "?text=" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_all_on_paper(language: str, tmp_path: Path) -> None:
    """Every name, every number and room for the result are printed, buttons are not; no client is torn apart."""
    listed = demo_list(language)
    text = _on_paper(today_page(listed, language), tmp_path)
    for line in listed.lines:
        assert line.name.split()[0] in text
        assert all(way.shown in text for way in line.ways if way.kind == "phone")
    assert "WhatsApp" not in text.replace("WhatsApp", "", sum(line.channel == "whatsapp" for line in listed.lines))
    for sheet in text.split("\f"):
        numbers = [way.shown for line in listed.lines for way in line.ways[:1] if way.kind == "phone"]
        results = len(re.findall(r"^.*(?:Результат|Result)\s*$", sheet, flags=re.MULTILINE))
        assert results == sum(sheet.count(number) for number in set(numbers))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_on_paper_what_it_is_on_the_screen(language: str, tmp_path: Path) -> None:
    """Name, numbers, people, contracts and figures, on two sheets at most."""
    found = demo_card(language, 39)
    text = _on_paper(card_page(found, language), tmp_path)
    shown = [found.name, *(way.shown for way in found.ways), *(person.name for person in found.people)]
    assert all(one in text for one in (*shown, *(contract.number for contract in found.contracts)))
    assert len(text.rstrip("\f").split("\f")) <= 2


def _on_paper(page: str, home: Path) -> str:
    path = home / "page.html"
    path.write_text(page, "utf-8")
    pdf = printed(path, home)
    command = [program("pdftotext"), "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_pages_need_no_heavy_room() -> None:
    """Neither verb loads what only letters, documents or spreadsheets of others need."""
    code = "import sys, clientsheet.jobs.card, clientsheet.jobs.today; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert not {"docxtpl", "num2words", "pymorphy3", "icalendar", "vobject", "pyarrow", "rich", "jinja2"} & set(loaded)
