"""The state folder: what comes back is what was put in, and half a run is remembered as half a run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.ledger import KEPT_ANNOUNCED, KEPT_RUNS, Ledger, Memory, TabMemory
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.packing import deflate, inflate, pack, unpack
from clientsheet.sheet.patch import ColumnEdit, NewColumn, Patch

NOW = dt.datetime(2026, 4, 6, 9, 0)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "state")


@given(st.lists(CELLS, max_size=20))
def test_a_column_of_cells_comes_back_as_it_was(values: list[object]) -> None:
    """Whatever a column holds, the ledger remembers the very values and their types."""

    back = unpack(inflate(deflate([pack(values)]))[0])
    assert back == values
    assert list(map(type, back)) == list(map(type, values))


def test_memory_is_the_announced_one_only_after_it_is_settled(ledger: Ledger) -> None:
    """A run killed between its announcement and its end leaves both memories to choose from."""
    first = {"clients": TabMemory(["1"], {"total": [100.0]})}
    second = {"clients": TabMemory(["1"], {"total": [200.0]})}
    ledger.announce(first)
    ledger.settle()
    assert ledger.memories() == [first]
    ledger.announce(second)
    assert ledger.memories() == [first, second]
    ledger.settle()
    assert ledger.memories() == [second]


def test_runs_that_broke_off_one_after_another_are_all_remembered_until_one_ends(ledger: Ledger) -> None:
    """Any of them may have written its cells; the one that comes to its end is what the workbook holds."""
    memories: list[Memory] = [{"clients": TabMemory(["1"], {"total": [float(number)]})} for number in range(4)]
    ledger.announce(memories[0])
    ledger.settle()
    for memory in memories[1:]:
        ledger.announce(memory)
    assert ledger.memories() == memories
    ledger.take_back()
    assert ledger.memories() == memories[:3]
    ledger.announce(memories[3])
    ledger.settle()
    assert ledger.memories() == [memories[3]]


def test_of_many_broken_off_runs_the_first_ones_and_the_last_are_remembered(ledger: Ledger) -> None:
    """A network that is down for a week does not fill the disk."""
    memories: list[Memory] = [
        {"clients": TabMemory(["1"], {"total": [float(number)]})} for number in range(KEPT_ANNOUNCED + 5)
    ]
    for memory in memories:
        ledger.announce(memory)
    assert ledger.memories() == [*memories[: KEPT_ANNOUNCED - 1], memories[-1]]


def test_numbers_on_their_way_are_remembered_until_none_is(ledger: Ledger) -> None:
    """A damaged file is no memory, and no mishap."""
    ledger.remember_numbers({"marina": [7, 9]})
    assert ledger.numbers() == {"marina": [7, 9]}
    ledger.remember_numbers({})
    assert ledger.numbers() == {}
    (ledger.folder / "numbers.json").write_bytes(b"\xff{")
    assert ledger.numbers() == {}


def test_a_record_tells_each_cell_with_its_key_and_its_anchor(ledger: Ledger) -> None:
    """What a run wrote can be found again by the client and by the column's name."""
    patch = Patch(
        edits=(ColumnEdit("Клієнти", 5, [2, 4], [None, 1.0], [10.0, dt.date(2026, 4, 5)]),),
        new_columns=(NewColumn("Клієнти", 6, 1, "Сегмент", "clients.segment", 2, ["VIP", None]),),
    )
    keys = {"Клієнти": ([2, 3, 4], ["17", "18", "19"])}
    run = ledger.begin("sync", NOW, patch, "before", keys, {"clients.total": Anchor("Клієнти", 1, 5)})
    record = ledger.record(run)
    assert record is not None
    total, segment = record.written
    assert (total.name, list(total.rows), total.keys) == ("clients.total", [2, 4], ["17", "19"])
    assert (total.before, total.after) == ([None, 1.0], [10.0, dt.date(2026, 4, 5)])
    assert (segment.name, segment.after) == ("clients.segment", ["Сегмент", "VIP", None])


def test_two_runs_in_one_second_have_two_names(ledger: Ledger) -> None:
    """No record is ever written over another."""
    patch = Patch(edits=(ColumnEdit("Клієнти", 1, [2], [None], [1]),))
    names = [ledger.begin("sync", NOW, patch, "", {}, {}).id for _ in range(3)]
    assert len(set(names)) == 3
    assert [run.id for run in ledger.runs()] == names


def test_an_interrupted_run_is_listed_and_a_torn_line_is_passed_over(ledger: Ledger) -> None:
    """A crash may cut the last line of the list short; the runs before it are still there."""
    patch = Patch(edits=(ColumnEdit("Клієнти", 1, [2], [None], [1]),))
    run = ledger.begin("sync", NOW, patch, "", {}, {})
    with (ledger.folder / "runs.jsonl").open("a") as lines:
        lines.write('{"id": "2026')
    assert [(known.id, known.after) for known in ledger.runs()] == [(run.id, "")]


def test_only_the_latest_runs_are_kept(ledger: Ledger) -> None:
    """The state folder does not grow for ever."""
    patch = Patch(edits=(ColumnEdit("Клієнти", 1, [2], [None], [1]),))
    for minute in range(KEPT_RUNS + 3):
        run = ledger.begin("sync", NOW + dt.timedelta(minutes=minute), patch, "", {}, {})
        ledger.finish(run, "after", None)
    assert len(ledger.runs()) == KEPT_RUNS
    assert ledger.runs()[-1].id == run.id


def test_a_stamp_answers_only_to_its_own_key(ledger: Ledger) -> None:
    """A quiet run is trusted only while nothing it depended on has changed."""
    assert ledger.quiet("a") is None
    ledger.stamp("a", {"error": 1})
    assert ledger.quiet("a") == {"error": 1}
    assert ledger.quiet("b") is None
    ledger.unstamp()
    assert ledger.quiet("a") is None
