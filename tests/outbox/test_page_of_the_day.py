"""The page to look a day's drafts through: written whenever drafts were made, also when the run died before it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from scripted import Hands, Killed, OtherEnd, Scripted, letter, opening

from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry
from clientsheet.mail.outbox import Posted, post


class Shown(Scripted):
    """``pages``: the day and the keys of each page. ``dies``: the process is killed as it writes one."""

    def __init__(self) -> None:
        super().__init__(OtherEnd(), iter(()), drafts=True)
        self.pages: list[tuple[dt.date, list[str]]] = []
        self.dies = False

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        if self.dies:
            self.kill()
            raise Killed
        self.pages.append((day, [entry.letter.key for entry in delivered]))
        return Path("page.html")


def test_the_page_tells_of_the_whole_day_and_is_written_only_when_there_is_news(tmp_path: Path) -> None:
    hands, shown = Hands(), Shown()
    with Journal.open(tmp_path) as journal:
        for numbers in ([1, 2], [], [3]):
            hands.at += dt.timedelta(minutes=5)
            posted = post(journal, [letter(n) for n in numbers], opening(shown), hands.clock)
            assert posted.page == (Path("page.html") if numbers else None)
    assert [keys for _, keys in shown.pages] == [
        ["m/1/2026", "m/2/2026"],
        ["m/1/2026", "m/2/2026", "m/3/2026"],
    ]


def test_a_run_killed_before_its_page_leaves_it_to_the_next_even_the_next_day(tmp_path: Path) -> None:
    hands, shown = Hands(), Shown()
    shown.dies = True
    journal = Journal.open(tmp_path)
    shown.kill = journal.close
    with pytest.raises((Killed, sqlite3.ProgrammingError)):
        post(journal, [letter(1)], opening(shown), hands.clock)
    begun, shown.dies = hands.at.date(), False
    hands.at += dt.timedelta(days=1)
    with Journal.open(tmp_path) as journal:
        assert post(journal, [], opening(shown), hands.clock).page
        assert post(journal, [], opening(shown), hands.clock) == Posted()
    assert shown.pages == [(begun, ["m/1/2026"])]
