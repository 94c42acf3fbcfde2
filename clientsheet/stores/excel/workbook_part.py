"""The workbook part: which tabs there are, the date system, the calculation order, and the names defined in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clientsheet.errors import Refused
from clientsheet.stores.excel import xml
from clientsheet.stores.excel.package import MAIN, Package

_BEFORE_NAMES: Final = ("externalReferences", "functionGroups", "sheets")
_BEFORE_CALCULATION: Final = ("definedNames", *_BEFORE_NAMES)
"""The schema's order: what stands right before, the nearest first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``kind``: ``worksheet``, ``chartsheet``, or empty where its part is missing. ``index`` counts all from 0."""

    title: str
    kind: str
    part: str
    index: int


class WorkbookPart:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = package.workbook
        root = xml.first(self.text, "workbook")
        if root is None or root.get(f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns") not in MAIN:
            raise Refused("excel.not_a_workbook", hint="excel.not_a_workbook.hint", path=package.archive.path)
        self.prefix = root.prefix
        properties = xml.first(self.text, "workbookPr")
        self.date1904 = properties is not None and properties.get("date1904") in ("1", "true")

    @property
    def text(self) -> str:
        return self.package.text(self.part)

    @property
    def sheets(self) -> list[Sheet]:
        targets = {each.id: each for each in self.package.relationships(self.part)}
        found = []
        for index, tag in enumerate(self.tags("sheet")):
            names = tag.attributes
            target = targets.get(next((value for name, value in names.items() if name.endswith(":id")), ""))
            exists = target is not None and target.target in self.package
            kind, part = (target.kind, target.target) if target and exists else ("", "")
            found.append(Sheet(names.get("name", ""), kind, part, index))
        return found

    def tags(self, local: str) -> list[xml.Tag]:
        """The workbook's own elements of that name; extensions may have some of the same name."""
        return [tag for tag in xml.tags(self.text, local) if tag.prefix == self.prefix]

    def sheet(self, title: str) -> Sheet | None:
        """The tab of that title, in either case of letters, as Excel compares them."""
        folded = title.casefold()
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == folded), None)

    def worksheet(self, title: str) -> Sheet:
        """Refused: no such tab, or one that holds no cells (a chart)."""
        found = self.sheet(title)
        if found is None or found.kind != "worksheet":
            raise Refused("excel.no_tab", hint="excel.no_tab.hint", tab=title)
        return found

    def add_sheet(self, title: str, part: str) -> None:
        """Names a new worksheet, last in the order (names and the active tab count positions)."""
        self._check_title(title)
        relation = self.package.relate(self.part, "worksheet", part)
        number = max((int(tag.get("sheetId", "0") or 0) for tag in self.tags("sheet")), default=0) + 1
        name = xml.escape(title)
        namespace = self.package.relation_namespace
        tag = f'<{self.prefix}sheet xmlns:r="{namespace}" name="{name}" sheetId="{number}" r:id="{relation}"/>'
        if self._declares_r():
            tag = tag.replace(f' xmlns:r="{namespace}"', "")
        parent = xml.first(self.text, "sheets")
        if parent is None:
            raise Refused("excel.not_a_workbook", hint="excel.not_a_workbook.hint", path=self.package.archive.path)
        text, end = xml.opened(self.text, parent, "sheets")
        self.package.put(self.part, text[:end] + tag + text[end:])

    def calculate_on_load(self) -> None:
        """Asks Excel to calculate every formula when it opens the workbook: cached results may depend on us."""
        text = self.text
        found = xml.first(text, "calcPr")
        if found is None:
            at = self.place_after(_BEFORE_CALCULATION)
            text = f'{text[:at]}<{self.prefix}calcPr fullCalcOnLoad="1"/>{text[at:]}'
        elif found.get("fullCalcOnLoad") not in ("1", "true"):
            text = xml.replaced(text, found, xml.with_attribute(found.text, "fullCalcOnLoad", "1"))
        self.package.put(self.part, text)

    def ensure_view(self) -> None:
        """A worksheet with a view of its own needs a window of the workbook to refer to."""
        found = xml.first(self.text, "sheets")
        if (
            found is not None
            and xml.first(self.text, "workbookView") is None
            and xml.first(self.text, "bookViews") is None
        ):
            view = f"<{self.prefix}bookViews><{self.prefix}workbookView/></{self.prefix}bookViews>"
            self.package.put(self.part, self.text[: found.start] + view + self.text[found.start :])

    def place_of_names(self) -> int:
        return self.place_after(_BEFORE_NAMES)

    def place_after(self, elements: tuple[str, ...]) -> int:
        """Where the next element may stand: behind the first of ``elements`` that exists."""
        text = self.text
        for local in elements:
            found = next(iter(self.tags(local)), None)
            if found is not None:
                return xml.element_end(text, found, local)
        raise Refused("excel.not_a_workbook", hint="excel.not_a_workbook.hint", path=self.package.archive.path)

    def _declares_r(self) -> bool:
        root = xml.first(self.text, "workbook")
        return root is not None and root.get("xmlns:r") == self.package.relation_namespace

    def _check_title(self, title: str) -> None:
        forbidden = set(title) & set("[]:*?/\\") or title.startswith("'") or title.endswith("'")
        if not title or len(title) > 31 or forbidden:
            raise Refused("excel.bad_title", hint="excel.bad_title.hint", tab=title)
        if self.sheet(title) is not None:
            raise Refused("excel.tab_exists", hint="excel.tab_exists.hint", tab=title)
