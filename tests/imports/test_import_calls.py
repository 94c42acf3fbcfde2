"""Calls of a log stand in the history, each once for ever, with the client whose number it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from call_files import LOGS, MASTER, CallLog
from importing_shop import TODAY, column, drawn, in_memory

from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.jobs import calls, undo
from clientsheet.sheet.grid import Raw
from clientsheet.workspace import Workspace

PEOPLE = (
    (1, "Шевченко Олена", "050 111-22-33"),
    (2, "Бондар Ірина", "067 454-54-51"),
    (3, "Лис Ганна", "093 111-22-33"),
    (4, "Лис Петро", "093 111-22-33"),
)
each_log = pytest.mark.parametrize("log", LOGS, ids=lambda log: log.name)


def a_shop(folder: Path, *history: tuple[Raw, ...], phones: list[list[Raw]] | None = None) -> Workspace:
    tabs = drawn(*PEOPLE, history=list(history))
    return in_memory(folder, {**tabs, "Телефони": phones} if phones else tabs)


@pytest.fixture
def written(log: CallLog, tmp_path: Path) -> Path:
    path = tmp_path / log.name
    log.write(path)
    return path


@each_log
def test_the_calls_of_a_log_stand_in_the_history(log: CallLog, written: Path, tmp_path: Path) -> None:
    """When, with whom, which way and how it ended, in the words of the workbook; a stranger's number is only told."""
    shop = a_shop(tmp_path / "shop")
    outcome = calls.run(shop, [written], agreed=True)
    assert outcome.plan.sources == (log.source,)
    assert column(shop, "Дата і час", "Історія") == [dt.datetime(2026, 3, 1, 12, 30, 45), dt.datetime(2026, 3, 2, 9)]
    assert column(shop, "Клієнт", "Історія") == [1, 2]
    assert column(shop, "Канал", "Історія") == ["телефон", "телефон"]
    assert column(shop, "Напрям", "Історія") == ["вхідний", "вихідний"]
    assert column(shop, "Вид", "Історія") == ["дзвінок", "дзвінок"]
    assert column(shop, "Тема", "Історія") == ["Розмова 3 хв 7 с", "Дзвінок"]
    assert column(shop, "Результат", "Історія") == ["відповіли", "не відповіли"]
    assert outcome.plan.strangers == (("+380991112233", 1),)
    assert outcome.plan.inside == log.inside


@each_log
def test_each_call_is_written_once_for_ever(log: CallLog, written: Path, tmp_path: Path) -> None:
    """The same log again, and the next one that tells of the old calls too, add only what is new."""
    shop = a_shop(tmp_path / "shop")
    calls.run(shop, [written], agreed=True)
    assert calls.run(shop, [written, written], agreed=True).nothing_to_do
    assert len(column(shop, "Клієнт", "Історія")) == 2


def test_two_logs_of_one_call_are_one_call(tmp_path: Path) -> None:
    """The PBX, the phone and the recorder saw the same conversation, some seconds apart."""
    shop = a_shop(tmp_path / "shop")
    (tmp_path / "Master.csv").write_text(MASTER, "utf-8")
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "2026-03-01 12-30-51 (phone) Олена (050 111 2233) ↙.m4a").touch()
    outcome = calls.run(shop, [tmp_path / "Master.csv", folder], agreed=True)
    assert len(outcome.plan.rows) == 2
    assert outcome.plan.there == 1


def test_a_call_the_owner_noted_is_not_noted_again(tmp_path: Path) -> None:
    """«Дзвінок» at that minute with that client is this call."""
    noted = (dt.datetime(2026, 3, 1, 12, 31), 1, "телефон", "вхідний", "дзвінок", "питала про ціни", None, None)
    shop = a_shop(tmp_path / "shop", noted)
    (tmp_path / "Master.csv").write_text(MASTER, "utf-8")
    assert len(calls.run(shop, [tmp_path / "Master.csv"]).plan.rows) == 1


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("2026-03-01 12-30-45 (phone) Олена (050 111 2233) ↙.m4a", "вхідний"),
        ("2026-03-01 12-30-45 (phone) +380 50 111 2233 (+380 50 111 2233) ↗.amr", "вихідний"),
        ("phone_20260301-123045_0501112233.amr", None),
        ("20260301_123045.088+0200_out_+380501112233_Олена.oga", "вихідний"),
        ("20260301_123045.088+0200_in_0501112233.m4a", "вхідний"),
        ("2026-03-01 12.30.45 - Олена (+380501112233) ↑.ogg", "вихідний"),
        ("out-0501112233-101-20260301-123045-1772361045.12206.wav", "вихідний"),
        ("external-101-0501112233-20260301-123045-1772361045.12206.wav", None),
        ("Call@0501112233_20260301123045.m4a", None),
    ],
)
def test_the_name_of_a_recording_tells_the_call(tmp_path: Path, name: str, direction: str | None) -> None:
    """Each recorder names its files in its own way; what was recorded was answered."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / name).touch()
    (folder / "notes.txt").touch()
    shop = a_shop(tmp_path / "shop")
    calls.run(shop, [folder], agreed=True)
    assert column(shop, "Дата і час", "Історія") == [dt.datetime(2026, 3, 1, 12, 30, 45)]
    assert column(shop, "Клієнт", "Історія") == [1]
    assert column(shop, "Напрям", "Історія") == [direction]


def test_a_list_of_file_names_is_as_good_as_the_folder(tmp_path: Path) -> None:
    """Copied from a telephone, one name a line."""
    listing = tmp_path / "list.txt"
    listing.write_text("2026-03-01 12-30-45 (phone) Олена (050 111 2233) ↙.m4a\nREC/2026.m4a\n", "utf-8")
    plan = calls.run(a_shop(tmp_path / "shop"), [listing]).plan
    assert len(plan.rows) == 1
    assert plan.torn == (2,)


def test_a_shared_number_is_told_with_the_number(tmp_path: Path) -> None:
    """Two clients have it: the call is kept, and whose it was is for a person to say."""
    path = tmp_path / "calls.csv"
    path.write_text("Дата,Номер,Тип\n2026-03-01 10:00,0931112233,in\n", "utf-8")
    shop = a_shop(tmp_path / "shop")
    outcome = calls.run(shop, [path], agreed=True)
    assert (outcome.plan.shared, column(shop, "Клієнт", "Історія")) == (1, ["+380931112233"])
    assert calls.run(shop, [path], agreed=True).nothing_to_do


def test_the_people_at_a_client_call_for_the_client(tmp_path: Path) -> None:
    """Their numbers stand in the phones tab."""
    path = tmp_path / "calls.csv"
    path.write_text("Дата,Номер,Тип\n2026-03-01 10:00,0637778899,in\n", "utf-8")
    shop = a_shop(tmp_path / "shop", phones=[["Клієнт", "Особа", "Телефон"], [2, "Чоловік", "063 777 88 99"]])
    calls.run(shop, [path], agreed=True)
    assert column(shop, "Клієнт", "Історія") == [2]


def test_the_number_of_the_shop_is_not_the_other_side(tmp_path: Path) -> None:
    """Two long numbers: ours is the one that stands in every call."""
    path = tmp_path / "cdr.csv"
    lines = [f"2026-03-0{n} 10:00:00,05011122{n}3,0442223344,from-pstn,Dial,30,ANSWERED,{n}" for n in range(1, 6)]
    path.write_text("\n".join(["calldate,src,dst,dcontext,lastapp,billsec,disposition,uniqueid", *lines]), "utf-8")
    plan = calls.run(a_shop(tmp_path / "shop"), [path]).plan
    assert dict(plan.strangers).keys().isdisjoint({"+380442223344"})
    assert len(plan.strangers) == 4
    assert [row["direction"] for row in plan.rows] == ["вхідний"]


def test_a_call_that_nobody_took_is_no_contact(tmp_path: Path) -> None:
    """The client was not reached, so the reminder is not put off; a talk is a contact."""
    told = [
        (dt.datetime(2026, 3, 2, 9), 1, "телефон", "вихідний", "дзвінок", "Дзвінок", "не відповіли", "call-1"),
        (dt.datetime(2026, 3, 2, 9), 2, "телефон", "вихідний", "дзвінок", "Розмова 5 с", "відповіли", "call-2"),
    ]
    shop = Shop(a_shop(tmp_path / "shop", *told).read())
    since = shop.contacts.first_from(shop.links("history"), shop.links("history").astype("int64") * 0)
    assert since.tolist() == [-1 if since[0] < 0 else since[0], dt.date(2026, 3, 2).toordinal()]
    assert since[0] != since[1]


def test_without_a_history_tab_one_is_made(tmp_path: Path) -> None:
    """With the calls in it; the second time it is there."""
    shop = in_memory(tmp_path / "shop", drawn(*PEOPLE))
    (tmp_path / "Master.csv").write_text(MASTER, "utf-8")
    calls.run(shop, [tmp_path / "Master.csv"], agreed=True)
    assert column(shop, "Клієнт", "Історія") == [1, 2]
    assert calls.run(shop, [tmp_path / "Master.csv"], agreed=True).nothing_to_do


def test_undo_takes_the_calls_back(tmp_path: Path) -> None:
    """They were brought in, so they can be taken out and brought in again."""
    shop = a_shop(tmp_path / "shop")
    (tmp_path / "Master.csv").write_text(MASTER, "utf-8")
    done = calls.run(shop, [tmp_path / "Master.csv"], agreed=True)
    assert undo.run(shop, done.run).kept == ()
    assert [cell for cell in column(shop, "Клієнт", "Історія") if cell] == []
    assert len(calls.run(shop, [tmp_path / "Master.csv"], agreed=True).plan.rows) == 2


@pytest.mark.parametrize("content", ["", "ПІБ,Телефон\nМарина,0501112233\n", "<calls></calls>", "<calls><call"])
def test_a_file_without_calls_is_told(tmp_path: Path, content: str) -> None:
    """A list of clients is no log of calls."""
    path = tmp_path / "x.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(WrongUse) as wrong:
        calls.run(a_shop(tmp_path / "shop"), [path])
    assert wrong.value.key in ("calls.nothing_read", "import.empty")


def test_a_source_nobody_knows_is_told(tmp_path: Path) -> None:
    """With the names of those that are known."""
    with pytest.raises(WrongUse) as wrong:
        calls.run(a_shop(tmp_path / "shop"), [tmp_path], source="skype")
    assert wrong.value.key == "calls.no_source"
    assert TODAY.year == 2026
