"""The report: what it says, and that a browser, a phone and a printer show it as it is meant."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from figured import HOSTILE, MUCH, book, checked, empty, figured, limits
from hypothesis import given
from hypothesis import strategies as st
from looking import WIDTHS, looked_at, printed

from clientsheet.book.insight.sums import Sums
from clientsheet.book.insight.values import Insight
from clientsheet.pages.findings import findings_page
from clientsheet.pages.report import report_page
from clientsheet.pages.report_lead import MOST, lead
from clientsheet.pages.spoken import Spoken, stressed, strong
from clientsheet.text import LANGUAGES
from tests.servers.needs import program

FETCHING = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use", "video", "audio"}


def page(found: Insight, language: str) -> str:
    return report_page(found, book(language), language, workbook="clients.xlsx")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every kind of page in every language."""
    drawn = {f"demo {one}": page(figured(one), one) for one in LANGUAGES}
    for one in LANGUAGES:
        drawn[f"limits {one}"] = page(limits(one), one)
        drawn[f"losses {one}"] = page(limits(one, -MUCH / 10), one)
        drawn[f"nothing {one}"] = page(limits(one, Decimal(0)), one)
        fresh, found = empty(one)
        drawn[f"findings {one}"] = findings_page(checked(book(one)), book(one), one, workbook="clients.xlsx")
        drawn[f"empty {one}"] = report_page(found, fresh, one, workbook="clients.xlsx")
    return drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_can_be_read(pages: dict[str, str], scheme: str, tmp_path: Path) -> None:
    """Nothing sticks out at either width, however large the numbers; no text is fainter than 4.5 : 1 (WCAG AA), and a
    finger can hit what is to be pressed."""
    seen = looked_at(pages, scheme, tmp_path)
    assert len(seen) == len(pages) * len(WIDTHS)
    for one in seen:
        assert one["across"] == one["width"], one
        assert one["out"] == [], one
        assert one["faint"] == [], one
        assert one["texts"] > 10, one
        assert one["finger"] == 44, one


def test_no_page_asks_for_anything(pages: dict[str, str]) -> None:
    """No script, no picture, no font, no style from elsewhere: the only links dial a number."""
    for drawn in pages.values():
        asked = _Asked()
        asked.feed(drawn)
        assert asked.tags.isdisjoint(
            {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
        )
        assert all(link.startswith("tel:+") for link in asked.links), asked.links
        assert "url(" not in drawn
        assert "@import" not in drawn
        assert "default-src &#39;none&#39;" in drawn or "default-src 'none'" in drawn


def test_names_are_shown_and_never_obeyed(pages: dict[str, str]) -> None:
    """A name that looks like HTML stands on the page letter by letter."""
    for one in LANGUAGES:
        drawn = pages[f"limits {one}"]
        assert "<script" not in drawn
        assert HOSTILE in unescape(re.sub(r"<[^>]*>", "", drawn))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_three_to_five_sentences_about_money(language: str) -> None:
    """The demo's opening: few sentences, most of them with a sum, each a sentence."""
    told = lead(figured(language), Spoken(language, figured(language).currency))
    assert 3 <= len(told) <= MOST
    assert all(sentence.endswith(".") for sentence in told)
    assert sum("₴" in sentence or "£" in sentence for sentence in told) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workbook_is_told_so_kindly(language: str) -> None:
    """Nothing bought yet: one sentence and what is known of the data, no chart, no 'None', no division by nothing."""
    fresh, found = empty(language)
    drawn = report_page(found, fresh, language, workbook="clients.xlsx")
    assert fresh["visits"].title in drawn
    assert "<figure" not in drawn
    assert "None" not in drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_writes_no_prices_is_told_of_people_alone(pages: dict[str, str], language: str) -> None:
    """Visits without sums: who is late and who comes again is told; no chart of nothings, no chapter about money."""
    drawn = pages[f"nothing {language}"]
    assert 'id="overdue"' in drawn
    assert 'id="repeat"' in drawn
    assert 'id="income"' not in drawn
    assert 'id="services"' not in drawn
    told = lead(limits(language, Decimal(0)), Spoken(language, "UAH"))
    assert not any(re.search(r"\b0\b", sentence) for sentence in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hole_and_no_none_in_any_language(pages: dict[str, str], language: str) -> None:
    """Every sentence came out filled: no key, no brace, no None, no NaN."""
    words = re.sub(r"<style>.*?</style>", "", pages[f"demo {language}"], flags=re.DOTALL)
    words = unescape(re.sub(r"<[^>]*>", " ", words))
    assert not re.search(r"page\.report|[{}]|\bNone\b|\bnan\b", words), words


def test_every_number_of_a_chart_stands_in_a_table() -> None:
    """What the months' columns show is also there to be read and printed."""
    found = figured("uk")
    spoken = Spoken("uk", found.currency)
    drawn = unescape(page(found, "uk"))
    for month in found.income.months:
        assert drawn.count(f">{spoken.money(month.sums.income)}<") >= 2, month


@pytest.mark.parametrize(
    ("now", "before", "word"), [(120, 100, "більше"), (80, 100, "менше"), (100, 100, "стільки ж"), (100, None, "від 1")]
)
def test_the_year_is_compared_with_the_year_before(now: int, before: int | None, word: str) -> None:
    """More, less or the same, in percent; and no word of a year before that the workbook does not hold."""
    real = figured("uk")
    year, year_before = Sums(Decimal(now), 1, 1), Sums(Decimal(before or 50), 1, 1)
    glance = replace(real.glance, year=year, year_before=year_before, comparable=before is not None)
    found = replace(real, glance=glance)
    sentence = lead(found, Spoken("uk", "UAH"))[0]
    assert word in sentence
    assert ("20\u00a0%" in sentence) == (now in (120, 80))


def test_it_prints_on_paper(tmp_path: Path) -> None:
    """The PDF has every chapter, on A4, in a handful of pages."""
    file = tmp_path / "report.html"
    file.write_text(page(figured("uk"), "uk"), "utf-8")
    pdf = printed(file, tmp_path)
    about = subprocess.run([program("pdfinfo"), pdf], capture_output=True, check=True, text=True).stdout
    text = subprocess.run([program("pdftotext"), pdf, "-"], capture_output=True, check=True, text=True).stdout
    assert "A4" in about
    assert 4 <= int(re.search(r"Pages:\s+(\d+)", about)[1]) <= 10  # type: ignore[index]
    for heading in re.findall(r"<h2><small>(.*?)</small>", file.read_text("utf-8")):
        assert unescape(heading) in text
    assert "нових клієнтів" in text


@given(st.text())
def test_what_stands_out_is_one_piece_of_html(words: str) -> None:
    """Whatever a cell holds, one <b> opens and closes around it, and the words inside are escaped."""
    told = stressed(f"a {strong(words)} z")
    assert told.startswith("a <b>")
    assert told.endswith("</b> z")
    assert told.count("<") == 2


class _Asked(HTMLParser):
    """The tags of a page, and what it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [
            value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action", "srcset")
        ]
