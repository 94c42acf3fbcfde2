"""The guide to Google Sheets knows every sentence that may stand in an owner's way, as it is said now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clientsheet.cli.verbs import MODULES
from clientsheet.text import LANGUAGES, catalogue

DOCS = Path(__file__).parents[2] / "docs"
ROOMS = ("google.", "entrance.", "login.")
TOLD_WHEN_ALL_IS_WELL = {"login.open", "login.page", "login.kept", "login.next"}


def guide(language: str) -> str:
    """Without line breaks and bold type."""
    return re.sub(r"\s+", " ", (DOCS / f"google-setup.{language}.md").read_text("utf-8"))


def sentences(language: str) -> dict[str, str]:
    """What may be complained about, three dots for what a run fills in."""
    said = catalogue(language)
    stops = [key for key in said if key.startswith(ROOMS) and not key.endswith(".hint")]
    return {key: re.sub(r"\{[^}]*\}", "…", said[key]).rstrip(".") for key in stops if key not in TOLD_WHEN_ALL_IS_WELL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_tells_what_every_sentence_means(language):
    told = guide(language)
    assert len(sentences(language)) > 50
    assert [key for key, sentence in sentences(language).items() if sentence not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_tells_nothing_that_is_never_said(language):
    bold = re.findall(r"\*\*([^*]+)\*\*", guide(language).split("###", 1)[1])
    said = {
        *sentences(language).values(),
        re.sub(r"\{.*\}", "…", catalogue(language)["config.secret-open"]).rstrip("."),
    }
    assert [words for words in bold if words.rstrip(".") not in said and words != "Keys"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["owner-guide.{}.md", "google-setup.{}.md", "../README.md"])
def test_every_page_that_is_named_is_there(language, page):
    place = (DOCS / page.format(language)).resolve()
    links = re.findall(r"\]\(([^)#]+)\)", place.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (place.parent / link).exists()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_owner_who_reads_the_guide_is_led_to_google(language):
    assert f"google-setup.{language}.md" in (DOCS / f"owner-guide.{language}.md").read_text("utf-8")
    assert f"docs/google-setup.{language}.md" in (DOCS.parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_that_a_sentence_names_is_there(language):
    named = {name for words in catalogue(language).values() for name in re.findall(r"docs/[\w.-]+\.md", words)}
    assert named == {f"docs/google-setup.{language}.md"}
    assert all((DOCS.parent / name).is_file() for name in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_that_the_guide_has_typed_is_one(language):
    typed = re.findall(r"[`\s]clientsheet (?:--lang \w\w )?([a-z]+)(?=[` ])", guide(language).split("##", 1)[1])
    assert {"adopt", "init", "doctor", "sync", "schedule", "undo", "google"} <= set(typed) <= set(MODULES)
