"""The list of the day in the tasks tab: each task once, whatever the owner, the network and the electricity do."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from salon_card import SALON, TODAY, book

from clientsheet.book.daylist.drawn import drawn
from clientsheet.book.daylist.standing import Standing, rows
from clientsheet.book.shop import Shop
from clientsheet.book.writing.appended import appended
from clientsheet.errors import WrongUse
from clientsheet.jobs import sync, today, undo
from clientsheet.sheet.grid import Raw
from clientsheet.stores.excel.store import ExcelStore
from clientsheet.workspace import Workspace
from tests.emulator.control import Emulator
from tests.google.demo_sheet import sheet_shop
from tests.jobs.demo_salon import Salon

TAB = "Завдання"
DUE, CLIENT, WHAT, DONE, NOTES = 1, 3, 4, 6, 7


def added(workspace: Workspace) -> int | None:
    return today.run(workspace, tasks=True).added


def told(salon: Salon) -> Counter[str]:
    """Whom the tasks are about and what is to be done, each with how often it stands there."""
    sheet = load_workbook(salon.workbook)[TAB]
    return Counter(f"{row[2]} {row[3]}" for row in sheet.iter_rows(min_row=2, values_only=True) if row[3])


def by_the_owner(salon: Salon, does: Callable[[Worksheet], None]) -> None:
    book = load_workbook(salon.workbook)
    does(book[TAB])
    book.save(salon.workbook)


def test_a_second_run_adds_nothing_and_changes_no_byte(salon: Salon) -> None:
    """Nor does one of the next day, but for what falls due then."""
    assert added(salon.workspace()) == 17
    once = salon.digest
    assert added(salon.workspace()) == 0
    assert salon.digest == once
    tomorrow = TODAY + dt.timedelta(1)
    assert added(salon.workspace(tomorrow)) == 1
    assert set(told(salon).values()) == {1}


def test_a_task_says_who_what_and_how_to_reach_them(salon: Salon) -> None:
    """The client as the program knows them, the name in the words, the number in the notes; nothing is ticked."""
    today.run(salon.workspace(), tasks=True)
    sheet = load_workbook(salon.workbook)[TAB]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "1")
    assert row[0] == dt.datetime.combine(TODAY, dt.time())
    assert row[3].startswith("Подзвонити: Марина Коваленко. Повторний візит: фарбування та ботокс")
    assert row[5:7] == (None, "повторний візит 05.04.2026 · +380 50 000 01 37")


def _sorted(sheet: Worksheet) -> None:
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, line in enumerate(sorted(lines, key=lambda line: str(line[3]), reverse=True), 2):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value


def _ticked(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, DONE).value = "так"


def _reworded(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, WHAT).value = f"набрати {row}"


def _noted(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, NOTES).value = f"не бере слухавку! {sheet.cell(row, NOTES).value or ''}"


def _notes_cleared(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, NOTES).value = None


def _put_off(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, DUE).value = TODAY + dt.timedelta(9)


def _named(sheet: Worksheet) -> None:
    """The owner writes the name where the number stood."""
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, CLIENT).value == "1":
            sheet.cell(row, CLIENT).value = "Марина Коваленко"


DEEDS = [_sorted, _ticked, _reworded, _noted, _notes_cleared, _put_off, _named]


@pytest.mark.parametrize("does", DEEDS, ids=lambda does: does.__name__)
def test_the_owner_works_in_the_tab(salon: Salon, does: Callable[[Worksheet], None]) -> None:
    """Sorted, ticked, reworded, remarked on, put off: what stands there is known again."""
    today.run(salon.workspace(), tasks=True)
    by_the_owner(salon, does)
    assert added(salon.workspace()) == 0


LINE = st.tuples(
    st.sampled_from(["stays", "reworded", "cleared"]),
    st.booleans(),
    st.none() | st.dates(TODAY, TODAY + dt.timedelta(60)),
    st.text(max_size=8),
)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_the_owner_makes_of_them(data: st.DataObject) -> None:
    """In any order, ticked or not, put off, one of words and notes rewritten, something typed beside the other."""
    shop = Shop(book())
    wanted = rows(shop, drawn(shop, "uk", Standing(shop)), Standing(shop))
    assert wanted
    lines = [_edited(row, *data.draw(LINE)) for row in data.draw(st.permutations(wanted))]
    heading = ["Дата", "Клієнт", "Що зробити", "Зроблено", "Примітки"]
    later = Shop(book({**SALON, "Завдання": [heading, *SALON["Завдання"][1:], *lines]}))
    assert rows(later, drawn(later, "uk", Standing(later)), Standing(later)) == []


def _edited(row: Mapping[str, Raw], words: str, done: bool, put_off: dt.date | None, beside: str) -> list[Raw]:
    what, notes = row["what"], f"{beside} {row['notes']}"
    if words == "reworded":
        what = "набрати ще раз"
    elif words == "cleared":
        notes = beside
    return [put_off or row["due"], row["client"], what, "так" if done else None, notes]


def test_what_is_done_leaves_the_list(salon: Salon) -> None:
    """A tick is a word: the client is not called again for it."""
    assert today.run(salon.workspace(), tasks=True).listed.section("call")
    by_the_owner(salon, _ticked)
    assert today.run(salon.workspace()).listed.section("call") == ()


def test_what_is_put_off_is_back_on_its_day(salon: Salon) -> None:
    """The owner moved the task to a later day, and means it."""
    before = {line.client for line in today.run(salon.workspace(), tasks=True).listed.section("call")}
    by_the_owner(salon, _put_off)
    assert {line.client for line in today.run(salon.workspace()).listed.section("call")} == set()
    later = today.run(salon.workspace(TODAY + dt.timedelta(9))).listed.section("call")
    assert before <= {line.client for line in later}


def test_a_task_of_ours_is_no_second_reason(salon: Salon) -> None:
    """The occasion stands on the list once, with or without its task; a task whose client came since is gone."""
    without = today.run(salon.workspace()).listed
    today.run(salon.workspace(), tasks=True)
    again = today.run(salon.workspace()).listed
    assert [(line.client, line.matters) for line in again.lines] == [
        (line.client, line.matters) for line in without.lines
    ]
    visit = {"date": TODAY, "client": "Марина Коваленко", "service": "Стрижка жіноча"}
    came = Shop(appended(salon.workspace().read(), "visits", [visit]))
    assert "1" not in {line.client for line in drawn(came, "uk", Standing(came)).lines}


def test_next_year_is_another_birthday(salon: Salon) -> None:
    """The same words about another day are another task."""
    today.run(salon.workspace(), tasks=True)
    by_the_owner(salon, _notes_cleared)
    later = today.run(salon.workspace(TODAY.replace(year=2027)), tasks=True)
    assert "2" in {line.client for line in later.listed.section("congratulate")}
    sheet = load_workbook(salon.workbook)[TAB]
    notes = [str(row[6]) for row in sheet.iter_rows(values_only=True) if row[2] == "2"]
    assert sum("день народження 06.04.2027" in note for note in notes) == 1


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_task_is_known_in_every_language(language: str) -> None:
    """The words of a workbook may be turned into another language."""
    shop = Shop(book({**SALON, "Завдання": [["Дата", "Клієнт", "Що зробити", "Примітки"], [None, 99, "щось", None]]}))
    listed = drawn(shop, "uk", Standing(shop))
    marked = Shop(appended(replace(shop.book, language="uk"), "tasks", _in(language, shop)))
    assert rows(marked, listed, Standing(marked)) == []


def _in(language: str, shop: Shop) -> list[dict[str, object]]:
    spoken = Shop(replace(shop.book, language=language))
    found = rows(spoken, drawn(spoken, language, Standing(spoken)), Standing(spoken))
    return [{**row, "what": "…"} for row in found]


def test_two_machines_add_each_task_once(salon: Salon) -> None:
    """Another state folder knows nothing of the first run, and need not."""
    assert added(salon.workspace()) == 17
    shutil.rmtree(salon.state)
    assert added(salon.workspace()) == 0


def test_two_machines_at_the_same_moment(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that comes second finds the workbook changed, reads it again, and has nothing to add."""
    really, done = ExcelStore.apply, []

    def apply(store: ExcelStore, *asked: object) -> object:
        if not done:
            done.append(True)
            other = Workspace.open(salon.folder / "config.yaml", today=TODAY, now=dt.datetime(2026, 4, 6, 9))
            other.config.__dict__["state"] = "elsewhere"
            done.append(added(other))
        return really(store, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(ExcelStore, "apply", apply)
    assert added(salon.workspace()) == 0
    assert done == [True, 17]
    assert set(told(salon).values()) == {1}


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("trials", [8, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_any_moment(salon: Salon, tmp_path: Path, trials: int) -> None:
    """The workbook has all of the tasks or none, and the next run leaves each there once."""
    chance, pristine = random.Random(5), tmp_path / "pristine"
    shutil.copytree(salon.folder, pristine, symlinks=True)
    started = time.monotonic()
    today.run(salon.workspace(), tasks=True)
    length, expected = time.monotonic() - started, told(salon)
    seen = Counter[int]()
    for _ in range(trials):
        shutil.rmtree(salon.folder)
        shutil.copytree(pristine, salon.folder, symlinks=True)
        _killed(salon, chance.uniform(0, length))
        seen[sum(told(salon).values())] += 1
        today.run(salon.workspace(), tasks=True)
        assert told(salon) == expected
    assert set(seen) <= {4, 21}


def _killed(salon: Salon, moment: float) -> None:
    child = os.fork()
    if not child:
        try:
            today.run(salon.workspace(), tasks=True)
        finally:
            os._exit(0)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_in_a_google_sheet_too(google: Emulator, tmp_path: Path) -> None:
    """Sorted by the owner, edited, read by another machine: each task stands there once."""
    shop = sheet_shop(google, tmp_path, "uk")
    sync.run(shop.workspace(), mail=False)
    first = added(shop.workspace())
    assert first == 17
    assert added(shop.workspace()) == 0
    shop.owner.sort(TAB, 3, down=True)
    shop.owner.types(TAB, 3, 6, "не бере слухавку")
    shop.forgets_everything()
    assert added(shop.workspace()) == 0
    lines = [row for row in shop.owner.values(TAB)[1:] if len(row) > 3 and row[3]]
    assert len(lines) == 4 + 17


def test_a_workbook_without_the_tab_gets_one(salon: Salon) -> None:
    """With its headings, and the tasks in it; the next run adds nothing."""
    wanted = load_workbook(salon.workbook)
    del wanted[TAB]
    wanted.save(salon.workbook)
    assert added(salon.workspace()) == 17
    assert sum(told(salon).values()) == 17
    assert added(salon.workspace()) == 0


def test_a_protected_tab_is_left_alone_and_said(salon: Salon) -> None:
    """The owner locked it; the word says what to do."""
    wanted = load_workbook(salon.workbook)
    wanted[TAB].protection.sheet = True
    wanted[TAB].protection.password = "x"
    wanted.save(salon.workbook)
    before = salon.digest
    with pytest.raises(WrongUse) as wrong:
        added(salon.workspace())
    assert (wrong.value.key, wrong.value.hint) == ("today.tasks_protected", "today.tasks_protected.hint")
    assert salon.digest == before


def test_an_open_workbook_keeps_its_cells_and_the_list_is_told_all_the_same(salon: Salon) -> None:
    """Code 3, nothing written, everybody on the list."""
    (salon.folder / ".~lock.clients.xlsx#").write_text(",Оксана,ноутбук,06.04.2026 09:00,file:///tmp;", "utf-8")
    before = salon.digest
    outcome = today.run(salon.workspace(), tasks=True)
    assert (outcome.code, outcome.added, salon.digest) == (3, 0, before)
    assert len(outcome.listed.lines) > 10


def test_undo_takes_the_tasks_back(salon: Salon) -> None:
    """While nobody touched the workbook since, byte for byte."""
    before = salon.digest
    outcome = today.run(salon.workspace(), tasks=True)
    assert undo.run(salon.workspace(), outcome.run).whole
    assert salon.digest == before


def test_undo_finds_the_tasks_after_the_owner_worked(salon: Salon) -> None:
    """Sorted and one of them remarked on: the others go, that one stays and is named."""
    before = set(told(salon))
    outcome = today.run(salon.workspace(), tasks=True)
    by_the_owner(salon, _sorted)
    said = [str(row[3]) for row in load_workbook(salon.workbook)[TAB].iter_rows(values_only=True)]
    place, kept = next((row, what) for row, what in enumerate(said, 1) if "Марина Коваленко" in what)
    salon.types(TAB, f"G{place}", "не бере слухавку")
    undone = undo.run(salon.workspace(), outcome.run)
    assert (undone.whole, len(undone.kept)) == (False, 1)
    assert {key.partition(" ")[2] for key in set(told(salon)) - before} == {kept}


def test_a_sync_writes_them_where_the_owner_wants_it(salon: Salon) -> None:
    """Each once, what follows from them in the same run: the second sync writes nothing."""
    wanted = load_workbook(salon.workbook)
    wanted["Налаштування"].append(["Список дня записувати в завдання", "так"])
    wanted.save(salon.workbook)
    done = salon.sync()
    assert (done.patch.appended_count, set(told(salon).values())) == (17, {1})
    once = salon.digest
    salon.workspace().ledger.unstamp()
    again = salon.sync()
    assert (list(again.patch.cells()), again.patch.appended_count) == ([], 0)
    assert salon.digest == once
    assert added(salon.workspace()) == 0
    salon.sync(TODAY + dt.timedelta(1))
    assert set(told(salon).values()) == {1}
