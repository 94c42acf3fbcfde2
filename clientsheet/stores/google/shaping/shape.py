"""The structural half of a write: everything of a patch but the values of edited cells, as requests of one batch.

Pure. New tabs, pages, new columns, appended rows, anchors, marks, notes, number formats. The ids of what is added are
chosen here, so that one batch can add a tab and write into it, and a later look can find what it added. What is
addressed by places as they were seen comes first, what moves places last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clientsheet.errors import Refused, WorkbookChanged
from clientsheet.sheet.blueprint import TabBlueprint, WorkbookBlueprint
from clientsheet.sheet.patch import NewColumn, Patch
from clientsheet.stores.google.seen import Seen, SeenTab
from clientsheet.stores.google.shaping import columns, notes, pages, rows, tags
from clientsheet.stores.google.shaping.batch import Request
from clientsheet.stores.google.shaping.columns import Inserted
from clientsheet.stores.google.shaping.ids import fresh_ids
from clientsheet.stores.google.shaping.pages import Ground


@dataclass(frozen=True, slots=True)
class Shape:
    """``tabs``: the sheet ids of tabs that the batch adds, by title."""

    requests: tuple[Request, ...]
    inserted: tuple[Inserted, ...]
    tabs: Mapping[str, int]

    def column(self, tab: str, number: int) -> int:
        """Where a column that was seen will stand after the batch, if nobody moves anything meanwhile."""
        for one in self.inserted:
            number += one.new.tab == tab and one.column <= number
        return number


def structure(seen: Seen, patch: Patch) -> Shape:
    """WorkbookChanged: a tab that the patch names is not there, or a new column's place is taken. Refused: a new tab
    whose title is taken, a page where now a chart stands."""
    shaping = _Shaping(seen)
    tabs = shaping.added(patch)
    inserted = tuple(shaping.placed(patch))
    return Shape(tuple(shaping.requests(patch, inserted)), inserted, tabs)


def starter(seen: Seen, blueprint: WorkbookBlueprint) -> tuple[Request, ...]:
    """Fills a blank spreadsheet: its blank tab, whatever its title, becomes the first of the blueprint's."""
    ids = fresh_ids(seen)
    blank = _blank_tabs(seen, blueprint)
    sheet_ids = {tab.title: blank[tab.title].sheet_id if tab.title in blank else next(ids) for tab in blueprint.tabs}
    ground = Ground(sheet_ids, ids)
    requests: list[Request] = []
    for tab in blueprint.tabs:
        there = blank.get(tab.title)
        requests += pages.take_over(there, tab, ground) if there else pages.new_tab(tab, ground)
    return (*requests, *tags.marks(seen, blueprint.marks, ids))


def _blank_tabs(seen: Seen, blueprint: WorkbookBlueprint) -> dict[str, SeenTab]:
    """The blank tabs to be taken over, by the title that each will have."""
    blank = {tab.title.casefold(): tab for tab in seen.tabs if tab.is_grid and not tab.values}
    found = {tab.title: blank.pop(tab.title.casefold()) for tab in blueprint.tabs if tab.title.casefold() in blank}
    first = blueprint.tabs[0].title
    if first not in found and blank:
        found[first] = next(iter(blank.values()))
    return found


class _Shaping:
    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._ids = fresh_ids(seen)
        self._sheet_ids = {tab.title: tab.sheet_id for tab in seen.tabs}

    def added(self, patch: Patch) -> dict[str, int]:
        """Ids for the tabs to add, by title."""
        titles = {tab.title.casefold() for tab in self._seen.tabs}
        for tab in patch.new_tabs:
            if tab.title.casefold() in titles:
                raise _taken(tab.title)
        missing = [page for page in patch.pages if self._seen.tab(page.title) is None]
        found = {tab.title: next(self._ids) for tab in (*patch.new_tabs, *missing)}
        self._sheet_ids |= found
        return found

    def placed(self, patch: Patch) -> Iterator[Inserted]:
        by_tab: dict[str, list[NewColumn]] = {}
        for new in patch.new_columns:
            if not columns.is_free(self._there(new.tab), new.column, new.heading_row):
                raise self._changed()
            by_tab.setdefault(new.tab, []).append(new)
        for title, wanted in by_tab.items():
            yield from columns.placed(self._there(title), wanted, self._ids)

    def requests(self, patch: Patch, inserted: tuple[Inserted, ...]) -> Iterator[Request]:
        ground = Ground(self._sheet_ids, self._ids)
        for tab in patch.new_tabs:
            yield from pages.new_tab(tab, ground)
        for page in patch.pages:
            yield from self._page(page, ground)
        yield from notes.changes(self._seen, patch.notes) if patch.notes is not None else ()
        for edit in patch.edits:
            yield from columns.formats(self._there(edit.tab), edit)
        yield from tags.forget(self._seen, patch.forgotten)
        for anchor in patch.anchors.values():
            self._there(anchor.tab)
        yield from tags.anchors(self._seen, patch.anchors, self._ids)
        for block in patch.appended:
            yield from rows.append(self._there(block.tab), block)
        for seen in self._seen.tabs:
            yield from columns.insert(seen, [one for one in inserted if one.new.tab == seen.title])
        yield from tags.marks(self._seen, patch.marks, self._ids)

    def _page(self, page: TabBlueprint, ground: Ground) -> list[Request]:
        old = self._seen.tab(page.title)
        if old is None:
            return pages.new_tab(page, ground)
        if not old.is_grid:
            raise _taken(page.title)
        return pages.rewrite(old, page, ground)

    def _there(self, title: str) -> SeenTab:
        tab = self._seen.tab(title)
        if tab is None or not tab.is_grid:
            raise self._changed()
        return tab

    def _changed(self) -> WorkbookChanged:
        return WorkbookChanged("file.changed", hint="file.changed.hint", path=self._seen.title)


def _taken(title: str) -> Refused:
    return Refused("file.tab_exists", hint="file.tab_exists.hint", tab=title)
