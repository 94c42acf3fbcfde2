"""Tabs of ours in a Google Sheet: whole pages, new tabs, a new workbook; carried out by the emulator and looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from clientsheet.book import starter as ready
from clientsheet.errors import Refused
from clientsheet.sheet.blueprint import ColumnBlueprint, Link, TabBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import Patch
from clientsheet.stores.google.cells import from_raw
from clientsheet.stores.google.seen import Seen, SeenTab
from clientsheet.stores.google.shaping import tags
from clientsheet.stores.google.shaping.shape import starter, structure
from tests.google.bench import Bench


def page(rows: list[list[Raw | Link]]) -> TabBlueprint:
    columns = (
        ColumnBlueprint("Де", program=True),
        ColumnBlueprint("Що", width=240, program=True),
        ColumnBlueprint("Застосувати?", program=True, choices=("так", "ні"), checkbox=True, note="Галочка: так."),
        ColumnBlueprint("Коли", look=Look.DATE, program=True, anchor="problems.when"),
    )
    return TabBlueprint("problems", "Зауваження", columns, rows, preamble=("Пояснення",), heading_row=3, program=True)


def finding(number: int, answer: Raw = None) -> list[Raw | Link]:
    return [Link("Клієнти!B2", "Клієнти", "B2"), f"помилка {number}", answer, dt.date(2026, 11, 22)]


def shade(style: dict[str, Any]) -> str:
    """'00796B' of a ColorStyle; a part that is 0 is not told."""
    return "".join(f"{round(255 * style['rgbColor'].get(name, 0)):02X}" for name in ("red", "green", "blue"))


def test_a_page_holds_its_preamble_headings_and_rows(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.apply(Patch(pages=(page([finding(1), finding(2)]),)))
    tab = made.tab("Зауваження")
    day = from_raw(dt.date(2026, 11, 22))
    assert [list(row) for row in tab.values] == [
        ["Пояснення"],
        [],
        ["Де", "Що", "Застосувати?", "Коли"],
        ["Клієнти!B2", "помилка 1", "", day],
        ["Клієнти!B2", "помилка 2", "", day],
    ]
    assert set(tab.times[4].values()) == {"DATE"}


def test_a_link_leads_to_the_cell_of_the_tab_that_bears_the_title(bench: Callable[..., Bench]) -> None:
    """A tab of the same batch has a number already when a page links to it."""
    made = bench()
    new = TabBlueprint("visits", "Візити", (ColumnBlueprint("Дата"),))
    other: list[Raw | Link] = [Link("Візити!A1", "Візити", "A1"), "…", None, None]
    gone: list[Raw | Link] = [Link("Немає!A1", "Немає", "A1"), "…", None, None]
    made.apply(Patch(new_tabs=(new,), pages=(page([finding(1), other, gone]),)))
    uris = [made.form("Зауваження", row, 1).get("textFormat", {}).get("link", {}).get("uri") for row in (4, 5, 6)]
    clients, visits = made.tab("Клієнти").sheet_id, made.tab("Візити").sheet_id
    assert uris == [f"#gid={clients}&range=B2", f"#gid={visits}&range=A1", None]


def test_the_line_that_begins_a_section_stands_out_from_end_to_end(bench: Callable[..., Bench]) -> None:
    """And only where it stands now, when the page is written anew with its sections elsewhere."""
    made = bench()
    for begin in (0, 2):
        rows = [["Розділ", None, None, None] if number == begin else finding(number) for number in range(4)]
        made.apply(Patch(pages=(replace(page(rows), sections=(begin,)),)))
        forms = {row: [made.form("Зауваження", row, column) for column in (1, 2, 4)] for row in range(4, 8)}
        tinted = [row for row, cells in forms.items() if all("backgroundColorStyle" in cell for cell in cells)]
        bold = [row for row, cells in forms.items() if cells[0].get("textFormat", {}).get("bold")]
        assert tinted == bold == [begin + 4]


def test_a_page_that_shrinks_leaves_nothing_of_the_old_one(bench: Callable[..., Bench]) -> None:
    """Neither values nor links, boxes, notes and merged cells."""
    made = bench()
    made.apply(Patch(pages=(page([finding(n) for n in range(5)]),)))
    owner = made.google.owner(made.id)
    owner.puts("Зауваження", 6, 7, "сторонній запис")
    made.apply(Patch(notes={("Зауваження", 7, 2): "примітка"}))
    made.apply(Patch(pages=(page([finding(0)]),)))
    tab = made.tab("Зауваження")
    assert len(tab.values) == 4
    assert not tab.notes.keys() - {(3, 3)}
    below = [made.cell("Зауваження", row, column) for row in range(5, 10) for column in range(1, 9)]
    assert {(cell.value, cell.note, str(cell.rule), "link" in str(cell.look)) for cell in below} == {
        (None, "", "None", False)
    }


def test_a_page_grows_beyond_the_sheet_it_was_made_with(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.apply(Patch(pages=(page([]),)))
    made.apply(Patch(pages=(page([finding(n) for n in range(1200)]),)))
    assert len(made.tab("Зауваження").values) == 1203


def test_a_page_written_twice_keeps_one_anchor_and_one_warning(bench: Callable[..., Bench]) -> None:
    made = bench()
    for number in range(3):
        made.apply(Patch(pages=(page([finding(number)]),)))
    tab = made.tab("Зауваження")
    assert [(column, [tags.anchored(tag.value) for tag in found]) for column, found in tab.tags.items()] == [
        (4, [("problems.when", 3)])
    ]
    guards = made.properties("Зауваження")["protectedRanges"]
    assert [(guard["warningOnly"], guard["description"]) for guard in guards] == [(True, "clientsheet")]


def test_the_answer_of_the_owner_is_a_box_to_tick_that_nobody_is_warned_of(bench: Callable[..., Bench]) -> None:
    """Its words become ticks; only where a row is, a box stands; the note explains it."""
    made = bench()
    made.apply(Patch(pages=(page([finding(1, "так"), finding(2, "ні"), finding(3), finding(4, "може")]),)))
    boxes = [made.cell("Зауваження", row, 3) for row in range(3, 10)]
    assert [cell.value for cell in boxes] == ["Застосувати?", True, False, None, "може", None, None]
    kinds = [cell.rule and (cell.rule["condition"]["type"], cell.rule.get("strict", False)) for cell in boxes]
    assert kinds == [None, *[("BOOLEAN", False)] * 4, None, None]
    assert boxes[0].note == "Галочка: так."
    guard = made.properties("Зауваження")["protectedRanges"][0]
    assert [one["startColumnIndex"] for one in guard["unprotectedRanges"]] == [2]


def test_headings_stay_in_sight_in_the_colours_of_our_excel_files(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.apply(Patch(pages=(page([finding(1)]),)))
    properties = made.properties("Зауваження")["properties"]
    assert properties["gridProperties"]["frozenRowCount"] == 3
    assert "frozenColumnCount" not in properties["gridProperties"]
    assert shade(properties["tabColorStyle"]) == "00796B"
    heading = made.form("Зауваження", 3, 1)
    assert heading["textFormat"]["bold"] is True
    assert shade(heading["backgroundColorStyle"]) == "00796B"


def test_a_page_where_a_chart_stands_is_refused(bench: Callable[..., Bench]) -> None:
    made = bench()
    seen = made.seen()
    chart = SeenTab(7, "Зауваження", 0, 0, (), is_grid=False)
    with pytest.raises(Refused):
        structure(Seen(seen.spreadsheet, "", "", "", (*seen.tabs, chart), (), "x"), Patch(pages=(page([]),)))


def test_a_new_tab_whose_title_is_taken_in_any_case_is_refused(bench: Callable[..., Bench]) -> None:
    made = bench()
    for title in ("Клієнти", "КЛІЄНТИ"):
        with pytest.raises(Refused):
            structure(made.seen(), Patch(new_tabs=(TabBlueprint("clients", title, (ColumnBlueprint("ID"),)),)))


def test_a_drop_down_reaches_to_the_end_of_the_sheet_and_forbids_nothing(bench: Callable[..., Bench]) -> None:
    made = bench()
    columns = (ColumnBlueprint("ID", look=Look.TEXT), ColumnBlueprint("Канал", choices=("Telegram", "E-mail, Viber")))
    made.apply(Patch(new_tabs=(TabBlueprint("t", "Нова", columns),)))
    rules = [made.cell("Нова", row, 2).rule or {} for row in (2, 1000)]
    assert {str(rule["condition"]) for rule in rules} == {
        str(
            {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Telegram"}, {"userEnteredValue": "E-mail, Viber"}]}
        )
    }
    assert not any(rule.get("strict") for rule in rules)
    assert made.form("Нова", 1000, 1)["numberFormat"]["type"] == "TEXT"
    assert made.cell("Нова", 1, 2).rule is None


def test_the_programs_columns_are_tinted_and_guarded_and_the_owners_are_not(bench: Callable[..., Bench]) -> None:
    made = bench()
    columns = (
        ColumnBlueprint("ID"),
        ColumnBlueprint("Всього", program=True, anchor="clients.total", look=Look.MONEY),
        ColumnBlueprint("Борг", program=True, anchor="clients.debt", look=Look.MONEY),
        ColumnBlueprint("Примітки"),
    )
    made.apply(Patch(new_tabs=(TabBlueprint("t", "Нова", columns),)))
    assert ["backgroundColorStyle" in made.form("Нова", 2, column) for column in range(1, 5)] == [
        False,
        True,
        True,
        False,
    ]
    guards = made.properties("Нова")["protectedRanges"]
    assert [(one["range"]["startColumnIndex"], one["range"]["endColumnIndex"]) for one in guards] == [(1, 3)]
    assert made.tab("Нова").protected == ()


def test_a_value_that_the_columns_format_would_hide_brings_its_own(bench: Callable[..., Bench]) -> None:
    """A date in a column of texts or of nothing in particular is read back as a date."""
    made = bench()
    columns = (ColumnBlueprint("А", look=Look.TEXT), ColumnBlueprint("Б"))
    rows = ((dt.date(2026, 4, 5), dt.datetime(2026, 4, 5, 9, 30)), ("=2+2", "+380671234567"))
    made.apply(Patch(new_tabs=(TabBlueprint("t", "Нова", columns, rows),)))
    tab = made.tab("Нова")
    assert (tab.times[1], tab.times[2]) == ({2: "DATE"}, {2: "DATE_TIME"})
    assert list(tab.values[2]) == ["=2+2", "+380671234567"]
    assert tab.formulas == {}


def test_a_blank_spreadsheet_becomes_the_starter_workbook(bench: Callable[..., Bench]) -> None:
    """Its one tab is the first of them; every column of the program's has its anchor; marks are there."""
    made = bench({})
    blueprint = ready.starter("uk", "w1")
    blank = made.seen().tabs
    made.send(starter(made.seen(), blueprint))
    seen = made.seen()
    assert len(blank) == 1
    assert seen.tabs[0].sheet_id == blank[0].sheet_id
    assert [tab.title for tab in seen.tabs] == [tab.title for tab in blueprint.tabs]
    for tab, declared in zip(seen.tabs, blueprint.tabs, strict=True):
        headings = tab.values[declared.heading_row - 1]
        assert list(headings) == [column.heading for column in declared.columns]
        assert len(tab.values) == declared.heading_row + len(declared.rows)
        found = {tags.anchored(tag.value).name: column for column, held in tab.tags.items() for tag in held}
        assert found == {column.anchor: place for place, column in enumerate(declared.columns, 1) if column.anchor}
        assert set(tab.notes) == {
            (declared.heading_row, place) for place, column in enumerate(declared.columns, 1) if column.note
        }
    assert {tag.key: tag.value for tag in seen.tags} == {"clientsheet.mark.workbook_id": "w1"}


def test_a_blank_tab_with_a_title_of_ours_is_that_tab(bench: Callable[..., Bench]) -> None:
    """Another blank one becomes the first, however small it is; nothing is added twice."""
    made = bench({"візити": [], "Аркуш1": [], "Ще": []})
    blueprint = ready.starter("uk", "w1")
    made.send([{"updateSheetProperties": resized(made.tab("Аркуш1").sheet_id)}])
    made.send(starter(made.seen(), blueprint))
    titles = [tab.title for tab in made.seen().tabs]
    assert sorted(titles) == sorted([*(tab.title for tab in blueprint.tabs), "Ще"])
    assert titles[:2] == ["Візити", blueprint.tabs[0].title]


def resized(sheet_id: int) -> dict[str, Any]:
    size = {"rowCount": 1, "columnCount": 1}
    return {
        "properties": {"sheetId": sheet_id, "gridProperties": size},
        "fields": "gridProperties(rowCount,columnCount)",
    }


def test_mailings_are_switched_on_with_a_tick(bench: Callable[..., Bench]) -> None:
    made = bench({})
    blueprint = ready.starter("ru", "w1")
    made.send(starter(made.seen(), blueprint))
    tab = next(tab for tab in blueprint.tabs if tab.name == "mailings")
    place = [column.checkbox for column in tab.columns].index(True)
    words = [row[place] for row in tab.rows]
    ticks = [row[place] for row in made.tab(tab.title).values[1:]]
    assert [word == "да" for word in words] == ticks
    assert {type(tick) for tick in ticks} == {bool}


def test_notes_on_headings_are_not_taken_for_remarks_of_ours(bench: Callable[..., Bench]) -> None:
    """They stay when all our remarks go."""
    made = bench({})
    made.send(starter(made.seen(), ready.starter("en", "w1")))
    before = {tab.title: dict(tab.notes) for tab in made.seen().tabs}
    made.apply(Patch(notes={}))
    assert {tab.title: dict(tab.notes) for tab in made.seen().tabs} == before
