"""What is hung on cells, columns and the spreadsheet: notes, anchors, marks; and a whole patch in one batch."""

from __future__ import annotations

from collections.abc import Callable

from clientsheet.sheet.blueprint import ColumnBlueprint, TabBlueprint
from clientsheet.sheet.grid import Anchor
from clientsheet.sheet.look import Look
from clientsheet.sheet.patch import AppendedRows, NewColumn, Patch
from clientsheet.stores.google.seen import COLUMN
from clientsheet.stores.google.shaping import notes, tags
from clientsheet.stores.google.shaping.shape import structure
from tests.google.bench import Bench


def test_our_notes_come_stay_change_and_go_and_the_owners_are_never_touched(bench: Callable[..., Bench]) -> None:
    made = bench()
    owner = made.google.owner(made.id)
    owner.notes("Клієнти", 1, 1, "подзвонити")
    wanted = {("Клієнти", row, 3): f"зауваження {row}" for row in (2, 3, 4)} | {("Клієнти", 2, 2): "наше"}
    made.apply(Patch(notes=wanted))
    made.apply(Patch(notes={("Клієнти", 3, 3): "зауваження 3", ("Клієнти", 4, 3): "інше"}))
    found = dict(made.tab("Клієнти").notes)
    assert found == {(2, 2): "подзвонити", (3, 3): notes.marked("зауваження 3"), (4, 3): notes.marked("інше")}
    assert notes.ours(found[2, 2]) is None
    assert notes.ours(found[3, 3]) == "зауваження 3"


def test_notes_that_hang_there_already_are_not_written_again(bench: Callable[..., Bench]) -> None:
    made = bench()
    wanted = {("Клієнти", 2, 3): "зауваження"}
    made.apply(Patch(notes=wanted))
    assert structure(made.seen(), Patch(notes=wanted)).requests == ()


def test_anchors_are_set_moved_and_forgotten(bench: Callable[..., Bench]) -> None:
    made = bench()

    def there() -> dict[str, int]:
        found = made.tab("Клієнти").tags
        return {tag.value: column for column, held in found.items() for tag in held}

    made.apply(Patch(anchors={"clients.total": Anchor("Клієнти", 1, 3), "clients.a": Anchor("Клієнти", 1, 4)}))
    assert there() == {"clients.total 1": 3, "clients.a 1": 4}
    number = made.tab("Клієнти").tags[3][0].id
    made.apply(Patch(anchors={"clients.total": Anchor("Клієнти", 2, 3)}, forgotten=("clients.a",)))
    assert there() == {"clients.total 2": 3}
    assert made.tab("Клієнти").tags[3][0].id == number
    made.apply(Patch(anchors={"clients.total": Anchor("Клієнти", 2, 1)}))
    assert there() == {"clients.total 2": 1}


def test_an_anchor_that_is_there_is_not_set_again(bench: Callable[..., Bench]) -> None:
    made = bench()
    patch = Patch(anchors={"clients.total": Anchor("Клієнти", 1, 3)}, marks={"workbook_id": "x"})
    made.apply(patch)
    assert structure(made.seen(), patch).requests == ()


def test_an_anchor_that_was_copied_with_its_column_is_one_again(bench: Callable[..., Bench]) -> None:
    made = bench()
    sheet_id = made.tab("Клієнти").sheet_id
    made.send([tags.anchor(sheet_id, 1, column, "clients.total", 70 + column) for column in (2, 3)])
    made.apply(Patch(anchors={"clients.total": Anchor("Клієнти", 1, 3)}))
    assert {column: [tag.id for tag in held] for column, held in made.tab("Клієнти").tags.items()} == {3: [73]}


def test_a_grip_becomes_the_anchor_wherever_its_column_was_moved_meanwhile(bench: Callable[..., Bench]) -> None:
    """No column of the owner's is taken for ours because something was put in before it."""
    made = bench()
    made.send([tags.grip(made.tab("Клієнти").sheet_id, 3, 77)])
    shape = structure(made.seen(), Patch(anchors={"clients.total": Anchor("Клієнти", 1, 3)}))
    made.google.owner(made.id).insert("Клієнти", "COLUMNS", 1)
    made.send(shape.requests)
    tab = made.tab("Клієнти")
    assert {place: [(tag.id, tag.key, tag.value) for tag in held] for place, held in tab.tags.items()} == {
        4: [(77, COLUMN, "clients.total 1")]
    }
    assert tab.value(1, 4) == "Всього"


def test_a_mark_is_made_once_and_then_changed(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.apply(Patch(marks={"filled": 'a "b"', "home": "х"}))
    before = {tag.key: tag.id for tag in made.seen().tags}
    made.apply(Patch(marks={"filled": "в"}))
    after = made.seen().tags
    assert {tag.key: tag.value for tag in after} == {"clientsheet.mark.filled": "в", "clientsheet.mark.home": "х"}
    assert {tag.key: tag.id for tag in after} == before


def test_one_batch_does_all_of_it(bench: Callable[..., Bench]) -> None:
    """And what it did needs no request the next time."""
    made = bench()
    patch = Patch(
        new_columns=(NewColumn("Клієнти", 5, 1, "Візитів", "clients.visits", 2, [1, 2, 3], Look.INTEGER),),
        appended=(AppendedRows("Клієнти", 4, [{1: 4}]),),
        new_tabs=(TabBlueprint("t", "Нова", (ColumnBlueprint("ID"),), ((1,),)),),
        pages=(TabBlueprint("p", "Зауваження", (ColumnBlueprint("Де"),), (("тут",),), program=True),),
        anchors={"clients.total": Anchor("Клієнти", 1, 3)},
        marks={"filled": "1"},
        notes={("Клієнти", 2, 4): "наше"},
    )
    before = made.google.count("Write")
    made.apply(patch)
    assert made.google.count("Write") == before + 1
    seen = made.seen()
    assert [tab.title for tab in seen.tabs] == ["Клієнти", "Нова", "Зауваження"]
    assert [list(row)[:1] + list(row)[4:5] for row in seen.tabs[0].values] == [
        ["ID", "Візитів"],
        [1, 1],
        [2, 2],
        [3, 3],
        [4],
    ]
    again = Patch(anchors=patch.anchors, marks=patch.marks, notes=patch.notes)
    assert structure(seen, again).requests == ()
