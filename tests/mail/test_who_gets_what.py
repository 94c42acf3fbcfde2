"""Who is written to today, who is not, and the reason. Each test is a sentence about Marina's salon."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from salon import HER_VISIT, MARINA, Row, Salon, mailing, reasons, salon

from clientsheet.book.letters.rows import VALID_DAYS, mailings
from clientsheet.jobs.mail.explaining import explain
from clientsheet.mail.journal import Journal
from clientsheet.text import LANGUAGES, catalogue

BOOK = Path(__file__).parents[2] / "clientsheet" / "book" / "letters"
SUNDAY = dt.date(2026, 4, 5)


def client(number: int, **said: Any) -> Row:
    return MARINA | {"id": number, "name": f"Клієнт {number}", "email": f"c{number}@example.com", "phone": None} | said


def visit(number: int, day: dt.date = dt.date(2026, 2, 15)) -> Row:
    return HER_VISIT | {"client": number, "date": day}


def explained(shop: Salon) -> list[dict[str, object]]:
    """What ``why`` says of the first client."""
    workspace = shop.workspace()
    with Journal.peek(workspace.config.state_path) as journal:
        return explain(workspace, shop.shop(), journal, 0)


def test_marina_is_written_to_seven_weeks_after_her_visit(tmp_path: Path) -> None:
    """Every two months, last seen on 15.02.2026: the letter falls due on 05.04.2026 and offers her hair botox."""
    (letter,) = salon(tmp_path).plan().letters
    assert letter.due == dt.date(2026, 4, 5)
    assert letter.key == "repeat_visit/1/2026-02-15"
    assert letter.subject == "Марино, чекаємо на вас: ботокс для волосся"
    assert "Ботокс для волосся — 1 800 ₴" in letter.text.replace("\xa0", " ")
    assert "15.02.2026" in letter.because


def test_nobody_is_written_to_before_the_day(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.today = dt.date(2026, 4, 4)
    assert not shop.plan().letters


def test_a_letter_goes_some_days_before_or_after_its_occasion(tmp_path: Path) -> None:
    """Offset −7: seven days earlier; +3: three days later."""
    for offset, day in ((-7, dt.date(2026, 3, 29)), (3, dt.date(2026, 4, 8))):
        shop = salon(tmp_path, mailings=[mailing("repeat_visit", offset=offset)])
        shop.today = day - dt.timedelta(1)
        assert not shop.plan().letters
        shop.today = day
        assert [letter.due for letter in shop.plan().letters] == [day]


def test_a_letter_past_its_days_is_reported_and_never_sent(tmp_path: Path) -> None:
    """A week of downtime: the birthday letter makes sense for three days only."""
    shop = salon(tmp_path, [client(1, birthday=dt.date(1990, 4, 1))], [])
    for day, letters, left in ((4, 1, []), (5, 0, [("1", "expired")]), (18, 0, [("1", "expired")]), (19, 0, [])):
        shop.today = dt.date(2026, 4, day)
        plan = shop.plan()
        assert (len(plan.letters), reasons(plan)) == (letters, left), day


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"email": None}, "no-address"),
        ({"email": "c1@@example"}, "bad-address"),
        ({"email": None, "phone": "12"}, "no-address"),
    ],
)
def test_without_an_address_there_is_no_letter(tmp_path: Path, said: Row, reason: str) -> None:
    plan = salon(tmp_path, [client(1, **said)], [visit(1)]).plan()
    assert not plan.letters
    assert reasons(plan) == [("1", reason)]


def test_a_client_without_email_is_called(tmp_path: Path) -> None:
    (letter,) = salon(tmp_path, [client(1, email=None, phone="+380674545451")], [visit(1)]).plan().letters
    assert (letter.channel, letter.recipient, letter.content) == ("phone", "+380674545451", b"")


def test_a_client_is_reached_the_way_they_like(tmp_path: Path) -> None:
    (letter,) = salon(tmp_path, [client(1, channel="вайбер", phone="+380674545451")], [visit(1)]).plan().letters
    assert (letter.channel, letter.recipient) == ("viber", "+380674545451")


def test_a_mailing_with_a_channel_of_its_own_uses_no_other(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1)], [visit(1)], mailings=[mailing("repeat_visit", channel="SMS")])
    assert reasons(shop.plan()) == [("1", "no-address")]


@pytest.mark.parametrize("address", ["C1@Example.com", "067 454 54 51", "other@example.com; c1@example.com"])
@pytest.mark.parametrize(("topic", "heard"), [(None, True), ("повторний візит", True), ("birthday", False)])
def test_who_asked_not_to_be_written_to_is_not(tmp_path: Path, address: str, topic: str | None, heard: bool) -> None:
    shop = salon(
        tmp_path,
        [client(1, phone="+380674545451")],
        [visit(1)],
        unsubscribed=[{"address": address, "topic": topic}],
    )
    assert reasons(shop.plan()) == ([("1", "unsubscribed")] if heard else [])


@pytest.mark.parametrize(("consent", "letters"), [("так", 1), ("ні", 0), (None, 0)])
def test_advertising_goes_only_to_those_who_agreed(tmp_path: Path, consent: str | None, letters: int) -> None:
    shop = salon(
        tmp_path,
        [client(1, consent=consent)],
        [visit(1)],
        mailings=[mailing("repeat_visit", kind="рекламна")],
    )
    plan = shop.plan()
    assert len(plan.letters) == letters
    assert reasons(plan) == ([] if letters else [("1", "no-consent")])


def test_one_letter_a_day_the_most_pressing_first(tmp_path: Path) -> None:
    """A birthday and a repeat visit on one day: the birthday is written about, the visit tomorrow."""
    shop = salon(tmp_path, [client(1, birthday=dt.date(1990, 4, 6))], [visit(1)])
    plan = shop.plan()
    assert [letter.mailing for letter in plan.letters] == ["birthday"]
    assert reasons(plan) == [("1", "another-letter-today")]
    assert "birthday" in plan.left_out[0].because("uk")
    shop.sync()
    assert reasons(shop.plan()) == [("1", "already-written"), ("1", "another-letter-today")]
    shop.today += dt.timedelta(1)
    assert [letter.mailing for letter in shop.plan().letters] == ["repeat_visit"]


def test_a_household_gets_one_letter_with_all_names(tmp_path: Path) -> None:
    home = {"email": "home@example.com"}
    people = [client(1, name="Марина Коваль", **home), client(2, name="Іван Коваль", **home)]
    shop = salon(tmp_path, people, [visit(1), visit(2)])
    plan = shop.plan()
    (letter,) = plan.letters
    assert letter.subject.startswith("Марино та Іване")
    assert letter.covers == ("repeat_visit/2/2026-02-15",)
    assert reasons(plan) == [("2", "same-address")]
    shop.sync()
    shop.today += dt.timedelta(1)
    assert not shop.plan().letters


def test_a_row_copied_with_its_id_gets_nothing(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1, birthday=dt.date(1990, 4, 6)), client(1, birthday=dt.date(1990, 4, 6))], [])
    plan = shop.plan()
    assert not plan.letters
    assert [reason for _, reason in reasons(plan)] == ["doubled-id", "doubled-id"]


def test_who_has_booked_meanwhile_is_not_reminded(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1)], [visit(1), visit(1, dt.date(2026, 4, 20)) | {"status": "заплановано"}])
    assert not shop.plan().letters
    told = {line["mailing"]: line["reason"] for line in explained(shop)}
    assert told["repeat_visit"] == "booked-meanwhile"


def test_on_a_day_off_nothing_leaves_and_the_next_open_day_it_does(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1)], [visit(1)])
    shop.rules = {"days_off": ("sun",)}
    shop.today = SUNDAY
    assert not shop.plan().letters
    shop.today += dt.timedelta(1)
    (letter,) = shop.plan().letters
    assert letter.due == shop.today


def test_a_holiday_of_the_days_off_tab_is_a_day_off(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1)], [visit(1)], days_off=[{"date": SUNDAY + dt.timedelta(k)} for k in range(3)])
    shop.today = SUNDAY + dt.timedelta(2)
    assert not shop.plan().letters
    shop.today += dt.timedelta(1)
    assert len(shop.plan().letters) == 1


def test_the_daily_limit_leaves_the_rest_for_tomorrow(tmp_path: Path) -> None:
    shop = salon(
        tmp_path,
        [client(n) for n in range(1, 6)],
        [visit(n) for n in range(1, 6)],
        mailings=[mailing("repeat_visit", daily_limit=2)],
    )
    assert shop.sync().counts == {"drafted": 2, "sent": 0, "refused": 0, "unknown": 0, "left_out": 3}
    assert shop.sync().counts == {"drafted": 0, "sent": 0, "refused": 0, "unknown": 0, "left_out": 3}
    shop.today += dt.timedelta(1)
    assert shop.sync().counts["drafted"] == 2
    shop.today += dt.timedelta(1)
    assert shop.sync().counts["drafted"] == 1
    assert len(shop.drafts()) == 5


def test_a_mailing_without_a_limit_has_that_of_the_config(tmp_path: Path) -> None:
    """A big workbook adopted today does not fill the folder with thousands of drafts."""
    people = range(1, 410)
    shop = salon(tmp_path, [client(n) for n in people], [visit(n) for n in people])
    assert shop.sync().counts == {"drafted": 400, "sent": 0, "refused": 0, "unknown": 0, "left_out": 9}


def test_a_mailing_that_is_off_writes_to_nobody(tmp_path: Path) -> None:
    for off in ("ні", None):
        plan = salon(tmp_path, mailings=[mailing("repeat_visit", on=off)]).plan()
        assert not plan.letters
        assert not plan.left_out


def test_a_contract_is_spoken_of_a_month_before_it_ends(tmp_path: Path) -> None:
    contract = {"number": "Д-7", "client": 1, "subject": "Обслуговування", "end": dt.date(2026, 5, 1), "amount": 1000}
    shop = salon(tmp_path, [client(1)], [], contracts=[contract])
    (letter,) = shop.plan().letters
    assert letter.subject == "Договір № Д-7 діє до 01.05.2026"
    assert letter.key == "contract_ends/1/Д-7 2026-05-01"


def test_the_birthday_of_29_february_is_kept_on_the_28th(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1, birthday=dt.date(1992, 2, 29))], [])
    shop.today = dt.date(2026, 2, 28)
    (letter,) = shop.plan().letters
    assert letter.key == "birthday/1/2026"


def test_a_birthday_on_31_december_is_greeted_on_new_years_day_at_the_latest_as_last_years(tmp_path: Path) -> None:
    shop = salon(tmp_path, [client(1, birthday=dt.date(1990, 12, 31))], [])
    shop.today = dt.date(2027, 1, 1)
    (letter,) = shop.plan().letters
    assert letter.key == "birthday/1/2026"


@pytest.mark.parametrize(
    ("cell", "letters"),
    [
        (None, ["1", "2"]),
        ("VIP", ["1"]),
        ("vip, постійний", ["1"]),
        ("новый", ["2"]),
        ("сегмент == 'VIP'", ["1"]),
        ("segment == 'vip' and джерело == 'Сайт'", ["1"]),
        ("Сегмент != 'VIP'", ["2"]),
        ("'ботокс' in інтереси", ["1", "2"]),
        ("всього > 1000", ["1"]),
        ("visits >= 1", ["1", "2"]),
        ("(today - last_visit).days > 400", []),
    ],
)
def test_a_mailing_is_for_whom_its_cell_says(tmp_path: Path, cell: str | None, letters: list[str]) -> None:
    people = [client(1, vip="так", source="сайт"), client(2, source="друзі")]
    shop = salon(
        tmp_path,
        people,
        [visit(1), visit(2) | {"amount": 100, "date": dt.date(2026, 2, 15)}],
        mailings=[mailing("repeat_visit", audience=cell)],
    )
    shop.rules = {"new_days": 90}
    assert [letter.client for letter in shop.plan().letters] == letters


@pytest.mark.parametrize("cell", ["сегмент ==", "немає_такої_колонки > 1", "ВІП-клієнтки", "name.__class__.__mro__"])
def test_an_audience_that_cannot_be_read_is_a_finding_on_its_cell(tmp_path: Path, cell: str) -> None:
    """And nobody is written to by that mailing: better none than everybody."""
    shop = salon(tmp_path, mailings=[mailing("repeat_visit", audience=cell)])
    plan = shop.plan()
    assert not plan.letters
    (finding,) = (*mailings(shop.shop())[1], *plan.findings)
    assert (finding.code, finding.value, finding.row) == ("mailing-audience", cell, 2)


def test_the_journal_remembers_whom_and_what_it_saw(tmp_path: Path) -> None:
    """A client and an order stand there at the first sync; then a second client comes, and the order is ready."""
    order = {"number": "З-5", "client": 1, "stage": "у роботі", "subject": "Штори"}
    shop = salon(
        tmp_path,
        [client(1)],
        [],
        contracts=[order],
        mailings=[mailing("new_client"), mailing("stage_changed")],
    )
    assert shop.sync().counts["drafted"] == 0
    shop.today += dt.timedelta(1)
    shop.rows["clients"].append(client(2))
    shop.rows["contracts"][0]["stage"] = "готово"
    assert {(row["mailing"], row["client"]) for row in shop.sync().history} == {
        ("stage_changed", "1"),
        ("new_client", "2"),
    }
    assert shop.sync().counts["drafted"] == 0
    shop.today += dt.timedelta(1)
    assert shop.sync().counts["drafted"] == 0


def test_why_tells_of_every_mailing(tmp_path: Path) -> None:
    shop = salon(tmp_path, mailings=[mailing("repeat_visit"), mailing("birthday", on="ні"), mailing("contract_ends")])
    told = explained(shop)
    assert [(line["mailing"], line["chosen"], line["reason"]) for line in told] == [
        ("repeat_visit", True, "chosen"),
        ("birthday", False, "switched-off"),
        ("contract_ends", False, "no-occasion"),
    ]


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (dt.date(2026, 4, 1), "not-due"),
        (dt.date(2026, 2, 15), "chosen"),
        (dt.date(2026, 1, 5), "expired"),
        (dt.date(2023, 1, 5), "expired"),
    ],
)
def test_why_tells_apart_too_early_and_too_late(tmp_path: Path, last: dt.date, reason: str) -> None:
    shop = salon(tmp_path, visits=[visit(1, last)])
    told = explained(shop)
    assert told[0]["reason"] == reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_every_occasion_has_its_words(language: str) -> None:
    words = catalogue(language)
    assert {f"because.{occasion}" for occasion in VALID_DAYS} <= set(words)
    source = "".join((BOOK / f"{room}.py").read_text("utf-8") for room in ("mailings", "reach", "written"))
    named = set(re.findall(r"""out\("([a-z-]+)"|return "([a-z-]+)", \{|State\.[A-Z_]+: "([a-z-]+)\"""", source))
    reasons = {reason for found in named for reason in found if reason}
    assert {"no-consent", "switched-off", "refused", "expired"} <= reasons
    assert {f"left.{reason}" for reason in reasons} <= set(words)
