"""The rows of the other tabs that mean one client, as lines of the card: each tab by its function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np

from clientsheet.book.card.links import email_links, phone_links
from clientsheet.book.card.value import Contact, Contract, Document, Person, Task, Visit, Way, birthday
from clientsheet.book.counting.contacts import is_draft
from clientsheet.book.counting.contracts_due import NOT_SIGNED, STATES
from clientsheet.book.counting.days import NO_DAY
from clientsheet.book.counting.ground import Ground
from clientsheet.book.counting.money import exact
from clientsheet.book.counting.occasions import hour
from clientsheet.book.counting.phrases import stands
from clientsheet.book.wording import shown
from clientsheet.sheet.kinds import Phone
from clientsheet.sheet.tables import Table

_Line = TypeVar("_Line")


class Row:
    """One row of a table: its cells as values, as money, as the words that stand there."""

    def __init__(self, table: Table, index: int, language: str) -> None:
        self.table, self.index, self.language = table, index, language

    def __getitem__(self, name: str) -> Any:
        return self.table.value(name, self.index)

    def words(self, name: str) -> str:
        """What the cell says; where it cannot be read, what stands in it."""
        value = self[name]
        if isinstance(value, str):
            return " ".join(value.split()) if name != "notes" else value.strip()
        column = self.table.columns.get(name)
        return shown(column.raw[self.index], self.language) if column is not None else ""

    def money(self, name: str) -> Decimal | None:
        value = self[name]
        return Decimal(str(value)).quantize(Decimal("0.01")) if value is not None else None

    def cell(self, name: str) -> str:
        return stands(self.table, self.index, name)

    def ways(self) -> tuple[Way, ...]:
        return (*self._ways("phone"), *self._ways("email"))

    def _ways(self, name: str) -> Iterator[Way]:
        for one in self[name] or ():
            if isinstance(one, Phone):
                yield Way("phone", one.display(), one.note, phone_links(one))
            else:
                yield Way("email", one, "", email_links(one))
        if not self[name] and (unread := self.words(name)):
            yield Way(name, unread)


def rows_of(shop: Ground, tab: str, client: int, language: str) -> list[Row]:
    """In the order of the sheet."""
    table = shop.book[tab]
    if "client" not in table:
        return []
    return [Row(table, int(index), language) for index in np.flatnonzero(shop.links(tab) == client)]


def people(shop: Ground, client: int, language: str) -> tuple[Person, ...]:
    rules, today = shop.book.rules, shop.book.today
    return tuple(
        Person(
            name=row.words("person"),
            position=row.words("position"),
            department=row.words("department"),
            ways=row.ways(),
            kind=row.words("kind"),
            channel=row["channel"] or "",
            best_time=row.words("best_time"),
            birthday=birthday(row["birthday"], today, rules.feb29) if row["birthday"] else None,
            notes=row.words("notes"),
            cell=row.cell("person"),
        )
        for row in rows_of(shop, "phones", client, language)
    )


def visits(shop: Ground, client: int, language: str) -> tuple[Visit, ...]:
    """The latest first."""
    if not shop.book["visits"].present:
        return ()
    bought, found = shop.purchases, []
    rows = shop.purchases_of(client)
    for index, label in zip(rows.tolist(), shop.labels.along(bought.service[rows]).tolist(), strict=True):
        row = Row(bought.table, index, language)
        found.append(
            Visit(
                date=row["date"],
                at=hour(bought.table, index),
                service=shop.labels.names[label] if label >= 0 else "",
                quantity=row["quantity"],
                amount=_amount(row, int(bought.amount[index])),
                staff=row.words("staff"),
                status=row["status"] or "",
                notes=row.words("notes"),
                counted=bool(bought.counted[index]),
                ahead=bool(bought.booked[index]),
                cell=row.cell("date"),
            )
        )
    return _latest_first(found, lambda visit: visit.date or dt.date.min)


def contracts(shop: Ground, client: int, language: str) -> tuple[Contract, ...]:
    """The latest first."""
    due, found = shop.contracts, []
    for row in rows_of(shop, "contracts", client, language):
        k = row.index
        state, pay_by = int(due.state[k]), int(due.pay_by[k])
        found.append(
            Contract(
                number=row.words("number"),
                subject=row.words("subject"),
                date=row["date"],
                amount=row.money("amount"),
                paid=row.money("paid"),
                balance=exact(int(due.balance[k])) if due.priced[k] else None,
                currency=(row["currency"] or shop.book.config.currency).upper(),
                pay_by=dt.date.fromordinal(pay_by) if pay_by != NO_DAY else None,
                start=row["start"],
                end=row["end"],
                stage=row["stage"] or "",
                state=STATES[state] if state != NOT_SIGNED else "",
                goods=row.words("goods"),
                terms=row.words("terms"),
                file=row.words("file"),
                notes=row.words("notes"),
                cell=row.cell("number"),
            )
        )
    return _latest_first(found, lambda one: one.date or one.start or dt.date.min)


def documents(shop: Ground, client: int, language: str) -> tuple[Document, ...]:
    """The latest first."""
    found = [
        Document(
            date=row["date"],
            kind=row["kind"] or "",
            number=row.words("number"),
            contract=row.words("contract"),
            amount=row.money("amount"),
            currency=(row["currency"] or shop.book.config.currency).upper(),
            file=row.words("file"),
            notes=row.words("notes"),
            cell=row.cell("number"),
        )
        for row in rows_of(shop, "documents", client, language)
    ]
    return _latest_first(found, lambda one: one.date or dt.date.min)


def history(shop: Ground, client: int, language: str) -> tuple[Contact, ...]:
    """The latest first."""
    found = [
        Contact(
            at=_moment(row["at"]),
            channel=row["channel"] or "",
            direction=row["direction"] or "",
            kind=row["kind"] or "",
            said=row.words("subject"),
            result=row.words("result"),
            draft=is_draft(row["kind"], row["result"]),
            cell=row.cell("at"),
        )
        for row in rows_of(shop, "history", client, language)
    ]
    return _latest_first(found, lambda one: one.at or dt.datetime.min)


def tasks(shop: Ground, client: int, language: str) -> tuple[Task, ...]:
    """What is to be done first, the earliest first; then what is done, the latest first."""
    found = [
        Task(
            due=row["due"],
            time=row["time"],
            what=row.words("what"),
            responsible=row.words("responsible"),
            done=bool(row["done"]),
            notes=row.words("notes"),
            cell=row.cell("what"),
        )
        for row in rows_of(shop, "tasks", client, language)
    ]
    still = sorted(
        (one for one in found if not one.done), key=lambda one: (one.due or dt.date.max, one.time or dt.time())
    )
    done = sorted((one for one in found if one.done), key=lambda one: one.due or dt.date.min)
    return (*still, *reversed(done))


def _latest_first(found: list[_Line], when: Callable[[_Line], Any]) -> tuple[_Line, ...]:
    """Of equals the lowest in the sheet."""
    found.reverse()
    return tuple(sorted(found, key=when, reverse=True))


def _amount(row: Row, amount: int) -> Decimal | None:
    """As it is counted; None where nobody said one."""
    said: Sequence[object] = (row["amount"], row["price"])
    return exact(amount) if any(one is not None for one in said) else None


def _moment(at: object) -> dt.datetime | None:
    if isinstance(at, dt.datetime):
        return at.replace(tzinfo=None)
    return dt.datetime.combine(at, dt.time()) if isinstance(at, dt.date) else None
