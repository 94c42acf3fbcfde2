"""Whom and what ``docs issue`` is about: a contract by its number, else a client and what there is to document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from clientsheet.book.checks.spot import cell_of
from clientsheet.book.counting.contracts_due import CALLED_OFF
from clientsheet.book.documents.deals import Deal, contract_deal, visits_deal
from clientsheet.book.documents.facts import period
from clientsheet.book.documents.issued import Issued, of_client, of_contract
from clientsheet.book.documents.kinds import KINDS, DocumentKind, command_name, kind_called
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.jobs.clients import Match, match, meant
from clientsheet.sheet.address import parse
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table


@dataclass(frozen=True)
class Wanted:
    """``deal``: what to issue a document of; ``already``: the document that there is; or ``matches`` (clients) or
    ``contracts`` of which one has to be named, and nothing else."""

    deal: Deal | None = None
    already: Issued | None = None
    matches: tuple[Match, ...] = ()
    contracts: tuple[int, ...] = ()


def kind_of(text: str) -> DocumentKind:
    """WrongUse: no such kind."""
    kind = kind_called(text)
    if kind is None:
        known = ", ".join(command_name(one) for one in KINDS)
        raise WrongUse("documents.no_kind", hint="documents.no_kind.hint", kind=text, known=known)
    return kind


@dataclass(frozen=True, slots=True)
class Asked:
    """``since``, ``until``: days of visits. ``again``: though there is such a document already."""

    kind: DocumentKind
    whom: str
    language: str
    since: dt.date | None = None
    until: dt.date | None = None
    again: bool = False


def wanted(shop: Shop, asked: Asked) -> Wanted:
    """WrongUse: nobody and nothing is called so; there is nothing to put into the document."""
    numbers = shop.book["contracts"].values("number")
    named = [row for row, number in enumerate(numbers) if number and fold(number) == fold(asked.whom)]
    named = named or _at(shop.book["contracts"], asked.whom)
    if named:
        return _of_contracts(shop, asked, named)
    clients = meant(shop, asked.whom)
    if not clients:
        raise WrongUse("documents.nobody", hint="documents.nobody.hint", whom=asked.whom)
    if len(clients) > 1:
        return Wanted(matches=tuple(match(shop, row) for row in clients))
    return _of_client(shop, asked, clients[0])


def _of_client(shop: Shop, asked: Asked, client: int) -> Wanted:
    name = shop.book["clients"].value("name", client) or shop.keys[client]
    own = [row for row in range(len(shop.book["contracts"])) if int(shop.links("contracts")[row]) == client]
    own = [row for row in own if shop.book["contracts"].value("stage", row) not in CALLED_OFF]
    if asked.kind.of_contract and not own:
        raise WrongUse("documents.no_contract", hint="documents.no_contract.hint", client=name)
    if asked.since or asked.until:
        own = []
    open_ = [row for row in own if _FITS[asked.kind.name](shop, row) and not _papers(shop, asked.kind, row)]
    if open_ or asked.kind.of_contract:
        return _of_contracts(shop, asked, open_ or own)
    return _of_visits(shop, asked, client, name)


def _of_contracts(shop: Shop, asked: Asked, rows: Sequence[int]) -> Wanted:
    if len(rows) > 1:
        return Wanted(contracts=tuple(rows))
    contract = rows[0]
    table = shop.book["contracts"]
    cell = cell_of_contract(shop, contract)
    if int(shop.links("contracts")[contract]) < 0:
        raise WrongUse("documents.no_client", hint="documents.no_client.hint", cell=cell)
    if not table.value("amount", contract):
        raise WrongUse("documents.no_amount", hint="documents.no_amount.hint", cell=cell)
    if not asked.again and (papers := _papers(shop, asked.kind, contract)):
        return Wanted(already=papers[-1])
    deal = contract_deal(shop, asked.kind, contract, asked.language)
    if asked.kind.asks_pay and not asked.kind.of_contract and not asked.again and not deal.to_pay:
        number = table.value("number", contract) or cell
        raise WrongUse("documents.paid_up", hint="documents.paid_up.hint", number=number)
    return Wanted(deal)


def _of_visits(shop: Shop, asked: Asked, client: int, name: str) -> Wanted:
    before = of_client(shop, asked.kind.name, client)
    since = asked.since
    if asked.again and since is None and before and before[-1].date:
        since = before[-1].date.replace(day=1)
    deal = visits_deal(shop, asked.kind, client, since, asked.until, asked.language)
    if deal.lines:
        return Wanted(deal)
    if before and not asked.again and not asked.since:
        return Wanted(already=before[-1])
    said = period(deal, asked.language)
    raise WrongUse("documents.nothing", hint="documents.nothing.hint", client=name, period=said)


def _at(contracts: Table, text: str) -> list[int]:
    """The contract in whose row the cell stands ('Договори!A9'): one without a number has no other name."""
    title, mark, cell = text.strip().rpartition("!")
    if not mark or fold(title) != fold(contracts.title):
        return []
    try:
        row = parse(cell.replace("$", "")).row
    except ValueError:
        return []
    return [contracts.rows.index(row)] if row in contracts.rows else []


def cell_of_contract(shop: Shop, contract: int) -> str:
    """'Договори!A9'."""
    table = shop.book["contracts"]
    return f"{table.title}!{cell_of(table, 'number', contract)}"


def _papers(shop: Shop, kind: DocumentKind, contract: int) -> list[Issued]:
    number = shop.book["contracts"].value("number", contract)
    return of_contract(shop, kind.name, number) if number else []


def _has_amount(shop: Shop, contract: int) -> bool:
    return bool(shop.book["contracts"].value("amount", contract))


def _is_owed(shop: Shop, contract: int) -> bool:
    state = shop.contracts
    paid_up = shop.book["contracts"].value("stage", contract) == "paid"
    return bool(state.priced[contract]) and int(state.balance[contract]) > 0 and not paid_up


_FITS: Final[dict[str, Callable[[Shop, int], bool]]] = {
    "contract": lambda shop, contract: True,
    "invoice": _is_owed,
    "act": _has_amount,
    "delivery_note": _has_amount,
}
"""Which contracts of a client a document of the kind may be about."""
