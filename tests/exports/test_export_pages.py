"""The whole workbook on its way out: three formats, one content, nothing lost."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from export_shop import MARINA, Row, exported, workspace

from clientsheet.jobs import demo
from clientsheet.jobs.export import run
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace

CLIENTS: list[Row] = [
    MARINA | {"birthday": "14.05", "interval": "кожні 2 місяці", "discount": "10", "vip": "так"},
    {"id": 2, "name": "Іван", "phone": "12345", "email": "a@x.ua; b@x.ua", "birthday": "31.02.1990"},
]
VISITS: list[Row] = [
    {"date": dt.datetime(2026, 3, 1, 10, 30), "client": 1, "service": "Стрижка", "amount": 199.99},
    {"date": dt.date(2026, 3, 2), "client": 2, "amount": 0.1},
    {"date": dt.date(2026, 3, 3), "client": 1, "amount": 300},
]
TABS = {"clients": CLIENTS, "visits": VISITS, "services": [{"name": "Стрижка", "price": 200}]}


def as_json(folder: Path, **said: Any) -> Any:
    return json.loads(exported(folder, "json", said.pop("tabs", TABS), **said)[1])["tabs"]


def as_sqlite(path: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'").fetchall()]
        return {name: [dict(row) for row in database.execute(f'select * from "{name}"')] for name in names}


# -- what stands in it


def test_a_cell_is_told_as_what_it_means(tmp_path):
    rows = as_json(tmp_path)["clients"]["rows"]
    assert {name: rows[0][name] for name in ("id", "phone", "birthday", "interval", "consent", "vip")} == {
        "id": "1",
        "phone": ["+380674545451"],
        "birthday": "--05-14",
        "interval": "P2M",
        "consent": True,
        "vip": True,
    }
    assert rows[1]["email"] == ["a@x.ua", "b@x.ua"]


def test_what_could_not_be_read_goes_along_as_it_was_written(tmp_path):
    """And a remark beside a number."""
    tabs = TABS | {"clients": [*CLIENTS, {"id": 3, "name": "Оля", "phone": "+380501112233 (мама)"}]}
    rows = as_json(tmp_path, tabs=tabs)["clients"]["rows"]
    assert (rows[1]["phone_as_written"], rows[1]["birthday_as_written"]) == ("12345", "31.02.1990")
    assert "phone" not in rows[1]
    assert "phone_as_written" not in rows[0]
    assert (rows[2]["phone"], rows[2]["phone_as_written"]) == (["+380501112233"], "+380501112233 (мама)")


def test_the_hour_of_a_visit_goes_along(tmp_path):
    rows = as_json(tmp_path)["visits"]["rows"]
    assert [(row["date"], row.get("time")) for row in rows] == [
        ("2026-03-01", "10:30:00"),
        ("2026-03-02", None),
        ("2026-03-03", None),
    ]
    assert [row["amount"] for row in rows] == ["199.99", "0.1", "300"]


def test_what_the_program_fills_is_told_as_computed_now(tmp_path):
    """Not as some cell has it."""
    clients = [MARINA | {"total": 5, "visits": 99}]
    rows = as_json(tmp_path, tabs=TABS | {"clients": clients})["clients"]["rows"]
    assert (rows[0]["visits"], rows[0]["total"]) == (2, "499.99")


def test_the_owners_columns_and_tabs_go_along(tmp_path):
    """A column nobody declared under its heading, a tab nobody declared as it lies there."""
    made = workspace(
        tmp_path,
        {"visits": VISITS},
        strangers={
            "Клієнти": [["ID", "ПІБ", "Улюблений чай", "Знак"], [1, "Марина", "зелений", None], [2, "Іван", 3, 1.5]],
            "Склад": [["Фарба", "Штук"], ["руда", 5], [None, None], ["чорна", 7]],
        },
    )
    told = json.loads(run(made, "json").path.read_bytes())["tabs"]  # type: ignore[union-attr]
    assert told["clients"]["rows"][0]["Улюблений чай"] == "зелений"
    assert (told["clients"]["rows"][1]["Улюблений чай"], told["clients"]["rows"][1]["Знак"]) == ("3", "1.5")
    (stock,) = [page for page in told.values() if page["title"] == "Склад"]
    assert [list(row.values()) for row in stock["rows"]] == [["Фарба", "Штук"], ["руда", "5"], [], ["чорна", "7"]]


# -- three formats


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_sqlite_and_parquet_tell_the_same_of_the_demo(tmp_path, language):
    """Every value of every row, read by json, sqlite3 and pandas."""
    demo.run(tmp_path / "salon", language)
    opened = Workspace.open(tmp_path / "salon" / "config.yaml", today=demo.TODAY)
    outcomes = {form: run(opened, form) for form in ("json", "sqlite", "parquet")}
    assert len({tuple(outcome.counts.items()) for outcome in outcomes.values()}) == 1
    by_json = json.loads(outcomes["json"].path.read_bytes())["tabs"]
    by_sqlite = as_sqlite(outcomes["sqlite"].path)
    for name, page in by_json.items():
        if not page["headings"]:
            continue
        parquet = pd.read_parquet(outcomes["parquet"].path / f"{name}.parquet", dtype_backend="pyarrow")
        rows = parquet.to_dict("records")
        assert len(page["rows"]) == len(by_sqlite[name]) == len(rows)
        for plain, lite, arrow in zip(page["rows"], by_sqlite[name], rows, strict=True):
            assert {key: same(value) for key, value in lite.items() if value is not None} == {
                key: same(value) for key, value in plain.items()
            }
            assert {key: same(value) for key, value in arrow.items() if value is not None and value is not pd.NA} == {
                key: same(value) for key, value in plain.items()
            }


def same(value: Any) -> Any:
    """One way of writing a value: the formats differ by intent (money as text, yes as 1, lists as JSON)."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (dt.date, dt.time)):
        value = value.isoformat()
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value.replace("T", " ").removesuffix(" 00:00:00")
    return float(value) if isinstance(value, (bool, int, Decimal)) else value


def test_parquet_keeps_the_kinds_and_says_what_a_column_is_called(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    outcome, _ = exported(tmp_path, "parquet", TABS)
    visits = pq.read_table(outcome.path / "visits.parquet")  # type: ignore[operator]
    kinds = {field.name: field.type for field in visits.schema}
    assert (kinds["date"], kinds["amount"], kinds["time"]) == (pa.date32(), pa.decimal128(18, 4), pa.time32("ms"))
    assert visits["amount"].to_pylist() == [Decimal("199.9900"), Decimal("0.1000"), Decimal("300.0000")]
    assert visits.schema.field("amount").metadata == {b"heading": "Сума".encode()}
    clients = pq.read_table(outcome.path / "clients.parquet")  # type: ignore[operator]
    assert clients.schema.field("phone").type == pa.list_(pa.string())


def test_sqlite_answers_questions_of_dates_sums_and_lists(tmp_path):
    outcome, _ = exported(tmp_path, "sqlite", TABS)
    with closing(sqlite3.connect(outcome.path)) as database:  # type: ignore[arg-type]
        ask = (
            "select strftime('%Y-%m', date), round(sum(amount), 2), count(*) from visits where client = '1' group by 1"
        )
        assert database.execute(ask).fetchall() == [("2026-03", 499.99, 2)]
        emails = "select e.value from clients, json_each(clients.email) as e where clients.id = '2'"
        assert database.execute(emails).fetchall() == [("a@x.ua",), ("b@x.ua",)]
        heading = "select heading from about where tab = 'clients' and column_name = 'name'"
        assert database.execute(heading).fetchone() == ("ПІБ",)
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


# -- a part of it


def test_of_some_clients_nothing_of_the_others_leaves(tmp_path):
    """Not a byte of a name, a number or an address, in no tab: neither visits nor remarks nor refusals."""
    clients = [
        MARINA | {"vip": "так"},
        {"id": 7771, "name": "Чужий Іван", "phone": "+380509998877", "email": "alien@x.ua"},
    ]
    tabs = {
        "clients": clients,
        "visits": [*VISITS, {"date": dt.date(2026, 3, 9), "client": "Чужий Іван", "amount": 7771}],
        "services": [{"name": "Стрижка", "price": 200}],
        "unsubscribed": [{"address": "alien@x.ua"}],
        "tasks": [{"due": dt.date(2026, 4, 9), "what": "подзвонити Чужий Іван", "client": 7771}],
    }
    for form in ("json", "sqlite"):
        outcome, content = exported(tmp_path, form, tabs, segment="VIP", strangers={"Нотатки": [["Чужий Іван"]]})
        assert outcome.counts == {"clients": 1, "visits": 2, "services": 1, "tasks": 0}
        for trace in ("Чужий", "9998877", "alien", "7771"):
            assert trace.encode() not in content


def test_two_columns_of_one_name_are_told_apart(tmp_path):
    made = workspace(
        tmp_path, {}, strangers={"Клієнти": [["ПІБ", "Чай", "чай", "Чай_2", "ЧАЙ"], ["Марина", "a", "b", "c", "d"]]}
    )
    outcome = run(made, "sqlite")
    (row,) = as_sqlite(outcome.path)["clients"]  # type: ignore[arg-type]
    assert row["name"] == "Марина"
    assert {"a", "b", "c", "d"} < set(row.values())
