"""Each export is recognised by its headings and brings in the same people, once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from import_files import EXPORTS, Export
from importing_shop import CLIENTS, column, in_memory

from clientsheet.jobs import importing

each_export = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
WITHOUT_A_BIRTHDAY = {"kommo.csv"}


@pytest.fixture
def exported(export: Export, tmp_path: Path) -> Path:
    path = tmp_path / export.name
    export.write(path)
    return path


@each_export
def test_an_export_is_known_by_its_headings_and_adds_each_person_once(
    export: Export, exported: Path, tmp_path: Path
) -> None:
    """Марина stands in it twice with her number in two spellings and is one client; her husband on the same number is
    another, and so is Ольга, of whom only an address is known."""
    shop = in_memory(tmp_path / "shop")
    outcome = importing.run(shop, exported, agreed=True)
    assert outcome.plan.source == export.source
    names = column(shop, "ПІБ")[2:]
    assert len(names) == 3
    assert {str(names[0]).split()[-1] in ("Марина", "Коваль", "Marina", "Ивановна")} == {True}
    assert column(shop, "Телефон")[2:] == ["+380 67 454 54 51", "+380 67 454 54 51", None]
    assert column(shop, "E-mail")[2:] == ["marina@ukr.net", None, "olga@lilia.ua"]
    assert column(shop, "ID")[2:] == [3, 4, 5]
    if export.name not in WITHOUT_A_BIRTHDAY:
        assert column(shop, "День народження")[2] == dt.date(1990, 3, 5)
    assert outcome.plan.folded == 1
    assert outcome.written


@each_export
def test_the_same_file_again_adds_nobody_and_writes_nothing(export: Export, exported: Path, tmp_path: Path) -> None:
    """Bringing it in twice is bringing it in once."""
    shop = in_memory(tmp_path / "shop")
    importing.run(shop, exported, agreed=True)
    before, fingerprint = shop.store.drawn(CLIENTS), shop.store.fingerprint()  # type: ignore[attr-defined]
    again = importing.run(shop, exported, agreed=True)
    assert again.nothing_to_do
    assert not again.written
    assert shop.store.fingerprint() == fingerprint
    assert shop.store.drawn(CLIENTS) == before  # type: ignore[attr-defined]


@each_export
def test_without_a_yes_nothing_is_written(export: Export, exported: Path, tmp_path: Path) -> None:
    """The plan is shown; the workbook and what we remember of it stay as they are."""
    shop = in_memory(tmp_path / "shop")
    fingerprint = shop.store.fingerprint()
    outcome = importing.run(shop, exported)
    assert outcome.plan.clients
    assert not outcome.written
    assert shop.store.fingerprint() == fingerprint
    assert shop.ledger.runs() == []
    assert shop.ledger.numbers() == {}
