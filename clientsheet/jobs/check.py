"""What is wrong in the workbook, and where. Writes nothing to it; a page of findings only where one is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clientsheet.book.rules import check, ordered
from clientsheet.book.shop import Shop
from clientsheet.book.wording import document
from clientsheet.sheet.finding import Finding, Findings, Severity
from clientsheet.stores.copies import conflict_copies
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class CheckOutcome:
    """``listed``: the findings kept whole, the gravest first; ``findings`` also counts the rest."""

    findings: Findings
    listed: tuple[Finding, ...]
    language: str
    page: Path | None = None

    @property
    def counts(self) -> dict[str, int]:
        return {severity.value: number for severity, number in self.findings.counts.items()}

    @property
    def code(self) -> int:
        return 1 if self.findings.counts[Severity.ERROR] else 0

    def as_json(self) -> dict[str, object]:
        return {"findings": document(self.listed, self.language), "counts": self.counts}


def run(workspace: Workspace, *, html: Path | None = None) -> CheckOutcome:
    """``html``: where to write the page of findings (an existing one is replaced)."""
    book = workspace.read()
    copies = () if workspace.config.is_address else conflict_copies(workspace.config.workbook_path)
    findings = check(book, Shop(book), copies)
    outcome = CheckOutcome(findings, tuple(ordered(findings, book)), workspace.language, html)
    if html is not None:
        from clientsheet.pages.findings import findings_page
        from clientsheet.pages.frame import save

        save(html, findings_page(findings, book, workspace.language, workbook=workspace.config.workbook_name))
    return outcome
