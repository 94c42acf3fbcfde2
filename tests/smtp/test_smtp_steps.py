"""The steps of sending: nothing is in doubt before its dot, and nothing is untold after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.letter import Letter, State
from tests.servers.smtp_double import ANY, BREAK, HANG, SmtpDouble, Step
from tests.smtp.shop import SENDER, Shop, Steps, letter


@pytest.fixture(params=["pipelining", "one by one"])
def server(request: pytest.FixtureRequest) -> Iterator[SmtpDouble]:
    with SmtpDouble(pipelining=request.param == "pipelining") as double:
        yield double


def test_every_letter_arrives_once_over_one_connection_with_nobody_else_in_its_envelope(
    server: SmtpDouble, tmp_path: Path
) -> None:
    letters = [letter(number) for number in range(20)]
    steps = Shop(tmp_path, server.port).send(letters)
    assert [(taken.sender, taken.recipients) for taken in server.taken] == [
        (SENDER, (one.recipient,)) for one in letters
    ]
    assert [taken.content for taken in server.taken] == [one.content for one in letters]
    assert set(steps.states.values()) == {State.ACCEPTED}
    assert server.connections == 1


def test_a_letter_is_in_doubt_on_record_before_its_dot_and_the_server_has_nothing_then(
    server: SmtpDouble, tmp_path: Path
) -> None:
    class Watching(Steps):
        def in_doubt(self, letter: Letter) -> None:
            super().in_doubt(letter)
            assert len(server.taken) == len(self.receipts)

    shop = Shop(tmp_path, server.port)
    shop.steps = Watching()
    shop.send(letter(number) for number in range(3))
    assert shop.steps.told == [
        (f"c{number}", state) for number in range(3) for state in (State.IN_DOUBT, State.ACCEPTED)
    ]


def test_the_words_of_the_server_are_kept(server: SmtpDouble, tmp_path: Path) -> None:
    steps = Shop(tmp_path, server.port).send([letter(1)])
    assert steps.receipts["c1"].reply == "250 2.0.0 Ok: queued as 0000000001"


@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DATA])
def test_a_link_that_breaks_in_the_envelope_leaves_the_letter_untouched(
    server: SmtpDouble, tmp_path: Path, step: Step
) -> None:
    shop = Shop(tmp_path, server.port)
    server.script(step, BREAK)
    shop.send([letter(1)])
    assert isinstance(shop.stopped, LinkLost)
    assert shop.steps.told == []
    assert server.taken == []


@pytest.mark.parametrize("step", [Step.BODY, Step.DOT])
def test_a_link_that_breaks_before_the_server_has_the_letter_leaves_it_untouched_or_in_doubt(
    server: SmtpDouble, tmp_path: Path, step: Step
) -> None:
    shop = Shop(tmp_path, server.port)
    server.script(step, BREAK)
    shop.send([letter(1)])
    assert isinstance(shop.stopped, LinkLost)
    assert set(shop.steps.states.values()) <= {State.IN_DOUBT}
    assert server.taken == []


@pytest.mark.parametrize("reply", [BREAK, HANG, "421 4.3.0 going down"])
def test_a_letter_whose_answer_never_came_stays_in_doubt_and_is_not_sent_again(
    server: SmtpDouble, tmp_path: Path, reply: str
) -> None:
    shop = Shop(tmp_path, server.port)
    server.script(Step.REPLY, reply)
    shop.send([letter(1), letter(2)])
    assert isinstance(shop.stopped, LinkLost)
    assert shop.steps.told == [("c1", State.IN_DOUBT)]
    assert len(server.taken) == 1


def test_one_refused_recipient_is_that_letters_end_and_no_other_letters(server: SmtpDouble, tmp_path: Path) -> None:
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="client2@example.test")
    server.script(Step.RCPT, "452 4.2.2 full", recipient="client3@example.test")
    server.script(Step.DOT, "554 5.7.1 spam", recipient="client4@example.test")
    server.script(Step.DATA, "451 4.7.1 later", recipient="client5@example.test")
    steps = Shop(tmp_path, server.port).send(letter(number) for number in range(1, 7))
    assert steps.states == {
        "c1": State.ACCEPTED,
        "c2": State.REJECTED,
        "c3": State.RETRY,
        "c4": State.RETRY,
        "c5": State.RETRY,
        "c6": State.ACCEPTED,
    }
    assert [steps.receipts[name].policy for name in ("c2", "c3", "c4", "c5")] == [False, False, True, False]
    assert steps.receipts["c2"].reply == "550 5.1.1 no such user"
    assert server.connections == 1


@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DOT])
def test_a_quota_ends_the_run_and_no_letter_has_left_for_it(server: SmtpDouble, tmp_path: Path, step: Step) -> None:
    server.script(step, "550 5.4.5 Daily user sending limit exceeded", times=ANY)
    shop = Shop(tmp_path, server.port)
    steps = shop.send([letter(1), letter(2)])
    assert isinstance(shop.stopped, AccountStopped)
    assert shop.stopped.key == "delivery.smtp.quota"
    assert shop.stopped.wait
    assert steps.states == {"c1": State.PLANNED}
    assert server.taken == []


def test_a_door_that_is_shut_for_now_is_another_try_and_one_that_is_shut_for_us_is_not(
    server: SmtpDouble, tmp_path: Path
) -> None:
    shop = Shop(tmp_path, server.port)
    server.script(Step.CONNECT, "421 4.3.2 busy")
    shop.send([letter(1)])
    assert isinstance(shop.stopped, LinkLost)
    server.script(Step.CONNECT, "554 5.7.1 you are on a list")
    shop.send([letter(1)])
    assert isinstance(shop.stopped, AccountStopped)
    assert shop.stopped.key == "delivery.smtp.door"


def test_a_connection_that_the_server_ended_between_letters_is_made_anew(server: SmtpDouble, tmp_path: Path) -> None:
    def letters() -> Iterator[Letter]:
        yield letter(1)
        server.script(Step.MAIL, "421 4.4.2 idle for too long")
        yield letter(2)

    shop = Shop(tmp_path, server.port)
    steps = shop.send(letters())
    assert shop.stopped is None
    assert steps.states == {"c1": State.ACCEPTED, "c2": State.ACCEPTED}
    assert server.connections == 2


def test_nobody_there_is_a_lost_link_and_no_letter_is_touched(tmp_path: Path) -> None:
    from tests.servers.needs import free_port

    shop = Shop(tmp_path, free_port())
    shop.send([letter(1)])
    assert isinstance(shop.stopped, LinkLost)
    assert shop.steps.told == []


def test_without_letters_nobody_is_called(server: SmtpDouble, tmp_path: Path) -> None:
    Shop(tmp_path, server.port).send([])
    assert server.connections == 0


def test_a_log_that_cannot_write_keeps_the_letter_from_leaving(server: SmtpDouble, tmp_path: Path) -> None:
    class Full(Steps):
        def in_doubt(self, letter: Letter) -> None:
            raise OSError(28, "No space left on device")

    shop = Shop(tmp_path, server.port)
    shop.steps = Full()
    with pytest.raises(OSError, match="No space"):
        shop.send([letter(1)])
    assert server.taken == []


# -- the archive


def test_the_archive_has_every_letter_from_the_same_envelope(server: SmtpDouble, tmp_path: Path) -> None:
    Shop(tmp_path, server.port, smtp={"archive": "archive@example.test"}).send([letter(1)])
    assert [taken.recipients for taken in server.taken] == [("client1@example.test", "archive@example.test")]


def test_a_letter_that_its_recipient_refuses_does_not_get_into_the_archive(server: SmtpDouble, tmp_path: Path) -> None:
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="client1@example.test")
    shop = Shop(tmp_path, server.port, smtp={"archive": "archive@example.test"})
    steps = shop.send([letter(1), letter(2)])
    assert steps.states == {"c1": State.REJECTED, "c2": State.ACCEPTED}
    assert [taken.recipients[0] for taken in server.taken] == ["client2@example.test"]


def test_an_archive_that_refuses_stops_the_sending_and_marks_no_client_bad(server: SmtpDouble, tmp_path: Path) -> None:
    server.script(Step.RCPT, "550 5.1.1 no such user", recipient="archive@example.test")
    shop = Shop(tmp_path, server.port, smtp={"archive": "archive@example.test"})
    shop.send([letter(1)])
    assert isinstance(shop.stopped, AccountStopped)
    assert shop.stopped.key == "delivery.smtp.archive"
    assert shop.steps.told == []
    assert server.taken == []


# -- the message itself

bodies = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from([b".", b"..", b"\r\n", b"\n", b"\r", b"QUIT", b"a", b".\r\n.\r\n", b"\n.\n"])).map(
        b"".join
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(bodies, min_size=1, max_size=4))
def test_whatever_a_letter_holds_it_is_one_letter_and_arrives_as_it_is(
    server: SmtpDouble, tmp_path: Path, contents: list[bytes]
) -> None:
    import re

    server.taken.clear()
    Shop(tmp_path, server.port).send(letter(number, body=body) for number, body in enumerate(contents))
    sent = [re.sub(rb"\r\n|\r|\n", b"\r\n", letter(number, body=body).content) for number, body in enumerate(contents)]
    assert [taken.content.removesuffix(b"\r\n") for taken in server.taken] == [
        content.removesuffix(b"\r\n") for content in sent
    ]
