"""The problems tab: what is written there can be read back, and what the owner answers there is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drawing import checked, drawn_store, understood

from clientsheet.book.book import Book
from clientsheet.book.shop import Shop
from clientsheet.book.writing import problems_page
from clientsheet.book.writing.cures import Cures, agreed
from clientsheet.book.writing.problems_page import Kept
from clientsheet.sheet.finding import KEPT_PER_CODE, Finding, Findings, Severity
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.patch import Patch
from clientsheet.stores.memory import MemoryStore
from clientsheet.text import LANGUAGES

PROBLEMS = "Зауваження"
APPLY = 7

CLIENTS = """
ID | ПІБ             | Телефон        | E-mail           | Всього
1  | " Марина Коваль" | 380674545451.0 | marina@gmial.com | 1800
2  | Олена Бондар    | "050 111 22"   | olena@ukr.net    | 500
"""


@pytest.fixture
def store() -> MemoryStore:
    return drawn_store({"tabs": {"Клієнти": CLIENTS}})


def publish(store: MemoryStore, kept: tuple[Kept, ...] = ()) -> bool:
    """Writes the page as a sync does; whether there was anything to write."""
    book = understood(store)
    page = problems_page.page(checked(book), kept, book)
    if problems_page.unchanged(page, store.read()):
        return False
    store.apply(Patch(pages=(page,)), store.fingerprint())
    return True


def line(store: MemoryStore, code: str, cell: str = "") -> int:
    """The row of the problems tab that tells of ``code``."""
    return next(
        row for row, cells in enumerate(store.drawn(PROBLEMS), 1) if code in cells and str(cells[1]).endswith(cell)
    )


def answer(store: MemoryStore, code: str, word: str = "так", cell: str = "") -> None:
    store.put(PROBLEMS, f"G{line(store, code, cell)}", word)


def cure(store: MemoryStore) -> Cures:
    """What a sync does first."""
    book = understood(store)
    cures = agreed(book, Shop(book))
    store.apply(Patch(edits=cures.edits), store.fingerprint())
    return cures


def codes(store: MemoryStore) -> set[str]:
    return {finding.code for finding in checked(understood(store))}


def test_page_written_twice_is_written_once(store: MemoryStore) -> None:
    """The same findings make the same page, and nothing is written the second time."""
    assert publish(store)
    assert not publish(store)


def test_a_box_that_nobody_ticked_is_a_blank_cell(store: MemoryStore) -> None:
    """Where "Apply?" is a column of checkboxes they say no, and the page is as it was."""
    publish(store)
    boxes = [row for row, cells in enumerate(store.drawn(PROBLEMS), 1) if cells[8] in codes(store)]
    for row in boxes:
        store.put(PROBLEMS, f"G{row}", False)
    assert boxes
    assert not publish(store)
    assert not cure(store).edits


def test_a_tick_is_a_yes(store: MemoryStore) -> None:
    publish(store)
    store.put(PROBLEMS, f"G{line(store, 'email-typo')}", True)
    assert [edit.after for edit in cure(store).edits] == [["marina@gmail.com"]]


def test_page_tells_every_finding_with_its_place(store: MemoryStore) -> None:
    """Each finding has a line with a link to its cell, in the order of gravity."""
    publish(store)
    told = [(row[0], row[1]) for row in store.drawn(PROBLEMS)[3:]]
    assert told[0] == ("помилка", "Клієнти!C3")
    assert {place for _, place in told} >= {"Клієнти!B2", "Клієнти!C2", "Клієнти!D2"}
    assert [word for word, _ in told] == sorted(
        (word for word, _ in told), key=["помилка", "попередження", "порада"].index
    )


def test_yes_puts_the_cure_in_place(store: MemoryStore) -> None:
    """A cure the owner agreed to stands in the cell, and its finding is gone."""
    publish(store)
    for code in ("stray-blanks", "phone-restored", "email-typo"):
        answer(store, code)

    cures = cure(store)

    assert store.drawn("Клієнти")[1][1:4] == ["Марина Коваль", "+380 67 454 54 51", "marina@gmail.com"]
    assert not cures.dropped
    assert not codes(store) & {"stray-blanks", "phone-restored", "email-typo"}
    assert publish(store)
    assert "stray-blanks" not in str(store.drawn(PROBLEMS))


def test_a_cure_that_looks_like_the_cell_says_what_it_makes_of_it() -> None:
    visits = """
    Дата         | Клієнт | Сума
    "01.02.2026" | 1      | "500"
    """
    store = drawn_store({"tabs": {"Клієнти": CLIENTS, "Візити": visits}})
    publish(store)
    told = {row[8]: (row[3], row[5]) for row in store.drawn(PROBLEMS)[3:]}
    assert told["number-as-text"] == ("500", "500 (числом)")
    assert told["date-as-text"] == ("01.02.2026", "01.02.2026 (датою)")
    assert told["stray-blanks"] == ("Марина Коваль", "Марина Коваль")


def test_nobody_said_yes(store: MemoryStore) -> None:
    """No, a blank and a word that means neither change nothing, and stay in their cell."""
    publish(store)
    answer(store, "stray-blanks", "ні")
    answer(store, "email-typo", "подумаю")

    assert not cure(store).edits
    assert not publish(store)
    assert store.drawn(PROBLEMS)[line(store, "email-typo") - 1][APPLY - 1] == "подумаю"


def test_sorted_rows_are_found_again(store: MemoryStore) -> None:
    """The owner sorted the clients between the page and the answer: the cure goes to the client it was meant for."""
    publish(store)
    answer(store, "email-typo")
    store.sort("Клієнти", 2, [3, 2])

    assert not cure(store).dropped
    assert store.drawn("Клієнти")[2][3] == "marina@gmail.com"
    assert store.drawn("Клієнти")[1][3] == "olena@ukr.net"


def test_a_cell_changed_meanwhile_is_left_alone(store: MemoryStore) -> None:
    """The owner mended the cell by hand: the answer is dropped and said, the cell stays as it is."""
    publish(store)
    answer(store, "email-typo")
    store.put("Клієнти", "D2", "maryna@salon.ua")

    cures = cure(store)

    assert [row.where for row in cures.dropped] == ["Клієнти!D2"]
    assert store.drawn("Клієнти")[1][3] == "maryna@salon.ua"


def test_answer_stays_with_a_row_that_could_not_be_cured(store: MemoryStore) -> None:
    """What the owner typed beside a finding that has no cure is not lost when the page is written anew."""
    publish(store)
    answer(store, "phone-digits")
    assert cure(store).dropped
    store.put("Клієнти", "D2", "marina@ukr.net")

    assert publish(store)
    assert store.drawn(PROBLEMS)[line(store, "phone-digits") - 1][APPLY - 1] == "так"


def test_equal_cells_are_told_apart_by_their_place() -> None:
    """Two visits with one mistake: only the one that was answered is cured."""
    visits = 'Дата | Клієнт | Сума\n2026-02-15 | 1 | "1800"\n2026-02-15 | 1 | "1800"'
    store = drawn_store({"tabs": {"Клієнти": CLIENTS, "Візити": visits}})
    publish(store)
    answer(store, "number-as-text", cell="C3")

    cure(store)

    assert [row[2] for row in store.drawn("Візити")] == ["Сума", "1800", 1800]


def test_formula_is_never_cured(store: MemoryStore) -> None:
    """A formula gives the wrong text: the owner is told, the formula stays."""
    store = drawn_store({"tabs": {"Клієнти": CLIENTS}, "formulas": {"Клієнти": ["D2"]}})
    publish(store)
    answer(store, "email-typo")
    assert [row.code for row in cure(store).dropped] == ["email-typo"]


def test_a_cell_that_a_merged_one_hides_is_never_cured() -> None:
    """The owner is told; a yes there stops nothing else from being cured."""
    store = drawn_store({"tabs": {"Клієнти": CLIENTS}, "merged": {"Клієнти": ["C2:D2"]}})
    publish(store)
    answer(store, "email-typo")
    answer(store, "stray-blanks")
    assert [row.code for row in cure(store).dropped] == ["email-typo"]
    assert "stray-blanks" not in codes(store)


def test_a_yes_beside_a_hidden_cell_does_not_stand_for_its_equal() -> None:
    """Where a merged cell hides one of two equal cells, the yes beside the hidden one is told as not done."""
    rows: list[list[Raw]] = [["ID", "Телефон", "ПІБ"], [None, None, " Марина"], [None, None, " Марина"]]
    store = MemoryStore({"Клієнти": rows}, merged={"Клієнти": ["B2:C2"]})
    book = understood(store)
    page = problems_page.page(checked(book), (), book)
    store.apply(Patch(pages=(page,)), store.fingerprint())
    for row in range(page.heading_row + 1, page.heading_row + 1 + len(page.rows)):
        store.put(page.title, f"G{row}", "так")
    asked = understood(store)
    cures = agreed(asked, Shop(asked))
    assert [(edit.column, *edit.rows) for edit in cures.edits] == [(3, 3)]
    assert "Клієнти!C2" in {row.where for row in cures.dropped}


def test_kept_by_hand_is_remembered_by_the_client(store: MemoryStore) -> None:
    """The list of cells kept by hand is read back from the tab alone, by the client's key."""
    kept = Kept("clients", "total", "2", 3, 500, 750.5)
    publish(store, (kept,))

    assert problems_page.kept_by_hand(understood(store)) == {("clients", "total", "2")}
    assert not publish(store, (kept,))


def test_computed_value_is_wanted_back(store: MemoryStore) -> None:
    """Yes beside a value kept by hand gives the cell back to the program."""
    publish(store, (Kept("clients", "total", "2", 3, 500, 750.5),))
    answer(store, "kept-by-hand")

    book = understood(store)

    assert problems_page.given_back(book) == {("clients", "total", "2")}
    assert not problems_page.kept_by_hand(book)
    assert not agreed(book, Shop(book)).edits


def test_page_of_a_great_mess_is_readable(store: MemoryStore) -> None:
    """Of one kind a hundred are listed, of all five hundred; closing lines count the rest."""
    book = understood(store)
    findings = Findings(many(16000))
    page = problems_page.page(findings, (), book)

    assert len(page.rows) == problems_page.LISTED_OF_ONE_KIND + 1
    assert "15\xa0900" in str(page.rows[-1][4])
    assert len(list(findings)) == KEPT_PER_CODE


def test_nothing_to_say(store: MemoryStore) -> None:
    """A clean workbook has a page that says so."""
    store = drawn_store({"tabs": {"Клієнти": "ID | ПІБ\n1 | Марина"}})
    publish(store)
    assert store.drawn(PROBLEMS)[1] == ["Зауважень немає.", *[None] * 9]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_speaks_the_language_of_the_workbook(language: str, tab_of: Callable[[str], dict[str, Any]]) -> None:
    """Title, headings and the word for yes are those of the workbook, whatever the reader's screen says."""
    store = drawn_store(tab_of(language))
    book = understood(store)
    page = problems_page.page(checked(book), (), book)
    store.apply(Patch(pages=(page,)), store.fingerprint())

    again = understood(store)
    assert again["problems"].title == page.title == {"uk": "Зауваження", "ru": "Замечания", "en": "Problems"}[language]
    yes = page.columns[APPLY - 1].choices[0]
    row = next(row for row, cells in enumerate(store.drawn(page.title), 1) if "email-typo" in cells)
    store.put(page.title, f"G{row}", yes)
    assert [edit.after for edit in agreed(understood(store), Shop(again)).edits] == [["marina@gmail.com"]]


@pytest.fixture
def tab_of() -> Callable[[str], dict[str, Any]]:
    tables = {
        "uk": ("Клієнти", "ID | ПІБ | E-mail"),
        "ru": ("Клиенты", "ID | ФИО | Эл. почта"),
        "en": ("Clients", "ID | Full name | Email"),
    }
    return lambda language: {"tabs": {tables[language][0]: tables[language][1] + "\n1 | Anna | marina@gmial.com"}}


def many(number: int) -> list[Finding]:
    return [
        Finding("number-as-text", Severity.HINT, "Клієнти", row, 5, "Всього", "5", {"number": 5}, 5)
        for row in range(2, number + 2)
    ]


def test_book_is_not_touched(store: MemoryStore) -> None:
    """Making the page changes no cell of the owner's."""
    before = store.drawn("Клієнти")
    publish(store)
    assert store.drawn("Клієнти") == before
    assert isinstance(understood(store), Book)
