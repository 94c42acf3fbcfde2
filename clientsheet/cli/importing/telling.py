"""The plan of an import on the screen: what each column of the file is, whom it would add, and what a person should
look at. A handful of examples each; the JSON has them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from clientsheet.cli.frame import Frame
from clientsheet.exchange.sources.base import LEFT
from clientsheet.text import say, show

if TYPE_CHECKING:
    from clientsheet.book.importing.mapping import Mapped
    from clientsheet.book.importing.plan import Added, Differs, LeftOut, MayBe
    from clientsheet.book.importing.records import Unread
    from clientsheet.jobs.importing import ImportOutcome

_T = TypeVar("_T")

EXAMPLES: Final = 5
LETTERS: Final = 60
VCARD: Final = "vcard"


def told(frame: Frame, outcome: ImportOutcome) -> None:
    _file(frame, outcome)
    _columns(frame, outcome)
    plan = outcome.plan
    _some(frame, "import.adds", plan.clients, lambda one: _client(frame, one), "green")
    if plan.of != "clients":
        _some(frame, f"import.adds_{plan.of}", plan.deeds, lambda one: _deed(frame, outcome, one), "green")
    fills = [(outcome.cell("clients", one.row, one.number), one) for one in plan.fills]
    _some(
        frame,
        "import.fills",
        fills,
        lambda pair: f"{pair[0]}  {_heading(outcome, 'clients', pair[1].column)}: {_short(frame, pair[1].value)}",
        "green",
    )
    if plan.of == "clients" and plan.there:
        frame.screen.say("import.there", n=plan.there)
    elif plan.there_deeds:
        frame.screen.say(f"import.there_{plan.of}", n=plan.there_deeds)
    if plan.folded and plan.of == "clients":
        frame.screen.say("import.folded", n=plan.folded)
    _some(frame, "import.differs", plan.differs, lambda one: _differs(frame, outcome, one), "yellow")
    _some(frame, "import.maybe", plan.maybe, lambda one: _maybe(frame, outcome, one), "yellow")
    _some(frame, "import.left", plan.left, lambda one: _left(frame, outcome, one), "yellow")
    _some(frame, "import.unread", plan.unread, lambda one: _unread(frame, one), "yellow")


def ending(frame: Frame, outcome: ImportOutcome) -> None:
    screen = frame.screen
    screen.line()
    if outcome.written:
        screen.say("import.done", "bold green", clients=len(outcome.plan.clients), run=outcome.run)
        if any(one.guess == "likely" for one in outcome.plan.maybe):
            screen.say("import.dedupe")
    elif outcome.nothing_to_do:
        screen.say("import.nothing", "green")
    else:
        screen.say("import.shown", file=outcome.file)


def _file(frame: Frame, outcome: ImportOutcome) -> None:
    from clientsheet.exchange.sources import TITLES

    plan = outcome.plan
    title = TITLES.get(plan.source) or say(frame.language, "import.any_table")
    records = say(frame.language, f"import.of.{plan.of}")
    frame.screen.say("import.file", "bold", file=outcome.file.name, source=title, n=plan.rows, records=records)


def _columns(frame: Frame, outcome: ImportOutcome) -> None:
    screen, mapped = frame.screen, outcome.plan.mapped
    rows: list[tuple[str, ...]] = [
        (_cut(one.heading) or "—", "→ " + _goal(frame, outcome, one), _cut(", ".join(one.shown)))
        for one in mapped
        if one.goes and one.shown
    ]
    names: tuple[str, ...] = ("heading", "column", "values")
    if outcome.plan.source == VCARD:  # the properties of a card say nothing to its owner
        names, rows = names[1:], [(goal.removeprefix("→ "), values) for _, goal, values in rows]
    screen.line()
    screen.table([say(frame.language, f"import.head.{name}") for name in names], rows)
    screen.line()
    if lost := [one.heading for one in mapped if not one.goes and one.shown and one.field != LEFT and one.heading]:
        screen.say("import.unknown", "yellow", headings=lost, heading=lost[0])
    if behind := [one.heading for one in mapped if not one.goes and one.shown and one.field == LEFT]:
        screen.say("import.behind", headings=behind)
    if lost or behind:
        screen.line()


def _goal(frame: Frame, outcome: ImportOutcome, one: Mapped) -> str:
    book, of = outcome.shop.book, outcome.plan.of
    if one.own:
        return book[of].unknown[one.own]
    tab = "clients" if one.of_client else of
    heading = _heading(outcome, tab, one.column)
    if one.told == "firm" and one.column != "notes":  # a person is named before the firm
        heading = f"{_heading(outcome, tab, 'notes')} / {heading}"
    return heading if of == "clients" or not one.of_client else f"{book['clients'].title}: {heading}"


def _heading(outcome: ImportOutcome, tab: str, name: str) -> str:
    """As the owner's tab has it."""
    book = outcome.shop.book
    column = book[tab].columns.get(name)
    return column.heading if column is not None else book[tab].tab.column(name).headings.first(book.language)


def _client(frame: Frame, one: Added) -> str:
    told = (one.cells.get(name) for name in ("name", "phone", "email", "birthday"))
    return "+ " + ", ".join(_short(frame, cell) for cell in told if cell is not None)


def _deed(frame: Frame, outcome: ImportOutcome, one: Added) -> str:
    plan, clients = outcome.plan, outcome.shop.book["clients"]
    name = clients.value("name", one.client) if one.client >= 0 else plan.clients[-one.client - 1].cells.get("name")
    cells = (one.cells.get(column) for column in ("date", "service", "subject", "amount", "status", "stage"))
    return "+ " + ", ".join(_short(frame, cell) for cell in (name, *cells) if cell is not None)


def _differs(frame: Frame, outcome: ImportOutcome, one: Differs) -> str:
    return say(
        frame.language,
        "import.differs.one",
        cell=outcome.cell(one.tab, one.row, one.number),
        column=_heading(outcome, one.tab, one.column),
        there=_short(frame, one.there),
        said=_short(frame, one.said),
    )


def _maybe(frame: Frame, outcome: ImportOutcome, one: MayBe) -> str:
    added = outcome.plan.clients[one.added]
    others = [outcome.client(row) for row in one.rows]
    name = _short(frame, added.cells.get("name") or added.cells.get("phone") or added.cells.get("email"))
    return say(frame.language, f"import.maybe.{one.guess}", name=name, line=added.lines[-1], others=others)


def _left(frame: Frame, outcome: ImportOutcome, one: LeftOut) -> str:
    others = [outcome.client(row) for row in one.rows[:3]]
    return say(frame.language, f"import.left.{one.why}", line=one.line, name=one.name, others=others)


def _unread(frame: Frame, one: Unread) -> str:
    key = "import.unread.rounded" if one.code == "phone-rounded" else "import.unread.one"
    return say(frame.language, key, line=one.line, heading=one.heading, text=_cut(one.text))


def _some(frame: Frame, key: str, found: Sequence[_T], line: Callable[[_T], str], style: str) -> None:
    """How many, and the first of them."""
    if not found:
        return
    frame.screen.say(key, f"bold {style}", n=len(found))
    for one in islice(found, EXAMPLES):
        frame.screen.line(f"  {line(one)}")
    if len(found) > EXAMPLES:
        frame.screen.line("  " + say(frame.language, "import.more", n=len(found) - EXAMPLES))


def _short(frame: Frame, cell: object) -> str:
    return _cut(show(cell, frame.language))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else line[: LETTERS - 1] + "…"
