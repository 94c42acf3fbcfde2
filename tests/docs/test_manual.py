"""Papers that cannot lie: what is committed is what the declarations give, and everything declared is on a page."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from clientsheet.book.reading.settings import SETTINGS
from clientsheet.book.rules import RULES
from clientsheet.book.tabs import TABS
from clientsheet.cli.frame import Frame, Verbs
from clientsheet.cli.manual import manual
from clientsheet.cli.verbs import MODULES, clientsheet
from clientsheet.config import Config
from clientsheet.text import LANGUAGES

CHECKOUT = Path(__file__).parents[2]
PAGES = manual()
FIRST_VERBS = (
    *("demo", "init", "adopt", "check", "sync", "why", "undo", "doctor", "schedule"),
    *("today", "card", "report", "docs", "import", "export", "dedupe", "personal-data", "forget"),
)


def page(language: str, name: str) -> str:
    return PAGES[f"docs/manual/{language}/{name}.md"]


@pytest.mark.parametrize("name", list(PAGES))
def test_what_is_committed_is_what_is_generated(name):
    """Out of date? ``python -m clientsheet.cli.manual`` writes them again."""
    assert (CHECKOUT / name).read_text("utf-8") == PAGES[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_every_option_is_on_the_page(language):
    told = page(language, "commands")
    for path, command in commands(clientsheet, "clientsheet"):
        assert f"## {path}\n" in told
        for option in command.params:
            if isinstance(option, click.Option):
                assert max(option.opts, key=len) in told


def commands(command: click.Command, path: str):
    yield path, command
    if isinstance(command, Verbs):
        context = click.Context(command, obj=Frame("en"))
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, f"{path} {name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_column_and_alias_is_on_the_page(language):
    told = page(language, "tabs")
    for tab in TABS:
        assert f"`{tab.name}`" in told
        for column in tab.columns:
            assert f"`{column.name}`" in told
            assert all(heading in told for heading in column.headings.every())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_on_the_page(language):
    told = page(language, "findings")
    assert [rule.code for rule in RULES if f"`{rule.code}`" not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_on_the_page(language):
    told = page(language, "settings")
    assert [one.field for one in SETTINGS if one.names.first(language) not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_the_config_is_on_the_page(language):
    told = page(language, "config")
    names = {field.alias or name for name, field in Config.model_fields.items()}
    assert [name for name in names if not re.search(rf"^(# )?{name}:", told, re.MULTILINE)] == []


def test_the_readme_names_every_verb_that_an_owner_starts_with():
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    assert set(FIRST_VERBS) <= set(MODULES)
    for verb in FIRST_VERBS:
        assert f"clientsheet {verb}" in readme


def test_the_readmes_two_commands_do_all_the_set_up():
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    assert "pip install . && clientsheet demo\n" in readme
    assert "pip install '.[test]' && pytest\n" in readme


@pytest.mark.parametrize("paper", ["README.md", *(f"docs/owner-guide.{language}.md" for language in LANGUAGES)])
def test_every_link_between_the_papers_leads_somewhere(paper):
    told = (CHECKOUT / paper).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", told):
        if not target.startswith("http"):
            assert ((CHECKOUT / paper).parent / target).exists(), target


@pytest.mark.parametrize("paper", ["README.md", *(f"docs/owner-guide.{language}.md" for language in LANGUAGES)])
def test_the_papers_speak_only_of_commands_and_options_that_exist(paper):
    told = (CHECKOUT / paper).read_text("utf-8")
    lines = [line.split("  ")[0] for line in re.findall(r"(?m)(?:^|`)clientsheet ([^`\n]+)", told)]
    known = dict(commands(clientsheet, "clientsheet"))
    for line in lines:
        words = re.sub(r"^(--lang|--today) \S+ ", "", line).split()
        called = " ".join(("clientsheet", *words, ""))
        path = max((one for one in known if called.startswith(f"{one} ")), key=len)
        assert path != "clientsheet" or words[0].startswith("-"), line
        options = {name for one in known[path].params for name in one.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= options, line
