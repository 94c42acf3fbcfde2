"""Reading the mailbox may break anywhere: then it is read again, and what comes of it is the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from clientsheet.mail import collecting
from clientsheet.mail.base import LinkLost
from clientsheet.mail.collecting import Collector
from clientsheet.mail.imap_client import Fetched, ImapAccount, Place
from clientsheet.mail.imap_names import Folders
from clientsheet.mail.letter import State
from clientsheet.mail.returned import suppressions, take, unrecorded
from tests.returns import reports
from tests.returns.conftest import NOW, Box
from tests.returns.ordinary import ORDINARY
from tests.returns.reports import MARK, answer

MARKS = (MARK, "zyxwvutsrqponmlkjihgfedcba", "a2b3c4d5e6f7a2b3c4d5e6f7a2")


class Breaking:
    """A mailbox whose line breaks after so many answers."""

    def __init__(self, account: ImapAccount, answers: int) -> None:
        self._account, self.left = account, answers

    def _answer(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise LinkLost("cut")

    @property
    def folders(self) -> Folders:
        self._answer()
        return self._account.folders

    def place(self, folder: str) -> Place | None:
        self._answer()
        return self._account.place(folder)

    def first_since(self, folder: str, day: dt.date) -> int:
        self._answer()
        return self._account.first_since(folder, day)

    def newer(
        self, folder: str, uid: int, *, headers: Sequence[str] = (), most: int = 0, until: int = 0
    ) -> Iterator[Fetched]:
        for one in self._account.newer(folder, uid, headers=headers, most=most, until=until):
            self._answer()
            yield one


def filled(box: Box) -> None:
    wrote(box)
    box.gets(ORDINARY[0][1], reports.standard(), answer("Дякую"), ORDINARY[1][1])
    box.gets(answer("", f"unsubscribe {MARKS[1]}", to="").replace(b"<answer@", b"<bye@"))
    box.has_sent(*(f"{reports.letter(mark)}\nHello".encode() for mark in MARKS))


def wrote(box: Box) -> None:
    box.wrote(MARKS[0])
    box.wrote(MARKS[1], to="hanna@example.com", state=State.DRAFTED, subject="Час повторити")
    box.wrote(MARKS[2], to="ivan@example.com", state=State.UNKNOWN, told=False)


def outcome(box: Box) -> object:
    rows = {(row.mark, row.kind, row.address, row.key, row.detail) for row in unrecorded(box.journal)}
    states = dict(box.journal.database.execute("select key, state from letters"))
    return rows, states, {(one.address, one.source) for one in suppressions(box.journal)}


def undisturbed(box: Box) -> object:
    """What the same mailbox comes to for a journal that reads it in one go."""
    for table in ("returned", "suppressed", "mailboxes", "letters"):
        box.journal.database.execute(f"delete from {table}")
    wrote(box)
    box.collect()
    return outcome(box)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_AT_ONCE", 2)


@pytest.mark.usefixtures("small_batches")
def test_a_line_that_breaks_after_any_answer_loses_and_doubles_nothing(box: Box) -> None:
    filled(box)
    seen: Counter[str] = Counter()
    broken = 0
    with ImapAccount.opened(box.config) as account:
        for answers in range(60):
            mailbox = Breaking(account, answers)
            try:
                for kind in Collector(mailbox, box.journal, NOW).collect():
                    seen[kind] += 1
            except LinkLost:
                broken += 1
    assert broken > 5
    assert seen == {"sent": 1, "hard": 1, "reply": 1, "unsubscribe": 1}
    assert outcome(box) == undisturbed(box)


@pytest.mark.usefixtures("small_batches")
def test_a_run_that_dies_before_any_commit_loses_and_doubles_nothing(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between a letter's new state and the row that tells of it there is a moment."""
    filled(box)
    for commits in range(12):
        left = [commits]

        def dying(*given: object, left: list[int] = left) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return take(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(collecting, "take", dying)
        with ImapAccount.opened(box.config) as account:
            try:
                list(Collector(account, box.journal, NOW).collect())
            except KeyboardInterrupt:
                continue
            break
    else:
        pytest.fail("it never came to an end")
    monkeypatch.setattr(collecting, "take", take)
    assert outcome(box) == undisturbed(box)
