"""``why``: each value in words, from the owner's own rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from drawn import TODAY, shop

from clientsheet.errors import WrongUse
from clientsheet.jobs import why
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace

CLIENTS = """
id | name | interval | birthday | vip
1 | Марина | раз на 2 місяці | 12.07.1990 |
2 | Оля | | | так
3 | Віра | | |
"""
VISITS = """
date | client | service | amount | receipt | status
15.12.2025 | 1 | Фарбування | 1000.50 | |
15.02.2026 | 1 | Ботокс | 700 | 5 |
15.02.2026 | 1 | Фарбування | 1200 | 5 |
01.03.2026 | 1 | Фарбування | 900 | | скасовано
02.03.2026 | 1 | Фарбування | -100 | |
01.04.2026 | 2 | Стрижка | 400 | |
"""


@pytest.mark.parametrize(
    ("column", "because"),
    [
        (
            "visits",
            [
                "Враховано 3 рядки вкладки «Візити», разом 2 чеки: Візити!A2, Візити!A3, Візити!A4.",
                "Не враховано (скасовано, не відбулося або ще попереду): Візити!A5.",
            ],
        ),
        ("first_visit", ["Найраніший врахований візит: Візити!A2, 15.12.2025."]),
        ("last_visit", ["Найпізніший врахований візит: Візити!A3, 15.02.2026."]),
        (
            "total",
            ["1\u00a0000,50 + 700 + 1\u00a0200 − 100 = 2\u00a0800,50.", "Повернення зменшують суму: Візити!A6."],
        ),
        ("average_check", ["2\u00a0800,50 ÷ 2 чеки = 1\u00a0400,25."]),
        ("favourite_service", ["«Фарбування»: 2 з 3 покупок, востаннє 15.02.2026."]),
        ("rhythm", ["Ритм видно від третього дня візиту; поки що їх 2."]),
        ("segment", ["2 візити; для постійного потрібно 3."]),
        (
            "next_contact",
            [
                "Останній візит 15.02.2026 + 8 тижнів − 7 днів = 05.04.2026.",
                "Інтервал указано для клієнта: Клієнти!D2.",
                "Пізніше: 12.07.2026 День народження.",
            ],
        ),
    ],
)
def test_a_value_is_retraced_from_the_rows_it_comes_from(column: str, because: list[str]) -> None:
    assert shop(clients=CLIENTS, visits=VISITS).because(column, 0) == because


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", range(3))
def test_every_filled_column_of_every_client_has_words_in_every_language(language: str, client: int) -> None:
    found = shop(
        clients=CLIENTS,
        visits=VISITS,
        contracts="number|client|date|amount|paid|end\n5|3|01.01.2026|900|100|10.01.2026\n6|3|01.01.2026|||30.04.2026",
        tasks="due | client | what\n20.04.2026 | 3 | Передзвонити",
        history="at | client\n06.04.2026 | 1",
    )
    for column in found.book["clients"].tab.filled:
        said = found.because(column.name, client, language)
        assert said
        assert all(said)


def test_a_follow_up_tells_of_the_contact_that_led_to_it() -> None:
    found = shop(clients=CLIENTS, visits=VISITS, history="at | client\n06.04.2026 | 1")
    assert found.because("next_contact", 0)[0] == (
        "Нагадати треба було 05.04.2026, зв’язок був 06.04.2026, візиту відтоді немає: "
        "06.04.2026 + 14 днів = 20.04.2026."
    )


def test_a_client_who_sleeps_is_explained() -> None:
    history = "at | client\n05.04.2026 | 1\n20.04.2026 | 1\n05.05.2026 | 1"
    found = shop(clients=CLIENTS, visits=VISITS, history=history, today=dt.date(2026, 8, 1))
    assert "Після 2 нагадувань візиту не було; більше не нагадуємо." in found.because("next_contact", 0)


def test_a_doubled_id_is_the_reason_for_an_empty_row() -> None:
    found = shop(clients="id | name\n1 | Марина\n1 | Оля", visits=VISITS)
    assert len(found.because("total", 0)) == 1
    assert found.filled()["clients"]["total"] == [None, None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workbook = openpyxl.Workbook()
    clients = workbook.active
    assert clients is not None
    clients.title = "Клієнти"
    for row in (
        ("ID клієнта", "ПІБ", "Телефон", "E-mail", "Інтервал", "Всього"),
        (1, "Марина Коваль", "067 111 22 33", "marina@example.com", "раз на 2 місяці", None),
        (2, "Марина Бондар", "067 111 22 44", None, None, None),
    ):
        clients.append(row)
    visits = workbook.create_sheet("Візити")
    for line in (("Дата", "Клієнт", "Послуга", "Сума"), (dt.date(2026, 2, 15), 1, "Фарбування", 1200.5)):
        visits.append(line)
    workbook.save(tmp_path / "clients.xlsx")
    (tmp_path / "config.yaml").write_text("workbook: clients.xlsx\nlanguage: uk\n", "utf-8")
    return Workspace.open(tmp_path / "config.yaml", today=TODAY)


@pytest.mark.parametrize(
    "client", ["1", "Марина Коваль", "марина коваль", "0671112233", "marina@example.com", "Коваль"]
)
def test_a_client_is_found_by_id_name_phone_email_or_a_part_of_the_name(workspace: Workspace, client: str) -> None:
    outcome = why.run(workspace, client)
    assert outcome.client == why.Match("1", "Марина Коваль", "Клієнти!B2")
    assert outcome.code == 0


def test_the_outcome_is_the_promised_json(workspace: Workspace) -> None:
    told = why.run(workspace, "1").as_json()
    assert told["client"] == "1"
    values = told["values"]
    assert isinstance(values, dict)
    assert values["total"] == {"value": "1200.50", "because": ["1\u00a0200,50 = 1\u00a0200,50."]}
    assert values["next_contact"]["value"] == "2026-04-05"
    assert values["visits"]["value"] == 1
    assert told["mailings"] == []


def test_several_matches_are_listed_and_nothing_is_told(workspace: Workspace) -> None:
    outcome = why.run(workspace, "Марина")
    assert [match.client for match in outcome.matches] == ["1", "2"]
    assert (outcome.values, outcome.code) == ((), 2)
    assert [row["cell"] for row in outcome.as_json()["matches"]] == ["Клієнти!B2", "Клієнти!B3"]  # type: ignore[attr-defined]


def test_nobody_of_that_name_is_a_wrong_use(workspace: Workspace) -> None:
    with pytest.raises(WrongUse):
        why.run(workspace, "Хтось")
    with pytest.raises(WrongUse):
        why.run(workspace, "1", mailing="Немає такої")
