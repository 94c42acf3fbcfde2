"""Source -> Plan: the one entrance. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientsheet.book.importing.deeds import Deeds, deeds
from clientsheet.book.importing.mapping import Mapped, mapping, records_of
from clientsheet.book.importing.people import people
from clientsheet.book.importing.plan import LeftOut, Plan, Why
from clientsheet.book.importing.records import Unread, clients_of, deeds_of
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.exchange.sources.base import Of, Source


def planned(source: Source, shop: Shop, *, of: Of | None = None, asked: Mapping[str, str] | None = None) -> Plan:
    """``of``: what the rows are, where the owner said so; ``asked``: what a heading is to be (see ``mapping``).

    WrongUse: nothing in the file tells who the clients are.
    """
    book = shop.book
    kind = records_of(source, of)
    mapped = mapping(source, book, kind, asked or {})
    _told_who(source, mapped, kind)
    records, unread = clients_of(source, mapped, book)
    whom = people(records, shop, by_name=kind != "clients")
    done, more = Deeds(), list[Unread]()
    if kind != "clients":
        cells, more = deeds_of(source, mapped, book, kind)
        done = deeds(kind, cells, source, mapped, shop, whom.whose)
    torn: Why = "torn" if source.name == "vcard" else "ragged"
    left = [LeftOut(line, torn) for line in source.sheet.ragged]
    behind = {one.line for one in (*whom.left, *done.left)}
    return Plan(
        source=source.name,
        of=kind,
        mapped=mapped,
        rows=len(source.sheet.rows) + len(source.sheet.ragged),
        clients=tuple(whom.added),
        deeds=tuple(done.added),
        fills=tuple(whom.fills),
        differs=(*whom.differs, *done.differs),
        there=whom.there,
        there_deeds=done.there,
        folded=whom.folded,
        left=tuple(sorted((*left, *whom.left, *done.left), key=lambda one: one.line)),
        maybe=tuple(whom.maybe),
        unread=tuple(one for one in (*unread, *more) if one.line not in behind),
    )


def _told_who(source: Source, mapped: Sequence[Mapped], of: Of) -> None:
    told = {one.column for one in mapped if one.column and (one.of_client or of == "clients")}
    told |= {"name" for one in mapped if one.column == "client"}
    if not told & {"name", "phone", "email"}:
        headings = ", ".join(filter(None, source.sheet.headings))
        raise WrongUse("import.nobody", hint="import.nobody.hint", headings=headings)
