"""Files as they come: any letters, any separator, quotes left open, rows torn, things nobody can see."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_files import CARDS, PLAIN_UK, text
from importing_shop import column, in_memory

from clientsheet.errors import ClientsheetError, Refused, WrongUse
from clientsheet.exchange.sources import known_headings, source_of
from clientsheet.exchange.sources.opening import opened
from clientsheet.jobs import importing
from clientsheet.sheet.delimited import decoded, delimiter, table

SIGNS = {"semicolon": ";", "comma": ",", "tab": "\t"}


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866"])
@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS.keys())
def test_any_letters_and_separators_are_read_alike(tmp_path: Path, letters: str, sign: str) -> None:
    """Windows, DOS, the web, a text without a mark in front: the same people."""
    lines = [
        ["ФИО", "Моб. телефон", "Почта", "Любимый цвет"],
        ["Коваль Марина", "067 454 54 51", "marina@ukr.net", "синий"],
        ["Бойко Ольга", "", "olga@lilia.ua", ""],
    ]
    path = tmp_path / "base.csv"
    path.write_bytes(text(lines, sign=sign, letters=letters))
    shop = in_memory(tmp_path)
    importing.run(shop, path, asked={"Любимый цвет": "notes"}, agreed=True)
    assert column(shop, "ПІБ")[2:] == ["Коваль Марина", "Бойко Ольга"]
    assert column(shop, "Примітки")[2:] == ["Любимый цвет: синий", None]


def test_quoted_line_breaks_and_separators_stay_inside_their_cell(tmp_path: Path) -> None:
    """A note of three lines with a semicolon in it is one note, and the lines below it are still counted right."""
    path = tmp_path / "base.csv"
    path.write_text(
        'ПІБ;Телефон;Примітки\r\n"Нова";0674545451;"перший; ""лапки""\r\nдругий\r\n"\r\n;;нічий\r\n', "utf-8"
    )
    shop = in_memory(tmp_path)
    outcome = importing.run(shop, path, agreed=True)
    assert column(shop, "Примітки")[2] == 'перший; "лапки"\nдругий'
    assert [one.line for one in outcome.plan.left] == [5]


def test_a_quote_left_open_does_not_swallow_the_file(tmp_path: Path) -> None:
    """«Салон "Локон» with one quote: that row as it is, and everybody below it."""
    below = "".join(f"Людина {n};+38067454{n:04}\n" for n in range(60))
    path = tmp_path / "base.csv"
    path.write_text(f'ПІБ;Телефон\n"Салон Локон;0501112299\n{below}', "utf-8")
    shop = in_memory(tmp_path)
    assert len(importing.run(shop, path).plan.clients) == 61


def test_a_row_with_too_many_cells_is_left_out_and_told(tmp_path: Path) -> None:
    """Nobody can say which cell is which; a short row only lacks what stands at its end."""
    path = tmp_path / "base.csv"
    path.write_text("ПІБ,Телефон,Примітки\nНова,0674545451\nІнша,0931112233,чай, кава\nТретя,0931112244,,,\n", "utf-8")
    plan = importing.run(in_memory(tmp_path), path).plan
    assert [one.cells["name"] for one in plan.clients] == ["Нова", "Третя"]
    assert [(one.line, one.why) for one in plan.left] == [(3, "ragged")]


def test_headings_are_found_below_a_title(tmp_path: Path) -> None:
    """«Звіт за березень» and a blank line stand above many a table."""
    path = tmp_path / "base.csv"
    path.write_text("Звіт за березень;;\n;;\nsep;;\nПІБ;Телефон;\nНова;0674545451;\n", "utf-8")
    assert [one.cells["name"] for one in importing.run(in_memory(tmp_path), path).plan.clients] == ["Нова"]


def test_a_damaged_card_is_left_out_and_the_others_come(tmp_path: Path) -> None:
    """Cut in the middle, or with a line that is none."""
    torn = CARDS.replace("VERSION:4.0\nFN:Андрій Коваль", "VERSION:4.0\nці слова не картка\nFN:Андрій Коваль")
    path = tmp_path / "phone.vcf"
    path.write_text(torn + "BEGIN:VCARD\nVERSION:3.0\nFN:Обірв", "utf-8")
    plan = importing.run(in_memory(tmp_path), path).plan
    assert [one.cells["name"] for one in plan.clients] == ["Коваль Марина", "Ольга"]
    assert [one.why for one in plan.left] == ["torn"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "import.empty"),
        (b"\n\n", "import.empty"),
        (b"PK\x03\x04broken", "file.unreadable"),
        (b"abc", "import.empty"),
    ],
    ids=["empty", "blank lines", "a broken workbook", "one word"],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, key: str) -> None:
    """Each with its own sentence."""
    path = tmp_path / "base.csv"
    path.write_bytes(content)
    with pytest.raises(ClientsheetError) as wrong:
        importing.run(in_memory(tmp_path), path)
    assert wrong.value.key == key


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Wrong use, as everywhere."""
    with pytest.raises(WrongUse) as missing:
        importing.run(in_memory(tmp_path), tmp_path / "nothing.csv")
    assert missing.value.key == "file.missing"


def test_a_wrong_name_of_a_source_and_a_file_that_is_not_of_it_are_told(tmp_path: Path) -> None:
    """--from excludes guessing."""
    path = tmp_path / "base.csv"
    path.write_bytes(text(PLAIN_UK))
    for name, key in (("salesforce", "import.no_source"), ("hubspot", "import.not_like")):
        with pytest.raises(WrongUse) as wrong:
            importing.run(in_memory(tmp_path), path, source=name)
        assert wrong.value.key == key


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever is in the file: a table, or a sentence that says why it is none."""
    path = tmp_path_factory.mktemp("any") / "base.csv"
    path.write_bytes(content)
    try:
        sheet = source_of(opened(path, known_headings)).sheet
    except (WrongUse, Refused):
        return
    assert all(len(row) == len(sheet.headings) for row in sheet.rows)
    assert len(sheet.lines) == len(sheet.rows)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=6), st.sampled_from(";,\t"))
def test_what_python_writes_is_read_back(rows: list[list[str]], sign: str) -> None:
    """A table written by the rules comes back cell for cell, where its separator can be told."""
    written = text(rows, sign=sign).decode()
    if delimiter(written) == sign:
        assert [row for _, row in table(decoded(written.encode()))] == rows


def test_a_day_keeps_its_century(tmp_path: Path) -> None:
    """«12/30/85 » of an American, ISO with a time, a real date: one day."""
    path = tmp_path / "hub.csv"
    lines = [["Record ID", "First Name", "Contact owner", "Phone Number", "Date of birth"]]
    days = ("12/30/1985", "1985-12-30", "1985-12-30 00:00", "30.12.1985")
    lines += [[str(n), f"Name{n}", "", f"+38067454545{n}", day] for n, day in enumerate(days)]
    path.write_bytes(text(lines))
    shop = in_memory(tmp_path)
    importing.run(shop, path, agreed=True)
    assert column(shop, "День народження")[2:] == [dt.date(1985, 12, 30)] * 4
