"""No letter twice and none forgotten, whichever step dies and whatever is lost."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from salon import HER_VISIT, MARINA, Salon, mailing, salon

from clientsheet.errors import TryLater, WrongUse
from clientsheet.jobs import mail
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State

NOTHING = {"drafted": 0, "sent": 0, "refused": 0, "unknown": 0, "left_out": 0}
PHONE_ONLY = MARINA | {"id": 2, "name": "Іван Петренко", "email": None, "phone": "+380501112233"}
HIS_VISIT = HER_VISIT | {"client": 2}


def test_the_second_sync_drafts_nothing_and_writes_nothing(tmp_path: Path) -> None:
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT])
    first = shop.sync()
    assert first.counts == NOTHING | {"drafted": 2}
    assert [row["channel"] for row in first.history] == ["e-mail", "телефон"]
    assert {row["kind"] for row in first.history} == {"чернетка"}
    before = {path: path.read_bytes() for path in (tmp_path / "drafts").iterdir()}
    journal = (tmp_path / ".clientsheet" / "journal.sqlite3").stat().st_mtime_ns
    second = shop.sync()
    assert second.counts == NOTHING
    assert second.history == ()
    assert second.mailings == first.mailings
    assert {path: path.read_bytes() for path in (tmp_path / "drafts").iterdir()} == before
    assert (tmp_path / ".clientsheet" / "journal.sqlite3").stat().st_mtime_ns == journal


def test_a_lost_journal_drafts_nothing_again(tmp_path: Path) -> None:
    """The history tab says what went out; nothing of ours changes for the loss."""
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT])
    first = shop.sync()
    shop.lose_the_journal()
    (tmp_path / "drafts").rename(tmp_path / "elsewhere")
    second = shop.sync()
    assert second.counts == NOTHING
    assert second.history == ()
    assert second.mailings == first.mailings
    assert not shop.drafts()


def test_a_draft_that_the_owner_sent_is_one_letter_in_the_history_though_it_has_two_rows(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    told = shop.sync().mailings
    row = shop.rows["history"][-1]
    shop.rows["history"].append(dict(row) | {"kind": "лист", "summary": "чернетку надіслано"})
    shop.lose_the_journal()
    again = shop.sync()
    assert (again.counts, again.mailings) == (NOTHING, told)


def test_a_mailing_with_another_name_writes_nobody_a_second_time(tmp_path: Path) -> None:
    """The name is part of a letter's key, and the owner's to change."""
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT])
    assert shop.sync().counts["drafted"] == 2
    for row in shop.rows["mailings"]:
        row["name"] = f"Нова {row['name']}"
    assert shop.sync().counts["drafted"] == 0
    assert {out.reason for out in shop.plan().left_out} == {"already-written"}


def test_a_new_mailing_beside_a_deleted_one_writes_on_its_own_days(tmp_path: Path) -> None:
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT])
    assert shop.sync().counts["drafted"] == 2
    shop.rows["mailings"] = [mailing("repeat_visit", name="Ще раз", offset=3)]
    shop.today += dt.timedelta(3)
    assert shop.sync().counts["drafted"] == 2


def test_a_lost_journal_and_a_new_day_draft_only_what_is_new(tmp_path: Path) -> None:
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT | {"date": dt.date(2026, 2, 17)}])
    assert shop.sync().counts["drafted"] == 1
    shop.lose_the_journal()
    shop.today = dt.date(2026, 4, 7)
    delivered = shop.sync()
    assert [row["client"] for row in delivered.history] == ["2"]


def test_a_journal_lost_on_the_same_day_keeps_the_page_of_the_morning(tmp_path: Path) -> None:
    """The page tells of letters that nobody remembers: the next goes beside it."""
    shop = salon(tmp_path)
    morning = shop.sync().page
    assert morning is not None
    shop.lose_the_journal()
    shop.rows["clients"].append(PHONE_ONLY)
    shop.rows["visits"].append(HIS_VISIT)
    evening = shop.sync().page
    assert evening is not None
    assert evening.name == "Контакти 2026-04-06 (2).html"
    assert "Марина" in morning.read_text("utf-8")


def test_the_page_of_the_day_grows_with_the_day(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.sync()
    shop.rows["clients"].append(PHONE_ONLY)
    shop.rows["visits"].append(HIS_VISIT)
    page = shop.sync().page
    assert page is not None
    assert page.read_text("utf-8").count("<article") == 2
    assert len(list(page.parent.glob("*.html"))) == 1


def test_a_draft_the_owner_deleted_does_not_come_back(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.sync()
    shop.drafts()[0].unlink()
    shop.sync()
    assert not shop.drafts()


def test_history_rows_are_offered_until_they_stand_in_the_tab(tmp_path: Path) -> None:
    """The workbook was open in Excel: the draft lies there, its row comes with the next run, once."""
    shop = salon(tmp_path)
    first = shop.sync(written=False)
    second = shop.sync()
    third = shop.sync()
    assert first.history == second.history
    assert third.history == ()
    assert len(shop.rows["history"]) == 1
    assert len(shop.drafts()) == 1


def test_rows_written_before_the_program_could_say_so_are_not_written_again(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    delivered = shop.sync(written=False)
    shop.rows["history"] = [dict(row) for row in delivered.history]
    assert shop.sync().history == ()
    with Journal.open(tmp_path / ".clientsheet") as journal:
        assert not journal.unrecorded()


def test_a_key_that_changed_with_the_first_ids_is_not_a_new_letter(tmp_path: Path) -> None:
    """Without ids a client is known by phone; ids come, the journal goes: still the same letter."""
    shop = salon(tmp_path, [MARINA | {"id": None}], [HER_VISIT | {"client": "+380674545451"}])
    for row in shop.rows["clients"]:
        row.pop("id")
    assert shop.sync().history[0]["client"] == "+380674545451"
    shop.rows["clients"][0]["id"] = 1
    shop.lose_the_journal()
    assert shop.sync().counts["drafted"] == 0


def test_a_history_of_the_owners_own_making_is_enough_to_remember_by(tmp_path: Path) -> None:
    """It has no column for the mailing or the letter's mark: a contact since the day it fell due counts."""
    shop = salon(tmp_path, history=[{"at": dt.datetime(2026, 1, 5), "client": 1, "subject": "Дзвонили"}])
    shop.sync()
    shop.rows["history"] = [{name: row[name] for name in ("at", "client", "subject")} for row in shop.rows["history"]]
    shop.lose_the_journal()
    assert shop.sync().counts["drafted"] == 0


def test_sorting_and_renaming_make_no_letter(tmp_path: Path) -> None:
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT])
    shop.sync()
    shop.rows["clients"].reverse()
    shop.rows["clients"][1]["name"] = "Марина Нова"
    assert shop.sync().counts == NOTHING


def test_the_next_visit_makes_the_next_letter(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    shop.sync()
    shop.rows["visits"].append(HER_VISIT | {"date": dt.date(2026, 4, 10)})
    shop.today = dt.date(2026, 6, 1)
    assert [row["client"] for row in shop.sync().history] == ["1"]


def test_a_dry_run_says_the_same_and_leaves_nothing(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    dry = shop.deliver(shop.workspace(), dry_run=True)
    assert list(tmp_path.iterdir()) == []
    real = shop.sync()
    assert (dry.counts, dry.history, dry.mailings) == (real.counts, real.history, real.mailings)


def test_mail_draft_leaves_its_history_rows_to_sync(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    assert mail.draft(shop.workspace()).counts["drafted"] == 1
    delivered = shop.sync()
    assert delivered.counts["drafted"] == 0
    assert len(delivered.history) == 1


def test_a_damaged_journal_stops_the_letters(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    (tmp_path / ".clientsheet").mkdir()
    (tmp_path / ".clientsheet" / "journal.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(WrongUse):
        shop.sync()
    assert not shop.drafts()


def test_a_journal_damaged_further_down_stops_the_letters_as_well(tmp_path: Path) -> None:
    """SQLite finds that out when it reads there."""
    shop = salon(tmp_path, [MARINA, PHONE_ONLY], [HER_VISIT, HIS_VISIT])
    shop.sync()
    file = tmp_path / ".clientsheet" / "journal.sqlite3"
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * (file.stat().st_size - 4096))
    with pytest.raises(WrongUse):
        shop.sync()


def test_a_journal_that_cannot_be_opened_now_is_tried_later(tmp_path: Path) -> None:
    (tmp_path / ".clientsheet" / "journal.sqlite3").mkdir(parents=True)
    with pytest.raises(TryLater):
        salon(tmp_path).sync()


def test_a_frozen_letter_is_what_goes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the journal and the folder: the next run delivers the letter as it was planned."""
    shop = salon(tmp_path)
    with dying(monkeypatch, at=2):
        shop.sync()
    with Journal.open(tmp_path / ".clientsheet") as journal:
        (waiting,) = journal.pending()
        entry = journal.entry(waiting.letter.key)
    assert entry is not None
    shop.rows["clients"][0]["name"] = "Інша Назва"
    shop.today += dt.timedelta(1)
    shop.sync()
    assert shop.drafts()[0].read_bytes() == entry.letter.content


class Killed(BaseException):
    """As if by kill -9: nothing of ours gets to tidy up."""


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[None]:
    """Dies at the ``at``-th step that leaves a trace: a commit of the journal, a file put in place. Whatever would
    tidy up on the way out finds nothing that obeys, and what was not committed is gone."""
    steps, dead = 0, False
    opened: list[sqlite3.Connection] = []

    def step() -> None:
        nonlocal steps, dead
        dead = dead or steps == at
        if dead:
            raise Killed
        steps += 1

    replace = Path.replace

    def replacing(self: Path, target: Any) -> Path:
        step()
        return replace(self, target)

    class Connection(sqlite3.Connection):
        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            if statement == "commit" or dead:
                step()
            return super().execute(statement, *values)

    connect = sqlite3.connect

    def connecting(*given: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*given, factory=Connection, **named))
        return opened[-1]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replacing)
        patched.setattr(sqlite3, "connect", connecting)
        with pytest.raises(Killed):
            yield
    for connection in opened:
        connection.close()


@pytest.mark.parametrize("at", range(8))
def test_killed_at_any_step_every_letter_lies_there_exactly_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    shop = salon(tmp_path, [MARINA, PHONE_ONLY, MARINA | {"id": 3, "email": "c3@example.com"}], [HER_VISIT, HIS_VISIT])
    shop.rows["visits"].append(HER_VISIT | {"client": 3})
    with dying(monkeypatch, at):
        shop.sync()
    shop.sync()
    shop.sync()
    assert len(shop.drafts()) == 2
    assert len(shop.rows["history"]) == 3
    assert len(list((tmp_path / "drafts").glob("*.html"))) == 1
    with Journal.open(tmp_path / ".clientsheet") as journal:
        assert {entry.state for entry in journal.entries()} == {State.DRAFTED}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["sync", "die before writing", "lose journal", "next day", "sort"]), max_size=12))
def test_whatever_happens_each_letter_is_written_once(
    tmp_path_factory: pytest.TempPathFactory, story: list[str]
) -> None:
    """Any order of syncs, crashes before the workbook is written, losses and days: three clients, three letters, and
    a second sync right after one has nothing to write. (A fourth lives with the first and is spoken to with her.)"""
    shop = salon(
        tmp_path_factory.mktemp("salon"),
        [MARINA, PHONE_ONLY, MARINA | {"id": 3, "name": "Ольга", "email": "c3@example.com"}, MARINA | {"id": 4}],
        [HER_VISIT, HIS_VISIT, HER_VISIT | {"client": 3, "date": dt.date(2026, 2, 17)}, HER_VISIT | {"client": 4}],
        mailings=[mailing("repeat_visit", daily_limit=2)],
    )
    for event in [*story, "next day", "next day", "sync", "next day", "sync"]:
        _happens(shop, event)
    keys = [row["message_id"] for row in shop.rows["history"]]
    assert len(keys) == len(set(keys)) == 3


def _happens(shop: Salon, event: str) -> None:
    if event == "sync":
        first, again = shop.sync(), shop.sync()
        assert again.mailings == first.mailings
        assert again.counts == first.counts | {"drafted": 0}
    elif event == "die before writing":
        shop.sync(written=False)
        shop.sync()
    elif event == "next day":
        shop.today += dt.timedelta(1)
    elif event == "sort":
        shop.rows["clients"].reverse()
    elif (shop.folder / ".clientsheet").exists():
        shop.lose_the_journal()
