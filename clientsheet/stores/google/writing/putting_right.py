"""Looks where rows and columns are now and puts right what stands, hangs or shows in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from clientsheet.stores.google.api import AnswerLost, Api, FilterRefused, PlaceGone
from clientsheet.stores.google.seeing.looking import look
from clientsheet.stores.google.seen import Json, Seen
from clientsheet.stores.google.shaping.batch import Request, write
from clientsheet.stores.google.writing import covered, dress, filling
from clientsheet.stores.google.writing.healing import Fixes, Values, fixes
from clientsheet.stores.google.writing.intent import Dress, Intent, Remarks
from clientsheet.stores.google.writing.run import run_texts

ROUNDS: Final = 3


def recover(api: Api, intent: Intent) -> bool:
    """What a run that broke off left. Where another machine has written since, its cells are not ours to judge."""
    if any(not any(run in text for run in intent.runs) for text in run_texts(look(api).tags)):
        return True
    return put_right(api, intent, finish=False)


def put_right(api: Api, intent: Intent, finish: bool) -> bool:
    """``finish`` as of ``fixes``. False: the rows are moved faster than we follow. TryLater."""
    strays = {one.handle: one.values() for tab in intent.tabs for one in tab.columns}
    healed: dict[int, frozenset[Json]] = dict.fromkeys(strays, frozenset())
    for _ in range(ROUNDS):
        seen = look(api)
        found = _found(seen, intent, strays, finish, healed)
        if not any(found):
            return True
        for one in found:
            for handle, cells in one.cells.items():
                strays[handle] |= {*cells.values()}
                healed[handle] |= {*cells.values()} - {""}
            with suppress(PlaceGone, AnswerLost):  # the next look will tell
                _write(api, seen, one)
    return not any(_found(look(api), intent, strays, finish, healed))


def uncover(api: Api, remarks: Sequence[Remarks]) -> None:
    """Hangs notes of the owner's up again that ours came to hang over."""
    if remarks and (requests := covered.uncovered(remarks, look(api))):
        with suppress(AnswerLost, PlaceGone):
            api.change(requests, fields="spreadsheetId", proof=lambda: False)


def redress(api: Api, dresses: Sequence[Dress]) -> None:
    """Gives cells back their own number formats that ours came to lie on. A sheet that moves on and on is left."""
    for _ in range(ROUNDS if dresses else 0):
        requests = dress.redressed(dresses, look(api))
        if not requests:
            return
        with suppress(AnswerLost, PlaceGone):
            api.change(requests, fields="spreadsheetId", proof=lambda: False)


def _found(seen: Seen, intent: Intent, strays: Values, finish: bool, healed: Values) -> list[Fixes]:
    tabs = {tab.sheet_id: tab for tab in seen.tabs}
    return [fixes(tab, tabs[tab.sheet_id], strays, finish, healed) for tab in intent.tabs if tab.sheet_id in tabs]


def _write(api: Api, seen: Seen, found: Fixes) -> None:
    for part in filling.parts((handle, filling.sparse(cells)) for handle, cells in found.cells.items()):
        try:
            api.fill(part)
        except FilterRefused:
            api.put(filling.ranges(_places(seen), part))
    if found.formulas:
        api.change(list(_formulas(found)), fields="spreadsheetId", proof=lambda: False)


def _places(seen: Seen) -> dict[int, tuple[str, int]]:
    """Where each tag is: title and column."""
    return {tag.id: (tab.title, number) for tab in seen.tabs for number, tags in tab.tags.items() for tag in tags}


def _formulas(found: Fixes) -> Iterator[Request]:
    for (sheet_id, row, column), text in found.formulas.items():
        yield write(sheet_id, row + 1, column + 1, [[{"userEnteredValue": {"formulaValue": text}}]], "userEnteredValue")
