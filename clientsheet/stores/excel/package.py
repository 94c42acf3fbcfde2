"""The parts of a workbook and what leads from one to another: content types and relationships.

Texts of parts are changed here, in memory, and the archive is written once at the end. A part is named by its path in
the package (``xl/workbook.xml``); case and leading slashes do not matter.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clientsheet.errors import Refused
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.archive import Archive, Staged, key, stage

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of everything in a workbook: as usual, and in the strict dialect."""
RELATIONS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_TYPES: Final = "[content_types].xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_PACKAGE_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    id: str
    kind: str
    """The last word of its type: ``worksheet``, ``sharedStrings``."""
    target: str
    """A part's name; an address outside where ``external``."""
    external: bool


class Package:
    """An open workbook file. Refused: there is no workbook in it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._read: dict[str, xml.Encoded] = {}
        self._changed: dict[str, str] = {}
        self._added: dict[str, tuple[str, Staged | None]] = {}
        self._staged: dict[str, Staged] = {}
        self._removed: set[str] = set()
        if _TYPES not in archive:
            raise self._not_a_workbook()
        self.workbook = self._workbook()
        self.strict = MAIN[1] in self.text(self.workbook)[:4096]

    @property
    def namespace(self) -> str:
        return MAIN[self.strict]

    @property
    def relation_namespace(self) -> str:
        return RELATIONS[self.strict]

    def __contains__(self, part: str) -> bool:
        known = key(part)
        return known not in self._removed and (known in self._added or part in self.archive)

    def text(self, part: str) -> str:
        """The part's text as it is now, changes of ours included. Refused: not readable as text."""
        known = key(part)
        if known in self._changed:
            return self._changed[known]
        if known not in self._read:
            try:
                self._read[known] = xml.decode(self.archive.read(part))
            except (ValueError, LookupError) as wrong:
                raise Refused("excel.damaged", hint="excel.damaged.hint", path=self.archive.path, part=part) from wrong
        return self._read[known].text

    def put(self, part: str, text: str) -> None:
        if text != self.text(part):
            self._changed[key(part)] = text

    def put_staged(self, part: str, staged: Staged) -> None:
        """New content of a part that was written as a stream."""
        self._staged[key(part)] = staged

    def add(self, part: str, kind: str, staged: Staged | None = None, text: str = "") -> None:
        """A new part, declared by its content type; its content follows from ``staged`` or ``text``."""
        self._added[key(part)] = (part, staged)
        if staged is None:
            self._changed[key(part)] = _DECLARATION + text
        self.declare(part, kind)

    def declare(self, part: str, kind: str) -> None:
        """Names the content type of a part, unless it is named already."""
        types = self.text(_TYPES)
        if not any(key(tag.get("PartName")) == key(part) for tag in xml.tags(types, "Override")):
            content_type = _TYPE.format(kind)
            self._append_child(_TYPES, "Types", f'Override PartName="/{xml.escape(part)}" ContentType="{content_type}"')

    def remove(self, part: str, base: str = "") -> None:
        """Drops a part, its content type and the relationship that leads to it from ``base``."""
        self._removed.add(key(part))
        types = self.text(_TYPES)
        for tag in xml.tags(types, "Override"):
            if key(tag.get("PartName")) == key(part):
                self.put(_TYPES, xml.replaced(types, tag, ""))
                break
        if base:
            relations = self.text(relations_of(base))
            for tag in xml.tags(relations, "Relationship"):
                if key(_resolved(base, tag.get("Target"))) == key(part):
                    self.put(relations_of(base), xml.replaced(relations, tag, ""))
                    break

    def relationships(self, part: str) -> Iterator[Relationship]:
        """What leads from ``part`` to other parts; of the package itself for ``''``."""
        if relations_of(part) not in self:
            return
        for tag in xml.tags(self.text(relations_of(part)), "Relationship"):
            found = tag.attributes
            external = found.get("TargetMode") == "External"
            target = found.get("Target", "")
            kind = found.get("Type", "").rsplit("/", 1)[-1]
            yield Relationship(found.get("Id", ""), kind, target if external else _resolved(part, target), external)

    def related(self, part: str, kind: str) -> list[str]:
        found = self.relationships(part)
        return [each.target for each in found if each.kind.lower() == kind.lower() and not each.external]

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship from ``part`` to the part ``target``; gives its id."""
        taken = {each.id for each in self.relationships(part)}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        relations = relations_of(part)
        if relations not in self:
            self._added[key(relations)] = (relations, None)
            self._changed[key(relations)] = f'{_DECLARATION}<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'
        path = posixpath.relpath(target, posixpath.dirname(part) or ".")
        self._append_child(
            relations,
            "Relationships",
            f'Relationship Id="rId{number}" Type="{self.relation_namespace}/{kind}" Target="{xml.escape(path)}"',
        )
        return f"rId{number}"

    def write(self, target: Path) -> None:
        """The whole package, with every change, as a new file."""
        changed = dict(self._staged)
        added = []
        for known, text in self._changed.items():
            if known not in self._added and known not in self._removed:
                changed[known] = stage([self._read[known].back(text)])
        for known, (part, staged) in self._added.items():
            added.append((part, staged or stage([self._changed[known].encode()])))
        self.archive.rewrite(target, changed=changed, added=added, removed=self._removed)

    def _append_child(self, part: str, local: str, tag: str) -> None:
        text = self.text(part)
        parent = xml.first(text, local)
        if parent is None:
            raise self._not_a_workbook()
        text, end = xml.opened(text, parent, local)
        self._changed[key(part)] = f"{text[:end]}<{parent.prefix}{tag}/>{text[end:]}"

    def _workbook(self) -> str:
        for found in self.relationships(""):
            if found.kind == "officeDocument" and found.target in self:
                return found.target
        raise self._not_a_workbook()

    def _not_a_workbook(self) -> Refused:
        return Refused("excel.not_a_workbook", hint="excel.not_a_workbook.hint", path=self.archive.path)


def relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _resolved(base: str, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
