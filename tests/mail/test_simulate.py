"""The days ahead: what would be sent on each, exactly as it will be if nothing else happens."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from salon import HER_VISIT, MARINA, Row, Salon, mailing, salon

from clientsheet.config import Business, Config, Mail, Rules
from clientsheet.jobs.simulate import Simulated, simulate

D = dt.date
NEWS = ("Травень", "Акція", "Знижки")


def people(number: int) -> list[Row]:
    return [
        MARINA | {"id": n, "email": f"c{n}@example.com", "birthday": D(1990, 4, 5 + n), "consent": "так"}
        for n in range(1, number + 1)
    ]


def days(found: Simulated) -> dict[dt.date, list[str]]:
    return {day.day: [letter.key for letter in day.letters] for day in found.days if day.letters}


def test_the_days_ahead_are_lived_through_as_they_were_foreseen(tmp_path: Path) -> None:
    """Simulated for three weeks, then synced day by day: the same letters on the same days, with Sundays off, a limit
    of one a day, two mailings for the same clients and advertising at most twice a week."""
    shop = salon(
        tmp_path,
        people(4),
        [HER_VISIT | {"client": n} for n in range(1, 5)],
        mailings=[
            mailing("repeat_visit", daily_limit=1),
            mailing("birthday", valid_days=5),
            *(mailing("date", name=name, date=D(2026, 4, 7 + k), kind="рекламна") for k, name in enumerate(NEWS)),
        ],
    )
    shop.rules = {"days_off": ("sun",)}
    foreseen = days(simulate(shop.workspace(), 21))
    lived: dict[dt.date, list[str]] = {}
    for _ in range(21):
        if keys := [letter.key for letter in shop.plan().letters]:
            lived[shop.today] = keys
        shop.sync()
        shop.today += dt.timedelta(1)
    assert foreseen == lived
    assert not [day for day in foreseen if day.weekday() == 6]
    assert sum(len(keys) for keys in lived.values()) > 12


def test_simulating_leaves_nothing_behind(tmp_path: Path) -> None:
    simulate(salon(tmp_path).workspace(), 30)
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_already_is_not_foreseen(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.sync()
    assert not days(simulate(shop.workspace(), 30))


class Sending(Salon):
    @property
    def config(self) -> Config:
        mail = Mail(transport="smtp", smtp={"host": "smtp.example.com"}, owner="owner@example.com")
        business = Business(name="Салон", email="salon@example.com")
        return Config.default(self.folder, business=business, mail=mail, rules=Rules(**self.rules))


@pytest.fixture
def sending(tmp_path: Path) -> Sending:
    rows = salon(tmp_path).rows
    rows["mailings"] = [mailing(name, mode="надсилати") for name in ("repeat_visit", "follow_up")]
    return Sending(tmp_path, rows, today=D(2026, 4, 4))


def test_a_letter_that_would_be_sent_is_a_contact_of_the_days_that_follow(sending: Sending) -> None:
    """The trial goes to the owner on the day it is due, Marina's letter a day later, and two reminders follow at two
    weeks' distance, each mailing with a trial of its own; then she is left in peace."""
    found = simulate(sending.workspace(), 90)
    assert days(found) == {
        D(2026, 4, 5): ["repeat_visit/@owner/trial"],
        D(2026, 4, 6): ["repeat_visit/1/2026-02-15"],
        D(2026, 4, 20): ["follow_up/@owner/trial"],
        D(2026, 4, 21): ["follow_up/1/2026-02-15 1"],
        D(2026, 5, 5): ["follow_up/1/2026-02-15 2"],
    }


def test_what_is_foreseen_can_be_read_by_a_program(sending: Sending) -> None:
    told = simulate(sending.workspace(), 3).as_json()
    assert told == {
        "days": [
            {"day": "2026-04-04", "letters": [], "left_out": {}},
            {
                "day": "2026-04-05",
                "letters": [
                    {
                        "key": "repeat_visit/@owner/trial",
                        "mailing": "repeat_visit",
                        "client": "1",
                        "channel": "email",
                        "to": "owner@example.com",
                        "occasion": "repeat_visit",
                        "due": "2026-04-05",
                        "draft": False,
                        "trial": True,
                    }
                ],
                "left_out": {"first-run": 1},
            },
            {
                "day": "2026-04-06",
                "letters": [
                    {
                        "key": "repeat_visit/1/2026-02-15",
                        "mailing": "repeat_visit",
                        "client": "1",
                        "channel": "email",
                        "to": "marina@example.com",
                        "occasion": "repeat_visit",
                        "due": "2026-04-05",
                        "draft": False,
                        "trial": False,
                    }
                ],
                "left_out": {},
            },
        ]
    }
