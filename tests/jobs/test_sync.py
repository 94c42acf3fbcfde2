"""What a night's run does to an owner's workbook, and what it never does."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile

import pytest
from demo_salon import Salon

from clientsheet.errors import TryLater, WorkbookChanged
from clientsheet.jobs import mail, sync
from clientsheet.mail.journal import Journal
from clientsheet.stores.base import Applied
from clientsheet.stores.excel.store import ExcelStore

CLIENTS = "Клієнти"


def test_a_second_sync_changes_no_byte_and_not_even_the_time_of_the_file(salon: Salon) -> None:
    """Nothing new: nothing written, whether the run trusts its stamp or looks at everything again."""
    before, moment, letters = salon.digest, salon.workbook.stat().st_mtime_ns, salon.letters
    salon.sync()
    assert salon.sync().quiet
    (salon.state / "stamp.json").unlink()
    looked = salon.sync()
    assert not looked.quiet
    assert not looked.patch
    assert (salon.digest, salon.workbook.stat().st_mtime_ns, salon.letters) == (before, moment, letters)


def test_a_lost_state_folder_changes_nothing_and_drafts_nothing_again(salon: Salon) -> None:
    """The workbook itself remembers what is ours and whom we wrote to."""
    before, letters = salon.digest, salon.letters
    shutil.rmtree(salon.state)
    outcome = salon.sync()
    assert outcome.letters["drafted"] == 0
    assert (salon.digest, salon.letters) == (before, letters)


def test_a_dry_run_shows_the_very_patch_that_is_written_and_writes_nothing(salon: Salon) -> None:
    """Preview and action are one value."""
    day = dt.date(2026, 4, 9)
    before, letters = salon.digest, salon.letters
    shown = salon.sync(day, dry_run=True)
    assert (salon.digest, salon.letters) == (before, letters)
    done = salon.sync(day)
    assert list(shown.patch.cells()) == list(done.patch.cells())
    assert shown.patch.appended_count == done.patch.appended_count
    assert shown.letters["drafted"] == done.letters["drafted"]
    assert shown.patch


def test_a_value_typed_over_ours_stays_and_is_listed_and_cleared_it_is_computed_again(salon: Salon) -> None:
    """The owner wins."""
    place = salon.where(CLIENTS, "Сегмент", 3)
    ours = salon.cell(CLIENTS, place)
    salon.types(CLIENTS, place, "моя сусідка")
    assert salon.sync().kept == 1
    assert salon.cell(CLIENTS, place) == "моя сусідка"
    assert any(row[3] == "моя сусідка" and row[5] == ours for row in salon.problems())
    shutil.rmtree(salon.state)
    assert salon.sync().kept == 1
    assert salon.cell(CLIENTS, place) == "моя сусідка"
    salon.types(CLIENTS, place, None)
    assert salon.sync().kept == 0
    assert salon.cell(CLIENTS, place) == ours


def test_a_value_kept_in_the_mailings_outlives_a_sync_without_mail(salon: Salon) -> None:
    """A run that leaves the letters aside forgets nothing of what the owner typed beside them."""
    listed, fresh = (salon.where("Розсилки", "Надіслано", row) for row in (2, 3))
    salon.types("Розсилки", listed, 77)
    assert salon.sync().kept == 1
    salon.types("Розсилки", fresh, 88)
    salon.sync(mail=False)
    assert any(row[3] == "77" for row in salon.problems())
    assert salon.sync(dt.date(2026, 4, 7)).kept == 2
    assert (salon.cell("Розсилки", listed), salon.cell("Розсилки", fresh)) == (77, 88)


def test_a_cure_the_owner_agreed_to_is_made_and_its_finding_is_gone(salon: Salon) -> None:
    """«так» in "Apply?" is all it takes."""
    line = next(index for index, row in enumerate(salon.problems()) if row[8] == "email-typo")
    where, typed, cured = (salon.problems()[line][column] for column in (1, 3, 5))
    place = str(where).split("!")[1]
    salon.types("Зауваження", f"G{line + 4}", "так")
    outcome = salon.sync()
    assert outcome.cures == ((CLIENTS, place, typed, cured),)
    assert salon.cell(CLIENTS, place) == cured
    assert not any(row[3] == typed for row in salon.problems())


def test_a_new_client_gets_the_next_free_number_and_their_values(salon: Salon) -> None:
    """A row typed below the others is a client from the next run on."""
    grid = ExcelStore(salon.workbook, salon.folder).read().tab(CLIENTS)
    assert grid is not None
    row = grid.row_count + 1
    highest = max(int(cell) for cell in grid.columns([1], 2)[0] if cell is not None)  # type: ignore[call-overload]
    salon.types(CLIENTS, f"B{row}", "Жанна Нова")
    salon.sync()
    assert salon.cell(CLIENTS, f"A{row}") == highest + 1
    assert salon.cell(CLIENTS, salon.where(CLIENTS, "Візитів", row)) == 0
    assert salon.cell(CLIENTS, salon.where(CLIENTS, "Сегмент", row)) == "новий"


def test_a_departed_clients_number_is_not_given_again_and_mail_knows_the_new_one(salon: Salon) -> None:
    """A visit still names client 900, so the next one is 901, in a letter drafted before the sync as after it."""
    grid = ExcelStore(salon.workbook, salon.folder).read()
    clients, visits = grid.tab(CLIENTS), grid.tab("Візити")
    assert clients is not None
    assert visits is not None
    salon.types("Візити", f"B{visits.row_count + 1}", 900)
    salon.types(CLIENTS, f"B{clients.row_count + 1}", "Жанна Нова")
    salon.types(CLIENTS, f"E{clients.row_count + 1}", dt.date(1990, 4, 6))
    salon.types(CLIENTS, f"D{clients.row_count + 1}", "zhanna@example.com")
    drafted = mail.draft(salon.workspace()).plan.letters
    assert [letter.client for letter in drafted if letter.name == "Жанна Нова"] == ["901"]
    assert salon.sync().letters["drafted"] == 0
    assert salon.cell(CLIENTS, f"A{clients.row_count + 1}") == 901


def test_a_client_keeps_the_number_that_a_letter_left_with_wherever_the_row_goes(salon: Salon) -> None:
    """While the workbook was open the letter went out and the number could not be written; meanwhile somebody else
    moved in above."""
    grid = ExcelStore(salon.workbook, salon.folder).read().tab(CLIENTS)
    assert grid is not None
    row = grid.row_count + 1
    guest = {"B": "Жанна Нова", "D": "zhanna@example.com", "E": dt.date(1990, 4, 6)}
    for column, value in guest.items():
        salon.types(CLIENTS, f"{column}{row}", value)
    lock = salon.folder / ".~lock.clients.xlsx#"
    lock.write_text(",Оксана,ноутбук,06.04.2026 09:00,file:///tmp;", "utf-8")
    assert salon.sync().letters["drafted"] == 1
    with Journal.peek(salon.state) as journal:
        (number,) = [one.letter.client for one in journal.entries() if one.letter.name == "Жанна Нова"]
    lock.unlink()
    for column, value in guest.items():
        salon.types(CLIENTS, f"{column}{row + 1}", value)
        salon.types(CLIENTS, f"{column}{row}", "Яна Перша" if column == "B" else None)
    assert salon.sync().letters["drafted"] == 0
    assert [salon.cell(CLIENTS, f"A{place}") for place in (row, row + 1)] == [int(number) + 1, int(number)]


def test_a_copy_of_a_new_client_gets_a_number_of_its_own(salon: Salon) -> None:
    """A remembered number that stands in the workbook is somebody's."""
    grid = ExcelStore(salon.workbook, salon.folder).read().tab(CLIENTS)
    assert grid is not None
    row = grid.row_count + 1
    salon.types(CLIENTS, f"B{row}", "Жанна Нова")
    salon.sync()
    first = salon.cell(CLIENTS, f"A{row}")
    assert isinstance(first, float)
    salon.types(CLIENTS, f"B{row + 1}", "Жанна Нова")
    salon.sync()
    assert [salon.cell(CLIENTS, f"A{place}") for place in (row, row + 1)] == [first, first + 1]


def test_a_workbook_that_is_open_is_left_alone_and_the_letters_are_prepared(salon: Salon) -> None:
    """Exit 3 names who has it; findings and drafts are there all the same; the next run catches up."""
    day = dt.date(2026, 4, 20)
    (salon.folder / ".~lock.clients.xlsx#").write_text(",Оксана,ноутбук,06.04.2026 09:00,file:///tmp;", "utf-8")
    before, letters = salon.digest, salon.letters
    outcome = salon.sync(day)
    assert outcome.code == 3
    assert outcome.holder is not None
    assert "Оксана" in outcome.holder
    assert salon.digest == before
    assert outcome.letters["drafted"] > 0
    assert set(letters) < set(salon.letters)
    assert outcome.findings_page is not None
    assert outcome.findings_page.is_file()
    (salon.folder / ".~lock.clients.xlsx#").unlink()
    later = salon.sync(day)
    assert later.code == 0
    assert later.letters["drafted"] == 0
    assert later.patch.appended_count == outcome.letters["drafted"]


def test_nothing_is_written_into_a_tab_the_owner_protected(salon: Salon) -> None:
    """A tab locked with a password keeps every cell; everything else goes on, and unlocked it catches up."""
    day = dt.date(2026, 4, 20)
    _protect(salon, CLIENTS, "Історія")
    locked = salon.sync(day)
    assert {edit.tab for edit in locked.patch.edits}.isdisjoint({CLIENTS, "Історія"})
    assert locked.letters["drafted"] > 0
    assert not locked.patch.appended
    assert not salon.sync(day).patch
    _protect(salon, CLIENTS, "Історія", locked=False)
    caught_up = salon.sync(day)
    assert CLIENTS in {edit.tab for edit in caught_up.patch.edits}
    assert caught_up.patch.appended_count == locked.letters["drafted"]
    assert caught_up.letters["drafted"] == 0


def _protect(salon: Salon, *titles: str, locked: bool = True) -> None:
    """The owner protects tabs in Excel, or takes the protection away."""
    lock = b'<sheetProtection password="CC1A" sheet="1"/>'
    old = zipfile.ZipFile(io.BytesIO(salon.workbook.read_bytes()))
    order = [sheet.title for sheet in ExcelStore(salon.workbook, salon.folder).read().tabs]
    places = {f"xl/worksheets/sheet{order.index(title) + 1}.xml" for title in titles}
    with zipfile.ZipFile(salon.workbook, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename in places:
                content = content.replace(lock, b"")
                content = content.replace(b"</sheetData>", b"</sheetData>" + (lock if locked else b""))
            new.writestr(member, content)


class _Interrupted(ExcelStore):
    """An owner who saves at the worst moment, so many times."""

    times = 1

    def apply(self, patch: object, expecting: str) -> Applied:
        if self.times:
            self.times -= 1
            raise WorkbookChanged("file.changed")
        return super().apply(patch, expecting)  # type: ignore[arg-type]


@pytest.mark.parametrize(("times", "succeeds"), [(2, True), (3, False)])
def test_a_workbook_edited_under_our_hands_is_read_again_twice(salon: Salon, times: int, succeeds: bool) -> None:
    """Three attempts, then it is left to the next run, with no letter drafted twice."""
    workspace = salon.workspace(dt.date(2026, 4, 20))
    store = _Interrupted(salon.workbook, workspace.config.state_path)
    store.times = times
    workspace.__dict__["store"] = store
    letters = salon.letters
    if succeeds:
        done = sync.run(workspace)
        assert done.run
        assert done.letters["drafted"] > 0
    else:
        before = workspace.ledger.runs()
        with pytest.raises(WorkbookChanged):
            sync.run(workspace)
        assert workspace.ledger.runs() == before
    after = salon.letters
    assert len(after) > len(letters)
    salon.sync(dt.date(2026, 4, 20))
    assert salon.letters == after


def test_two_runs_never_work_at_once(salon: Salon) -> None:
    """The second says so and goes."""
    with salon.workspace().lock(), pytest.raises(TryLater):
        salon.sync(dt.date(2026, 4, 20))
