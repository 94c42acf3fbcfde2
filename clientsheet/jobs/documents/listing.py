"""``docs list`` and ``docs due``: what was issued, what is still to be. Both look and write nothing."""

from __future__ import annotations

from dataclasses import dataclass

from clientsheet.book.documents.due import Due, due
from clientsheet.book.documents.issued import Issued, issued
from clientsheet.book.documents.kinds import command_name
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.jobs.clients import Match, match, somebody_meant
from clientsheet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listed:
    """``here``: its file lies on this machine."""

    issued: Issued
    client: str
    here: bool


@dataclass(frozen=True)
class ListOutcome:
    """``matches``: one of these clients has to be named, and nothing is listed."""

    documents: tuple[Listed, ...]
    matches: tuple[Match, ...] = ()

    @property
    def code(self) -> int:
        return WrongUse.exit_code if self.matches else 0

    def as_json(self) -> dict[str, object]:
        if self.matches:
            return {"matches": [{"client": m.client, "name": m.name, "cell": m.cell} for m in self.matches]}
        return {"documents": [_plain(one) for one in self.documents]}


@dataclass(frozen=True)
class DueOutcome:
    due: tuple[Due, ...]
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "due": [
                {
                    "kind": command_name(one.kind),
                    "reason": one.why,
                    "client": one.name,
                    "contract": one.number,
                    "cell": one.cell,
                    "amount": str(one.amount),
                    "currency": one.currency,
                    "since": one.since,
                }
                for one in self.due
            ]
        }


def listed(workspace: Workspace, client: str | None = None) -> ListOutcome:
    """``client``: only theirs. WrongUse: nobody is called so."""
    shop = Shop(workspace.read())
    wanted = None
    if client is not None:
        rows = somebody_meant(shop, client)
        if len(rows) > 1:
            return ListOutcome((), tuple(match(shop, row) for row in rows))
        wanted = rows[0]
    names = shop.book["clients"].values("name")
    found = [one for one in issued(shop) if wanted is None or one.client == wanted]
    return ListOutcome(
        tuple(
            Listed(
                one,
                (names[one.client] if one.client >= 0 else shop.book["documents"].value("client", one.index)) or "",
                bool(one.file) and workspace.config.resolve(one.file).is_file(),
            )
            for one in found
        )
    )


def still_due(workspace: Workspace) -> DueOutcome:
    return DueOutcome(tuple(due(Shop(workspace.read()))))


def _plain(one: Listed) -> dict[str, object]:
    said = one.issued
    return {
        "kind": said.kind,
        "number": said.number,
        "date": said.date,
        "client": one.client,
        "contract": said.contract,
        "amount": None if said.amount is None else f"{said.amount:.2f}",
        "currency": said.currency,
        "file": said.file,
        "here": one.here,
        "void": said.void,
        "cell": said.cell,
    }
