"""All clients at once says what one client at a time says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from drawn import TODAY, shop
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import filled

CLIENTS = ("1", "2")


def day(*offsets: int) -> st.SearchStrategy[dt.date]:
    """Days beside which a rule turns, seen from today."""
    return st.sampled_from(offsets).map(lambda days: TODAY + dt.timedelta(days))


anywhere = st.integers(-900, 30).map(lambda days: TODAY + dt.timedelta(days))
turning = day(-366, -365, -364, -169, -168, -100, -85, -84, -64, -57, -56, -43, -42, -31, -30, -29, -28, -1, 0, 1, 9)
contact = day(-80, -65, -64, -51, -50, -49, -37, -36, -35, -34, -23, -22, -21, -20, -8, -7, -1, 0, 1)
money = st.integers(-50_000, 500_000).map(lambda cents: cents / 100)

birthdays = st.dates(dt.date(1960, 3, 1), dt.date(2001, 12, 31)).filter(lambda day: (day.month, day.day) != (2, 29))

visits = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.none() | anywhere | turning | turning,
            "client": st.sampled_from(CLIENTS),
            "service": st.sampled_from([None, "Стрижка", "Фарбування", "Ботокс"]),
            "quantity": st.sampled_from([None, 1.0, 2.0, 0.5, -1.0]),
            "price": st.none() | money,
            "amount": st.none() | money,
            "receipt": st.sampled_from([None, None, "1", "2", "А-3"]),
            "status": st.sampled_from([None, None, "виконано", "скасовано", "не прийшов", "заплановано", "повернено"]),
        }
    ),
    max_size=10,
)
clients = st.tuples(
    *(
        st.fixed_dictionaries(
            {
                "id": st.just(client),
                "name": st.just(f"Клієнт {client}"),
                "interval": st.sampled_from([None, None, 28, 56]),
                "birthday": st.none() | birthdays,
                "vip": st.sampled_from([None, None, "так", "ні"]),
            }
        )
        for client in CLIENTS
    )
)
history = st.lists(
    st.fixed_dictionaries(
        {
            "at": contact,
            "client": st.sampled_from(CLIENTS),
            "direction": st.sampled_from([None, "вихідний", "вхідний"]),
            "kind": st.sampled_from([None, "дзвінок", "чернетка"]),
        }
    ),
    max_size=10,
)


@settings(max_examples=300, deadline=None)
@given(clients, visits, history)
def test_every_column_agrees_with_the_slow_way(
    who: tuple[dict[str, Any], ...], bought: list[dict[str, Any]], told: list[dict[str, Any]]
) -> None:
    found = shop(clients=who, visits=bought, history=told).filled()["clients"]
    for row, own in enumerate(who):
        expected = filled(own["id"], bought, told, own, TODAY)
        assert {name: found[name][row] for name in expected} == expected
