"""``docs issue``: one document, once. What it will say is settled before its number is taken, so that a mistake in a
template or a missing LibreOffice costs no number."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from clientsheet.book.documents.deals import Deal, contract_deal
from clientsheet.book.documents.facts import facts, period
from clientsheet.book.documents.issued import Issued
from clientsheet.book.documents.kinds import DocumentKind, command_name, titled
from clientsheet.book.documents.parties import Party, ours, theirs
from clientsheet.book.reading.keys import contract_keys
from clientsheet.book.shop import Shop
from clientsheet.documents.papers import Paper, Papers
from clientsheet.documents.word import filled
from clientsheet.errors import WrongUse
from clientsheet.jobs.clients import Match
from clientsheet.jobs.documents.ending import Look, alone, brought_to_end, look, named, unfinished
from clientsheet.jobs.documents.meaning import Asked, cell_of_contract, kind_of, wanted
from clientsheet.jobs.documents.rows import must_take_rows
from clientsheet.templating import SHIPPED
from clientsheet.workspace import Workspace

Warning = tuple[str, dict[str, object]]
"""(key below ``docs.warn``, facts)."""


@dataclass(frozen=True)
class Choice:
    """A contract that may have been meant. ``cell``: what to call it by where it has no number."""

    number: str
    cell: str
    subject: str
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class IssueOutcome:
    """``paper``: what was issued, with ``dry_run`` what would be. ``already``: there was such a document, nothing was
    done. ``matches``, ``contracts``: one of these has to be named, nothing was done. ``finished`` and ``restored``:
    papers of earlier runs that were brought to their end, and rows of issued documents that were put back."""

    kind: DocumentKind
    language: str
    paper: Paper | None = None
    client: str = ""
    file: Path | None = None
    pdf: Path | None = None
    already: Issued | None = None
    matches: tuple[Match, ...] = ()
    contracts: tuple[Choice, ...] = ()
    finished: tuple[Paper, ...] = ()
    restored: tuple[Paper, ...] = ()
    warnings: tuple[Warning, ...] = ()
    dry_run: bool = False

    @property
    def code(self) -> int:
        return WrongUse.exit_code if self.matches or self.contracts else 0

    def as_json(self) -> dict[str, object]:
        if self.matches:
            return {"matches": [{"client": m.client, "name": m.name, "cell": m.cell} for m in self.matches]}
        if self.contracts:
            return {"contracts": [{"number": c.number, "cell": c.cell, "subject": c.subject} for c in self.contracts]}
        told = _told(self.paper, self.file) if self.paper else _known(self.already)
        return {
            "kind": command_name(self.kind),
            **told,
            "pdf": self.pdf,
            "already": self.already is not None,
            "dry_run": self.dry_run,
            "finished": [paper.number for paper in self.finished],
            "restored": [paper.number for paper in self.restored],
            "warnings": [key for key, _ in self.warnings],
        }


def _told(paper: Paper, file: Path | None) -> dict[str, object]:
    return {
        "number": paper.number,
        "date": paper.date,
        "client": paper.client,
        "contract": paper.contract,
        "amount": str(paper.amount),
        "currency": paper.currency,
        "file": file,
    }


def _known(issued: Issued | None) -> dict[str, object]:
    return {"number": issued.number, "date": issued.date, "file": issued.file} if issued else {}


def run(
    workspace: Workspace,
    kind: str,
    whom: str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    again: bool = False,
    pdf: bool = False,
    language: str | None = None,
    dry_run: bool = False,
) -> IssueOutcome:
    """``language``: of the document; None: the shop's. WrongUse: no such kind, client or contract; nothing to issue; a
    template that cannot be filled. TryLater, WorkbookLocked: no number was taken, unless the message says so."""
    asked = Asked(kind_of(kind), whom, language or workspace.config.language, since, until, again)
    program = _office() if pdf else ""
    if dry_run:
        return _one(workspace, asked, look(workspace), Papers(workspace.config.state_path), dry_run=True)
    with workspace.at_work(), alone(workspace):
        papers = Papers(workspace.config.state_path)
        papers.sweep()
        seen, finished, restored = _settled(workspace, papers, look(workspace))
        outcome = _one(workspace, asked, seen, papers, dry_run=False)
        outcome = replace(outcome, finished=finished, restored=restored)
    if program and outcome.file is not None and outcome.file.exists():
        from clientsheet.documents.pdf import to_pdf

        return replace(outcome, pdf=to_pdf(outcome.file, program))
    return outcome


def _office() -> str:
    from clientsheet.documents.pdf import office

    return office()


def _settled(workspace: Workspace, papers: Papers, seen: Look) -> tuple[Look, tuple[Paper, ...], tuple[Paper, ...]]:
    """What earlier runs left half-done, and rows that were lost."""
    begun, gone = unfinished(papers, seen)
    if not begun and not gone:
        return seen, (), ()
    finished = tuple(brought_to_end(workspace, papers, paper) for paper in begun)
    restored = tuple(brought_to_end(workspace, papers, paper) for paper in gone)
    return look(workspace), finished, restored


def _one(workspace: Workspace, asked: Asked, seen: Look, papers: Papers, *, dry_run: bool) -> IssueOutcome:
    shop = seen.shop
    found = wanted(shop, asked)
    if found.matches:
        return IssueOutcome(asked.kind, asked.language, matches=found.matches)
    if found.contracts:
        choices = tuple(_choice(shop, asked, contract) for contract in found.contracts)
        return IssueOutcome(asked.kind, asked.language, contracts=choices)
    if found.already is not None:
        file = workspace.config.resolve(found.already.file) if found.already.file else None
        return IssueOutcome(asked.kind, asked.language, already=found.already, file=file)
    assert found.deal is not None
    us, them = ours(workspace.config, asked.language), theirs(shop, found.deal.client, asked.language)
    if not us.name:
        raise WrongUse("documents.no_business", hint="documents.no_business.hint")
    must_take_rows(shop)
    identity = seen.identity or uuid.uuid4().hex
    paper = _paper(shop, asked, found.deal, them, workspace.today, identity)
    paper = named(workspace, seen, paper, papers.all(identity))
    content = _content(workspace, shop, asked, found.deal, us, them, paper)
    if not dry_run:
        papers.take(paper, content)
        paper = brought_to_end(workspace, papers, paper, seen)
    return IssueOutcome(
        asked.kind,
        asked.language,
        paper,
        them.name,
        workspace.config.resolve(paper.file),
        warnings=tuple(_warnings(asked.kind, us, them)),
        dry_run=dry_run,
    )


def _paper(shop: Shop, asked: Asked, deal: Deal, them: Party, today: dt.date, identity: str) -> Paper:
    contracts = shop.book["contracts"]
    number = (contracts.value("number", deal.contract) or "") if deal.contract >= 0 else ""
    signed = contracts.value("date", deal.contract) if asked.kind.of_contract else None
    day = signed or today
    own = number if asked.kind.of_contract else ""
    return Paper(
        code=uuid.uuid4().hex[:10],
        kind=asked.kind.name,
        year=day.year,
        place=0,
        number=own,
        date=day,
        client=shop.keys[deal.client] or them.name,  # a row that has no number yet
        contract=number,
        amount=deal.to_pay if asked.kind.asks_pay and not asked.kind.of_contract else deal.total,
        currency=deal.currency,
        file="",
        name=them.name,
        workbook=identity,
        about=contract_keys(contracts)[deal.contract] if asked.kind.of_contract else "",
        notes=period(deal, shop.book.language),
    )


def _content(workspace: Workspace, shop: Shop, asked: Asked, deal: Deal, us: Party, them: Party, paper: Paper) -> bytes:
    template = template_of(workspace, asked.kind.template(deal.goods), asked.language)
    said = facts(shop, deal, us, them, paper.date, asked.language)
    title = f"{titled(paper.kind, asked.language)} № {said['number']}"
    return filled(template, said, language=asked.language, currency=deal.currency, title=title)


def template_of(workspace: Workspace, name: str, language: str) -> Path:
    """The shop's own, else the one that comes with the program. WrongUse: neither is there."""
    places = [folder / "documents" / language / f"{name}.docx" for folder in (workspace.config.templates_path, SHIPPED)]
    for place in places:
        if place.is_file():
            return place
    raise WrongUse("documents.no_template", hint="documents.no_template.hint", path=places[0])


def _choice(shop: Shop, asked: Asked, contract: int) -> Choice:
    deal = contract_deal(shop, asked.kind, contract, asked.language)
    number = shop.book["contracts"].value("number", contract) or ""
    return Choice(number, cell_of_contract(shop, contract), deal.lines[0].name, deal.total, deal.currency)


def _warnings(kind: DocumentKind, us: Party, them: Party) -> Iterator[Warning]:
    """What a person should look at before it is handed over."""
    if kind.asks_pay and not us.iban:
        yield "iban", {}
    if not us.tax_id:
        yield "tax_id", {}
    if not us.signed:
        yield "signatory", {}
    if kind.primary and us.firm and us.signed and not us.position:
        yield "position", {}
    if (kind.primary or kind.of_contract) and them.firm:
        if not them.signed:
            yield "client_signatory", {"client": them.name}
        if not them.tax_id:
            yield "client_tax_id", {"client": them.name}
    if kind.of_contract:
        for party, place in ((us, "ours"), (them, "theirs")):
            if party.firm and party.doubt and party.genitive:
                yield "genitive", {"text": party.genitive, "place": place}
