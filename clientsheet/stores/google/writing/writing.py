"""One write, while the owner goes on working: look once more, fill the cells, change the rest, see whether it stands.

third look, or a first batch with grips and a lease -> as it was seen?
what is meant, laid down in the state folder
cells, whole columns by their tags
one batch with everything else and the run's mark, which answers with the cells as they stand
what stands beside the wrong row is put right
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from clientsheet.errors import ClientsheetError, Refused, WorkbookChanged, WrongUse
from clientsheet.sheet.patch import Patch
from clientsheet.stores.base import HalfWritten
from clientsheet.stores.google.api import AnswerLost, Api, FilterRefused, PlaceGone, Unsure
from clientsheet.stores.google.seeing.looking import look
from clientsheet.stores.google.seen import COLUMN, HANDLE, Json, Seen, SeenTab, Tag
from clientsheet.stores.google.shaping import tags
from clientsheet.stores.google.shaping.batch import Request
from clientsheet.stores.google.shaping.ids import fresh_ids
from clientsheet.stores.google.shaping.shape import Shape, structure
from clientsheet.stores.google.writing import appended, checking, covered, dress, echo, filling, laid_down
from clientsheet.stores.google.writing import intent as intents
from clientsheet.stores.google.writing import run as runs
from clientsheet.stores.google.writing.last_look import claimed, to_look_at
from clientsheet.stores.google.writing.putting_right import put_right, redress, uncover

_SHOWN: Final = f"updatedSpreadsheet({echo.FIELDS})"


class Writing:
    """``run``: whose mark the write leaves. ``now``: seconds of the epoch."""

    def __init__(
        self,
        api: Api,
        state: Path,
        seen: Seen,
        patch: Patch,
        run: runs.Run,
        now: Callable[[], float] = time.time,
        most: int = filling.MOST,
    ) -> None:
        """Refused, WorkbookChanged: it cannot be written so."""
        self._api, self._state, self._patch, self._run, self._now = api, state, patch, run, now
        checking.must_be_possible(seen, patch)
        self._ids = fresh_ids(seen, "grips")
        self._grips: dict[tuple[str, int], int] = {}
        self._handles = {place: self._handle(seen, *place) for place in self._edited()}
        for place in claimed(seen, patch):
            self._handle(seen, *place)
        self._needed = dict(self._grips)
        for title, numbers in patch.witnesses.items():
            if numbers and seen.tab(title) is not None:
                self._handle(seen, title, numbers[0])
        self._before, self._seen = seen, _with_grips(seen, self._grips)
        self._shape: Shape = structure(self._seen, patch)
        meant = intents.intended(seen, patch, self._handles, self._shape.inserted)
        added = appended.added(self._seen, patch, self._shape)
        remarks = covered.remarks(self._seen, patch, self._shape)
        worn = dress.dresses(self._seen, patch)
        by = (run.run, *runs.run_texts(seen.tags))
        self._intent = replace(meant, runs=by, added=added, remarks=remarks, dresses=worn)
        self._parts = list(filling.parts(filling.columns(self._intent), most))
        self._asked = to_look_at(seen, patch, self._intent)
        self._tags: Sequence[Tag] = seen.tags
        self._begun = False

    def carry_out(self) -> None:
        """WorkbookChanged, WorkbookLocked, TryLater, Refused: nothing was written. HalfWritten."""
        if self._asked:
            self._look_again()
        if self._intent:
            laid_down.lay_down(self._state, self._intent)
        try:
            self._fill()
            answer = self._change()
        except ClientsheetError as error:
            if self._begun or isinstance(error, Unsure):
                raise HalfWritten(error.key, hint="google.half.hint", **error.facts) from error
            laid_down.take_away(self._state)
            raise
        right = stands = self._as_meant(answer)
        if not stands:
            right = put_right(self._api, self._intent, finish=True)
            redress(self._api, self._intent.dresses)
        right = right and self._added_right(answer)
        self._uncover(answer)
        if right:
            laid_down.take_away(self._state)

    # -- which columns

    def _edited(self) -> list[tuple[str, int]]:
        return sorted({(edit.tab, edit.column) for edit in self._patch.edits})

    def _handle(self, seen: Seen, title: str, number: int) -> int:
        """The tag to address a column by, one that this write leaves in its place; a new one where there is none."""
        tab = seen.tab(title)
        assert tab is not None
        passing = {*self._patch.forgotten, *self._patch.anchors}
        for tag in sorted(tab.tags.get(number, ()), key=lambda tag: tag.id):
            if tag.key == HANDLE or (tag.key == COLUMN and tags.anchored(tag.value).name not in passing):
                return tag.id
        return self._grips.setdefault((title, number), next(self._ids))

    # -- before

    def _look_again(self) -> None:
        if self._needed or len(self._parts) > 1:
            self._take_hold()
        else:
            self._must_be_as_seen(self._shown())

    def _take_hold(self) -> None:
        """Grips for the columns that have none, and a lease; answered with the columns as they stand."""
        leased, id_ = self._run.leased(self._now()), next(self._ids)
        requests = [*self._gripping(self._needed), runs.lease(leased, id_)]
        shown = self._batch(requests, echo.ranges(self._asked), leased)
        try:
            shown = shown or self._shown()
            self._must_be_as_seen(shown)
            self._must_hold(shown)
        except WorkbookChanged:
            self._let_go([id_, *self._needed.values()])
            raise
        self._tags = shown.tags

    def _shown(self) -> echo.Shown:
        return echo.shown(self._api.get(echo.FIELDS, echo.ranges(self._asked)))

    def _must_be_as_seen(self, shown: echo.Shown) -> None:
        checking.must_be_as_seen(self._before, shown, self._asked, self._run.run)

    def _must_hold(self, shown: echo.Shown) -> None:
        for (title, number), id_ in self._needed.items():
            column = shown.columns.get((self._there(title).sheet_id, number), echo.Column())
            if id_ not in {tag.id for tag in column.tags}:
                raise checking.changed(self._before)

    def _let_go(self, ids: Sequence[int]) -> None:
        with suppress(AnswerLost):
            self._api.change(tags.remove(*ids), fields="spreadsheetId", proof=self._gone(ids[0]))

    def _gone(self, id_: int) -> Callable[[], bool]:
        return lambda: id_ not in {tag.id for tag in runs.tags_of(self._api.get(runs.FIELDS))}

    # -- the write

    def _fill(self) -> None:
        for part in self._parts:
            try:
                self._api.fill(part)
            except FilterRefused:
                self._go_round(part)
            except WrongUse:
                raise
            except ClientsheetError:
                self._begun = True
                raise
            self._begun = True

    def _go_round(self, part: Sequence[filling.Filled]) -> None:
        """By address, if everything still stands where it was seen."""
        shown = self._shown()
        if not self._begun:
            self._must_be_as_seen(shown)
        places = {tag.id: place for place, column in shown.columns.items() for tag in column.tags}
        if any(place != places.get(one.handle) for place, one in self._filled()):
            raise checking.changed(self._before)
        titles = {one.handle: (shown.titles[sheet_id], number) for (sheet_id, number), one in self._filled()}
        self._api.put(filling.ranges(titles, part))

    def _filled(self) -> Iterator[tuple[tuple[int, int], intents.Meant]]:
        """By (sheet id, column)."""
        for tab in self._intent.tabs:
            yield from (((tab.sheet_id, one.number), one) for one in tab.columns if not one.new)

    def _change(self) -> echo.Shown | None:
        """Everything else. None: it was carried out, and what stands there now is not known."""
        there = self._needed if self._asked else {}
        grips = {place: id_ for place, id_ in self._grips.items() if place not in there}
        requests = [
            *self._gripping(grips),
            *self._shape.requests,
            *runs.noted(self._tags, self._run, next(self._ids)),
        ]
        ranges = echo.ranges(self._echoed())
        try:
            return self._batch(requests, ranges, self._run)
        except PlaceGone:
            if not ranges:
                raise
            return self._batch(requests, [], self._run)

    def _batch(self, requests: Sequence[Request], ranges: Sequence[str], run_: runs.Run) -> echo.Shown | None:
        fields = _SHOWN if ranges else "spreadsheetId"
        try:
            told: Any = self._api.change(requests, fields=fields, ranges=ranges, proof=runs.proof(self._api, run_))
        except AnswerLost:
            return None
        return echo.shown(told["updatedSpreadsheet"]) if ranges else None

    def _gripping(self, grips: dict[tuple[str, int], int]) -> Iterator[Request]:
        for (title, number), id_ in grips.items():
            yield tags.grip(self._there(title).sheet_id, number, id_)

    # -- afterwards

    def _echoed(self) -> echo.Asked:
        written: dict[str, dict[int, int]] = {}
        for tab in self._intent.tabs:
            seen = [*tab.telling, *(one.number for one in tab.columns if not one.new)]
            columns = [self._shape.column(tab.title, number) for number in seen]
            written[tab.title] = dict.fromkeys([*columns, *(one.number for one in tab.columns if one.new)], 0)
        given = self._seen, self._patch, self._shape
        return echo.merged(written, covered.told_by(*given), appended.heads(*given))

    def _added_right(self, shown: echo.Shown | None) -> bool:
        """Rows that came while their columns moved. A sheet that moves on and on is left to the next run."""
        if not self._patch.appended:
            return True
        if shown is not None and appended.in_place(self._seen, self._patch, self._shape, shown):
            return True
        again = replace(self._run, run=f"{self._run.run}-moved")
        return set_added_right(self._api, self._state, self._intent.added, again, self._now)

    def _uncover(self, shown: echo.Shown | None) -> None:
        """Notes of the owner's that ours came to hang over."""
        given = self._patch, self._shape
        if self._patch.notes is None or (shown is not None and covered.in_place(self._seen, *given, shown)):
            return
        uncover(self._api, self._intent.remarks)

    def _as_meant(self, shown: echo.Shown | None) -> bool:
        """Whether every value stands beside its own row, for all that the answer shows."""
        if not self._intent.tabs:
            return True
        return shown is not None and all(self._tab_as_meant(tab, shown) for tab in self._intent.tabs)

    def _tab_as_meant(self, tab: intents.TabIntent, shown: echo.Shown) -> bool:
        def stands(number: int, cells: Sequence[Json], handle: int = 0) -> bool:
            column = shown.columns.get((tab.sheet_id, number), echo.Column())
            tagged = not handle or handle in {tag.id for tag in column.tags}
            return tagged and column.holds(cells)

        return all(
            stands(self._shape.column(tab.title, number), tab.witnesses[number]) for number in tab.telling
        ) and all(
            stands(one.number if one.new else self._shape.column(tab.title, one.number), one.meant, one.handle)
            for one in tab.columns
        )

    # --

    def _there(self, title: str) -> SeenTab:
        tab = self._before.tab(title)
        assert tab is not None
        return tab


def set_added_right(
    api: Api, state: Path, added: Sequence[intents.Added], run: runs.Run, now: Callable[[], float] = time.time
) -> bool:
    """Brings rows under their headings that came below a tab while its columns moved. False: they move still."""
    if not added:
        return True
    try:
        seen = look(api)
        if patch := appended.moved(added, seen):
            Writing(api, state, seen, patch, run, now).carry_out()
    except (WorkbookChanged, Refused):
        return False
    return True


def _with_grips(seen: Seen, grips: dict[tuple[str, int], int]) -> Seen:
    """As it will be seen once they are there."""

    def gripped(tab: SeenTab) -> SeenTab:
        ours = {number: Tag(id_, HANDLE, "") for (title, number), id_ in grips.items() if title == tab.title}
        added = {number: (*tab.tags.get(number, ()), tag) for number, tag in ours.items()}
        return replace(tab, tags={**tab.tags, **added})

    return replace(seen, tabs=tuple(map(gripped, seen.tabs)))
