"""What a letter carries along: only what an owner meant to send, and a visit that any calendar reads."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from salon import MARINA, Row, Salon, mailing, salon

from clientsheet.book.letters.enclosed import AT_MOST
from clientsheet.book.letters.facts import minutes
from clientsheet.config import Business
from clientsheet.exchange.targets.given import Event
from clientsheet.exchange.targets.ics import invitation
from clientsheet.exchange.targets.plain import line
from clientsheet.mail.letter import Letter

KYIV = ZoneInfo("Europe/Kyiv")
SAID = dt.datetime(2026, 4, 6, 9, 30, tzinfo=KYIV)
BOOKED: Row = {"date": dt.date(2026, 4, 7), "client": 1, "service": "Фарбування", "status": "заплановано"}


def event(**said: object) -> Event:
    plain: dict[str, object] = {
        "uid": "abc@clientsheet",
        "start": dt.datetime(2026, 4, 7, 10, 30, tzinfo=KYIV),
        "minutes": 90,
        "title": "Фарбування · Салон «Марина»",
        "place": "Салон «Марина», Київ, Садова, 5",
        "organizer": "Салон «Марина»",
        "email": "salon@example.com",
    }
    return Event(**(plain | said))  # type: ignore[arg-type]


def calendar(one: Event) -> bytes:
    return invitation(one, SAID)


def lines(content: bytes) -> dict[str, str]:
    """The content lines of an .ics, unfolded, by the name before the first colon or semicolon."""
    whole = content.decode().replace("\r\n ", "")
    split = (re.match(r"([A-Z-]+)((?:;[^:]*)?):(.*)", line) for line in whole.split("\r\n") if line)
    return {match[1] + match[2]: match[3] for match in split if match}


# -- the visit


def test_a_visit_is_at_the_hour_of_the_shop_wherever_the_calendar_is() -> None:
    found = lines(calendar(event()))
    assert (found["DTSTART"], found["DTEND"]) == ("20260407T073000Z", "20260407T090000Z")
    assert found["DTSTAMP"] == "20260406T063000Z"
    assert found["SUMMARY"] == "Фарбування · Салон «Марина»"
    assert found["LOCATION"] == "Салон «Марина»\\, Київ\\, Садова\\, 5"


def test_the_night_the_clocks_change_moves_no_visit() -> None:
    """29 March 2026 at 03:00 in Kyiv becomes 04:00: ten in the morning is seven in UTC from then on."""
    hours = [lines(calendar(event(start=dt.datetime(2026, 3, day, 10, tzinfo=KYIV))))["DTSTART"] for day in (28, 29)]
    assert hours == ["20260328T080000Z", "20260329T070000Z"]


def test_a_visit_without_an_hour_takes_its_day() -> None:
    found = lines(calendar(event(start=dt.date(2026, 12, 31))))
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20261231", "20270101")


@given(st.text(max_size=200))
def test_no_cell_adds_a_line_to_an_event_and_none_is_lost(cell: str) -> None:
    content = calendar(event(title=cell, place=cell or "x", organizer=cell))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\r\n") - content.count(b"\r\n ") == 14
    found = lines(content)
    assert re.sub(r"\\([\\;,])", r"\1", found["SUMMARY"]) == line(cell)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        *(
            ("120", 120),
            ("90 хв", 90),
            ("90 мин.", 90),
            ("45 min", 45),
            ("1:30", 90),
            ("1,5 год", 90),
            ("2 hours", 120),
        ),
        *(
            ("1 ч 30 мин", 90),
            ("2 години", 120),
            ("", None),
            ("2", None),
            ("довго", None),
            ("5 днів", None),
            ("48 h", None),
        ),
    ],
)
def test_the_price_list_says_how_long_a_visit_takes(cell: str, found: int | None) -> None:
    assert minutes(cell) == found


# -- files


def written(shop: Salon, attachments: str) -> tuple[list[Letter], list[str]]:
    """The letters of the day with that line in the template, and why the others are left out."""
    letters = shop.folder / "templates" / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    source = f"---\nsubject: Лист\nattachments: {attachments}\n---\nДобрий день!\n"
    (letters / "repeat_visit.uk.md").write_text(source, "utf-8")
    plan = shop.plan()
    return list(plan.letters), [out.because("uk") for out in plan.left_out]


def carried(letter: Letter) -> dict[str | None, EmailMessage]:
    message = email.message_from_bytes(letter.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return {part.get_filename(): part for part in message.iter_attachments()}


def test_a_file_of_the_shop_goes_along(tmp_path: Path) -> None:
    (tmp_path / "прайси").mkdir()
    (tmp_path / "прайси" / "Прайс на квітень.pdf").write_bytes(b"%PDF-1.4")
    ((letter,), _) = written(salon(tmp_path), "прайси/Прайс на квітень.pdf")
    (file,) = carried(letter).items()
    assert file[0] == "Прайс на квітень.pdf"
    assert file[1].get_content_type() == "application/pdf"
    assert file[1].get_content() == b"%PDF-1.4"


def test_a_cell_may_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "Марина.pdf").write_bytes(b"%PDF")
    ((letter,), _) = written(salon(tmp_path, [MARINA | {"notes": "Марина.pdf"}]), "{{ notes }}")
    assert list(carried(letter)) == ["Марина.pdf"]


@pytest.mark.parametrize(
    "name",
    [
        *("немає.pdf", "../outside.pdf", "/etc/hostname", "templates", "config.yaml", "clients.xlsx", "secret.txt"),
        *(".clientsheet/journal.sqlite3", ".hidden/a.pdf", "link.pdf", "x" * 5000 + ".pdf", "a\x00.pdf"),
    ],
)
def test_nothing_leaves_that_is_not_a_document_of_the_shop(tmp_path: Path, name: str) -> None:
    """Whatever the cell says; that letter waits, and the owner reads why, with the line of the template."""
    home = tmp_path / "shop"
    (home / ".hidden").mkdir(parents=True)
    for place in ("outside.pdf", "shop/config.yaml", "shop/clients.xlsx", "shop/secret.txt", "shop/.hidden/a.pdf"):
        (tmp_path / place).write_bytes(b"secret")
    (home / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    letters, reasons = written(salon(home, [MARINA | {"notes": name}]), "{{ notes }}")
    assert letters == []
    assert [reason.startswith("repeat_visit.uk.md, рядок 3") for reason in reasons] == [True]


def test_more_than_a_mailbox_takes_is_not_attached(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"x" * (AT_MOST // 2 + 1))
    assert len(written(salon(tmp_path), "a.pdf")[0]) == 1
    letters, (reason,) = written(salon(tmp_path), "a.pdf, b.pdf")
    assert letters == []
    assert "5 МБ" in reason


def test_a_letter_about_a_visit_carries_it_for_the_calendar(tmp_path: Path) -> None:
    """With the hour that the cell of the date has, as long as the price list says, and the same event every time."""
    shop = salon(tmp_path, visits=[BOOKED | {"date": dt.datetime(2026, 4, 7, 10, 30)}], mailings=[mailing("booking")])
    shop.rows["services"][0]["duration"] = 120
    contents = []
    for _ in range(2):
        (letter,) = shop.plan().letters
        contents.append(carried(letter)["visit.ics"].get_content())
    found = lines(contents[0].replace("\n", "\r\n").replace("\r\r", "\r").encode())
    assert (found["DTSTART"], found["DTEND"]) == ("20260407T073000Z", "20260407T093000Z")
    assert found["SUMMARY"].startswith("Фарбування")
    assert "о 10:30" in letter.subject
    assert len({re.search(r"UID:(.*)", content)[1] for content in contents}) == 1  # type: ignore[index]


def test_the_shop_writes_the_event_whatever_its_address_looks_like(tmp_path: Path) -> None:
    shop = salon(tmp_path, visits=[BOOKED], mailings=[mailing("booking")])
    shop.business = Business(name="Салон", email="Салон «Марина» <salon@example.com>")
    (letter,) = shop.plan().letters
    event = carried(letter)["visit.ics"].get_content()
    assert re.search(r"ORGANIZER;CN=Салон:mailto:salon@example.com", event)
