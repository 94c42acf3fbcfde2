"""Leap years, turns of the year, clocks that change, weeks without a run: what the calendar does to letters."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from diary import client, diary, mailing, sending

D = dt.date
KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("28feb", 2026, D(2026, 2, 28)),
        ("1mar", 2026, D(2026, 3, 1)),
        ("28feb", 2028, D(2028, 2, 29)),
        ("1mar", 2028, D(2028, 2, 29)),
        ("28feb", 2100, D(2100, 2, 28)),
    ],
)
def test_who_was_born_on_29_february_is_greeted_every_year(rule: str, year: int, day: dt.date) -> None:
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1992, 2, 29))], rules={"feb29": rule})
    shop.today = D(year, 2, 26)
    assert shop.live(7) == {day: [f"birthday/1/{year}"]}


def test_a_birthday_on_31_december_is_greeted_once_across_the_turn_of_the_year() -> None:
    """The shop is closed on New Year's Eve: the letter goes on 2 January, and is that of the old year."""
    closed = [{"date": D(2026, 12, 31)}, {"date": D(2027, 1, 1)}]
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1990, 12, 31))], days_off=closed)
    shop.today = D(2026, 12, 29)
    assert shop.live(300) == {D(2027, 1, 2): ["birthday/1/2026"]}


def test_a_birthday_on_1_january_greeted_a_week_ahead_is_greeted_in_december_as_the_coming_year_s() -> None:
    shop = diary(mailing("birthday", offset=-7), clients=[client(1, birthday=D(1990, 1, 1))], today=D(2026, 12, 20))
    assert shop.live(30) == {D(2026, 12, 25): ["birthday/1/2027"]}


def test_the_hour_that_kyiv_lives_through_twice_makes_one_letter() -> None:
    """On 25.10.2026 it is half past three twice; two runs an hour apart see the same wall clock."""
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1990, 10, 25))], today=D(2026, 10, 25))
    first = dt.datetime(2026, 10, 25, 3, 30, tzinfo=KYIV, fold=0)
    second = dt.datetime(2026, 10, 25, 3, 30, tzinfo=KYIV, fold=1)
    assert first.utcoffset() != second.utcoffset()
    assert shop.deliver(first) == ["birthday/1/2026"]
    assert shop.deliver(second) == []


def test_the_hour_that_kyiv_leaves_out_loses_no_letter() -> None:
    """On 29.03.2026 there is no half past three; quiet hours that end then are over at four."""
    quiet = {"transport": "smtp", "smtp": {"host": "smtp.example.com"}, "quiet": {"hours": "22:00-03:30"}}
    shop = diary(sending("birthday"), clients=[client(1, birthday=D(1990, 3, 29))], today=D(2026, 3, 29), mail=quiet)
    assert shop.deliver(dt.datetime(2026, 3, 29, 2, 59, tzinfo=KYIV), trials=False) == []
    assert shop.deliver(dt.datetime(2026, 3, 29, 4, 0, tzinfo=KYIV), trials=False) == ["birthday/1/2026"]


def test_a_clock_set_back_by_a_day_writes_nothing_again() -> None:
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1990, 4, 6))])
    assert shop.deliver() == ["birthday/1/2026"]
    shop.today -= dt.timedelta(1)
    assert shop.deliver() == []
    shop.today += dt.timedelta(2)
    assert shop.deliver() == []


def test_after_a_week_without_a_run_letters_that_still_make_sense_go_and_the_others_are_reported() -> None:
    """Computer off from Monday to Sunday. Marina's two months were over on Tuesday: still time. Olha's birthday was
    on Wednesday: too late, and said so for two weeks. Petro's visit, booked for Thursday, is over."""
    people = [
        client(1, name="Марина", interval="2 місяці"),
        client(2, name="Ольга", birthday=D(1990, 4, 8)),
        client(3, name="Петро"),
    ]
    visits = [
        {"date": D(2026, 2, 17), "client": 1, "service": "Стрижка", "amount": 400},
        {"date": D(2026, 4, 9), "client": 3, "service": "Стрижка", "status": "заплановано"},
    ]
    rows = (mailing("repeat_visit"), mailing("birthday"), mailing("booking"))
    shop = diary(*rows, clients=people, visits=visits, today=D(2026, 4, 13))
    assert shop.keys() == ["repeat_visit/1/2026-02-17"]
    assert shop.reasons() == {"2": "expired"}
    shop.deliver()
    shop.today = D(2026, 4, 25)
    assert shop.reasons() == {"1": "already-written", "2": "expired"}
    shop.today = D(2026, 4, 26)
    assert shop.reasons() == {"1": "already-written"}


def test_a_letter_written_in_time_is_not_reported_as_late() -> None:
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1990, 4, 6))])
    shop.deliver()
    shop.today = D(2026, 4, 12)
    assert shop.reasons() == {}


def test_a_reminder_of_tomorrow_s_visit_that_came_too_late_says_so_in_plain_words() -> None:
    visits = [{"date": D(2026, 4, 7), "client": 1, "status": "заплановано"}]
    shop = diary(mailing("booking"), visits=visits, today=D(2026, 4, 7))
    (out,) = shop.plan().left_out
    assert out.because("uk") == "запізно: мав піти 06.04.2026 і має сенс лише того дня"


def test_the_last_day_of_a_letter_is_counted_from_the_open_day_it_falls_on() -> None:
    """Born on a Saturday, closed at weekends, valid for two days: Monday, Tuesday and Wednesday will do."""
    people = [client(1, birthday=D(1990, 4, 4))]
    for day, sent in ((5, 0), (6, 1), (8, 1), (9, 0)):
        shop = diary(mailing("birthday", valid_days=2), clients=people, rules={"days_off": ("sat", "sun")})
        shop.today = D(2026, 4, day)
        letters = shop.plan().letters
        assert len(letters) == sent, day
        assert all(letter.expires == D(2026, 4, 8) for letter in letters)


def test_a_shop_that_moves_letters_ahead_of_its_days_off_greets_on_friday() -> None:
    rules = {"days_off": ("sat", "sun"), "day_off_shift": "previous"}
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1990, 4, 4))], rules=rules, today=D(2026, 4, 1))
    assert list(shop.live(10)) == [D(2026, 4, 3)]
