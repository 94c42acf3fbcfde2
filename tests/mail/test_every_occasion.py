"""Each occasion to write: whom, on which day, and what makes this letter this letter."""

from __future__ import annotations

import datetime as dt

import pytest
from diary import SENDING, client, diary, mailing, sending

from clientsheet.book.letters.rows import VALID_DAYS, mailings
from clientsheet.sheet.kinds.fold import fold

D = dt.date


def visit(number: int, day: dt.date, **said: object) -> dict[str, object]:
    return {"date": day, "client": number, "service": "Стрижка", "amount": 400} | said


def booked(number: int, day: dt.date) -> dict[str, object]:
    return visit(number, day, status="заплановано")


def test_a_booking_is_reminded_of_the_day_before() -> None:
    shop = diary(mailing("booking"), visits=[booked(1, D(2026, 4, 10))])
    assert shop.live(9) == {D(2026, 4, 9): ["booking/1/2026-04-10"]}


def test_a_booking_is_reminded_of_three_days_ahead_when_the_owner_says_so() -> None:
    shop = diary(mailing("booking", offset=-2), visits=[booked(1, D(2026, 4, 10))])
    assert list(shop.live(9)) == [D(2026, 4, 7)]


def test_a_booking_for_monday_is_reminded_of_on_saturday_where_sunday_is_a_day_off() -> None:
    """Everything else moves to the next open day; after the visit there is nothing to remind of."""
    shop = diary(mailing("booking"), visits=[booked(1, D(2026, 4, 13))], rules={"days_off": ("sun",)})
    assert list(shop.live(10)) == [D(2026, 4, 11)]


def test_a_reminder_that_is_sent_passes_by_the_quiet_days_as_well() -> None:
    """Sunday is quiet, Saturday a day off: Friday it is. A draft disturbs nobody, and is made on Sunday."""
    quiet = SENDING | {"quiet": {"days": ["sun"]}}
    said = {"visits": [booked(1, D(2026, 4, 13))], "rules": {"days_off": ("sat",)}, "mail": quiet}
    begun = [{"at": D(2025, 4, 13), "client": 1, "kind": "лист", "mailing": "booking"}]
    assert list(diary(sending("booking"), history=begun, **said).live(10)) == [D(2026, 4, 10)]
    assert list(diary(mailing("booking"), **said).live(10)) == [D(2026, 4, 12)]


def test_a_booking_called_off_is_not_reminded_of() -> None:
    shop = diary(mailing("booking"), visits=[visit(1, D(2026, 4, 7), status="скасовано")])
    assert not shop.keys()


def test_thanks_go_the_day_after_a_visit_and_once() -> None:
    shop = diary(mailing("after_visit", offset=1), visits=[visit(1, D(2026, 4, 6))])
    assert shop.live(9) == {D(2026, 4, 7): ["after_visit/1/2026-04-06"]}


def test_no_thanks_for_a_visit_that_another_one_followed() -> None:
    visits = [visit(1, D(2026, 4, 6)), visit(1, D(2026, 4, 8))]
    shop = diary(mailing("after_visit", offset=3), visits=visits)
    assert shop.live(12) == {D(2026, 4, 11): ["after_visit/1/2026-04-08"]}


def test_who_stays_away_is_won_back_in_stages() -> None:
    """Ninety days after the last visit, and again after half a year: a row each."""
    first = mailing("not_seen", name="Скучили", offset=90)
    second = mailing("not_seen", name="Пів року", offset=180)
    shop = diary(first, second, visits=[visit(1, D(2026, 1, 10))])
    assert shop.live(120) == {
        D(2026, 4, 10): ["Скучили/1/2026-01-10"],
        D(2026, 7, 9): ["Пів року/1/2026-01-10"],
    }


def test_who_never_came_is_not_missed() -> None:
    assert not diary(mailing("not_seen", offset=0)).keys()


def test_a_newsletter_goes_to_everybody_once_on_its_day() -> None:
    news = mailing("date", name="Літні новини", date=D(2026, 4, 8))
    assert diary(news, clients=2).live(12) == {
        D(2026, 4, 8): ["Літні новини/1/2026-04-08", "Літні новини/2/2026-04-08"]
    }


def test_a_newsletter_without_a_day_goes_to_nobody_and_says_so() -> None:
    shop = diary(mailing("date"))
    assert not shop.keys()
    assert [finding.code for finding in mailings(shop.shop())[1]] == ["mailing-date"]


def test_a_task_is_written_about_on_its_day_unless_it_is_done() -> None:
    tasks = [
        {"due": D(2026, 4, 8), "client": 1, "what": "Забрати виріб"},
        {"due": D(2026, 4, 8), "client": 2, "what": "Примірка", "done": "так"},
    ]
    shop = diary(mailing("task"), clients=2, tasks=tasks)
    assert shop.live(9) == {D(2026, 4, 8): ["task/1/2026-04-08 Забрати виріб"]}


def test_a_payment_is_reminded_of_from_the_day_after_it_was_due_until_it_is_paid() -> None:
    contract = {"number": "Д-7", "client": 1, "amount": 1000, "date": D(2026, 4, 1), "terms": "7 днів"}
    shop = diary(mailing("payment_overdue"), contracts=[contract], today=D(2026, 4, 8))
    assert not shop.keys()
    shop.today = D(2026, 4, 9)
    assert shop.keys() == ["payment_overdue/1/Д-7 2026-04-08"]
    shop.rows["contracts"][0]["paid"] = 1000
    assert not shop.keys()


def test_the_birthdays_of_a_clients_people_are_greeted_too() -> None:
    people = [{"client": 1, "person": "Олег", "birthday": D(1985, 4, 6)}]
    shop = diary(mailing("birthday"), clients=[client(1, birthday=D(1990, 4, 9))], phones=people)
    assert shop.live(9) == {
        D(2026, 4, 6): ["birthday/1/2026 Олег"],
        D(2026, 4, 9): ["birthday/1/2026"],
    }


def test_who_was_spoken_to_and_did_not_come_is_reminded_twice_at_most() -> None:
    """Spoken to on the day the visit fell due; two weeks later again, and once more after two more weeks."""
    people = [client(1, interval="2 місяці")]
    told = [{"at": D(2026, 4, 6), "client": 1, "kind": "дзвінок"}]
    shop = diary(mailing("follow_up"), clients=people, visits=[visit(1, D(2026, 2, 15))], history=told)
    shop.today = D(2026, 4, 19)
    assert not shop.keys()
    shop.today = D(2026, 4, 20)
    assert shop.keys() == ["follow_up/1/2026-02-15 1"]
    told.append({"at": D(2026, 4, 20), "client": 1, "kind": "лист"})
    shop.today = D(2026, 5, 4)
    assert shop.keys() == ["follow_up/1/2026-02-15 2"]
    told.append({"at": D(2026, 5, 4), "client": 1, "kind": "лист"})
    shop.today = D(2026, 5, 18)
    assert not shop.keys()


# -- new clients


def test_only_who_came_after_the_first_look_is_welcomed() -> None:
    shop = diary(mailing("new_client"), clients=2)
    assert shop.deliver() == []
    shop.today += dt.timedelta(1)
    shop.rows["clients"].append(client(3))
    assert shop.deliver() == ["new_client/3/new"]
    assert shop.deliver() == []


def test_a_client_is_welcomed_some_days_later_when_the_owner_says_so() -> None:
    shop = diary(mailing("new_client", offset=2))
    shop.deliver()
    shop.rows["clients"].append(client(2))
    assert shop.live(9) == {D(2026, 4, 8): ["new_client/2/new"]}


def test_an_old_client_whose_row_is_typed_in_late_is_not_welcomed() -> None:
    shop = diary(mailing("new_client"))
    shop.deliver()
    shop.rows["clients"].append(client(2))
    shop.rows["visits"] = [visit(2, D(2024, 5, 1))]
    assert shop.deliver() == []


def test_ids_that_come_later_make_nobody_new() -> None:
    shop = diary(mailing("new_client"), clients=3)
    for row in shop.rows["clients"]:
        del row["id"]
    shop.deliver()
    for number, row in enumerate(shop.rows["clients"], 1):
        row["id"] = number
    shop.today += dt.timedelta(1)
    assert shop.deliver() == []


def test_nobody_is_new_after_half_a_year_in_which_nobody_looked() -> None:
    shop = diary(mailing("new_client"))
    shop.deliver()
    shop.today += dt.timedelta(180)
    shop.rows["clients"].append(client(2))
    assert shop.deliver() == []


def test_sorting_the_clients_makes_nobody_new() -> None:
    shop = diary(mailing("new_client"), clients=3)
    shop.deliver()
    shop.rows["clients"].reverse()
    shop.today += dt.timedelta(1)
    assert shop.deliver() == []


# -- orders


def order(stage: str | None, **said: object) -> dict[str, object]:
    return {"number": "З-5", "client": 1, "stage": stage, "subject": "Штори"} | said


def test_an_order_that_moved_on_is_told_of_once() -> None:
    shop = diary(mailing("stage_changed"), contracts=[order("у роботі")])
    assert shop.deliver() == []
    shop.rows["contracts"] = [order("готово")]
    shop.today += dt.timedelta(1)
    assert shop.deliver() == ["stage_changed/1/З-5 ready"]
    shop.today += dt.timedelta(1)
    assert shop.deliver() == []


def test_a_new_order_has_not_moved() -> None:
    shop = diary(mailing("stage_changed"), contracts=[])
    shop.deliver()
    shop.rows["contracts"] = [order("у роботі")]
    shop.today += dt.timedelta(1)
    assert shop.deliver() == []


def test_another_word_for_the_same_stage_is_no_change() -> None:
    shop = diary(mailing("stage_changed"), contracts=[order("у роботі")])
    shop.deliver()
    shop.rows["contracts"] = [order("Виконується")]
    assert shop.deliver() == []


def test_the_owners_own_stages_count_as_well() -> None:
    shop = diary(mailing("stage_changed"), contracts=[order("крій")])
    shop.deliver()
    shop.rows["contracts"] = [order("Примірка")]
    assert shop.deliver() == ["stage_changed/1/З-5 Примірка"]


def test_a_letter_about_an_order_can_say_the_owners_word_for_its_stage() -> None:
    shop = diary(mailing("stage_changed"), contracts=[order("крій")])
    shop.deliver()
    shop.rows["contracts"] = [order("Примірка", goods="у майстерні")]
    (chosen,) = shop.plan().letters
    assert (chosen.facts["stage_words"], chosen.facts["goods"]) == ("Примірка", "у майстерні")


def test_the_letter_about_a_stage_survives_a_crash_before_the_stage_was_remembered() -> None:
    """Delivered, and killed before the sighting was written: the next day finds the same change, and the same key."""
    shop = diary(mailing("stage_changed"), contracts=[order("у роботі")])
    shop.deliver()
    remembered = dict(shop.sightings)
    shop.rows["contracts"] = [order("готово")]
    assert len(shop.deliver()) == 1
    shop.sightings = remembered
    shop.today += dt.timedelta(1)
    assert shop.deliver() == []


def test_two_orders_of_one_client_are_told_of_on_two_days() -> None:
    shop = diary(mailing("stage_changed"), contracts=[order("у роботі"), order("у роботі", number="З-6")])
    shop.deliver()
    shop.rows["contracts"] = [order("готово"), order("готово", number="З-6")]
    assert list(shop.live(3).values()) == [["stage_changed/1/З-5 ready"], ["stage_changed/1/З-6 ready"]]


# -- all of them


@pytest.mark.parametrize("occasion", VALID_DAYS)
def test_every_occasion_can_be_switched_on(occasion: str) -> None:
    said = {"date": D(2026, 4, 6)} if occasion == "date" else {}
    shop = diary(mailing(occasion, **said))
    (row,), findings = mailings(shop.shop())
    assert (row.mistake, findings) == ("", [])


def test_a_mailing_that_names_no_occasion_goes_to_nobody_and_says_so() -> None:
    shop = diary(mailing("birthday") | {"occasion": None})
    assert not shop.keys()
    assert [finding.code for finding in mailings(shop.shop())[1]] == ["mailing-occasion"]


def test_the_stage_of_an_order_is_remembered_as_people_compare_words() -> None:
    shop = diary(mailing("stage_changed"), contracts=[order("Крій ")])
    shop.deliver()
    assert shop.sightings["stage", "З-5"][0] == fold("крій")
