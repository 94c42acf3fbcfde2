"""A drawn workbook in, tables out."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import TODAY, book

from clientsheet.book.reading.headings import recognise
from clientsheet.config import Config, parse
from clientsheet.errors import ConfigError
from clientsheet.sheet.grid import Anchor, CellError, Raw
from clientsheet.sheet.kinds import Birthday, Interval
from clientsheet.stores.memory import MemoryStore

MARINA = [7, "Марина Коваль", "067 454 54 51", "marina@example.com", "15.03.1990", "Вайбер", "раз на 2 місяці", "так"]
OLHA = [8, "Ольга Бойко", None, None, None, None, None, None]
HEADINGS = {
    "uk": ["№", "ПІБ", "Тел.", "Ел. пошта", "Дата народження", "Спосіб зв'язку", "Періодичність", "Згода"],
    "ru": ["№", "ФИО", "Моб. телефон", "Эл. почта", "Д/р", "Способ связи", "Частота визитов", "Согласие"],
    "en": ["ID", "Full name", "Mobile", "E-mail", "DOB", "Channel", "Visit interval", "Consent"],
}
TITLES = {"uk": "Клієнти", "ru": "Клиенты", "en": "Customers"}


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_workbook_is_understood_in_each_language_with_headings_in_row_three(language: str) -> None:
    rows: list[list[Raw]] = [["Мій салон", None, "2026"], [], [*HEADINGS[language]], [*MARINA], [*OLHA]]
    found = book({TITLES[language]: rows})
    clients = found["clients"]
    assert (found.language, clients.heading_row, list(clients.rows)) == (language, 3, [4, 5])
    assert list(clients.values("id")) == ["7", "8"]
    assert clients.value("phone", 0)[0].e164 == "+380674545451"
    assert clients.value("email", 0) == ("marina@example.com",)
    assert clients.value("birthday", 0) == Birthday(3, 15, 1990)
    assert clients.value("channel", 0) == "viber"
    assert clients.value("interval", 0) == Interval(None, 2)
    assert clients.value("consent", 0) is True
    assert clients.value("phone", 1) is None
    assert not found.news


def test_a_column_the_program_does_not_know_stays_the_owners() -> None:
    clients = book({"Клієнти": [["Колір волосся", "ПІБ", None, 2025], ["рудий", "Марина", None, 3]]})["clients"]
    assert dict(clients.unknown) == {1: "Колір волосся", 4: "2025"}
    assert list(clients.columns) == ["name"]


def test_a_tab_that_is_missing_is_an_empty_table() -> None:
    found = book({"Клієнти": [["ПІБ"], ["Марина"]]})
    visits = found["visits"]
    assert (len(visits), visits.present, list(visits.values("date"))) == (0, False, [])
    assert visits.title == "Візити"


def test_only_the_clients_tab_must_be_there() -> None:
    found = book({"Візити": [["Дата", "Клієнт"]]})
    assert [(news.code, news.facts["title"]) for news in found.news] == [("tab-missing", "Клієнти")]


def test_a_list_of_clients_without_a_name_is_told() -> None:
    found = book({"Клієнти": [["ID", "Телефон"], [1, "0674545451"]]})
    assert [(news.code, news.tab, news.row, news.facts["title"]) for news in found.news] == [
        ("heading-missing", "Клієнти", 1, "ПІБ")
    ]


def test_a_tab_that_nothing_stands_in_yet_is_no_trouble() -> None:
    found = book({"Клієнти": [["ПІБ"]], "Візити": [], "Задачі": []})
    assert not found.news
    assert not found["visits"].present


def test_the_same_heading_twice_is_told_and_the_first_counts() -> None:
    found = book({"Клієнти": [["ПІБ", "Телефон", "ТЕЛЕФОН:"], ["Марина", "0674545451", "0501112233"]]})
    assert found["clients"].columns["phone"].number == 2
    (news,) = found.news
    assert (news.code, news.cell, news.heading) == ("heading-doubled", "C1", "ТЕЛЕФОН:")


def test_of_two_words_for_one_column_the_better_counts() -> None:
    found = book({"Клієнти": [["Додатковий телефон", "ПІБ", "Телефон"], [None, "Марина", "0674545451"]]})
    assert found["clients"].columns["phone"].number == 3
    assert [(news.code, news.cell, news.facts["taken"]) for news in found.news] == [("heading-spare", "A1", "Телефон")]


def test_the_second_of_two_tabs_of_one_meaning_is_told() -> None:
    found = book({"Покупки": [["Дата", "Клієнт"]], "Візити": [["Дата", "Клієнт"]], "Клієнти": [["ПІБ"]]})
    assert found["visits"].title == "Візити"
    assert [(news.code, news.tab) for news in found.news] == [("tab-doubled", "Покупки")]


def test_the_config_names_what_is_not_recognised() -> None:
    found = book(
        {
            "Журнал": [["Коли було", "Клієнт"], ["15.02.2026", "Марина"]],
            "Клієнти": [["ПІБ", "Скринька"], ["М", "m@x.ua"]],
        },
        tabs={"visits": "журнал"},
        headings={"visits": {"date": "Коли було"}, "clients": {"email": ["Скринька"]}},
    )
    assert list(found["visits"].values("date")) == [dt.date(2026, 2, 15)]
    assert found["clients"].value("email", 0) == ("m@x.ua",)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("tabs:\n  visit: Журнал", "config.unknown-tab", 2),
        ("headings:\n  clients:\n    mail: Скринька", "config.unknown-column", 3),
    ],
)
def test_a_name_in_the_config_that_does_not_exist_is_told_with_its_line(text: str, key: str, line: int) -> None:
    config = parse(text, Path("/shop/config.yaml"))
    with pytest.raises(ConfigError) as caught:
        recognise(MemoryStore({"Клієнти": [["ПІБ"]]}).read(), config)
    assert (caught.value.key, caught.value.facts["place"]) == (key, f"config.yaml:{line}")


def test_an_anchor_goes_before_the_words_of_a_heading() -> None:
    """A heading of ours that was renamed still is ours, and another with our word is the owner's."""
    rows: list[list[Raw]] = [["ПІБ", "Скільки лишив у нас", "Всього"], ["Марина", 500.0, 7]]
    clients = book({"Моя база": rows}, anchors={"clients.total": Anchor("Моя база", 1, 2)})["clients"]
    total = clients.columns["total"]
    assert (clients.title, total.number, total.ours, list(total.raw)) == ("Моя база", 2, True, [500.0])
    assert dict(clients.unknown) == {3: "Всього"}


def test_a_filled_heading_without_an_anchor_is_not_ours_yet() -> None:
    clients = book({"Клієнти": [["ПІБ", "Всього"], ["Марина", 100]]})["clients"]
    assert not clients.columns["total"].ours
    assert list(clients.columns["total"].raw) == [100]


def test_an_anchor_of_another_tab_or_of_nothing_we_know_is_passed_over() -> None:
    anchors = {
        "clients.total": Anchor("Копія", 1, 1),
        "clients.mood": Anchor("Клієнти", 1, 1),
        "x.y": Anchor("Z", 1, 1),
    }
    clients = book({"Клієнти": [["ПІБ"], ["Марина"]]}, anchors=anchors)["clients"]
    assert list(clients.columns) == ["name"]


def test_rows_without_a_value_are_no_records() -> None:
    rows: list[list[Raw]] = [["ПІБ", "Телефон"], [], ["Марина", None], [None, None], [], [None, "0674545451"], []]
    clients = book({"Клієнти": rows})["clients"]
    assert list(clients.rows) == [3, 6]
    assert list(clients.values("name")) == ["Марина", None]


def test_formulas_and_ticks_dragged_down_make_no_records() -> None:
    rows: list[list[Raw]] = [
        ["Клієнт", "Кількість", "Сума", "Статус"],
        ["Марина", 2, 100, None],
        [None, None, 0, None],
        [None, None, CellError("#N/A"), None],
    ]
    ticks: list[list[Raw]] = [["ПІБ", "VIP"], ["Марина", True], [None, False], [None, False]]
    found = book({"Візити": rows, "Клієнти": ticks}, formulas={"Візити": ["C2", "C3", "C4"]})
    assert list(found["visits"].rows) == [2]
    assert list(found["clients"].rows) == [2]
    assert found["visits"].columns["amount"].formulas == {2, 3, 4}


def test_a_word_of_the_owners_own_is_kept_where_the_list_is_open() -> None:
    rows: list[list[Raw]] = [["ПІБ", "Стадія", "Канал"], ["Марина", "гріємо ", "голуб"], ["Ольга", "лід", "смс"]]
    clients = book({"Клієнти": rows})["clients"]
    assert list(clients.values("stage")) == ["гріємо", "lead"]
    assert not clients.columns["stage"].remarks
    assert list(clients.values("channel")) == [None, "sms"]
    assert [(remark.index, remark.code) for remark in clients.columns["channel"].remarks] == [(0, "unknown-word")]


def test_how_often_the_owner_wants_them_is_not_how_often_they_come() -> None:
    clients = book({"Клієнти": [["ПІБ", "Частота візитів", "Частота"], ["Марина", "6 тижнів", "рідко"]]})["clients"]
    assert clients.value("interval", 0) == Interval(42, None)
    assert clients.columns["frequency"].number == 3


def test_paid_means_one_thing_for_a_client_and_another_for_a_contract() -> None:
    found = book({"Клієнти": [["ПІБ", "Оплачено"]], "Договори": [["Клієнт", "Оплачено"]]})
    assert "total" in found["clients"]
    assert "paid" in found["contracts"]


def test_a_tab_of_the_owners_that_is_called_like_a_page_of_ours_stays_theirs() -> None:
    own: list[list[Raw]] = [["Мої зауваження"], ["купити фарбу"]]
    found = book({"Клієнти": [["ПІБ"]], "Зауваження": own, "Зауваження 2": [["інше"]]})
    assert not found["problems"].present
    assert found["problems"].title == "Зауваження 3"
    assert book({"Клієнти": [["ПІБ"]], "Зауваження": []})["problems"].title == "Зауваження"


def test_a_page_of_ours_is_known_by_its_headings() -> None:
    page: list[list[Raw]] = [["що програма помітила"], ["Важливість", "Де", "Стовпець", "Що не так"]]
    found = book({"Клієнти": [["ПІБ"]], "Зауваження": page})
    assert (found["problems"].present, found["problems"].title) == (True, "Зауваження")
    beside = book({"Клієнти": [["ПІБ"]], "Зауваження": [["купити фарбу"]], "Зауваження 2": page, "Візити 2": page})
    assert (beside["problems"].present, beside["problems"].title) == (True, "Зауваження 2")
    assert not beside["visits"].present


def test_a_page_of_text_among_the_headings_is_no_heading() -> None:
    clients = book({"Клієнти": [["Увага! " + "дуже довгий текст " * 2000, None], ["ПІБ", "слово " * 9000]]})["clients"]
    assert clients.heading_row == 2
    assert len(clients.unknown[2]) <= 120


def test_equal_hits_leave_the_language_to_the_config() -> None:
    rows: list[list[Raw]] = [["E-mail", "VIP", "Телефон"]]
    assert book({"Лист": rows, "Клиенты": [["Телефон"]]}, language="uk").language == "ru"
    assert book({"Лист": rows}, language="en").language == "en"


def test_a_tab_nobody_declared_is_not_read() -> None:
    class Closed:
        title = "Бухгалтерія"

        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"{name} of the owner's own tab was asked for")

    from clientsheet.book.reading.understand import understand
    from clientsheet.sheet.grid import Grid

    open_tab = MemoryStore({"Клієнти": [["ПІБ"], ["Марина"]]}).read().tabs[0]
    found = understand(Grid((Closed(), open_tab)), Config.default(Path("/shop")), TODAY)
    assert found.titles == ("Бухгалтерія", "Клієнти")


def test_adopting_finds_tabs_by_their_headings_and_guesses_the_rest() -> None:
    grid = MemoryStore(
        {
            "Sheet1": [
                [
                    "InvoiceNo",
                    "StockCode",
                    "Description",
                    "Quantity",
                    "InvoiceDate",
                    "UnitPrice",
                    "CustomerID",
                    "Country",
                ]
            ],
            "Лист2": [["ПІБ", "Телефони мої", "Ел пошта", "Примітки"], ["Марина"]],
            "Лист3": [["Дата", "Курс"], [1, 2]],
        }
    ).read()
    seen = recognise(grid, Config.default(Path("/shop")))
    assert {one.title: one.name for one in seen.tabs} == {"Sheet1": "visits", "Лист2": "clients", "Лист3": ""}
    visits, clients = seen["visits"], seen["clients"]
    assert visits is not None
    assert clients is not None
    assert {name: column.heading for name, column in visits.columns.items()} == {
        "receipt": "InvoiceNo",
        "service": "Description",
        "quantity": "Quantity",
        "date": "InvoiceDate",
        "price": "UnitPrice",
        "client": "CustomerID",
    }
    assert [(rival.heading, rival.name) for rival in visits.rivals] == [("StockCode", "service")]
    assert dict(visits.unknown) == {2: "StockCode", 8: "Country"}
    assert dict(clients.guesses) == {2: "phone"}


def test_a_title_that_the_headings_belie_gives_way_when_adopting() -> None:
    contacts: list[list[Raw]] = [["Name", "Phone", "Email", "Birthday"], ["Marina"]]
    grid = MemoryStore({"Contacts": contacts}).read()
    seen = recognise(grid, Config.default(Path("/shop")))
    assert [(one.title, one.name, one.how) for one in seen.tabs] == [("Contacts", "clients", "headings")]
    people: list[list[Raw]] = [["Client", "Name", "Phone"], [1, "Marina"]]
    seen = recognise(MemoryStore({"Contacts": people}).read(), Config.default(Path("/shop")))
    assert [(one.name, one.how) for one in seen.tabs] == [("phones", "title")]


def test_without_adopting_a_tab_is_known_by_its_title_alone() -> None:
    grid = MemoryStore({"Лист2": [["ПІБ", "Телефон", "Ел пошта", "Примітки"], ["Марина"]]}).read()
    assert recognise(grid, Config.default(Path("/shop")), by_headings=False)["clients"] is None


def test_headings_below_the_twentieth_row_are_not_looked_for() -> None:
    found = book({"Клієнти": [["про все"]] * 20 + [["ПІБ"], ["Марина"]]})
    assert not found["clients"].present
    assert [news.code for news in found.news] == ["heading-missing"]


COLUMNS = list(zip(HEADINGS["uk"], MARINA, OLHA, strict=True))


@given(
    order=st.permutations(range(len(COLUMNS))),
    strangers=st.lists(st.integers(0, len(COLUMNS)), max_size=3),
    above=st.integers(0, 17),
    blanks=st.lists(st.integers(0, 2), max_size=4),
)
def test_the_order_of_columns_strangers_among_them_and_blank_rows_change_no_value(
    order: list[int], strangers: list[int], above: int, blanks: list[int]
) -> None:
    columns: list[tuple[Raw, Raw, Raw]] = [COLUMNS[place] for place in order]
    for number, place in enumerate(strangers):
        columns.insert(place, (f"Моє {number}", number, "щось"))
    heading, *records = ([column[row] for column in columns] for row in range(3))
    for place in blanks:
        records.insert(place, [])
    clients = book({"Клієнти": [[]] * above + [heading, *records]})["clients"]
    plain = book({"Клієнти": [HEADINGS["uk"], MARINA, OLHA]})["clients"]
    assert {name: list(clients.values(name)) for name in plain.columns} == {
        name: list(plain.values(name)) for name in plain.columns
    }
    assert len(clients.unknown) == len(strangers)
    for name, column in clients.columns.items():
        assert [cell for cell in column.raw if cell is not None] == [
            cell for cell in plain.columns[name].raw if cell is not None
        ]


@pytest.mark.shared
def test_the_retail_sample_is_recognised_as_sales(tmp_path: Path) -> None:
    from clientsheet.stores.opening import open_store

    path = Path(__file__).parents[3] / "shared" / "data" / "retail" / "online-retail-sample.xlsx"
    if not path.exists() and os.environ.get("CI") != "true":
        pytest.skip("no shared material beside the checkout")
    config = Config.default(tmp_path, workbook=str(path))
    visits = recognise(open_store(config).read(), config)["visits"]
    assert visits is not None
    assert set(visits.columns) == {"receipt", "service", "quantity", "date", "price", "client"}
