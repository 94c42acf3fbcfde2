"""The calendar: what two parsers and a third party's rules of recurrence make of it."""

from __future__ import annotations

import datetime as dt
import io
from itertools import takewhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from export_shop import MARINA, Row, exported
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from clientsheet.book.exporting.calendar import YEARS_AHEAD
from clientsheet.exchange.targets.given import About, Event
from clientsheet.exchange.targets.ics import write
from clientsheet.exchange.targets.plain import line, lines
from clientsheet.exchange.targets.zones import described
from clientsheet.jobs import demo
from clientsheet.jobs.export import run
from clientsheet.text import LANGUAGES
from clientsheet.workspace import Workspace

KYIV = ZoneInfo("Europe/Kyiv")
SAID = dt.datetime(2026, 4, 6, 9, 30, tzinfo=KYIV)
ABOUT = About("Салон «Марина»; №1, Київ", "uk", SAID, "Europe/Kyiv")
BOOKED: Row = {"date": dt.datetime(2026, 4, 7, 10, 30), "client": 1, "service": "Фарбування", "status": "заплановано"}
PRICES: list[Row] = [{"name": "Фарбування", "duration": 90}, {"name": "Стрижка", "duration": "45 хв"}]


def read(content: bytes) -> Calendar:
    """Strictly: nothing in it that the library had to pass over."""
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    for component in found.walk():
        assert component.errors == []
    return found


def events_of(tmp_path: Path, tabs: dict[str, list[Row]], **said: Any) -> list[Component]:
    _, content = exported(tmp_path, "ics", {"clients": [MARINA], "services": PRICES} | tabs, **said)
    return list(read(content).walk("VEVENT")) if content else []


def days(event: Component, until: int) -> list[dt.date]:
    """Every day the event is on, to the end of that year, as dateutil reckons it."""
    start = event["DTSTART"].dt
    if "RRULE" not in event:
        return [start]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=dt.datetime.combine(start, dt.time()))
    return [moment.date() for moment in takewhile(lambda moment: moment.year <= until, rule)]


# -- the file


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demos_calendar_is_read_by_two_parsers_and_written_again_is_the_same(tmp_path, language):
    """Byte for byte by icalendar; vobject finds the same events with the same days and titles."""
    demo.run(tmp_path / "salon", language)
    outcome = run(Workspace.open(tmp_path / "salon" / "config.yaml", today=demo.TODAY), "ics")
    content = outcome.path.read_bytes()
    found = read(content)
    assert found.to_ical() == content
    by_vobject = {event.uid.value: event for event in vobject.readOne(content.decode()).vevent_list}
    assert len(by_vobject) == outcome.count == len(found.walk("VEVENT"))
    for event in found.walk("VEVENT"):
        other = by_vobject[event["UID"]]
        assert (other.dtstart.value, other.summary.value) == (event["DTSTART"].dt, event["SUMMARY"])
        assert other.dtend.value > other.dtstart.value
    assert sum(outcome.counts.values()) == outcome.count


def test_an_event_keeps_its_uid_whenever_it_is_written(tmp_path):
    """Another day, another language, another order of the rows, a new phone: the same events, each with its UID."""
    tabs = {
        "visits": [BOOKED, BOOKED | {"date": dt.date(2026, 4, 20)}],
        "clients": [MARINA | {"birthday": "14.05.1990"}, {"id": 2, "name": "Іван", "birthday": "01.06"}],
        "tasks": [{"due": dt.date(2026, 4, 9), "client": 1, "what": "подзвонити"}],
    }
    uids = {event["UID"] for event in events_of(tmp_path, tabs)}
    tabs["clients"] = [{"id": 2, "name": "Іван", "birthday": "01.06"}, MARINA | {"birthday": "14.05.1990", "phone": ""}]
    tabs["visits"].reverse()
    again = {event["UID"] for event in events_of(tmp_path, tabs, today=dt.date(2026, 4, 7))}
    assert again == uids
    assert len(uids) == 5


def test_a_booked_visit_has_the_uid_of_the_letter_about_it(tmp_path):
    """So that somebody who gets both has one event."""
    from clientsheet.mail.message import token

    (event,) = events_of(tmp_path, {"visits": [BOOKED]})
    assert event["UID"] == f"{token('book-1', 'visit/1/2026-04-07')}@clientsheet"


texts = st.text(max_size=120)
moments = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 1, 1)).map(lambda m: m.replace(microsecond=0))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Event,
            uid=st.uuids().map(str),
            title=texts,
            about=texts,
            place=texts,
            sort=texts,
            start=st.one_of(
                st.dates(dt.date(1970, 1, 1), dt.date(2099, 1, 1)), moments.map(lambda m: m.replace(tzinfo=KYIV))
            ),
            minutes=st.integers(1, 600),
            remind=st.none() | st.timedeltas(dt.timedelta(-60), dt.timedelta(1)).map(lambda t: dt.timedelta(t.days)),
        ),
        max_size=4,
    )
)
def test_whatever_the_cells_say_comes_back_as_it_was(tmp_path_factory, told):
    """Line breaks, commas, semicolons, emoji, control characters: no line is longer than 75 bytes, and a parser gets
    the same texts and moments back."""
    path = tmp_path_factory.mktemp("ics") / "a.ics"
    write(path, told, ABOUT)
    content = path.read_bytes()
    assert all(len(one) <= 75 for one in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = list(read(content).walk("VEVENT"))
    assert len(found) == len(told)
    for event, given_ in zip(found, told, strict=True):
        assert event["SUMMARY"] == line(given_.title)
        assert event.get("DESCRIPTION", "") == lines(given_.about)
        assert event["DTSTART"].dt == given_.start


# -- visits


def test_a_visit_stands_at_the_shops_hour_with_the_zone_described(tmp_path):
    """As long as the price list says for all that is to be done, with a reminder before it."""
    both = [BOOKED, BOOKED | {"service": "Стрижка", "staff": "Олена"}]
    _, content = exported(tmp_path, "ics", {"clients": [MARINA], "services": PRICES, "visits": both})
    (event,) = read(content).walk("VEVENT")
    assert b"DTSTART;TZID=Europe/Kyiv:20260407T103000\r\n" in content
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=135)
    assert event["SUMMARY"] == "Коваленко Марина Іванівна: Фарбування, Стрижка"
    assert event["DESCRIPTION"] == "+380 67 454 54 51\nМайстер: Олена"
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(hours=-1)
    (zone,) = read(content).walk("VTIMEZONE")
    (summer,) = (part for part in zone.walk("DAYLIGHT"))
    assert summer["TZOFFSETTO"].td == dt.timedelta(hours=3)


def test_two_hours_of_a_day_are_two_events(tmp_path):
    later = BOOKED | {"date": dt.datetime(2026, 4, 7, 15, 0)}
    found = events_of(tmp_path, {"visits": [BOOKED, later]})
    assert [event["DTSTART"].dt.hour for event in found] == [10, 15]
    assert len({event["UID"] for event in found}) == 2


def test_a_visit_called_off_disappears_from_the_calendar(tmp_path):
    """The same UID, cancelled, without a reminder; one put off within its day is simply moved."""
    (booked,) = events_of(tmp_path, {"visits": [BOOKED]})
    off = BOOKED | {"status": "скасовано"}
    (gone,) = events_of(tmp_path, {"visits": [off]})
    assert (gone["UID"], gone["STATUS"], list(gone.walk("VALARM"))) == (booked["UID"], "CANCELLED", [])
    (moved,) = events_of(tmp_path, {"visits": [off, BOOKED | {"date": dt.datetime(2026, 4, 7, 16)}]})
    assert (moved["UID"], moved["DTSTART"].dt.hour) == (booked["UID"], 16)
    assert "STATUS" not in moved


def test_a_visit_of_somebody_unknown_is_there_as_the_owner_wrote_it(tmp_path):
    """And one of nobody by what is to be done."""
    found = events_of(tmp_path, {"visits": [BOOKED | {"client": "Хтось новий"}, BOOKED | {"client": None}]})
    assert sorted(event["SUMMARY"] for event in found) == ["Фарбування", "Хтось новий: Фарбування"]


def test_what_is_over_is_not_exported(tmp_path):
    yesterday = BOOKED | {"date": dt.datetime(2026, 4, 5, 10, 30)}
    assert events_of(tmp_path, {"visits": [yesterday]}) == []
    assert not (tmp_path / "exports").exists()


# -- birthdays


@pytest.mark.parametrize(
    ("feb29", "ordinary"),
    [("28feb", (2, 28)), ("1mar", (3, 1))],
)
def test_29_february_is_kept_where_the_owner_keeps_it(tmp_path, feb29, ordinary):
    """On the 29th where there is one, else on the day the settings say: with years that have one, and 2100, which has
    not."""
    found = events_of(
        tmp_path, {"clients": [MARINA | {"birthday": "29.02.1996"}]}, rules={"feb29": feb29}, today=dt.date(2026, 4, 6)
    )
    kept = sorted(day for event in found for day in days(event, 2036))
    assert kept[:YEARS_AHEAD] == [
        dt.date(year, 2, 29) if year % 4 == 0 else dt.date(year, *ordinary) for year in range(2027, 2027 + YEARS_AHEAD)
    ]
    if feb29 == "28feb":
        assert len(found) == 1
        assert dt.date(2100, 2, 28) in days(found[0], 2100)


@given(st.dates(dt.date(1930, 1, 1), dt.date(2020, 12, 31)), st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_every_birthday_comes_once_a_year_on_its_day(tmp_path_factory, born, today):
    (event,) = (
        found
        for found in events_of(tmp_path_factory.mktemp("b"), {"clients": [MARINA | {"birthday": born}]}, today=today)
        if found["CATEGORIES"]
    )
    kept = days(event, today.year + 8)
    assert len({day.year for day in kept}) == len(kept) >= 8
    assert kept[0] >= today
    assert kept[0] - today < dt.timedelta(366)
    assert all((day.month, day.day) == (born.month, born.day) or (born.month, born.day) == (2, 29) for day in kept)


def test_the_clients_people_have_birthdays_too_and_the_client_among_them_only_one(tmp_path):
    clients = [MARINA | {"birthday": "14.05.1990"}]
    people = [
        {"client": 1, "person": "Коваленко Марина Іванівна", "birthday": "14.05.1990"},
        {"client": 1, "person": "Софія", "birthday": "01.09", "phone": "+380501112233"},
    ]
    found = events_of(tmp_path, {"clients": clients, "phones": people})
    assert [event["SUMMARY"] for event in found] == [
        "День народження: Коваленко Марина Іванівна",
        "День народження: Софія",
    ]
    assert found[1]["DESCRIPTION"] == "+380 50 111 22 33\nКлієнт: Коваленко Марина Іванівна"


# -- contracts and tasks


def test_a_contract_that_ends_reminds_as_early_as_the_settings_say(tmp_path):
    """None that ended, was called off, or is followed by a later one of the same subject."""
    contract: Row = {"number": "7", "client": 1, "subject": "Абонемент", "amount": 1000, "paid": 400}
    tabs = {
        "contracts": [
            contract | {"start": dt.date(2026, 1, 1), "end": dt.date(2026, 6, 30)},
            contract | {"number": "6", "subject": "Оренда", "end": dt.date(2026, 3, 1)},
            contract | {"number": "5", "subject": "Абонемент", "end": dt.date(2026, 5, 1)},
            contract | {"number": "4", "subject": "Інше", "end": dt.date(2026, 5, 1), "stage": "скасовано"},
        ]
    }
    (event,) = events_of(tmp_path, tabs)
    assert (event["SUMMARY"], event["DTSTART"].dt) == (
        "Закінчується договір 7: Коваленко Марина Іванівна",
        dt.date(2026, 6, 30),
    )
    assert "Залишилося сплатити: 600" in event["DESCRIPTION"]
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(days=-30, hours=9)


def test_tasks_that_wait_are_there_and_done_ones_are_not(tmp_path):
    """With an hour at that hour; those about nobody we know as well."""
    tabs = {
        "tasks": [
            {"due": dt.date(2026, 4, 9), "time": dt.time(14, 0), "client": 1, "what": "подзвонити"},
            {"due": dt.date(2026, 4, 10), "what": "замовити фарбу"},
            {"due": dt.date(2026, 4, 10), "client": 1, "what": "зроблене", "done": "так"},
        ]
    }
    found = events_of(tmp_path, tabs)
    assert [(event["SUMMARY"], event["DTSTART"].dt) for event in found] == [
        ("подзвонити · Коваленко Марина Іванівна", dt.datetime(2026, 4, 9, 14, tzinfo=KYIV)),
        ("замовити фарбу", dt.date(2026, 4, 10)),
    ]


# -- a part of it


def test_only_what_was_asked_for(tmp_path):
    tabs = {"visits": [BOOKED], "clients": [MARINA | {"birthday": "14.05"}]}
    assert [event["SUMMARY"] for event in events_of(tmp_path, tabs, only=["birthdays"])] == [
        "День народження: Коваленко Марина Іванівна"
    ]


def test_of_some_clients_only_what_is_about_them(tmp_path):
    """Nobody we know is not one of them."""
    tabs = {
        "clients": [MARINA | {"source": "сайт"}, {"id": 2, "name": "Іван"}],
        "visits": [BOOKED, BOOKED | {"client": 2}, BOOKED | {"client": "Хтось"}],
    }
    assert len(events_of(tmp_path, tabs)) == 3
    (event,) = events_of(tmp_path, tabs, segment="джерело == 'сайт'")
    assert "Марина" in event["SUMMARY"]


def test_a_calendar_too_large_for_google_says_so(tmp_path):
    clients = [{"id": number, "name": f"Клієнт {number}", "birthday": "01.05.1990"} for number in range(1, 3001)]
    outcome, content = exported(tmp_path, "ics", {"clients": clients})
    assert outcome.too_large == (len(content) > 1_000_000)
    assert outcome.too_large


# -- odd days and places


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(2400, 1, 1), dt.date(1, 1, 1)])
def test_a_day_that_means_never_is_in_no_calendar(tmp_path, day):
    """A contract «until 31.12.9999», a slip of the finger in a booking or a task."""
    tabs = {
        "contracts": [{"number": "1", "client": 1, "end": day}],
        "visits": [BOOKED | {"date": dt.datetime.combine(day, dt.time(10))}],
        "tasks": [{"due": day, "time": dt.time(9), "what": "колись"}, {"due": dt.date(2026, 4, 9), "what": "скоро"}],
    }
    assert [event["SUMMARY"] for event in events_of(tmp_path, tabs)] == ["скоро"]


ZONES = ("UTC", "Europe/Kyiv", "Asia/Almaty", "Asia/Kolkata", "America/New_York", "Pacific/Apia", "Asia/Gaza")


def described_in(content: bytes) -> dt.tzinfo:
    """The zone by its description in the file alone."""
    begin, end = content.index(b"BEGIN:VTIMEZONE"), content.index(b"END:VTIMEZONE")
    zone = tzical(io.StringIO(f"{content[begin:end].decode()}END:VTIMEZONE\r\n")).get()
    assert isinstance(zone, dt.tzinfo)
    return zone


@pytest.mark.parametrize("zone", ZONES)
def test_the_hour_is_right_in_every_zone(tmp_path, zone):
    """As icalendar reads it; of a task long ago too."""
    tabs = {
        "visits": [BOOKED | {"date": dt.datetime(year, 7, 15, 10, 30)} for year in (2026, 2028)],
        "tasks": [{"due": dt.date(1998, 7, 1), "time": dt.time(9), "what": "давно"}],
    }
    _, content = exported(tmp_path, "ics", {"clients": [MARINA], **tabs}, timezone=zone)
    real = ((2026, 7, 15, 10, 30), (2028, 7, 15, 10, 30), (1998, 7, 1, 9, 0))
    wanted = {dt.datetime(*one, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC) for one in real}
    assert {event["DTSTART"].dt.astimezone(dt.UTC) for event in read(content).walk("VEVENT")} == wanted


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.integers(1998, 2040),
    st.integers(0, 12),
    st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=20),
)
def test_the_zone_in_the_file_is_the_real_one_at_every_hour(zone, first, years, parts):
    """By dateutil, from the description alone, at any moment of the years in question; the nights of a change too."""
    begin, end = dt.datetime(first, 1, 1, tzinfo=dt.UTC), dt.datetime(first + years, 12, 31, tzinfo=dt.UTC)
    content = b"BEGIN:VCALENDAR\r\n" + described(zone, begin, end).to_ical() + b"END:VCALENDAR\r\n"
    told = described_in(content)
    real = ZoneInfo(zone)
    nights = [
        dt.datetime.combine(begin.date() + dt.timedelta(day), dt.time(hour))
        for day in range(60, 330)
        for hour in (0, 12)
        if real.utcoffset(dt.datetime.combine(begin.date() + dt.timedelta(day), dt.time(hour)))
        != real.utcoffset(dt.datetime.combine(begin.date() + dt.timedelta(day), dt.time(hour)) + dt.timedelta(hours=12))
    ]
    hours = [night + dt.timedelta(hours=hour) for night in nights for hour in range(13)]
    anyhow = [(begin + (end - begin) * part).replace(tzinfo=None) for part in parts]
    for wall in (*hours, *anyhow):
        if is_told_apart(wall, real):
            assert told.utcoffset(wall) == real.utcoffset(wall), wall


def is_told_apart(wall: dt.datetime, zone: ZoneInfo) -> bool:
    """Neither skipped nor there twice."""
    return zone.utcoffset(wall) == zone.utcoffset(wall.replace(fold=1))


def test_what_comes_every_year_is_a_rule():
    """Which Outlook asks for; in Kyiv the last Sundays of March and October, at three and at four."""
    plain = described("Europe/Kyiv", dt.date(2026, 4, 7), dt.date(2026, 4, 7)).to_ical().decode()
    assert "DTSTART:20250330T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n" in plain
    assert "DTSTART:20251026T040000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n" in plain
    assert "RDATE" not in plain
    assert "RRULE" not in described("UTC", dt.date(2026, 1, 1), dt.date(2026, 1, 1)).to_ical().decode()
