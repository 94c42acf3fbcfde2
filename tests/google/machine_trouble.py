"""What befalls a run: at which of its requests, and whether the owner does it, the line, or Google (facts §8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

from tests.emulator.faults import BAD_GATEWAY, INTERNAL, INVALID_GRANT, UNAVAILABLE, Wire, refused
from tests.emulator.files import Answer
from tests.emulator.refusals import (
    Refusal,
    api_switched_off,
    no_permission,
    not_found,
    office_file,
    over_quota,
)
from tests.google.machine_owner import Move

ANY: Final = "/v4/"
READING: Final = "GET /v4/"
ENTERING: Final = "POST /token"
FILLING: Final = "POST /v4/.*/values:batchUpdateByDataFilter"
CHANGING: Final = "POST /v4/.*[^s]:batchUpdate$"

UNPROTECTED: Final = Refusal(
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection."
)
EXPIRED: Final = Refusal("Request had invalid authentication credentials.", 401)

FAULTS: Final[dict[str, tuple[str, Answer | Refusal | Wire]]] = {
    **{wire.name: (ANY, wire) for wire in Wire if wire is not Wire.STALE},
    "STALE": (READING, Wire.STALE),
    "READS_429": (READING, over_quota("Read")),
    "WRITES_429": ("POST /v4/", over_quota("Write")),
    "RETRY_AFTER": (ANY, refused(over_quota(), Retry_After="3")),
    "BARE_429": (ANY, Answer(429)),
    "INTERNAL": (ANY, INTERNAL),
    "UNAVAILABLE": (ANY, UNAVAILABLE),
    "BAD_GATEWAY": (ANY, BAD_GATEWAY),
    "EXPIRED": (ANY, EXPIRED),
    "INVALID_GRANT": (ENTERING, INVALID_GRANT),
    "DEAD_DOOR": (ENTERING, Wire.LOST_RST),
    "SLOW_DOOR": (ENTERING, Wire.SLOW_HEADERS),
    "NO_PERMISSION": (ANY, no_permission()),
    "SWITCHED_OFF": (ANY, api_switched_off()),
    "NOT_FOUND": (ANY, not_found()),
    "OFFICE_FILE": (ANY, office_file()),
    "PROTECTED": ("POST /v4/", UNPROTECTED),
}
"""By name: what it meets, and what it does."""


BROKEN: Final = tuple(wire.name for wire in Wire if wire is not Wire.STALE)


@dataclass(frozen=True)
class Fault:
    """``match``: where it is to meet something else than it usually does."""

    name: str
    nth: int
    times: int | None
    match: str = ""


@dataclass(frozen=True)
class Deed:
    """The owner's, right before or after the nth request is carried out (of those that match)."""

    move: Move
    nth: int
    after: bool
    match: str = ANY


@dataclass(frozen=True)
class Death:
    """The process ends: before the nth request leaves, or once its answer has come."""

    nth: int
    after: bool


@dataclass(frozen=True)
class Loading:
    """A formula of the owner shows "Loading..." from the nth request on, for ``requests`` of them."""

    a: int
    nth: int
    requests: int


Trouble = Fault | Deed | Death | Loading

TABS: Final = ("clients", "clients", "clients", "visits", "services", "mailings", "history")
SMALL: Final = st.integers(0, 12)
REQUEST: Final = st.integers(1, 7)
"""Two looks, a third, two writes, and what heals."""

MOVES_ROWS: Final = (
    "sorts",
    "inserts_rows",
    "inserts_rows_on_top",
    "deletes_row",
    "duplicates_row",
    "moves_row",
    "cuts_row",
)
AT_ANY_MOMENT: Final = (
    *MOVES_ROWS,
    "inserts_column",
    "moves_column",
    "renames_heading",
    "renames_tab",
    "filters",
    "unfilters",
    "edits_cell",
    "adds_row",
)
BETWEEN_RUNS: Final = (*AT_ANY_MOMENT, "notes", "types_over", "agrees", "notes_a_slip", "mends_copies")
"""What is typed into the very cell that a request in flight writes is lost to everybody: nobody can see it. So is her
remark, where a remark of the program's comes to hang before it looks again; until its last look it sees hers."""


FIRST: Final = st.sampled_from([1, 1, 2])
WRITING: Final = st.sampled_from([FILLING, CHANGING])


def moves(kinds: tuple[str, ...]) -> st.SearchStrategy[Move]:
    return st.builds(Move, st.sampled_from(kinds), st.sampled_from(TABS), SMALL, SMALL)


def deeds() -> st.SearchStrategy[Deed]:
    anywhere = st.builds(Deed, moves(AT_ANY_MOMENT), REQUEST, st.booleans())
    writing = st.builds(Deed, moves(AT_ANY_MOMENT), FIRST, st.booleans(), WRITING)
    remarks = st.builds(Deed, moves(("notes",)), st.integers(1, 3), st.just(False))
    return st.one_of(anywhere, anywhere, writing, writing, remarks)


def rows_askew() -> st.SearchStrategy[Deed]:
    """Clients change their places after the last look, right before the cells are written."""
    move = st.builds(Move, st.sampled_from(MOVES_ROWS), st.just("clients"), SMALL, SMALL)
    return st.builds(Deed, move, st.just(1), st.just(False), st.just(FILLING))


def newcomers() -> st.SearchStrategy[list[Move]]:
    """Clients without a number: the program is to write into a column that is not its own."""
    return st.lists(st.builds(Move, st.just("adds_row"), st.just("clients"), SMALL, SMALL), min_size=1, max_size=3)


def troubles() -> st.SearchStrategy[Trouble]:
    """Of a death there is little to learn: whatever else was to come does not."""
    faults = st.builds(Fault, st.sampled_from(sorted(FAULTS)), REQUEST, st.sampled_from([1, 1, 1, 2, 4, None]))
    lost = st.builds(Fault, st.sampled_from(BROKEN), FIRST, st.just(1), WRITING)
    loading = st.builds(Loading, SMALL, REQUEST, st.integers(1, 6))
    death = st.builds(Death, REQUEST, st.booleans())
    return st.one_of(deeds(), deeds(), deeds(), deeds(), faults, faults, lost, loading, death)
