"""``docs pdf``: a PDF beside a document that was issued."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clientsheet.book.documents.issued import Issued, issued
from clientsheet.book.documents.kinds import titled
from clientsheet.book.shop import Shop
from clientsheet.documents.pdf import to_pdf
from clientsheet.errors import WrongUse
from clientsheet.jobs.documents.meaning import kind_of
from clientsheet.sheet.kinds.fold import fold
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class PdfOutcome:
    number: str
    pdf: Path
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {"number": self.number, "pdf": self.pdf}


def run(workspace: Workspace, number: str, kind: str | None = None) -> PdfOutcome:
    """WrongUse: no document bears the number, or several do; its file is not here; no LibreOffice. TryLater."""
    only = kind_of(kind).name if kind else None
    shop = Shop(workspace.read())
    found = [one for one in issued(shop) if fold(one.number) == fold(number) and only in (None, one.kind)]
    one = _only(found, number, workspace.language)
    path = workspace.config.resolve(one.file) if one.file else None
    if path is None or not path.is_file():
        raise WrongUse("documents.no_file", hint="documents.no_file.hint", file=one.file or number)
    return PdfOutcome(one.number, to_pdf(path))


def _only(found: list[Issued], number: str, language: str) -> Issued:
    if not found:
        raise WrongUse("documents.unknown", hint="documents.unknown.hint", number=number)
    if len(found) > 1:
        kinds = ", ".join(titled(one.kind, language) for one in found)
        raise WrongUse("documents.several", hint="documents.several.hint", number=number, kinds=kinds)
    return found[0]
