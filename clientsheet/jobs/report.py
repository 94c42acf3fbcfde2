"""The shop in money and plain words; writes nothing to the workbook, and a page only where one is asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from clientsheet.book.insight.insight import insight
from clientsheet.book.insight.told import Section, told
from clientsheet.book.insight.values import Insight
from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.stores.copies import conflict_copies
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class ReportOutcome:
    """``sections``: the same in words, in the reader's language."""

    insight: Insight
    sections: tuple[Section, ...]
    page: Path | None = None
    code: int = 0

    def as_json(self) -> dict[str, object]:
        page = {"page": str(self.page)} if self.page else {}
        return {**_document(self.insight), **page}


def run(workspace: Workspace, *, html: Path | None = None) -> ReportOutcome:
    """``html``: where to write the page (an existing one is replaced)."""
    book = workspace.read()
    shop = Shop(book)
    copies = () if workspace.config.is_address else conflict_copies(workspace.config.workbook_path)
    found = insight(shop, check(book, shop, copies))
    if html is not None:
        from clientsheet.pages.frame import save
        from clientsheet.pages.report import report_page

        save(html, report_page(found, book, workspace.language, workbook=workspace.config.workbook_name))
    return ReportOutcome(found, told(found, workspace.language), html)


def _document(value: Any) -> Any:
    """Dataclasses as plain data, what they reckon from their own fields included."""
    if is_dataclass(value):
        reckoned = [name for name, member in vars(type(value)).items() if isinstance(member, property)]
        names = [*(field.name for field in fields(value)), *reckoned]
        return {name: _document(getattr(value, name)) for name in names}
    return [_document(one) for one in value] if isinstance(value, tuple) else value
