"""How each filled value of a client came about, and for each mailing why they are or are not written to. Writes
nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clientsheet.book.shop import Shop
from clientsheet.book.wording import shown
from clientsheet.book.writing.problems_page import kept_by_hand
from clientsheet.errors import WrongUse
from clientsheet.jobs.clients import Match, match, somebody_meant
from clientsheet.jobs.mail.explaining import explain
from clientsheet.jobs.mail.planning import shop_of
from clientsheet.mail.journal import Journal
from clientsheet.sheet.address import a1
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.fold import fold
from clientsheet.text import say
from clientsheet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Explained:
    """A filled column of the client: ``name`` as declared, ``heading`` as the workbook has it, the value the program
    says, and where it comes from."""

    name: str
    heading: str
    value: Raw
    because: tuple[str, ...]


@dataclass(frozen=True)
class WhyOutcome:
    """``matches``: one, whose ``values`` and ``mailings`` are told; or several, and nothing else."""

    matches: tuple[Match, ...]
    language: str
    values: tuple[Explained, ...] = ()
    mailings: tuple[dict[str, object], ...] = ()

    @property
    def client(self) -> Match | None:
        return self.matches[0] if len(self.matches) == 1 else None

    @property
    def code(self) -> int:
        return 0 if self.client else WrongUse.exit_code

    def as_json(self) -> dict[str, object]:
        if self.client is None:
            return {"matches": [{"client": m.client, "name": m.name, "cell": m.cell} for m in self.matches]}
        values = {one.name: {"value": _plain(one.value), "because": list(one.because)} for one in self.values}
        return {"client": self.client.client, "values": values, "mailings": list(self.mailings)}


def run(workspace: Workspace, client: str, mailing: str | None = None) -> WhyOutcome:
    """``client``: an id, a name, a phone, an email, or a part of a name. ``mailing``: only this one. WrongUse: nobody
    is called so, or no mailing is."""
    with Journal.peek(workspace.config.state_path) as journal:
        return _explained(workspace, shop_of(workspace, journal), journal, client, mailing)


def _explained(workspace: Workspace, shop: Shop, journal: Journal, client: str, mailing: str | None) -> WhyOutcome:
    rows = somebody_meant(shop, client)
    matches = tuple(match(shop, row) for row in rows)
    if len(rows) > 1:
        return WhyOutcome(matches, workspace.language)
    values = () if mailing else _values(shop, rows[0], workspace.language)
    return WhyOutcome(matches, workspace.language, values, _mailings(workspace, shop, journal, rows[0], mailing))


def _values(shop: Shop, row: int, language: str) -> tuple[Explained, ...]:
    clients, filled = shop.book["clients"], shop.filled()["clients"]
    own = {column for tab, column, key in kept_by_hand(shop.book) if (tab, key) == ("clients", shop.keys[row])}
    found = []
    for declared in clients.tab.filled:
        value = filled[declared.name][row]
        column = clients.columns.get(declared.name)
        said = shop.because(declared.name, row, language)
        if column is not None and declared.name in own and column.raw[row] is not None:
            cell = f"{clients.title}!{a1(clients.rows[row], column.number)}"
            typed, computed = shown(column.raw[row], language), shown(value, language)
            said = [say(language, "because.kept", cell=cell, value=typed, computed=computed), *said]
        heading = column.heading if column is not None else declared.headings.first(language)
        found.append(Explained(declared.name, heading, value, tuple(said)))
    return tuple(found)


def _mailings(
    workspace: Workspace, shop: Shop, journal: Journal, row: int, only: str | None
) -> tuple[dict[str, object], ...]:
    told = explain(workspace, shop, journal, row)
    if only is None:
        return tuple(told)
    named = tuple(one for one in told if fold(str(one["mailing"])) == fold(only))
    if not named:
        raise WrongUse("why.no_mailing", mailing=only)
    return named


def _plain(value: Raw) -> object:
    """For JSON: dates ISO, money as decimal text."""
    if isinstance(value, float):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, dt.date) else value
