"""What must be true of the sheet once a run went undisturbed: told as complaints, none of them in a good world.

Each client's truth is what the owner knows by her mark in the row; what should stand beside it is counted here anew,
from her visits alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from clientsheet.book.letters.trials import is_trial
from tests.emulator.formats import is_date
from tests.google.machine_owner import Marina, NotToBeFound, Seen
from tests.google.machine_post import Post
from tests.google.machine_tabs import FILLED, Row

DATED: Final = {
    "clients": frozenset({"birthday", "first_visit", "last_visit", "next_contact"}),
    "visits": frozenset({"date"}),
}
"""Fields that hold dates."""

SIGNATURE: Final = "\n— clientsheet"


def complaints(marina: Marina, post: Post) -> list[str]:
    try:
        return [
            *owners_cells(marina),
            *_formats(marina),
            *_filled_cells(marina),
            *_remarks(marina),
            *_numbers(marina),
            *_letters(marina, post),
        ]
    except (NotToBeFound, StopIteration) as lost:
        return [f"a heading is gone: {lost!r}"]


# -- what is the owner's


def owners_cells(marina: Marina) -> Iterator[str]:
    for tab, rows in marina.truth.rows.items():
        if marina.title(tab) != marina.truth.titles[tab]:
            yield f"the tab {marina.truth.titles[tab]} is called {marina.title(tab)}"
        seen = marina.seen(tab)
        for heading in marina.truth.heads[tab].values():
            if seen.headings.count(heading) != 1:
                yield f"{tab}: the heading {heading} stands {seen.headings.count(heading)} times: {seen.headings}"
        marks = Counter(seen.at(n, seen.column("Позначка")) for n in range(seen.head + 1, len(seen.lines)))
        del marks[""]
        if marks != {mark: row.copies for mark, row in rows.items()}:
            yield f"{tab}: rows are {dict(marks)}"
        for mark, row in rows.items():
            yield from _one_row(marina, tab, seen, mark, row)


def _one_row(marina: Marina, tab: str, seen: Seen, mark: str, row: Row) -> Iterator[str]:
    for at in seen.rows_of(mark):
        for name, value in row.said.items():
            column = seen.column(marina.truth.heads[tab][name])
            found = seen.at(at, column)
            if name == "id" and value == "":
                continue
            if found != value and found != marina.truth.cured.get(str(value)):
                yield f"{tab} {mark}: {name} was {value!r} and is {found!r}"
        for name, text in row.notes.items():
            note = marina.cell(tab, at, seen.column(marina.truth.heads[tab][name])).note
            if note != text:
                yield f"{tab} {mark}: the owner's remark on {name} is {note!r}"


def _formats(marina: Marina) -> Iterator[str]:
    """A number shows as a date where it is one, and nowhere else."""
    for tab, dated in DATED.items():
        seen = marina.seen(tab)
        for mark in marina.truth.rows[tab]:
            for at in seen.rows_of(mark):
                yield from _wrong_formats(marina, tab, seen, at, dated)


def _wrong_formats(marina: Marina, tab: str, seen: Seen, at: int, dated: frozenset[str]) -> Iterator[str]:
    for name, heading in marina.truth.heads[tab].items():
        column = seen.column(heading)
        form = marina.cell(tab, at, column).number_format
        if isinstance(seen.at(at, column), int | float) and is_date(form) is not (name in dated):
            yield f"{tab}: {name} in row {at} is {seen.at(at, column)} as {form}"


# -- what is the program's


def _programs_cells(marina: Marina) -> Iterator[str]:
    yield from _filled_cells(marina)
    yield from _remarks(marina)
    yield from _numbers(marina)


def _filled_cells(marina: Marina) -> Iterator[str]:
    seen = marina.seen("clients")
    for mark, row in marina.truth.rows["clients"].items():
        if row.copies == 1:
            wanted = _wanted(marina, row) | {name: value for name, (value, _) in row.typed.items()}
            yield from _beside(marina, "clients", seen, mark, wanted)
            yield from _formulas(marina, seen, mark, row)
        else:
            yield from _of_nobody_else(marina, seen, mark)
    services = marina.seen("services")
    for mark, row in marina.truth.rows["services"].items():
        amounts = _amounts(marina, "service", row.said["name"])
        yield from _beside(marina, "services", services, mark, {"sold": len(amounts), "revenue": sum(amounts)})


def _remarks(marina: Marina) -> Iterator[str]:
    """Ours hang on the addresses that have a slip in them, and on no other; where hers hangs, hers stays."""
    seen = marina.seen("clients")
    for mark, row in marina.truth.rows["clients"].items():
        if row.copies > 1 or "email" in row.notes:
            continue
        at, column = seen.rows_of(mark)[0], seen.column(marina.truth.heads["clients"]["email"])
        note, slip = marina.cell("clients", at, column).note, seen.at(at, column).endswith("gmial.com")
        if note.endswith(SIGNATURE) is not slip:
            yield f"clients {mark}: the remark on {seen.at(at, column)} is {note!r}"


def _beside(marina: Marina, tab: str, seen: Seen, mark: str, wanted: dict[str, Any]) -> Iterator[str]:
    for at in seen.rows_of(mark):
        for name, value in wanted.items():
            found = seen.at(at, seen.column(marina.truth.heads[tab][name]))
            if found != value:
                yield f"{tab} {mark}: {name} should be {value!r} and is {found!r}"


def _formulas(marina: Marina, seen: Seen, mark: str, row: Row) -> Iterator[str]:
    (at,) = seen.rows_of(mark)
    for name, (value, by_formula) in row.typed.items():
        formula = marina.cell("clients", at, seen.column(marina.truth.heads["clients"][name])).formula
        if bool(formula) is not by_formula:
            yield f"clients {mark}: the owner's formula {value} in {name} is {formula!r}"


def _of_nobody_else(marina: Marina, seen: Seen, mark: str) -> Iterator[str]:
    """A copied row is written to by nobody; nor does it hold what belongs to a client that stands elsewhere."""
    others = {
        _wanted(marina, row)["total"]: name
        for name, row in marina.truth.rows["clients"].items()
        if name != mark and row.copies == 1
    }
    others.pop(0, None)
    for at in seen.rows_of(mark):
        total = seen.at(at, seen.column(marina.truth.heads["clients"]["total"]))
        if total in others:
            yield f"clients {mark} (copied): total is that of {others[total]}"


def _wanted(marina: Marina, client: Row) -> dict[str, Any]:
    """The filled columns that follow from the visits; blank cells are ''."""
    visits = _visits(marina, "client", client.said["name"])
    shared = sum(row.said["name"] == client.said["name"] for row in marina.truth.rows["clients"].values())
    assert shared == 1
    if not visits:
        return {"visits": 0, "total": 0, "first_visit": "", "last_visit": "", "average_check": ""}
    amounts, days = [one.said["amount"] for one in visits], [one.said["date"] for one in visits]
    return {
        "visits": len(visits),
        "total": sum(amounts),
        "first_visit": min(days),
        "last_visit": max(days),
        "average_check": round(sum(amounts) / len(visits), 2),
    }


def _visits(marina: Marina, name: str, value: str) -> list[Row]:
    """Once for every copy of the row."""
    rows = marina.truth.rows["visits"].values()
    return [row for row in rows if row.said[name] == value for _ in range(row.copies)]


def _amounts(marina: Marina, name: str, value: str) -> list[int]:
    return [row.said["amount"] for row in _visits(marina, name, value)]


def _numbers(marina: Marina) -> Iterator[str]:
    """Every client has a number, no two the same, and keeps it: what is found now is the owner's from now on."""
    seen = marina.seen("clients")
    given: dict[Any, str] = {}
    for mark, row in marina.truth.rows["clients"].items():
        if row.copies > 1:
            continue
        number = seen.at(seen.rows_of(mark)[0], seen.column(marina.truth.heads["clients"]["id"]))
        if number == "":
            yield f"clients {mark} has no number"
        elif number in given:
            yield f"clients {mark} and {given[number]} have the number {number}"
        given[number] = mark
        row.said["id"] = number


# -- letters


def _letters(marina: Marina, post: Post) -> Iterator[str]:
    yield from (f"the letter {mark} was taken {count} times" for mark, count in post.taken.items() if count > 1)
    sent: Counter[tuple[str, ...]] = Counter()
    for letter in post.letters:
        mailing, _, occurrence = letter.key.split("/", 2)
        client = marina.truth.named.get(letter.recipient, "a trial, for the owner herself")
        if not is_trial(letter.key) and client not in marina.truth.copied:
            sent[mailing, client, occurrence] += 1
    yield from (f"{what} was written {count} times" for what, count in sent.items() if count > 1)
    seen = marina.seen("history")
    column = seen.column(marina.truth.heads["history"]["message_id"])
    rows = Counter(seen.at(n, column) for n in range(seen.head + 1, len(seen.lines)))
    del rows[""]
    yield from _history(marina, post, seen)
    trials = {letter.message_id for letter in post.letters if is_trial(letter.key)}
    for mark in {*post.taken, *rows} - trials:
        if rows[mark] != 1:
            yield f"history: {rows[mark]} rows of the letter {mark} (taken {post.taken[mark]} times)"


def _history(marina: Marina, post: Post, seen: Seen) -> Iterator[str]:
    """What each row says of its letter stands under its own heading."""
    heads = marina.truth.heads["history"]
    for letter in post.letters:
        said = {"client": letter.client, "mailing": letter.mailing, "subject": letter.subject, "channel": "email"}
        for line in seen.lines[seen.head + 1 :]:
            if letter.message_id in line:
                cells = {name: line[seen.column(heads[name])] for name in said if seen.column(heads[name]) < len(line)}
                if cells != said:
                    yield f"history: {cells} of the letter {said}"


def changed_under_her_hands(marina: Marina, before: Any, after: Any) -> Iterator[str]:
    """Cells that a request of ours changed though they held something and are in nobody's column but the owner's."""
    ours = {marina.numbers[tab]: {marina.truth.heads[tab][name] for name in FILLED[tab]} for tab in marina.numbers}
    for sheet in after.sheets:
        old = next((one for one in before.sheets if one.number == sheet.number), None)
        if old is None or sheet.number not in ours:
            continue
        yield from _changed(sheet, old, ours[sheet.number])


def _changed(sheet: Any, old: Any, ours: set[str]) -> Iterator[str]:
    for number in range(len(old.rows)):
        for column in range(len(old.columns)):
            stood, stands = old.cell(number, column), sheet.cell(number, column)
            if stood is None or not stood.holds or stood is stands:
                continue
            if stands is None or (stood.value, stood.formula) != (stands.value, stands.formula):
                tagged = any(mark["metadataKey"].startswith("clientsheet.") for mark in sheet.columns[column].marks)
                if not tagged:
                    yield f"{sheet.title} {number}/{column}: {stood.value!r} became {stands and stands.value!r}"
