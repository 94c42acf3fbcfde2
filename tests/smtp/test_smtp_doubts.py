"""Letters in doubt: who says that one was taken, who may say that it was not, and who must keep silent."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.mail.base import Answer, LinkLost
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, State
from clientsheet.mail.mta_log import MtaLog
from clientsheet.mail.smtp_doubts import Doubts
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.smtp_double import BREAK, SmtpDouble, Step
from tests.smtp.shop import SENDER, Shop, letter, message_id

HEAD = "Nov 22 06:44:37 mx postfix/"


def line(program: str, queue_id: str, said: str) -> str:
    return f"{HEAD}{program}[77]: {queue_id}: {said}\n"


def began(number: int, queue_id: str = "4CDCE2283C7") -> str:
    return line("cleanup", queue_id, f"message-id={message_id(number)}")


def complete(queue_id: str = "4CDCE2283C7") -> str:
    return line("qmgr", queue_id, f"from=<{SENDER}>, size=517, nrcpt=1 (queue active)")


def client(queue_id: str = "4CDCE2283C7") -> str:
    return line("smtpd", queue_id, "client=unknown[127.0.0.1]")


CONNECT = f"{HEAD}smtpd[77]: connect from unknown[127.0.0.1]\n"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "state") as opened:
        yield opened


@pytest.fixture
def asked(tmp_path: Path, journal: Journal) -> Callable[..., Mapping[str, Answer]]:
    """What the log says of letter 1, where it held ``before`` when the run began."""

    def ask(after: str, before: str = "") -> Mapping[str, Answer]:
        path = tmp_path / "mail.log"
        path.write_text(before)
        log = MtaLog(path, journal)
        log.begin(doubts=False)
        with path.open("a") as file:
            file.write(after)
        return {key.split("/")[1]: answer for key, answer in log([letter(1)]).items()}

    return ask


# -- the log of Postfix


def test_a_letter_whose_queue_file_is_complete_was_taken(asked: Callable[..., Mapping[str, Answer]]) -> None:
    assert asked(CONNECT + client() + began(1) + complete()) == {"c1": Answer.TAKEN}


def test_a_letter_that_was_being_read_only_was_not_taken(asked: Callable[..., Mapping[str, Answer]]) -> None:
    assert asked(CONNECT + client() + began(1)) == {"c1": Answer.ABSENT}


def test_a_letter_that_never_got_there_was_not_taken(asked: Callable[..., Mapping[str, Answer]]) -> None:
    assert asked(CONNECT) == {"c1": Answer.ABSENT}


def test_a_queue_id_that_was_given_again_says_nothing_of_who_had_it_before(
    asked: Callable[..., Mapping[str, Answer]],
) -> None:
    assert asked(CONNECT + client() + began(1) + client() + began(2) + complete()) == {"c1": Answer.ABSENT}
    assert asked(CONNECT + complete() + client() + began(1)) == {"c1": Answer.ABSENT}


def test_a_second_try_that_got_through_counts(asked: Callable[..., Mapping[str, Answer]]) -> None:
    again = "5555E2283C7"
    log = CONNECT + client() + began(1) + client(again) + began(1, again) + complete(again)
    assert asked(log) == {"c1": Answer.TAKEN}


def test_lines_of_others_between_change_nothing(asked: Callable[..., Mapping[str, Answer]]) -> None:
    other = "AAAAE2283C7"
    log = CONNECT + client() + client(other) + began(1) + began(2, other) + complete(other)
    assert asked(log) == {"c1": Answer.ABSENT}
    assert asked(log + complete()) == {"c1": Answer.TAKEN}


def test_an_id_that_only_begins_alike_is_another_letter(asked: Callable[..., Mapping[str, Answer]]) -> None:
    longer = line("cleanup", "4CDCE2283C7", f"message-id={message_id(1).replace('<', '<x')}")
    assert asked(CONNECT + client() + longer + complete()) == {"c1": Answer.ABSENT}


def test_a_log_that_nobody_writes_to_any_longer_says_nothing_of_what_it_does_not_hold(
    asked: Callable[..., Mapping[str, Answer]],
) -> None:
    assert asked("", before=CONNECT) == {}
    assert asked("", before=CONNECT + client() + began(1) + complete()) == {"c1": Answer.TAKEN}


def test_a_log_that_is_not_there_or_empty_says_nothing(tmp_path: Path, journal: Journal) -> None:
    log = MtaLog(tmp_path / "none.log", journal)
    log.begin(doubts=False)
    assert log([letter(1)]) == {}
    (tmp_path / "none.log").write_text(CONNECT)
    assert log([letter(1)]) == {}
    (tmp_path / "none.log").write_text("")
    assert log([letter(1)]) == {}


def test_a_log_that_was_put_aside_overnight_is_still_read(tmp_path: Path, journal: Journal) -> None:
    path = tmp_path / "mail.log"
    path.write_text(CONNECT)
    log = MtaLog(path, journal)
    log.begin(doubts=False)
    with path.open("a") as file:
        file.write(CONNECT + client() + began(1) + complete() + client() + began(2))
    path.rename(tmp_path / "mail.log.1")
    path.write_text(CONNECT)
    assert set(log([letter(1), letter(2)]).values()) == {Answer.TAKEN, Answer.ABSENT}


def test_a_log_that_was_thrown_away_overnight_says_nothing_of_what_it_no_longer_holds(
    tmp_path: Path, journal: Journal
) -> None:
    path = tmp_path / "mail.log"
    path.write_text(CONNECT * 9)
    log = MtaLog(path, journal)
    log.begin(doubts=False)
    shutil.copy(path, tmp_path / "kept")
    path.unlink()
    path.write_text(CONNECT)
    assert log([letter(1)]) == {}


def test_a_later_run_keeps_the_place_that_the_doubts_of_an_earlier_one_need(tmp_path: Path, journal: Journal) -> None:
    path = tmp_path / "mail.log"
    path.write_text("")
    log = MtaLog(path, journal)
    log.begin(doubts=False)
    path.write_text(CONNECT)
    log.begin(doubts=True)
    assert log([letter(1)]) == {letter(1).key: Answer.ABSENT}


def test_a_connection_that_serves_a_second_turn_is_covered_too(tmp_path: Path) -> None:
    log = tmp_path / "mail.log"
    log.touch()
    with SmtpDouble(log=log) as server:
        shop = Shop(tmp_path, server.port, smtp={"log": str(log)})
        with closing(shop.transport()) as transport:
            transport.hand_over(iter([letter(1)]), shop.steps)
            server.script(Step.DOT, BREAK)
            with pytest.raises(LinkLost):
                transport.hand_over(iter([letter(2)]), shop.steps)
            answers = transport.ask([letter(2)])
    assert shop.steps.states == {"c1": State.ACCEPTED, "c2": State.IN_DOUBT}
    assert answers == {letter(2).key: Answer.ABSENT}


# -- a real Postfix


def test_a_real_postfix_tells_a_letter_it_took_from_one_that_broke_off_before_its_dot(tmp_path: Path) -> None:
    with Postfix() as server:
        shop = Shop(tmp_path, server.port, smtp={"log": str(server.log_file)})
        steps = shop.send([letter(1)])
        assert steps.states == {"c1": State.ACCEPTED}
        _break_off(server.port, letter(2))
        server.settle()
        _until(lambda: message_id(2) in server.log and "lost connection after" in server.log)
        answers = shop.transport().ask([letter(1), letter(2), letter(3)])
    assert answers == {
        letter(1).key: Answer.TAKEN,
        letter(2).key: Answer.ABSENT,
        letter(3).key: Answer.ABSENT,
    }


def _break_off(port: int, one: Letter) -> None:
    """As far as the dot, by hand, with more than a server keeps in its buffers."""
    with socket.create_connection(("127.0.0.1", port)) as link:
        words = link.makefile("rb")
        words.readline()
        for said in (f"EHLO x\r\nMAIL FROM:<{SENDER}>\r\nRCPT TO:<{one.recipient}>\r\nDATA\r\n".encode(),):
            link.sendall(said)
            while not words.readline().startswith(b"354"):
                pass
        link.sendall(one.content + b"x" * 70 + b"\r\n")
        link.sendall((b"x" * 70 + b"\r\n") * 2000)


def _until(holds: Callable[[], bool]) -> None:
    import time

    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# -- the copies in the mailbox

ARCHIVE = "archive@example.test"


def _with_mailbox(folder: Path, boxes: Dovecot, port: int = 25) -> Shop:
    password = folder / "password"
    password.write_text("secret")
    password.chmod(0o600)
    imap = {
        "host": "127.0.0.1",
        "port": boxes.imap,
        "security": "none",
        "username": ARCHIVE,
        "password": f"file:{password}",
    }
    return Shop(folder, port, smtp={"archive": ARCHIVE}, imap=imap)


MORNING = dt.datetime(2026, 4, 5, 10)


def _journalled(shop: Shop, letters: Sequence[Letter], state: State, at: dt.datetime = MORNING) -> None:
    """As after a run."""
    shop.journal.plan(letters, at)
    shop.journal.database.executemany(
        "update letters set state = ?, at = ?, reply = '250 2.0.0 Ok' where key = ?",
        [(state, at.isoformat(), one.key) for one in letters],
    )


def test_a_letter_of_which_a_copy_lies_in_the_mailbox_was_taken(tmp_path: Path) -> None:
    with Dovecot() as boxes:
        shop = _with_mailbox(tmp_path, boxes)
        boxes.deliver(ARCHIVE, letter(1).content)
        boxes.append(ARCHIVE, "Sent", letter(2).content)
        boxes.append(ARCHIVE, "Drafts", letter(3).content)
        answers = shop.transport().ask([letter(1), letter(2), letter(3)])
    assert answers == {letter(1).key: Answer.TAKEN, letter(2).key: Answer.TAKEN}


def test_a_missing_copy_is_proof_only_where_the_copies_of_the_letters_about_then_all_came(tmp_path: Path) -> None:
    with Dovecot() as boxes:
        shop = _with_mailbox(tmp_path, boxes)
        _journalled(shop, [letter(3)], State.IN_DOUBT)
        boxes.deliver(ARCHIVE, letter(1).content)
        assert shop.transport().ask([letter(3)]) == {}
        _journalled(shop, [letter(1), letter(2)], State.ACCEPTED)
        assert shop.transport().ask([letter(3)]) == {}
        boxes.deliver(ARCHIVE, letter(2).content)
        assert shop.transport().ask([letter(3)]) == {letter(3).key: Answer.ABSENT}


def test_copies_that_are_still_under_way_do_not_spoil_the_proof_of_those_before_the_doubt(tmp_path: Path) -> None:
    with Dovecot() as boxes:
        shop = _with_mailbox(tmp_path, boxes)
        _journalled(shop, [letter(1)], State.ACCEPTED)
        _journalled(shop, [letter(3)], State.IN_DOUBT)
        _journalled(shop, [letter(2)], State.ACCEPTED, MORNING + dt.timedelta(minutes=1))
        boxes.deliver(ARCHIVE, letter(1).content)
        assert shop.transport().ask([letter(3)]) == {letter(3).key: Answer.ABSENT}


def test_of_a_letter_that_the_journal_does_not_know_no_missing_copy_says_anything(tmp_path: Path) -> None:
    with Dovecot() as boxes:
        shop = _with_mailbox(tmp_path, boxes)
        _journalled(shop, [letter(1)], State.ACCEPTED)
        boxes.deliver(ARCHIVE, letter(1).content)
        assert shop.transport().ask([letter(1), letter(3)]) == {letter(1).key: Answer.TAKEN}


def test_the_archive_of_a_real_postfix_settles_what_broke_off_on_either_side_of_the_dot(tmp_path: Path) -> None:
    with Dovecot() as boxes, Postfix(lmtp=boxes.lmtp) as server:
        shop = _with_mailbox(tmp_path, boxes, server.port)
        sent = [letter(number) for number in range(1, 4)]
        assert set(shop.send(sent).states.values()) == {State.ACCEPTED}
        server.settle()
        _journalled(shop, sent, State.ACCEPTED)
        _journalled(shop, [letter(4)], State.IN_DOUBT)
        with SmtpDouble() as other:
            other.script(Step.DOT, BREAK)
            lost = Shop(tmp_path / "other", other.port)
            assert lost.send([letter(4)]).states == {"c4": State.IN_DOUBT}
        answers = shop.transport().ask([letter(1), letter(4)])
    assert answers == {letter(1).key: Answer.TAKEN, letter(4).key: Answer.ABSENT}


def test_a_mailbox_that_cannot_be_asked_now_is_asked_later(tmp_path: Path) -> None:
    boxes = Dovecot()
    with boxes:
        shop = _with_mailbox(tmp_path, boxes)
    with pytest.raises(LinkLost):
        shop.transport().ask([letter(1)])


# -- several sources together

answers = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(list(Answer)))


@given(st.lists(answers, max_size=3))
def test_taken_by_one_is_taken_and_nothing_is_said_that_nobody_said(said: list[dict[str, Answer]]) -> None:
    found = Doubts(tuple((lambda letters, told=told: told) for told in said)).ask([letter(1)])
    for key in ("a", "b", "c"):
        voices = {told[key] for told in said if key in told}
        assert found.get(key) == (Answer.TAKEN if Answer.TAKEN in voices else Answer.ABSENT if voices else None)


def test_while_one_cannot_be_asked_what_the_others_do_not_know_stays_in_doubt() -> None:
    def silent(letters: Sequence[Letter]) -> Mapping[str, Answer]:
        raise LinkLost("nobody there")

    def knows_first(letters: Sequence[Letter]) -> Mapping[str, Answer]:
        return {letter(1).key: Answer.TAKEN}

    both = Doubts((silent, knows_first))
    assert both.ask([letter(1)]) == {letter(1).key: Answer.TAKEN}
    with pytest.raises(LinkLost):
        both.ask([letter(1), letter(2)])


def test_what_lies_far_away_is_under_way_longer_than_what_lies_on_this_computer(tmp_path: Path) -> None:
    near = Shop(tmp_path, 25).transport()
    far = Shop(tmp_path, 25, smtp={"host": "smtp.example.test", "security": "tls"}).transport()
    assert near.grace < far.grace
