"""The verbs on a Google Sheet as they are typed: begun in a blank one, an owner's taken over, undone by the cell."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from clientsheet.cli.door import enter
from clientsheet.config import Config, load
from clientsheet.config.models import Google as GoogleOptions
from clientsheet.jobs.mail.guards import home
from clientsheet.text import LANGUAGES
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, blank_sheet, sheet_shop

CLIENTS = "Клієнти"
OWNERS: dict[str, list[list[Any]]] = {
    "База клієнтів": [
        ["Наші клієнтки"],
        [],
        ["Прізвище та ім'я", "Моб. телефон", "Кава", "День народження", "Знижка, %"],
        ["Олена Бойко", "0671112233", "так", "06.04.1990", "10"],
        ["Ганна Лис", "0501112244", "", "", "12,50"],
    ],
    "Покупки": [
        ["Дата", "Клієнт", "Сума", "Хто дивився"],
        ["01.02.2026", "Олена Бойко", "500", "Оля"],
        ["01.03.2026", "Олена Бойко", "700", "Оля"],
    ],
}


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> SheetShop:
    return sheet_shop(google, tmp_path / "salon", "uk")


@pytest.fixture
def owners(google: Emulator, tmp_path: Path) -> SheetShop:
    """An owner's sheet as it was before she heard of us."""
    return blank_sheet(google, tmp_path / "salon", "uk", OWNERS)


def typed(shop: SheetShop, *words: str) -> int:
    return enter(["--config", str(shop.folder / "config.yaml"), "--today", "2026-04-06", "--lang", "uk", *words])


@pytest.mark.parametrize("language", LANGUAGES)
def test_init_begins_in_a_blank_sheet_and_sync_goes_on_there(
    google: Emulator, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The starter's tabs stand in it, and no blank tab is left over; a second init changes nothing."""
    shop = blank_sheet(google, tmp_path / "salon", language)
    words = ["--lang", language, "init", str(shop.folder), "--workbook", f"{shop.address}?usp=sharing"]
    assert enter(words) == 0
    assert shop.address in capsys.readouterr().out
    book = shop.book()
    assert all(table.present for table in book.tables.values())
    assert {table.title for table in book.tables.values() if table.present} == set(book.titles)
    shop.calls()
    assert enter(words) == 0
    assert shop.calls()[1] == 0
    assert typed(shop, "sync") == 0


def test_a_config_written_by_hand_leads_as_far_as_one_of_ours(google: Emulator, tmp_path: Path) -> None:
    """As the second way of the guide has it: the address and the key alone, the templates come with adopt or init."""
    for number, (verb, tabs) in enumerate((("adopt", OWNERS), ("init", None))):
        shop = blank_sheet(google, tmp_path / str(number), "uk", tabs)
        templates = shop.folder / "templates"
        shutil.rmtree(templates)
        (shop.folder / "config.yaml").write_text(
            f"language: uk\nworkbook: {shop.address}\ngoogle: {{api: '{google.url}'}}\n", "utf-8"
        )
        words = ["adopt", shop.address, str(shop.folder), "--yes"] if verb == "adopt" else ["init", str(shop.folder)]
        assert enter(["--lang", "uk", *words]) == 0
        assert list(templates.rglob("*.uk.md"))
        assert typed(shop, "sync") == 0


def test_init_without_an_address_puts_the_missing_templates_beside_a_sheet_at_work(salon: SheetShop) -> None:
    """As doctor advises; the sheet is left alone."""
    shutil.rmtree(salon.folder / "templates")
    assert enter(["--lang", "uk", "init", str(salon.folder)]) == 0
    assert list((salon.folder / "templates").rglob("*.uk.md"))
    assert salon.calls()[1] == 0


def test_init_leaves_a_sheet_alone_that_somebody_works_in(
    owners: SheetShop, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and what to type instead."""
    before = owners.owner.values("База клієнтів")
    assert enter(["--lang", "uk", "init", str(owners.folder), "--workbook", owners.address]) == 2
    assert "clientsheet adopt" in capsys.readouterr().err
    assert owners.calls()[1] == 0
    assert owners.owner.values("База клієнтів") == before


def test_a_folder_that_looks_after_one_sheet_takes_no_other(
    salon: SheetShop, google: Emulator, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by init, and not by adopt."""
    other = salon.address.replace(salon.id, google.spreadsheet("Other"))
    for words in (["init", str(salon.folder), "--workbook", other], ["adopt", other, str(salon.folder), "--yes"]):
        assert enter(["--lang", "uk", *words]) == 2
        assert salon.address in capsys.readouterr().err
    assert salon.calls() == (0, 0)


def test_adopt_shows_first_and_writes_after_a_yes_touching_nothing_else(
    owners: SheetShop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers, columns of ours and missing tabs are added; every cell of the owner's is what it was."""
    before = {tab: owners.owner.values(tab) for tab in OWNERS}
    assert enter(["--lang", "uk", "adopt", owners.address, str(owners.folder)]) == 0
    assert owners.calls()[1] == 0
    assert {tab: owners.owner.values(tab) for tab in OWNERS} == before
    assert enter(["--lang", "uk", "adopt", owners.address, str(owners.folder), "--yes"]) == 0
    assert owners.calls()[1] <= 2
    for tab, lines in before.items():
        now = owners.owner.values(tab)
        assert [line[: len(was)] for line, was in zip(now, lines, strict=True)] == lines
    assert "Розсилки" in owners.book().titles
    assert typed(owners, "sync") == 0
    clients = owners.book()["clients"]
    assert clients.columns["total"].raw[:2] == [1200, 0]
    assert clients.values("id") == ["1", "2"]
    capsys.readouterr()


def test_adopt_writes_the_config_from_what_the_sheet_says(
    owners: SheetShop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the language of the headings, with the plain address, and the tab named that its title does not tell."""
    owners.owner.renames_tab("База клієнтів", "Моя кава")
    (owners.folder / "config.yaml").unlink()
    monkeypatch.setattr(Config.model_fields["google"], "default", GoogleOptions(api=owners.google.url))
    Config.model_rebuild(force=True)
    try:
        assert enter(["adopt", f"{owners.address}#gid=0", str(owners.folder)]) == 0
        told = load(owners.folder / "config.yaml")
    finally:
        monkeypatch.undo()
        Config.model_rebuild(force=True)
    assert (told.workbook, told.language, dict(told.tabs)) == (owners.address, "uk", {"clients": ("Моя кава",)})
    capsys.readouterr()


def test_undo_puts_back_by_the_cell_what_a_run_wrote(salon: SheetShop) -> None:
    """After a sort and an edit of the owner's too: what she typed stays, everything else goes back, and the next sync
    fills it again."""
    typed(salon, "sync")
    segments = dict(zip(salon.column(CLIENTS, "ID"), salon.column(CLIENTS, "Сегмент"), strict=True))
    salon.sync(dt.date(2026, 9, 1))
    later = dict(zip(salon.column(CLIENTS, "ID"), salon.column(CLIENTS, "Сегмент"), strict=True))
    assert later != segments
    changed = next(number for number in segments if later[number] != segments[number])
    salon.owner.sort(CLIENTS, salon.place(CLIENTS, "ПІБ"))
    row = 1 + salon.column(CLIENTS, "ID").index(changed)
    salon.owner.puts(CLIENTS, row, salon.place(CLIENTS, "Сегмент"), "моя сусідка")
    assert typed(salon, "undo") == 0
    now = dict(zip(salon.column(CLIENTS, "ID"), salon.column(CLIENTS, "Сегмент"), strict=True))
    assert now == {**segments, changed: "моя сусідка"}
    assert salon.sync(dt.date(2026, 9, 1)).kept == 1
    again = dict(zip(salon.column(CLIENTS, "ID"), salon.column(CLIENTS, "Сегмент"), strict=True))
    assert again == {**later, changed: "моя сусідка"}


def test_undo_means_the_last_run_that_put_something_into_cells(
    salon: SheetShop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not one that only left its mark, or renewed the problems tab."""
    typed(salon, "sync")
    typed(salon, "mail", "resolve", "--real")
    assert typed(salon, "undo") == 0
    assert not any(salon.column(CLIENTS, "Сегмент"))
    assert typed(salon, "undo") == 2
    capsys.readouterr()


def test_an_adoption_undone_leaves_no_column_of_ours(owners: SheetShop) -> None:
    """Their cells are blank again, and the next sync fills nothing."""
    before = {tab: owners.owner.values(tab) for tab in OWNERS}
    assert enter(["--lang", "uk", "adopt", owners.address, str(owners.folder), "--yes"]) == 0
    assert typed(owners, "undo") == 0
    assert {tab: owners.owner.values(tab) for tab in OWNERS} == before
    assert not owners.workspace().store.read().anchors.keys() & {"clients.total", "clients.segment"}


def test_check_and_a_dry_run_only_look(salon: SheetShop, capsys: pytest.CaptureFixture[str]) -> None:
    """Two reads each, and the run that follows does what was shown."""
    capsys.readouterr()
    typed(salon, "--format", "json", "check")
    assert json.loads(capsys.readouterr().out)["counts"]["error"] > 0
    assert salon.calls() == (2, 0)
    shown = salon.sync(dry_run=True)
    assert salon.calls() == (2, 0)
    assert list(salon.sync().patch.cells()) == list(shown.patch.cells())


def test_a_cure_agreed_to_in_the_sheet_is_made_and_its_remark_is_gone(salon: SheetShop) -> None:
    """A tick or a word in "Apply?" is all it takes; what was wrong hung on the cell until then."""
    salon.sync()
    book = salon.book()
    problems = book["problems"]
    line = problems.columns["code"].raw.index("email-typo")
    where, cured = (problems.columns[name].raw[line] for name in ("where", "suggestion"))
    store = salon.workspace().store
    hung = {f"{tab}!{column}:{row}" for tab, row, column in store.read().notes or {}}
    place = problems.columns["apply"].number - 1
    salon.owner.puts(problems.title, problems.rows[line] - 1, place, True)
    outcome = salon.sync()
    assert [f"{tab}!{cell}" for tab, cell, _, _ in outcome.cures] == [where]
    assert [after for _, _, _, after in outcome.cures] == [cured]
    left = {f"{tab}!{column}:{row}" for tab, row, column in salon.workspace().store.read().notes or {}}
    assert len(hung) - len(left) == 1
    assert left < hung


def test_a_note_of_the_owners_on_a_wrong_cell_stays_and_is_fought_by_no_run(salon: SheetShop) -> None:
    """Ours would hang there; the second sync has nothing to write."""
    salon.sync()
    store = salon.workspace().store
    tab, row, column = sorted(store.read().notes or {})[0]
    salon.owner.notes(tab, row - 1, column - 1, "спитати Олену")
    salon.sync()
    salon.calls()
    assert not salon.sync().patch
    assert salon.calls() == (2, 0)
    assert salon.owner.cell(tab, row - 1, column - 1).note == "спитати Олену"


def test_a_sheet_sent_from_one_folder_is_a_copy_to_another(salon: SheetShop, tmp_path: Path) -> None:
    """Two journals would send twice; the mark is of the journal's place."""
    assert home(salon.workspace().config) != home(
        SheetShop(_copied(salon.folder, tmp_path / "laptop"), salon.google, salon.id).workspace().config
    )


def _copied(folder: Path, to: Path) -> Path:
    import shutil

    return Path(shutil.copytree(folder, to))
