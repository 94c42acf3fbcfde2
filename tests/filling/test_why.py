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


BASE = {"clients": "id | name | birthday\n1 | Ромашка | 12.07.1990"}
CONTRACT = "number | client | date | amount | paid | end\n"


@pytest.mark.parametrize(
    ("tabs", "because"),
    [
        ({}, "День народження 12.07.2026."),
        (
            {"phones": "client | person | birthday\n1 | Ірина | 08.04"},
            "День народження (Ірина) 08.04.2026.",
        ),
        (
            {"contracts": CONTRACT + "5 | 1 | | | | 30.04.2026"},
            "Договір 5 діє до 30.04.2026; нагадати за 30 днів: 31.03.2026.",
        ),
        (
            {"contracts": CONTRACT + "5 | 1 | | 900 | 100 | 01.04.2026"},
            "За договором 5 треба було сплатити до 01.04.2026, лишилося 800.",
        ),
        (
            {"tasks": "due | client | what\n20.04.2026 | 1 | Передзвонити"},
            "Завдання на 20.04.2026: Передзвонити.",
        ),
        (
            {"visits": "date | client\n09.04.2026 | 1"},
            "Візит записано на 09.04.2026; нагадати за 1 день: 08.04.2026.",
        ),
    ],
)
def test_every_occasion_explains_its_day(tabs: dict[str, str], because: str) -> None:
    assert shop(**BASE, **tabs).because("next_contact", 0)[0] == because


def test_what_was_put_off_and_what_comes_later_is_told() -> None:
    found = shop(**BASE, contracts=CONTRACT + "5 | 1 | | | | 30.04.2026", history="at | client\n01.04.2026 | 1")
    assert found.because("reason", 0) == [
        "Договір 5 діє до 30.04.2026; нагадати за 30 днів: 31.03.2026.",
        "Зв’язок був 01.04.2026, тому нагадування перенесено на 15.04.2026.",
        "Пізніше: 12.07.2026 День народження.",
    ]


@pytest.mark.parametrize(
    ("interval", "because"),
    [
        ("", "Невідомо, як часто чекати клієнта: немає ні його інтервалу, ні інтервалу послуги, ні ритму."),
        ("8 тижнів", "Візит уже записано на 20.04.2026, тому на повторний не кличемо."),
    ],
)
def test_why_somebody_is_not_invited_again(interval: str, because: str) -> None:
    visits = "date | client\n15.02.2026 | 1" + ("\n20.04.2026 | 1" if interval else "")
    found = shop(clients=f"id | name | interval\n1 | Марина | {interval}", visits=visits)
    assert because in found.because("next_contact", 0)


@pytest.mark.parametrize(
    ("clients", "services", "rules", "because"),
    [
        ("1 | Марина | 20", "Стрижка |", {}, "Інтервал указано для клієнта: Клієнти!C2."),
        ("1 | Марина |", "Стрижка | 30", {}, "Інтервал узято з послуги «Стрижка»: Послуги!B2."),
        ("1 | Марина |", "Стрижка |", {}, "Інтервал — звичайний ритм клієнта."),
    ],
)
def test_where_an_interval_comes_from(clients: str, services: str, rules: dict[str, object], because: str) -> None:
    found = shop(
        clients=f"id | name | interval\n{clients}",
        services=f"name | interval\n{services}",
        visits="date|client|service\n10.03.2026|1|Стрижка\n20.03.2026|1|Стрижка\n30.03.2026|1|Стрижка",
    )
    assert found.because("next_contact", 0)[1] == because


def test_segments_and_rhythm_and_long_sums_are_told() -> None:
    visits = [{"date": dt.date(2025, 1, day), "client": "1", "amount": 10, "service": "Чай"} for day in range(1, 12)]
    found = shop(clients="id | name\n1 | Марина", visits=visits)
    assert found.because("segment", 0)[0].startswith("Без візиту 450 днів, а очікували через 1 день (×450, межа ×3)")
    assert found.because("rhythm", 0)[0].startswith("Проміжки між днями візитів: … 1, 1, 1, 1, 1, 1, 1, 1.")
    assert found.because("total", 0) == ["Сума 11 рядків вкладки «Візити» = 110."]
    assert found.because("visits", 0)[0].endswith("Візити!A9 і ще 3.")


@pytest.mark.parametrize(
    ("rules", "because"),
    [
        ({"vip": {"total": 500}}, "Усього 600, а VIP починається від 500."),
        ({"vip": {"top_percent": 50}}, "Усього 600: це серед 50 % клієнтів, що витратили найбільше."),
    ],
)
def test_what_makes_a_vip_is_told(rules: dict[str, object], because: str) -> None:
    found = shop(
        clients="id | name | vip\n1 | Марина |\n2 | Оля | так",
        visits="date | client | amount\n01.04.2026 | 1 | 600",
        rules=rules,
    )
    assert found.because("segment", 0) == [because]
    assert found.because("segment", 1) == ["Ви самі позначили клієнта як VIP (Клієнти!C3)."]


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
