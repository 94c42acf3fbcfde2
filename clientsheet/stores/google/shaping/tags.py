"""Developer metadata of ours: anchors and grips on columns, marks on the spreadsheet.

The value of an anchor's tag is its name and the row of its heading: ``clients.total 3``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from clientsheet.sheet.grid import Anchor
from clientsheet.stores.google.seen import COLUMN, HANDLE, MARK, Seen, Tag
from clientsheet.stores.google.shaping.batch import Request, line


class Anchored(NamedTuple):
    """``row`` of the heading when the tag was put there; 0 where the tag does not say."""

    name: str
    row: int


def anchor_text(name: str, row: int) -> str:
    return f"{name} {row}"


def anchored(text: str) -> Anchored:
    """What ``anchor_text`` said."""
    name, _, row = text.partition(" ")
    return Anchored(name, int(row) if row.isdigit() else 0)


def anchor(sheet_id: int, row: int, column: int, name: str, id_: int) -> Request:
    """Records a column as ours, its heading in ``row``."""
    return _create(id_, COLUMN, anchor_text(name, row), {"dimensionRange": line(sheet_id, "COLUMNS", column, column)})


def grip(sheet_id: int, column: int, id_: int) -> Request:
    """Makes a column addressable wherever it is moved; it stays the owner's."""
    return _create(id_, HANDLE, "", {"dimensionRange": line(sheet_id, "COLUMNS", column, column)})


def remove(*ids: int) -> list[Request]:
    return [{"deleteDeveloperMetadata": {"dataFilter": _filter(id_)}} for id_ in ids]


def anchors(seen: Seen, wanted: Mapping[str, Anchor], ids: Iterator[int]) -> list[Request]:
    """Sets or moves anchors; nothing where the tag is there. A grip on the column becomes the anchor, wherever it was
    moved meanwhile; without one the column is taken to stand where it was seen. KeyError: an anchor on a tab that was
    not seen."""
    there = _anchors(seen)
    tabs = {tab.title: tab for tab in seen.tabs}
    requests: list[Request] = []
    for name, place in wanted.items():
        found = there.get(name, [])
        text = anchor_text(name, place.row)
        right = [tag for tab, column, tag in found if (tab, column) == (place.tab, place.column)]
        keep = next((tag for tag in right if tag.value == text), None) or next(iter(right), None)
        requests += remove(*(tag.id for _, _, tag in found if tag is not keep))
        grips = [tag.id for tag in tabs[place.tab].tags.get(place.column, ()) if tag.key == HANDLE]
        if keep is None and grips:
            requests.append(_update(grips[:1], text, COLUMN))
        elif keep is None:
            requests.append(anchor(tabs[place.tab].sheet_id, place.row, place.column, name, next(ids)))
        elif keep.value != text:
            requests.append(_update([keep.id], text))
    return requests


def forget(seen: Seen, names: Iterable[str]) -> list[Request]:
    """Removes every tag of these anchors."""
    there = _anchors(seen)
    return [request for name in names for _, _, tag in there.get(name, []) for request in remove(tag.id)]


def marks(seen: Seen, wanted: Mapping[str, str], ids: Iterator[int]) -> list[Request]:
    """Facts of the whole spreadsheet, made or changed."""
    requests = []
    for name, text in wanted.items():
        found = [tag for tag in seen.tags if tag.key == MARK + name]
        if not found:
            requests.append(_create(next(ids), MARK + name, text, {"spreadsheet": True}))
        elif any(tag.value != text for tag in found):
            requests.append(_update([tag.id for tag in found], text))
    return requests


def _anchors(seen: Seen) -> dict[str, list[tuple[str, int, Tag]]]:
    """Name -> (tab, column, tag) of each tag that says so: a copied column may have doubled it."""
    found: dict[str, list[tuple[str, int, Tag]]] = {}
    for tab in seen.tabs:
        for column, tags in tab.tags.items():
            for tag in tags:
                if tag.key == COLUMN:
                    found.setdefault(anchored(tag.value).name, []).append((tab.title, column, tag))
    return found


def _create(id_: int, key: str, value: str, location: dict[str, Any]) -> Request:
    made = {"metadataId": id_, "metadataKey": key, "visibility": "DOCUMENT", "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": made | ({"metadataValue": value} if value else {})}}


def _update(ids: Iterable[int], value: str, key: str = "") -> Request:
    new = {"metadataValue": value} | ({"metadataKey": key} if key else {})
    filters = [_filter(id_) for id_ in ids]
    return {"updateDeveloperMetadata": {"dataFilters": filters, "developerMetadata": new, "fields": ",".join(new)}}


def _filter(id_: int) -> dict[str, Any]:
    return {"developerMetadataLookup": {"metadataId": id_}}
