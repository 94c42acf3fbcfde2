"""What a message is to us, by itself: whose letter it is about, and what its sender wants."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsheet.mail.bounces import Weight
from clientsheet.mail.incoming import HEADERS, Kind, understood, worth_reading
from clientsheet.mail.message import clean
from tests.returns import reports
from tests.returns.reports import MARK, answer

XTEXT = f"cs1.{MARK}+2B"


@pytest.mark.parametrize(
    "report",
    [
        reports.standard(),
        reports.standard(returned="message/rfc822"),
        reports.standard(returned="", envelope=MARK),
        reports.standard(returned="", envelope=XTEXT),
        reports.homemade(),
    ],
    ids=["header", "letter", "envelope", "coded envelope", "pasted"],
)
def test_a_bounce_names_the_letter_it_is_about_wherever_it_holds_it(report: bytes) -> None:
    message = understood(report)
    assert (message.kind, message.mark) == (Kind.BOUNCE, MARK)
    assert [failure.weight for failure in message.failures] == [Weight.HARD]


def test_a_bounce_of_somebody_elses_letter_names_none_of_ours() -> None:
    assert understood(reports.standard(returned="")).mark == ""


def test_a_complaint_is_one_unless_it_says_that_the_letter_was_no_spam() -> None:
    assert (understood(reports.complaint()).kind, understood(reports.complaint()).mark) == (Kind.COMPLAINT, MARK)
    assert understood(reports.complaint(kind="not-spam")).kind is not Kind.COMPLAINT


@pytest.mark.parametrize("subject", [f"unsubscribe {MARK}", f"Unsubscribe {MARK.upper()}", f"FW: unsubscribe {MARK} "])
def test_an_unsubscribe_mail_is_known_by_the_token_of_its_link(subject: str) -> None:
    message = understood(answer("", subject, to=""))
    assert (message.kind, message.mark) == (Kind.UNSUBSCRIBE, MARK)


def test_an_unsubscribe_mail_counts_even_when_a_program_sent_it() -> None:
    assert understood(answer("", f"unsubscribe {MARK}", auto_submitted="auto-replied")).kind is Kind.UNSUBSCRIBE


@pytest.mark.parametrize(
    "fields",
    [{"auto_submitted": "auto-replied; x=y"}, {"precedence": "auto_reply"}, {"x_autoreply": "yes"}],
    ids=lambda fields: next(iter(fields)),
)
def test_an_automatic_answer_is_no_answer_of_the_client(fields: dict[str, str]) -> None:
    assert understood(answer("Я у відпустці", **fields)).kind is Kind.AUTO_REPLY
    assert understood(answer("Я у відпустці", "Автоматична відповідь: Вітаємо", to="")).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "body",
    [
        "стоп",
        "СТОП!",
        "Відпишіть мене, будь ласка",
        "прошу отписать меня от рассылки",
        "Не пишіть мені більше",
        "не присылайте мне это",
        "Please unsubscribe me",
        "Stop sending me these.\n\nOn Mon, 6 Apr 2026 at 10:00, Salon <salon@example.com>\nwrote:\n> Hello",
    ],
)
def test_an_answer_that_asks_to_stop_is_a_suggestion(body: str) -> None:
    message = understood(answer(body))
    assert (message.kind, message.mark) == (Kind.STOP, MARK)


@pytest.mark.parametrize(
    "body",
    [
        "Дякую, буду о десятій",
        "Дякую!\n\nпн, 6 квіт. 2026 р. о 10:00 Салон <salon@example.com> пише:\n> Щоб відписатися, натисніть",
        "Да, приду\n\n6 апр. 2026 г., в 10:00, Салон <salon@example.com> написал(а):\nНе хотите получать? Отписаться",
        "Thanks\n-----Original Message-----\nunsubscribe here",
        "Thanks\n> unsubscribe",
        "Підкажіть, " + "будь ласка, " * 20 + "чи не пишете ви рахунків?",
        "",
    ],
)
def test_the_words_of_our_own_letter_below_an_answer_are_not_the_clients(body: str) -> None:
    message = understood(answer(body))
    assert (message.kind, message.mark) == (Kind.REPLY, MARK)
    assert "відписатися" not in message.words
    assert ">" not in message.words


def test_a_word_of_stop_in_a_letter_of_its_own_counts_by_the_subject_alone() -> None:
    assert understood(answer("", "відписатися", to="")).kind is Kind.STOP
    assert understood(answer("стоп", "Питання", to="")).kind is Kind.NOTHING


def test_an_answer_is_quoted_by_its_first_words() -> None:
    page = "<style>p{}</style><p>Дякую,&nbsp;<b>прийду</b></p><blockquote>Вітаємо</blockquote>"
    html = answer(page).replace(b"text/plain", b"text/html")
    assert understood(html).words == "Дякую, прийду"
    long = understood(answer("слово " * 100)).words
    assert len(long) <= 200
    assert long.endswith("…")


def test_a_letter_of_our_own_is_nothing_that_came_back() -> None:
    """A copy to the archive, or to oneself."""
    own = (reports.letter() + "Auto-Submitted: auto-generated\n\nHello").encode()
    assert understood(own).kind is Kind.NOTHING
    assert not worth_reading(own)


def test_what_is_no_business_of_ours_is_seen_by_its_header_alone() -> None:
    assert not worth_reading(answer("Чи є вільний час?", "Запис", to=""))
    assert not worth_reading(answer("Дякую", to="<somebody@else.example>"))
    for ours in (answer("так"), answer("", f"unsubscribe {MARK}", to=""), reports.standard(), reports.complaint()):
        assert worth_reading(ours)


def test_the_header_fields_that_are_fetched_say_as_much_as_the_whole_header() -> None:
    fields = {name.lower() for name in HEADERS}
    for content in (
        reports.standard(),
        reports.homemade(),
        reports.complaint(),
        answer("так", precedence="auto_reply"),
    ):
        head = content.decode().partition("\n\n")[0].splitlines()
        fetched = "\n".join(line for line in head if line.partition(":")[0].lower() in fields) + "\n\n"
        assert worth_reading(fetched.encode()) == worth_reading(content)


def test_coded_and_broken_headers_are_read_as_far_as_they_go() -> None:
    coded = base64.b64encode("Re: Вітаємо".encode()).decode()
    assert understood(answer("так", f"=?utf-8?b?{coded}?=")).subject == "Re: Вітаємо"
    assert understood(answer("так", "=?no-such-charset?b?0JLRlg==?=")).kind is Kind.REPLY
    assert understood(answer("так", "Вітаємо")).subject == "Вітаємо"
    assert understood(answer("так").replace(b"Mon, 06 Apr", b"Foo, 99 Bar")).at is None


@pytest.mark.parametrize("charset", ["utf\x00-8", "no-such-charset", "", "utf-8'';x*0*="])
@pytest.mark.parametrize("kind", ["text/plain", "text/html", "message/delivery-status", "message/rfc822", "x/y"])
def test_a_text_in_an_impossible_alphabet_is_read_as_far_as_it_goes(charset: str, kind: str) -> None:
    for field in (f'charset="{charset}"', f"charset*={charset}", f"charset*0*={charset}; charset*1={charset}"):
        odd = answer("Дякую").replace(b"text/plain; charset=utf-8", f"{kind}; {field}".encode())
        bounce = reports.standard().replace(b"message/delivery-status", f"{kind}; {field}".encode())
        assert understood(odd).kind in (Kind.REPLY, Kind.STOP)
        assert understood(bounce).kind in Kind


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=200)
def test_whatever_a_stranger_writes_is_fit_for_a_cell(subject: str, body: str) -> None:
    """One line, not long, without control characters or marks that turn the direction of text."""
    coded = base64.b64encode(subject.encode("utf-8", "replace")).decode()
    plain = body.encode("utf-8", "replace").decode()
    reply = understood(answer(plain, f"=?utf-8?b?{coded}?="))
    bounce = understood(reports.standard(status="5.0.0", said=f"smtp; =?utf-8?b?{coded}?="))
    shown = [reply.subject, reply.words, reply.sender, *(failure.said for failure in bounce.failures)]
    for cell in shown:
        assert cell == clean(cell)
        assert len(cell) <= 300
