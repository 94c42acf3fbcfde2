"""The salon's sheet on its first morning, and what its owner knows of it by heart.

Every row of the owner bears a mark of hers in a column the program knows nothing of: by it she finds her row again,
and the trial the truth about it, wherever anybody moved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MARK: Final = "Позначка"

HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "clients": {
        "id": "ID",
        "name": "Name",
        "visits": "Visits",
        "phone": "Phone",
        "total": "Total",
        "email": "Email",
        "birthday": "Birthday",
        "first_visit": "First visit",
        "mark": MARK,
        "interval": "Visit interval",
        "last_visit": "Last visit",
        "average_check": "Average check",
        "next_contact": "Next contact",
        "reason": "Reason",
    },
    "visits": {"mark": MARK, "date": "Date", "client": "Client", "service": "Service", "amount": "Amount"},
    "services": {"name": "Name", "sold": "Sold", "mark": MARK, "price": "Price", "revenue": "Revenue"},
    "mailings": {
        "name": "Name",
        "on": "On",
        "occasion": "Occasion",
        "mode": "Mode",
        "mark": MARK,
        "due_today": "Due today",
        "last_run": "Last run",
        "sent": "Sent",
        "left_out": "Left out",
    },
    "history": {
        "at": "Date and time",
        "client": "Client",
        "channel": "Channel",
        "direction": "Direction",
        "kind": "Kind",
        "subject": "Subject",
        "mark": MARK,
        "message_id": "Message ID",
        "mailing": "Mailing",
    },
}

FILLED: Final[Mapping[str, frozenset[str]]] = {
    "clients": frozenset({"visits", "total", "first_visit", "last_visit", "average_check", "next_contact", "reason"}),
    "services": frozenset({"sold", "revenue"}),
    "mailings": frozenset({"due_today", "last_run", "sent", "left_out"}),
    "visits": frozenset(),
    "history": frozenset(),
}

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "clients": ("Clients", "Customers", "Клієнти", "Client list"),
    "visits": ("Visits", "Purchases", "Візити"),
    "services": ("Services", "Послуги"),
    "mailings": ("Mailings", "Розсилки"),
    "history": ("History", "Історія", "Log"),
}

OTHER_HEADINGS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("clients", "id"): ("ID", "Client ID", "Код клієнта"),
    ("clients", "name"): ("Name", "Full name", "ПІБ"),
    ("clients", "phone"): ("Phone", "Mobile", "Телефон"),
    ("clients", "email"): ("Email", "E-mail address", "Ел. пошта"),
    ("visits", "amount"): ("Amount", "Sum", "Сума"),
    ("visits", "client"): ("Client", "Customer", "Клієнт"),
    ("services", "price"): ("Price", "Ціна"),
    ("history", "subject"): ("Subject", "Summary", "Тема"),
}

MAILINGS: Final = ("repeat_visit", "birthday", "after_visit", "not_seen")
SERVICES: Final = ("Cut", "Colouring", "Styling")
CLIENTS: Final = 5


@dataclass
class Row:
    """``said``: the owner's cells by field. ``copies``: how many rows bear this mark. ``typed``: cells of the
    program's columns that the owner took over: (value, whether by a formula)."""

    said: dict[str, Any]
    copies: int = 1
    typed: dict[str, tuple[Any, bool]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass
class Truth:
    """What the owner would swear to. ``rows``: tab -> mark -> row; ``heads``: tab -> field -> heading; ``titles``."""

    rows: dict[str, dict[str, Row]]
    heads: dict[str, dict[str, str]]
    titles: dict[str, str]
    cured: dict[str, str] = field(default_factory=dict)
    """Email as typed -> as the owner agreed to have it put right."""
    named: dict[str, str] = field(default_factory=dict)
    """Every address a client ever had -> the client's mark."""
    copied: set[str] = field(default_factory=set)
    """Clients who had, for a while, more than one row: in truth more than one client."""
    filled: bool = False
    """The program has filled its columns once: from then on what is typed over them is hers."""
    number: int = 0

    def next(self) -> int:
        self.number += 1
        return self.number


def first_morning() -> Truth:
    """Half of the clients have no number yet; one address has a slip in it."""
    clients = {}
    for n in range(1, CLIENTS + 1):
        clients[f"c{n}"] = Row(
            {
                "id": "" if n % 2 else n,
                "name": f"Client Number{n}",
                "phone": f"+38067000000{n}",
                "email": f"c{n}@gmial.com" if n == CLIENTS else f"c{n}@example.com",
                "birthday": f"1980-04-{n:02d}",
                "interval": 30,
            }
        )
    visits = {}
    for k in range(2 * CLIENTS):
        n = k % CLIENTS + 1
        visits[f"v{k}"] = Row(
            {
                "date": f"2026-0{2 + k // CLIENTS}-{10 + n}",
                "client": f"Client Number{n}",
                "service": SERVICES[k % len(SERVICES)],
                "amount": 100 * 2 ** (k % 10) + n,
            }
        )
    truth = Truth(
        rows={
            "clients": clients,
            "visits": visits,
            "services": {f"s{n}": Row({"name": name, "price": 500 + n}) for n, name in enumerate(SERVICES)},
            "mailings": {
                f"l{n}": Row({"name": name, "on": True, "occasion": name, "mode": "send"})
                for n, name in enumerate(MAILINGS)
            },
            "history": {},
        },
        heads={tab: dict(heads) for tab, heads in HEADINGS.items()},
        titles={tab: titles[0] for tab, titles in TITLES.items()},
    )
    truth.named = {row.said["email"]: mark for mark, row in clients.items()}
    return truth
