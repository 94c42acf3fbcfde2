"""Every reason for not writing to a client whose occasion is due, and when it is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from diary import MONDAY, SENDING, Diary, client, diary, mailing, sending
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.book.letters.trials import is_trial, trial_key
from clientsheet.mail.letter import State
from clientsheet.mail.message import message_id, token

D = dt.date
BORN = D(1990, 4, 6)
LAST_VISIT = D(2026, 2, 15)
ANY_LIMIT = st.none() | st.integers(0, 4)
BEGUN = {"at": dt.datetime(2025, 1, 5), "client": 99, "kind": "лист", "mailing": "birthday"}


def visit(number: int, day: dt.date = LAST_VISIT, **said: object) -> dict[str, object]:
    return {"date": day, "client": number, "service": "Стрижка", "amount": 400} | said


def moment(text: str) -> dt.datetime:
    return dt.datetime.combine(MONDAY, dt.time.fromisoformat(text))


# -- booked meanwhile


@pytest.mark.parametrize(
    ("row", "history"),
    [
        (mailing("repeat_visit"), []),
        (mailing("follow_up"), [{"at": D(2026, 4, 5), "client": 1, "kind": "дзвінок"}]),
        (mailing("not_seen", offset=50), []),
    ],
)
def test_who_has_booked_meanwhile_is_not_called_back(row: dict[str, object], history: list[dict[str, object]]) -> None:
    """The letter was due, and is left out with its key, so that a frozen one can be called off."""
    shop = diary(row, clients=[client(1, interval="2 місяці")], visits=[visit(1)], history=history)
    shop.today = D(2026, 4, 20) if history else MONDAY
    (key,) = shop.keys()
    shop.rows["visits"].append(visit(1, D(2026, 4, 28), status="заплановано"))
    assert not shop.keys()
    (out,) = shop.plan().left_out
    assert (out.key, out.reason) == (key, "booked-meanwhile")


# -- one letter a day


def test_the_most_pressing_letter_goes_first_and_the_others_on_the_days_after() -> None:
    rows = (mailing("repeat_visit"), mailing("birthday"), mailing("booking"))
    visits = [visit(1), visit(2, D(2026, 4, 7), status="заплановано")]
    people = [client(1, birthday=BORN, interval="2 місяці"), client(2, birthday=BORN)]
    shop = diary(*rows, clients=people, visits=visits)
    assert shop.live(3) == {
        D(2026, 4, 6): ["booking/2/2026-04-07", "birthday/1/2026"],
        D(2026, 4, 7): ["birthday/2/2026", "repeat_visit/1/2026-02-15"],
    }


def test_the_other_letter_is_named() -> None:
    shop = diary(
        mailing("birthday", name="Вітання"),
        mailing("date", date=MONDAY),
        clients=[client(1, birthday=BORN)],
    )
    (out,) = shop.plan().left_out
    assert out.because("uk") == "сьогодні клієнтові вже йде інший лист: «Вітання»"


# -- households


def test_people_at_one_address_are_greeted_together() -> None:
    people = [client(n, email="home@example.com", birthday=BORN) for n in (1, 2, 3)]
    shop = diary(mailing("birthday"), clients=people)
    (letter,) = shop.plan().letters
    assert [key for _, key in letter.others] == ["birthday/2/2026", "birthday/3/2026"]
    assert shop.reasons() == {"2": "same-address", "3": "same-address"}
    shop.deliver()
    assert not shop.keys()
    assert shop.reasons() == {"1": "already-written", "2": "same-address", "3": "same-address"}


def test_people_at_one_address_with_matters_of_their_own_get_a_letter_each() -> None:
    """A contract of hers is no news to him."""
    people = [client(n, email="home@example.com") for n in (1, 2)]
    contracts = [{"number": f"Д-{n}", "client": n, "end": D(2026, 5, 6)} for n in (1, 2)]
    shop = diary(mailing("contract_ends"), clients=people, contracts=contracts)
    assert shop.keys() == ["contract_ends/1/Д-1 2026-05-06", "contract_ends/2/Д-2 2026-05-06"]


# -- those who asked not to be written to


def test_an_unsubscribe_mail_counts_before_it_stands_in_the_workbook() -> None:
    people = [client(n, birthday=BORN) for n in (1, 2, 3)]
    shop = diary(mailing("birthday"), clients=people)
    shop.suppressed = [("C1@example.com", ""), ("c2@example.com", "birthday"), ("c3@example.com", "not_seen")]
    assert shop.keys() == ["birthday/3/2026"]
    assert shop.reasons() == {"1": "unsubscribed", "2": "unsubscribed"}


# -- advertising


def test_a_client_gets_two_pieces_of_advertising_a_week() -> None:
    """Five newsletters in five days: two, then none until the week is over."""
    news = [mailing("date", name=f"Н{k}", kind="рекламна", date=MONDAY + dt.timedelta(k)) for k in range(5)]
    shop = diary(*news)
    sent = shop.live(9)
    assert list(sent) == [D(2026, 4, 6), D(2026, 4, 7), D(2026, 4, 13), D(2026, 4, 14)]
    assert len({key for keys in sent.values() for key in keys}) == 4


def test_service_letters_know_no_cap() -> None:
    news = [mailing("date", name=f"Н{k}", date=MONDAY + dt.timedelta(k)) for k in range(5)]
    assert len(diary(*news).live(5)) == 5


def test_the_cap_can_be_lifted() -> None:
    news = [mailing("date", name=f"Н{k}", kind="рекламна", date=MONDAY + dt.timedelta(k)) for k in range(5)]
    assert len(diary(*news, mail={"cap": None}).live(5)) == 5


def test_advertising_that_only_the_history_tells_of_counts() -> None:
    """The journal is lost; two pieces stand in the history tab."""
    told = [{"at": D(2026, 4, day), "client": 1, "kind": "лист", "mailing": "Акція"} for day in (3, 4)]
    rows = (mailing("date", name="Акція", kind="рекламна", date=MONDAY), mailing("birthday"))
    shop = diary(*rows, history=told)
    assert shop.reasons() == {"1": "cap"}
    shop.today = D(2026, 4, 10)
    assert shop.keys() == ["Акція/1/2026-04-06"]


@pytest.mark.parametrize(("consent", "reason"), [("ні", "no-consent"), (None, "no-consent"), ("так", None)])
def test_advertising_needs_a_yes(consent: str | None, reason: str | None) -> None:
    shop = diary(mailing("date", kind="рекламна", date=MONDAY), clients=[client(1, consent=consent)])
    assert shop.reasons().get("1") == reason


# -- quiet hours and days


def test_in_quiet_hours_nothing_leaves_and_drafts_are_made() -> None:
    people = [client(1, birthday=BORN), client(2, birthday=BORN, channel="вайбер", phone="+380674545451")]
    quiet = SENDING | {"quiet": {"hours": "20:00-09:00"}}
    shop = diary(sending("birthday"), clients=people, mail=quiet, history=[BEGUN])
    assert [letter.channel for letter in shop.plan(moment("21:30")).letters] == ["viber"]
    assert shop.reasons(moment("21:30")) == {"1": "quiet-hours"}
    assert shop.reasons(moment("08:59")) == {"1": "quiet-hours"}
    assert [letter.client for letter in shop.plan(moment("09:00")).letters] == [0, 1]
    (out,) = shop.plan(moment("21:30")).left_out
    assert out.because("uk") == "зараз тихі години, лист піде після 09:00"


def test_what_waits_for_the_quiet_hours_to_end_keeps_its_day() -> None:
    """A draft of another mailing does not slip in before it."""
    quiet = SENDING | {"quiet": {"hours": "20:00-09:00"}}
    rows = (sending("birthday"), mailing("date", date=MONDAY))
    shop = diary(*rows, clients=[client(1, birthday=BORN)], mail=quiet, history=[BEGUN])
    assert not shop.plan(moment("08:00")).letters
    assert [letter.mailing.name for letter in shop.plan(moment("10:00")).letters] == ["birthday"]


def test_on_a_quiet_day_nothing_leaves_and_drafts_are_made() -> None:
    quiet = SENDING | {"quiet": {"days": ["mon"]}}
    people = [client(1, birthday=BORN)]
    shop = diary(sending("birthday"), clients=people, mail=quiet, history=[BEGUN])
    assert shop.reasons(moment("12:00")) == {"1": "quiet-day"}
    assert diary(mailing("birthday"), clients=people, mail=quiet).keys() == ["birthday/1/2026"]
    shop.today += dt.timedelta(1)
    assert shop.keys() == ["birthday/1/2026"]


# -- the first run of a mailing that sends


@pytest.mark.parametrize("name", ["/@owner/", "a/@owner/trial", "/@owner/trial/1"])
def test_a_mailing_may_be_called_anything_and_its_letters_are_no_trials(name: str) -> None:
    shop = diary(mailing("birthday", name=name), clients=[client(1, birthday=BORN)])
    (letter,) = shop.plan().letters
    assert not is_trial(letter.key)
    assert is_trial(trial_key(name))


def test_the_first_letter_of_a_mailing_that_sends_goes_to_the_owner_and_the_clients_follow_the_next_day() -> None:
    shop = diary(sending("birthday"), clients=[client(n, birthday=BORN) for n in (1, 2)], mail=SENDING)
    plan = shop.plan()
    (trial,) = plan.trials
    assert not plan.letters
    assert (trial.recipient, trial.client, trial.draft) == ("owner@example.com", 0, False)
    assert is_trial(trial.key)
    assert shop.reasons() == {"1": "first-run", "2": "first-run"}
    shop.deliver()
    assert (shop.plan().letters, shop.plan().trials) == ((), ())
    shop.today += dt.timedelta(1)
    assert shop.deliver() == ["birthday/1/2026", "birthday/2/2026"]


def test_the_owners_trial_is_nobodys_letter() -> None:
    """It does not count among the mailing's letters, and the client is free for another one today."""
    rows = (sending("birthday"), mailing("date", date=MONDAY))
    shop = diary(*rows, clients=[client(1, birthday=BORN)], mail=SENDING)
    planned = shop.plan()
    assert [letter.mailing.name for letter in planned.letters] == ["date"]
    shop.deliver()
    known = shop.written(shop.shop())
    assert (known.tally("birthday").count, known.today) == (0, {0: "date"})


def test_who_says_send_needs_no_trial() -> None:
    shop = diary(sending("birthday"), clients=[client(1, birthday=BORN)], mail=SENDING)
    assert shop.deliver(trials=False) == ["birthday/1/2026"]


def test_a_mailing_that_has_sent_before_needs_no_trial_even_when_only_the_history_remembers() -> None:
    shop = diary(sending("birthday"), clients=[client(1, birthday=BORN)], mail=SENDING, history=[BEGUN])
    assert shop.deliver() == ["birthday/1/2026"]


def test_drafts_do_not_make_a_mailing_one_that_has_sent() -> None:
    draft = BEGUN | {"kind": "чернетка"}
    shop = diary(sending("birthday"), clients=[client(1, birthday=BORN)], mail=SENDING, history=[draft])
    assert shop.plan().trials


def test_without_an_owner_a_mailing_waits_for_somebody_to_say_send() -> None:
    shop = diary(sending("birthday"), clients=[client(1, birthday=BORN)], mail={**SENDING, "owner": ""})
    assert shop.live(3) == {}
    assert shop.reasons() == {"1": "no-owner"}
    assert shop.deliver(trials=False) == ["birthday/1/2026"]


def test_a_refused_trial_lets_nothing_loose() -> None:
    shop = diary(sending("birthday"), clients=[client(1, birthday=BORN)], mail=SENDING)
    (key,) = shop.deliver()
    shop.entries[key] = replace(shop.entries[key], state=State.REJECTED)
    shop.today += dt.timedelta(1)
    assert (shop.plan().letters, shop.plan().trials) == ((), ())


# -- what the journal says


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.PLANNED, None),
        (State.CLAIMED, None),
        (State.RETRY, None),
        (State.ACCEPTED, "already-written"),
        (State.DRAFTED, "already-written"),
        (State.IN_DOUBT, "unknown"),
        (State.UNKNOWN, "unknown"),
        (State.REJECTED, "refused"),
        (State.CANCELLED, "cancelled"),
        (State.SUPPRESSED, "unsubscribed"),
        (State.EXPIRED, "expired"),
    ],
)
def test_a_letter_is_written_until_it_has_left_or_come_to_its_end(state: State, reason: str | None) -> None:
    """One that is frozen and has not left is chosen again: it is the same letter, by its key."""
    shop = diary(mailing("birthday"), clients=[client(1, birthday=BORN)])
    (key,) = shop.deliver()
    shop.entries[key] = replace(shop.entries[key], state=state)
    known = shop.written(shop.shop())
    assert shop.reasons().get("1") == reason
    assert shop.keys() == ([key] if reason is None else [])
    assert (key in known.open) is (reason is None)
    assert known.tally("birthday").count == (state in (State.ACCEPTED, State.DRAFTED, State.IN_DOUBT, State.UNKNOWN))


def test_the_daily_limit_counts_what_left_and_not_what_waits() -> None:
    people = [client(n, birthday=BORN) for n in (1, 2, 3)]
    shop = diary(mailing("birthday", daily_limit=2), clients=people)
    _, second = shop.deliver()
    assert shop.reasons()["3"] == "over-limit"
    shop.entries[second] = replace(shop.entries[second], state=State.PLANNED)
    assert shop.keys() == [second]
    shop.today += dt.timedelta(1)
    assert shop.keys() == [second, "birthday/3/2026"]


def test_a_lost_journal_tells_the_matters_of_one_client_apart() -> None:
    """Two contracts end on one day, a letter a day. After the first the journal is lost; the history tab has its mark:
    the second is written all the same, and the first is not written again."""
    contracts = [{"number": f"Д-{n}", "client": 1, "end": D(2026, 5, 6)} for n in (1, 2)]
    shop = diary(mailing("contract_ends"), contracts=contracts)
    (first,) = shop.deliver()
    mark = message_id(token("book-1", first), "salon@example.com")
    row = {"at": dt.datetime(2026, 4, 6, 10), "client": 1, "kind": "чернетка", "mailing": "contract_ends"}
    shop.rows["history"] = [row | {"message_id": mark}]
    shop.entries.clear()
    assert shop.live(5) == {D(2026, 4, 7): ["contract_ends/1/Д-2 2026-05-06"]}


def test_a_history_without_marks_counts_for_all_the_matters_of_a_client() -> None:
    """Nobody can say which contract was meant: rather no letter than a second one."""
    contracts = [{"number": f"Д-{n}", "client": 1, "end": D(2026, 5, 6)} for n in (1, 2)]
    told = [{"at": D(2026, 4, 6), "client": 1, "kind": "лист", "mailing": "contract_ends"}]
    shop = diary(mailing("contract_ends"), contracts=contracts, history=told)
    assert shop.live(5) == {}


# -- laws


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whose_occasion_is_due_stands_in_exactly_one_list(data: st.DataObject) -> None:
    """Whatever the rows, the limits, the day and the hour: every client, once per mailing that is due."""
    shop = data.draw(shops())
    now = moment(data.draw(st.sampled_from(["08:00", "12:00", "21:00"])))
    planned = shop.plan(now)
    chosen = [letter.key for letter in planned.letters]
    covered = [key for letter in planned.letters for _, key in letter.others]
    left = [out.key for out in planned.left_out]
    assert len(set(chosen)) == len(chosen)
    assert len(set(left)) == len(left)
    assert not set(chosen) & set(left)
    assert set(covered) <= set(left)
    people = len(shop.rows["clients"])
    assert len(chosen) + len(left) == people * len(shop.rows["mailings"])
    clients = [letter.client for letter in planned.letters]
    assert len(set(clients)) == len(clients)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_planning_twice_says_the_same_and_delivering_it_leaves_nothing_to_plan(data: st.DataObject) -> None:
    shop = data.draw(shops())
    now = moment("12:00")
    assert shop.plan(now) == shop.plan(now)
    shop.deliver(now)
    assert not shop.deliver(now)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_over_the_days_everybody_who_may_be_written_to_is_written_to_once(data: st.DataObject) -> None:
    """Limits and rivals put letters off, they lose none: each comes on some day, and on one day only."""
    shop = data.draw(shops(limits=st.integers(1, 3)))
    for row in shop.rows["mailings"]:
        row["valid_days"] = 60
        row["kind"] = None
    sent = [key for keys in shop.live(40).values() for key in keys if not is_trial(key)]
    assert len(set(sent)) == len(sent)
    people, rows = len(shop.rows["clients"]), len(shop.rows["mailings"])
    assert len(sent) + len(shop.covered) == people * rows


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_sorting_the_clients_changes_nobodys_letter(data: st.DataObject) -> None:
    """Where each has an address of their own and no limit stands in the way; whatever went out before the sort."""
    shop = data.draw(shops(limits=st.none()))
    for person in shop.rows["clients"]:
        person["email"] = f"c{person['id']}@example.com"
    if data.draw(st.booleans()):
        shop.deliver(moment("12:00"), trials=False)
        shop.today += dt.timedelta(1)
    before = shop.plan(moment("12:00"), trials=False)
    shop.rows["clients"] = data.draw(st.permutations(shop.rows["clients"]))
    after = shop.plan(moment("12:00"), trials=False)
    assert {letter.key for letter in after.letters} == {letter.key for letter in before.letters}
    assert {(out.key, out.reason) for out in after.left_out} == {(out.key, out.reason) for out in before.left_out}


@st.composite
def shops(draw: st.DrawFn, limits: st.SearchStrategy[int | None] = ANY_LIMIT) -> Diary:
    """Everybody has a birthday today, and a newsletter or two are due."""
    number = draw(st.integers(1, 7))
    people = [
        client(n, birthday=BORN, email=draw(st.sampled_from([f"c{n}@example.com", "home@example.com"])))
        for n in range(1, number + 1)
    ]
    if draw(st.booleans()):
        for person in people:
            person["consent"] = draw(st.sampled_from(["так", "ні"]))
    made = draw(st.sampled_from([mailing, sending]))
    news = [
        made("date", name=f"Н{k}", date=MONDAY, kind=draw(st.sampled_from([None, "рекламна"])))
        for k in range(draw(st.integers(0, 2)))
    ]
    rows = [made("birthday"), *news]
    for row in rows:
        row["daily_limit"] = draw(limits)
    mail = dict(SENDING) | ({"quiet": {"hours": "20:00-09:00"}} if draw(st.booleans()) else {})
    return diary(*rows, clients=people, mail=mail)
