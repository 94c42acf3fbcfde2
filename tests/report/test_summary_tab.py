"""The summary tab: written by sync with the rest, only when a figure changes, and never over what is the owner's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from clientsheet.book.insight.insight import insight
from clientsheet.book.insight.told import told
from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.jobs import demo, sync
from clientsheet.jobs.sync import SyncOutcome
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace

TODAY = dt.date(2026, 4, 6)
TITLES = {"uk": "Зведення", "ru": "Сводка", "en": "Summary"}


def synced(folder: Path, today: dt.date = TODAY) -> SyncOutcome:
    return sync.run(Workspace.open(folder / "config.yaml", today=today))


def lines(folder: Path, title: str) -> list[list[Any]]:
    return [list(row) for row in load_workbook(folder / "clients.xlsx")[title].values]


@pytest.fixture(scope="module", params=LANGUAGES)
def salon(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp(request.param) / "salon"
    demo.run(folder, request.param, TODAY)
    return request.param, folder


def test_it_says_what_the_report_says(salon: tuple[str, Path]) -> None:
    """Section by section, in the language of the workbook: the title with the explanation, then the figures."""
    language, folder = salon
    book = Workspace.open(folder / "config.yaml", today=TODAY).read()
    shop = Shop(book)
    expected: list[list[Any]] = []
    for section in told(insight(shop, check(book, shop)), language):
        expected.append([section.title, None, section.about])
        expected += [[one.name, one.value, one.note or None] for one in section.rows]
    assert lines(folder, TITLES[language])[2:] == expected


def test_sections_stand_out_and_names_of_clients_lead_to_their_rows(salon: tuple[str, Path]) -> None:
    """Bold on a tint from end to end; nothing to sort by, for a page of sections is lost when it is sorted."""
    language, folder = salon
    book = load_workbook(folder / "clients.xlsx")
    sheet, clients = book[TITLES[language]], book.worksheets[0]
    bold = [row[0].value for row in sheet.iter_rows(min_row=3) if row[0].font.b]
    shop = Shop(Workspace.open(folder / "config.yaml", today=TODAY).read())
    assert bold == [section.title for section in told(insight(shop, check(shop.book, shop)), language)]
    opening = next(sheet.iter_rows(min_row=3))
    assert {cell.fill.fgColor.rgb for cell in opening} == {"FFE8F5F2"}
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == 10
    for cell in linked:
        place = cell.hyperlink.location.rpartition("!")[2]
        assert cell.value in [other.value for other in clients[place.lstrip("A")]]
    assert sheet.auto_filter.ref is None
    assert not [name for name in sheet.defined_names if "Filter" in name]


def test_a_sync_that_remembers_nothing_still_writes_nothing(salon: tuple[str, Path]) -> None:
    """What stands there is compared with what would be written."""
    _, folder = salon
    (folder / "config.yaml").touch()
    again = synced(folder)
    assert not again.quiet
    assert not again.patch


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A tiny shop whose owner has a tab of the same name, with headings almost like ours."""
    book = Workbook()
    clients = book.active
    clients.title = "Клієнти"
    clients.append(["ID", "ПІБ"])
    clients.append([1, "Оля"])
    visits = book.create_sheet("Візити")
    visits.append(["Дата", "Клієнт", "Сума"])
    visits.append([dt.date(2026, 4, 1), 1, 500])
    own = book.create_sheet("Зведення")
    own.append(["Показник", "Значення", "Пояснення"])
    own.append(["Оренда", 20000, "до 5 числа"])
    book.save(tmp_path / "clients.xlsx")
    (tmp_path / "config.yaml").write_text("workbook: clients.xlsx\nlanguage: uk\n", "utf-8")
    return tmp_path


def test_a_tab_of_the_owners_with_the_same_name_is_left_alone(shop: Path) -> None:
    """Ours stands beside it, and stays one however often the sheet is synced."""
    before = lines(shop, "Зведення")
    for day in (TODAY, dt.date(2026, 4, 7), dt.date(2026, 6, 7)):
        synced(shop, day)
    assert lines(shop, "Зведення") == before
    titles = load_workbook(shop / "clients.xlsx").sheetnames
    assert [title for title in titles if "Зведення" in title] == ["Зведення", "Зведення 2"]
    assert lines(shop, "Зведення 2")[3][:2] == ["Клієнтів у базі", "1 клієнт"]


def test_odd_names_stand_in_it_as_text_and_are_not_written_anew(tmp_path: Path) -> None:
    """What looks like a formula, a number, a date or a yes; line breaks, blanks, letters beyond the plane."""
    odd = ("=1+1", "'так", "+380", " 12 ", "TRUE", "01.02.2026", "a\nb", "<b>&amp;", "💇", "Ёлка\u00a0й", "7" * 300)
    book = Workbook()
    clients = book.active
    clients.title = "Клієнти"
    clients.append(["ID", "ПІБ", "Джерело", "Періодичність"])
    visits = book.create_sheet("Візити")
    visits.append(["Дата", "Клієнт", "Послуга", "Сума", "Майстер"])
    for number, name in enumerate(odd, 1):
        clients.append([number, name, name, "4 тижні"])
        visits.append([dt.date(2026, 2, 1), number, name, 100 * number, name])
    for sheet in (clients, visits):
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    book.save(tmp_path / "clients.xlsx")
    (tmp_path / "config.yaml").write_text("workbook: clients.xlsx\nlanguage: uk\n", "utf-8")
    synced(tmp_path)
    told_of = load_workbook(tmp_path / "clients.xlsx")["Зведення"]
    assert {cell.data_type for row in told_of.iter_rows(min_row=3) for cell in row if cell.value is not None} == {"s"}
    assert "=1+1" in [row[0].value for row in told_of.iter_rows(min_row=3)]
    (tmp_path / "config.yaml").touch()
    again = synced(tmp_path)
    assert not again.quiet
    assert not again.patch
