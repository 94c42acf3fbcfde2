"""The emulated Google in a process of its own: ``python -m benchmarks.google_server CLIENTS VISITS KEYFILE``.

It writes the key that lets a client in, says its address and the spreadsheet's id, and then does what each line of its
input says and answers with one line of JSON:

``settle`` no mailings are wanted, and the spreadsheet as it is now is what ``reset`` brings back · ``visit`` the owner
writes one more visit · ``traffic`` what went over the line since it was asked last.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks.workbooks import FIRST_DAY, FIRST_NAMES, LAST_DAY, SERVICES, SURNAMES
from clientsheet.book.tabs import tab
from tests.emulator.auth import write_service_account
from tests.emulator.cells import Cell
from tests.emulator.control import Emulator

OWN: Final = ("id", "name", "phone", "email", "birthday", "channel", "interval", "consent")
_AS_DATE: Final = {"numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"}}
VISITS: Final = ("date", "client", "service", "amount", "staff", "status")


def main() -> None:
    clients, visits, key = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    with Emulator() as google:
        google.schemas = {}
        id_ = google.spreadsheet("Салон", {"Клієнти": _clients(clients), "Візити": _visits(visits, clients)}, "uk_UA")
        write_service_account(google.url, key)
        served = _Served(google, id_)
        print(json.dumps({"url": google.url, "id": id_}), flush=True)
        for line in sys.stdin:
            print(json.dumps(getattr(served, line.strip())()), flush=True)


class _Served:
    def __init__(self, google: Emulator, id_: str) -> None:
        self._google, self._id = google, id_
        self._pristine = google.file(id_).book.copy()

    def reset(self) -> None:
        self._google.file(self._id).book = self._pristine.copy()
        self.traffic()

    def settle(self) -> None:
        """No mailings are wanted, and what stands there now is what ``reset`` brings back."""
        file = self._google.file(self._id)
        book = file.book.copy()
        mailings = book.titled(tab("mailings").titles.first("uk"))
        assert mailings
        for row in range(1, len(mailings.rows)):
            mailings.own("ROWS", row).cells = []
        file.book, self._pristine = book, book.copy()
        self.traffic()

    def visit(self) -> None:
        """One like the first."""
        file = self._google.file(self._id)
        book = file.book.copy()
        sheet = book.sheets[1]
        last = max(number for number, row in enumerate(sheet.rows) if row.cells)
        sheet.append("ROWS", 1)
        sheet.own("ROWS", last + 1).cells = sheet.rows[1].cells.copy()
        file.book = book
        self.traffic()

    def traffic(self) -> dict[str, Any]:
        traffic = self._google.traffic
        told = {"read": self._google.count("Read"), "write": self._google.count("Write"), **vars(traffic)}
        self._google.log.clear()
        traffic.up = traffic.down = 0
        traffic.seconds = 0.0
        return told


def _headings(name: str, columns: tuple[str, ...]) -> list[Any]:
    return [tab(name).column(one).headings.first("uk") for one in columns]


def _clients(count: int) -> list[list[Any]]:
    chance = random.Random(1)
    rows = [_headings("clients", OWN)]
    for number in range(1, count + 1):
        name = f"{chance.choice(SURNAMES)} {chance.choice(FIRST_NAMES)} {number}"
        born = chance.randint(25_000, 38_000)
        mail = f"client{number}@example.com"
        rows.append([number, name, f"+38067{number:07d}", mail, _day(born), "email", "6 тижнів", "так"])
    return rows


def _visits(count: int, clients: int) -> list[list[Any]]:
    chance = random.Random(2)
    rows = [_headings("visits", VISITS)]
    for _ in range(count):
        service, price = chance.choice(SERVICES)
        day, client = chance.randint(FIRST_DAY, LAST_DAY), chance.randint(1, clients)
        rows.append([_day(day), client, service, price, chance.choice(FIRST_NAMES), "відбувся"])
    return rows


def _day(serial: int) -> Cell:
    return Cell(serial, look=_AS_DATE)


if __name__ == "__main__":
    main()
