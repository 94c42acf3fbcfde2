"""What stands on a card."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from salon_card import SALON, TODAY, card

from clientsheet.book.card.value import as_data
from clientsheet.screen import plain
from clientsheet.text import LANGUAGES


def test_contacts_can_be_used_and_what_cannot_be_read_is_shown_as_it_stands() -> None:
    """Two numbers in a cell are two ways; a number with a digit lost has no link, and is not hidden."""
    ways = card(0).ways
    assert [(way.shown, way.note, list(way.links)) for way in ways] == [
        ("+380 67 454 54 51", "", ["tel", "whatsapp", "viber", "telegram"]),
        ("+380 50 123 45 67", "мама", ["tel", "whatsapp", "viber", "telegram"]),
        ("marina@ukr.net", "", ["mailto"]),
    ]
    broken, *emails = card(1).ways
    assert (broken.shown, broken.links) == ("+380 67 111 22 3", {})
    assert [email.shown for email in emails] == ["oleg@ukr.net", "oleg2@ukr.net"]


def test_figures_are_those_of_the_filled_columns() -> None:
    """Two checks, one of two rows; what was cancelled or is booked counts in none of them."""
    figures = card(0).figures
    assert (figures.visits, figures.total, figures.average) == (2, Decimal("4100.00"), Decimal("2050.00"))
    assert (figures.first, figures.last) == (dt.date(2026, 1, 10), dt.date(2026, 3, 1))


def test_every_purchase_is_listed_and_says_whether_it_counts() -> None:
    """The latest first; a booking stands apart; a service goes by one name however it is spelled."""
    found = card(0)
    assert [(visit.date, visit.service, visit.status, visit.counted) for visit in found.visits] == [
        (dt.date(2026, 3, 20), "Стрижка", "cancelled", False),
        (dt.date(2026, 3, 1), "Фарбування", "", True),
        (dt.date(2026, 1, 10), "Укладка", "", True),
        (dt.date(2026, 1, 10), "Фарбування", "", True),
    ]
    assert [(visit.date, visit.service) for visit in found.booked] == [(dt.date(2026, 4, 10), "Укладка")]
    most = found.usual[0]
    assert (most.service, most.times, most.last) == ("Фарбування", 2, dt.date(2026, 3, 1))


def test_the_months_add_up_to_the_visits() -> None:
    """Twelve of them at least, the last one today's."""
    months = card(0).months
    assert len(months) == 12
    assert months[-1].first == TODAY.replace(day=1)
    assert sum(month.amount for month in months) == Decimal("4100.00")
    assert {month.first: month.visits for month in months if month.visits} == {
        dt.date(2026, 1, 1): 1,
        dt.date(2026, 3, 1): 1,
    }


def test_a_firm_has_its_people_its_contract_and_its_papers() -> None:
    """What is owing, until when, how far the order is and where the goods are."""
    found = card(2)
    (person,) = found.people
    assert (person.name, person.position, person.ways[0].shown) == ("Ольга Зерно", "директорка", "+380 67 000 50 50")
    assert person.birthday is not None
    assert (person.birthday.on, person.birthday.age) == (dt.date(2026, 4, 8), 42)
    (contract,) = found.contracts
    assert (contract.number, contract.balance, contract.currency) == ("7", Decimal("6000.00"), "UAH")
    assert (contract.pay_by, contract.state, contract.stage) == (dt.date(2026, 3, 1), "overdue", "shipped")
    assert contract.goods == "Нова пошта"
    (paper,) = found.documents
    assert (paper.number, paper.amount, paper.kind) == ("2026-1", Decimal("10000.00"), "invoice")
    assert found.next is not None
    assert found.next.kind == "payment_overdue"


def test_tasks_and_history_are_told_in_their_order() -> None:
    """What is to be done before what is done; the last contact first, a draft named as such."""
    found = card(0)
    assert [(task.what, task.done) for task in found.tasks] == [
        ("передзвонити про колір", False),
        ("замовити фарбу", True),
    ]
    assert [(one.said, one.draft) for one in found.history] == [("Лист", True), ("про ціну", False)]


def test_the_owners_own_columns_are_on_the_card() -> None:
    """A heading that the program does not know is the owner's, and worth a line."""
    assert ("Собака", "Рекс") in card(0).facts


def test_who_asked_to_be_left_alone_is_marked() -> None:
    """By any of their addresses."""
    assert [card(row).unsubscribed for row in range(4)] == [False, True, False, False]
    assert [card(row).consent for row in range(3)] == [True, None, False]


def test_somebody_who_never_came_has_a_card_too() -> None:
    """Nothing is made up: no months, no average, and why there is nothing to get in touch about."""
    found = card(3)
    assert (found.visits, found.months, found.usual, found.figures.average) == ((), (), (), None)
    assert found.next is not None
    assert found.next.kind == "birthday"
    assert found.next.day == dt.date(2027, 2, 28)


def test_a_workbook_with_nothing_but_clients_is_enough() -> None:
    """Every other tab may be missing."""
    found = card(0, {"Клієнти": [["ПІБ", "Телефон"], ["Марина", "067 454 54 51"]]})
    assert (found.name, found.figures.visits, found.tasks) == ("Марина", 0, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_plain_data_for_other_programs(language: str) -> None:
    """Days ISO 8601, money as decimal text, keys that do not change with the language."""
    drawn = [json.dumps(plain(as_data(card(row, language=language)))) for row in range(len(SALON["Клієнти"]) - 1)]
    told = json.loads(drawn[2])
    assert told["contracts"][0]["balance"] == "6000.00"
    assert told["contracts"][0]["pay_by"] == "2026-03-01"
    assert told["people"][0]["ways"][0]["links"]["telegram"] == "https://t.me/+380670005050"
    assert json.loads(drawn[0]).keys() == told.keys()
